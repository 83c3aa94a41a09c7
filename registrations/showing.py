"""What the app shows on pages of lower apps: room left on the event page, numbers in the workspace."""

from collections.abc import Iterable

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.sections import EVENT_ASIDE, WORKSHOP_PEOPLE, WORKSHOP_SAVED, WORKSPACE, Section, register
from events.models import EventPage
from registrations.domain.capacity import registrations_by_sector, rooms_of, seats_of
from registrations.domain.promising import promise_of
from registrations.domain.window import WindowState, window_of
from registrations.enums import RegistrationMode, RegistrationState
from registrations.models import Place
from workshops.models import Workshop


def register_sections() -> None:
    """Tell the places what this app has to show."""
    register(EVENT_ASIDE, event_aside)
    register(WORKSPACE, workspace_section)
    register(WORKSHOP_PEOPLE, workshop_people)
    register(WORKSPACE, places_section)
    register(WORKSHOP_SAVED, warn_of_lowered_places)


def event_aside(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Room left, when one can register, and the button. Nothing on a draft and after the day."""
    window = window_of(event)
    if window.state in (WindowState.NOT_PUBLISHED, WindowState.OVER):
        return []
    asks_seats = window.state in (WindowState.OPEN, WindowState.NOT_YET)
    seats = seats_of(event.pk) if asks_seats else None
    promise = promise_of(event) if seats and seats.has_quotas and seats.mode == RegistrationMode.OPEN else None
    context = {
        "event": event,
        "state": window.state.value,
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "seats": seats,
        "is_full": promise.is_waiting if promise else seats is not None and seats.is_full,
        "left": promise.left if promise else seats and seats.left,
        "full_sectors": promise.full_sectors if promise else (),
    }
    return [Section("registrations/sections/event_aside.html", context, order=10)]


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Registrations against capacity, by sector."""
    seats = seats_of(event.pk)
    by_sector = registrations_by_sector(event.pk)
    largest = max((number for _pk, _name, number in by_sector), default=0)
    context = {"event": event, "seats": seats, "by_sector": by_sector, "largest": largest}
    return [Section("registrations/sections/workspace.html", context, order=20)]


def workshop_people(request: HttpRequest | None, workshop: Workshop) -> Iterable[Section]:
    """Who has a place in a workshop, counted per sector. Whoever shows it protects small numbers."""
    counts = (
        Place.objects.filter(workshop=workshop, registration__state=RegistrationState.CONFIRMED)
        .order_by("registration__sector__name")
        .values_list("registration__sector__name")
        .annotate(people=Count("pk"))
    )
    return [Section(data={name or str(_("Unknown")): people for name, people in counts})]


def places_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """How full the workshops are, and the ways to divide places and to change things on the day."""
    rooms = rooms_of(event.pk)
    return [Section("registrations/sections/places.html", {"event": event, "rooms": rooms}, order=25)] if rooms else []


def warn_of_lowered_places(request: HttpRequest | None, workshop: Workshop) -> Iterable[Section]:
    """Nobody loses a place because a number was lowered, but whoever lowers it must know."""
    taken = Place.objects.filter(workshop=workshop).count()
    if workshop.capacity is None or taken <= workshop.capacity:
        return []
    words = _(
        "“%(title)s” has %(capacity)s places now, but %(taken)s people have a place in it. They keep it; nobody new "
        "comes in. Move people to another workshop if the room is too small."
    )
    return [Section(data=words % {"title": workshop.title, "capacity": workshop.capacity, "taken": taken})]
