"""Calendar entries by RFC 5545: one VEVENT per date of an event, kept up to date by UID and SEQUENCE.

Public downloads use METHOD:PUBLISH. An app that invites people builds the same VEVENTs with a
``uid_suffix`` of its own (one calendar object per registration) and METHOD:REQUEST or CANCEL
(RFC 5546); such a calendar carries exactly one ATTENDEE.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vGeo, vText

from core.models import Venue
from events.models import EventDate, EventPage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//Plenair//Plenair 1.0//NL"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


@dataclass(frozen=True)
class CalendarPerson:
    """The organiser or the attendee of an invitation."""

    email: str
    name: str = ""


def event_vevents(event: EventPage) -> list[Event]:
    """The public entries of an event, one per date."""
    return [vevent(date, event=event) for date in event.dates_in_order()]


def vevent(
    date: EventDate,
    *,
    event: EventPage | None = None,
    uid_suffix: str = "",
    sequence: int | None = None,
    status: str = CONFIRMED,
    summary: str = "",
    url: str = "",
    extra_description: str = "",
    attendee: CalendarPerson | None = None,
    organizer: CalendarPerson | None = None,
    stamped_at: datetime | None = None,
) -> Event:
    """One VEVENT of a date.

    ``sequence`` defaults to the event's own; add a registration's own counter to it, never replace
    it: it may only rise. ``summary`` replaces the title, for example by a neutral one.
    """
    event = event or date.page
    entry = Event()
    entry.add("uid", f"{date.uid}{'-' + uid_suffix if uid_suffix else ''}@plenair")
    entry.add("dtstamp", stamped_at or timezone.now())
    entry.add("sequence", event.calendar_sequence if sequence is None else sequence)
    entry.add("summary", summary or calendar_title(event, date))
    entry.add("dtstart", date.starts_at.astimezone(AMSTERDAM))
    entry.add("dtend", date.ends_at.astimezone(AMSTERDAM))
    entry.add("status", status)
    entry.add("transp", "OPAQUE" if status == CONFIRMED else "TRANSPARENT")
    if event.last_published_at:
        entry.add("last-modified", event.last_published_at)
    _add_place(entry, date.venue or event.venue, event.online_address)
    address = url or event_address(event)
    entry.add("url", address)
    parts = ["" if event.is_sensitive else event.introduction, extra_description, address]
    entry.add("description", "\n\n".join(part.strip() for part in parts if part.strip()))
    if organizer:
        entry.add("organizer", _calendar_address(organizer))
    if attendee:
        entry.add("attendee", _attendee(attendee))
    return entry


def calendar(vevents: Iterable[Event], *, method: str = PUBLISH, name: str = "") -> bytes:
    """A calendar of the entries, with the time zone that they refer to."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", method)
    if name:
        found.add("x-wr-calname", name)
    found.add_component(_amsterdam())
    for entry in vevents:
        found.add_component(entry)
    return bytes(found.to_ical())


def calendar_title(event: EventPage, date: EventDate) -> str:
    """The title of an entry: of a sensitive subject only the kind of meeting, of a series also the date's label."""
    title = event.get_kind_display() if event.is_sensitive else event.title
    return f"{title} – {date.label}" if date.label else title


def event_address(event: EventPage) -> str:
    """The absolute address of the event's page."""
    return f"{settings.PUBLIC_ORIGIN.rstrip('/')}{event.url or '/'}"


def _add_place(entry: Event, venue: Venue | None, online_address: str) -> None:
    if venue:
        entry.add("location", ", ".join(part for part in (venue.name, venue.address) if part))
        if venue.latitude is not None and venue.longitude is not None:
            entry.add("geo", vGeo((float(venue.latitude), float(venue.longitude))))
    elif online_address:
        entry.add("location", _("Online"))


def _calendar_address(person: CalendarPerson) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["cn"] = vText(person.name)
    return address


def _attendee(person: CalendarPerson) -> vCalAddress:
    address = _calendar_address(person)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("ACCEPTED")
    address.params["rsvp"] = vText("FALSE")
    return address


def _amsterdam() -> Timezone:
    """Europe/Amsterdam since 1996: summer time from the last Sunday of March to that of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    for component, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 3, 2, 1),
    ):
        component.add("tzname", name)
        component.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        component.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        component.add("tzoffsetfrom", timedelta(hours=before))
        component.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(component)
    return zone
