"""What the app shows on pages of lower apps: voting on "my place", the room in the workspace."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.sections import MY_PLACE, WORKSPACE, Section, register
from core.tokens import make_token
from events.models import EventDate, EventPage
from polls.enums import RoundState
from polls.models import Question, Room
from registrations.enums import RegistrationState
from registrations.models import Registration

AROUND = timedelta(hours=2)


def register_sections() -> None:
    """Tell the places what this app has to show."""
    register(MY_PLACE, my_place)
    register(WORKSPACE, workspace)


def my_place(request: HttpRequest | None, registration: Registration) -> Iterable[Section]:
    """On the day: the way to the room, for who has a place at an event with questions."""
    if registration.state != RegistrationState.CONFIRMED:
        return []
    now = timezone.now()
    today = EventDate.objects.filter(
        page=registration.event_id,
        page__polls__questions__isnull=False,
        starts_at__lte=now + AROUND,
        ends_at__gte=now - AROUND,
    )
    if not today.exists():
        return []
    address = reverse("polls:room_personal", args=(make_token("registration", registration.reference),))
    return [Section("polls/sections/my_place.html", {"room_url": address}, order=5)]


def workspace(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Which questions are ready, and the room's code."""
    questions = list(
        Question.objects.filter(poll__event=event).prefetch_related("rounds").order_by("poll__position", "sort_order")
    )
    closed = sum(any(round_.state == RoundState.CLOSED for round_ in question.rounds.all()) for question in questions)
    context = {
        "event": event,
        "ready": len(questions) - closed,
        "closed": closed,
        "room": Room.objects.filter(event=event).first(),
    }
    return [Section("polls/sections/workspace.html", context, order=40)]
