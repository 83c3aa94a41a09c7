"""Writes calendars by RFC 5545 and RFC 7986. Pure: entries in, bytes out; no database.

Times are written in Europe/Amsterdam with a VTIMEZONE of our own, but for the hour that occurs twice
when the clock goes back (02.00–03.00): parsers read that differently, so it is written in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Parameters,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vGeo,
    vText,
    vUri,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//Plenair//Plenair 1.0//NL"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class CalendarPerson:
    """The organiser or the attendee of an invitation."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class CalendarEntry:
    """One VEVENT. ``uid`` and a ``sequence`` that only rises are its identity over all changes."""

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime
    status: str = CONFIRMED
    modified_at: datetime | None = None
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    join_url: str = ""
    join_label: str = ""
    description: str = ""
    alarm_minutes: int | None = None
    organizer: CalendarPerson | None = None
    attendee: CalendarPerson | None = None
    is_private: bool = False


@dataclass(frozen=True)
class Feed:
    """What a calendar says of itself when people subscribe to it."""

    name: str
    address: str = ""


def calendar(entries: Iterable[CalendarEntry], *, method: str = PUBLISH, feed: Feed | None = None) -> bytes:
    """A calendar of the entries, with the time zone that they refer to."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", method)
    if feed:
        _describe(found, feed)
    found.add_component(_amsterdam())
    for entry in entries:
        found.add_component(_vevent(entry))
    return bytes(found.to_ical())


def _describe(found: Calendar, feed: Feed) -> None:
    """The name, in the standard's and in the programs' own property, and how often to look again."""
    found.add("name", feed.name)
    found.add("x-wr-calname", feed.name)
    found.add("x-wr-timezone", "Europe/Amsterdam")
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    if feed.address:
        found.add("source", vUri(feed.address), parameters={"VALUE": "URI"})


def _vevent(entry: CalendarEntry) -> Event:
    found = Event()
    found.add("uid", entry.uid)
    found.add("dtstamp", entry.stamped_at)
    found.add("sequence", entry.sequence)
    found.add("summary", entry.summary)
    for name, moment in zip(("dtstart", "dtend"), written_times(entry.starts_at, entry.ends_at), strict=True):
        found.add(name, moment)
    found.add("status", entry.status)
    found.add("transp", "OPAQUE" if entry.status == CONFIRMED else "TRANSPARENT")
    if entry.modified_at:
        found.add("last-modified", entry.modified_at)
    if entry.location:
        found.add("location", entry.location)
    if entry.geo:
        found.add("geo", vGeo(entry.geo))
    if entry.url:
        found.add("url", entry.url)
    if entry.join_url:
        parameters = Parameters(VALUE="URI", FEATURE=["AUDIO", "VIDEO"], LABEL=entry.join_label or entry.summary)
        found.add("conference", vUri(entry.join_url), parameters=parameters)
    if entry.description:
        found.add("description", entry.description)
    if entry.is_private:
        found.add("class", "PRIVATE")
    if entry.organizer:
        found.add("organizer", _calendar_address(entry.organizer))
    if entry.attendee:
        found.add("attendee", _attendee(entry.attendee))
    if entry.alarm_minutes is not None and entry.status != CANCELLED:
        found.add_component(_alarm(entry))
    return found


def written_times(starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """Both in local time, or both in UTC when local time names one of them ambiguously.

    RFC 5545, 3.3.5: a local time that occurs twice means the first time. ical.js takes the second.
    """
    moments = (starts_at.astimezone(AMSTERDAM), ends_at.astimezone(AMSTERDAM))
    if any(moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in moments):
        return (starts_at.astimezone(UTC), ends_at.astimezone(UTC))
    return moments


def _alarm(entry: CalendarEntry) -> Alarm:
    """Shown, not heard, some minutes before the start."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", -timedelta(minutes=entry.alarm_minutes or 0))
    return alarm


def _calendar_address(person: CalendarPerson) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["cn"] = vText(person.name)
    return address


def _attendee(person: CalendarPerson) -> vCalAddress:
    """Who registered has accepted already, and need not answer (docs/decisions/0180)."""
    address = _calendar_address(person)
    address.params["cutype"] = vText("INDIVIDUAL")
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
