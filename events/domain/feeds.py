"""Which published events a calendar feed holds: what is coming up, and what was called off."""

from collections.abc import Iterable

from events.domain.calendar_entries import date_entry
from events.domain.ical import CalendarEntry
from events.enums import EventKind
from events.models import EventDate, EventPage
from events.models.pages import EventPageQuerySet

# The addresses of the feeds per kind.
KIND_SLUGS = {
    "landelijke-bijeenkomsten": EventKind.NATIONAL_MEETING,
    "masterclasses": EventKind.MASTERCLASS,
    "werksessies": EventKind.WORKING_SESSION,
}


def events_to_come() -> EventPageQuerySet:
    """Published events that everybody may see and that are not over."""
    events: EventPageQuerySet = EventPage.objects.live().public().upcoming()
    return events


def feed_entries(events: EventPageQuerySet) -> list[CalendarEntry]:
    """The entries of all dates of these events. They hold nothing that differs from one request to the next."""
    found = events.select_related("venue").defer("body").in_bulk()
    dates: Iterable[EventDate] = (
        EventDate.objects.filter(page__in=found).select_related("venue").order_by("starts_at", "pk")
    )
    return [_entry(date, found[date.page_id]) for date in dates]


def _entry(date: EventDate, event: EventPage) -> CalendarEntry:
    return date_entry(date, event=event, stamped_at=event.last_published_at or date.starts_at)


def organisations_to_come() -> list[tuple[int, str]]:
    """The organisations that have a role at an event to come, by name: number and name. One query."""
    from core.models import Organisation

    return list(
        Organisation.objects.filter(event_parties__page__in=events_to_come().values("pk"))
        .order_by("name")
        .distinct()
        .values_list("pk", "name")
    )
