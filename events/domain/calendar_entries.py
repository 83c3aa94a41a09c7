"""The calendar entries of an event: one per date, kept up to date by UID and SEQUENCE.

Public downloads use METHOD:PUBLISH. An app that invites people builds the same entries with a
``uid_suffix`` of its own (one calendar object per registration) and METHOD:REQUEST or CANCEL
(RFC 5546); such a calendar carries exactly one ATTENDEE.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Venue
from core.origin import absolute
from events.domain.ical import CANCELLED, CONFIRMED, TENTATIVE, CalendarEntry, CalendarPerson
from events.models import EventDate, EventPage


def event_entries(event: EventPage) -> list[CalendarEntry]:
    """The public entries of an event, one per date."""
    alarm = event.calendar_alarm_minutes
    return [date_entry(date, event=event, alarm_minutes=alarm) for date in event.dates_in_order()]


def date_entry(
    date: EventDate,
    *,
    event: EventPage | None = None,
    uid_suffix: str = "",
    sequence: int | None = None,
    status: str = "",
    url: str = "",
    extra_description: str = "",
    is_personal: bool = False,
    alarm_minutes: int | None = None,
    attendee: CalendarPerson | None = None,
    organizer: CalendarPerson | None = None,
    stamped_at: datetime | None = None,
) -> CalendarEntry:
    """The entry of one date.

    ``sequence`` defaults to the event's own; add a registration's own counter to it, never replace
    it: it may only rise. The link to join an online meeting is for who registered only.
    """
    event = event or date.page
    address = url or event_address(event)
    parts = ["" if event.is_sensitive else event.introduction, extra_description, address]
    return CalendarEntry(
        uid=uid_of(date.uid, uid_suffix),
        sequence=event.calendar_sequence if sequence is None else sequence,
        summary=calendar_title(event, date),
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        stamped_at=stamped_at or timezone.now(),
        status=status or announced_status(event),
        modified_at=event.last_published_at,
        url=address,
        description="\n\n".join(part.strip() for part in parts if part.strip()),
        alarm_minutes=alarm_minutes,
        attendee=attendee,
        organizer=organizer,
        is_private=is_personal and event.is_sensitive,
        **place_of(date.venue or event.venue, date.online_address or event.online_address, is_personal=is_personal),
    )


def announced_status(event: EventPage) -> str:
    """Called off, certain, or with date or place that may still change."""
    if event.is_cancelled:
        return CANCELLED
    return TENTATIVE if event.provisional else CONFIRMED


def uid_of(part: Any, suffix: str = "") -> str:
    """The identity of an entry: of a date or a round, and for a person with a suffix of its own."""
    return f"{part}{'-' + suffix if suffix else ''}@plenair"


def place_of(venue: Venue | None, online_address: str, *, is_personal: bool = False) -> dict[str, Any]:
    """Where it is: the full address and its position, and the link to join for who registered."""
    place: dict[str, Any] = {}
    if venue:
        place["location"] = ", ".join(part for part in (venue.name, venue.address) if part)
        if venue.latitude is not None and venue.longitude is not None:
            place["geo"] = (float(venue.latitude), float(venue.longitude))
    elif online_address:
        place["location"] = online_address if is_personal else _("Online")
    if online_address and is_personal:
        place["join_url"] = online_address
        place["join_label"] = _("Join online")
    return place


def calendar_title(event: EventPage, date: EventDate) -> str:
    """The title of an entry: of a sensitive subject only the kind of meeting, of a series also the date's label."""
    title = event.get_kind_display() if event.is_sensitive else event.title
    return f"{title} – {date.label}" if date.label else title


def event_address(event: EventPage) -> str:
    """The absolute address of the event's page."""
    return absolute(event.url or "/")
