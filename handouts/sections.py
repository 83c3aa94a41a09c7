"""What this app shows on pages of other apps."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.http import HttpRequest

from core.sections import EVENT_PAGE, MY_PLACE, SPEAKER_PAGE, WORKSPACE, Section, register
from events.models import EventPage
from handouts.domain.showing import for_everyone, for_registrant
from handouts.models import HandOut
from registrations.models import Registration
from workshops.models import Passage


def register_sections() -> None:
    """Tell the places what this app has to show."""
    register(EVENT_PAGE, under_programme)
    register(MY_PLACE, at_my_place)
    register(WORKSPACE, in_workspace)
    register(SPEAKER_PAGE, at_passage)


def under_programme(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """What everyone may have now. One query."""
    folders = for_everyone(event.pk)
    return [Section("handouts/sections/event.html", {"folders": folders}, order=5)] if folders else []


def at_my_place(request: HttpRequest | None, registration: Registration) -> Iterable[Section]:
    """What somebody with a place may have now. At most one query."""
    folders = for_registrant(registration)
    return [Section("handouts/sections/my_place.html", {"folders": folders}, order=38)] if folders else []


def in_workspace(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """How many came in, and the way to the page."""
    counts = HandOut.objects.filter(folder__event=event).aggregate(
        all=Count("pk"),
        held=Count("pk", filter=Q(is_held=True)),
        proposed=Count("pk", filter=Q(proposed_at__isnull=False)),
    )
    return [Section("handouts/sections/workspace.html", {"event": event, **counts}, order=62)]


def at_passage(request: HttpRequest | None, passage: Passage) -> Iterable[Section]:
    """The way to hand in a presentation, for who opened her passage; her link opens that page too."""
    return [Section("handouts/sections/passage.html")]
