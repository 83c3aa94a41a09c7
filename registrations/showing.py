"""What the app shows on pages of lower apps: room left on the event page, numbers in the workspace."""

from collections.abc import Iterable

from django.http import HttpRequest

from core.sections import EVENT_ASIDE, WORKSPACE, Section, register
from events.models import EventPage
from registrations.domain.capacity import registrations_by_sector, seats_of
from registrations.domain.window import WindowState, window_of


def register_sections() -> None:
    """Tell the places what this app has to show."""
    register(EVENT_ASIDE, event_aside)
    register(WORKSPACE, workspace_section)


def event_aside(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Room left, when one can register, and the button. Nothing on a draft and after the day."""
    window = window_of(event)
    if window.state in (WindowState.NOT_PUBLISHED, WindowState.OVER):
        return []
    context = {
        "event": event,
        "state": window.state.value,
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "seats": seats_of(event.pk) if window.is_open else None,
    }
    return [Section("registrations/sections/event_aside.html", context, order=10)]


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Registrations against capacity, by sector."""
    seats = seats_of(event.pk)
    by_sector = registrations_by_sector(event.pk)
    largest = max((number for _pk, _name, number in by_sector), default=0)
    context = {"event": event, "seats": seats, "by_sector": by_sector, "largest": largest}
    return [Section("registrations/sections/workspace.html", context, order=20)]
