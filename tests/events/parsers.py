"""Reads a calendar with independent parsers, each into the same plain facts; times in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import vobject

ICAL_JS = Path(__file__).resolve().parents[1] / "vendor" / "ical.min.js"
READ_WITH_ICAL_JS = """
texts => texts.map(text => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone');
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  const found = calendar.getAllSubcomponents('vevent').map(part => {
    const event = new ICAL.Event(part);
    const alarm = part.getFirstSubcomponent('valarm');
    return {
      uid: event.uid, sequence: event.sequence, summary: event.summary,
      location: event.location || '', description: event.description || '',
      status: part.getFirstPropertyValue('status'),
      starts: event.startDate.toJSDate().getTime(), ends: event.endDate.toJSDate().getTime(),
      alarm: alarm ? alarm.getFirstPropertyValue('trigger').toSeconds() : null,
    };
  });
  for (const zone of zones) ICAL.TimezoneService.remove(zone.getFirstPropertyValue('tzid'));
  return found;
})
"""


@dataclass(frozen=True)
class Facts:
    """What every parser has to find in an entry."""

    uid: str
    sequence: int
    summary: str
    location: str
    description: str
    status: str
    starts_at: datetime
    ends_at: datetime
    alarm: timedelta | None


def facts_of(entry) -> Facts:
    """What we meant to write."""
    alarm = None if entry.alarm_minutes is None else -timedelta(minutes=entry.alarm_minutes)
    return Facts(
        entry.uid,
        entry.sequence,
        entry.summary,
        entry.location,
        entry.description,
        entry.status,
        entry.starts_at.astimezone(UTC),
        entry.ends_at.astimezone(UTC),
        None if entry.status == "CANCELLED" else alarm,
    )


def with_icalendar(text: bytes) -> list[Facts]:
    found = []
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        alarms = event.walk("VALARM")
        found.append(
            Facts(
                str(event["uid"]),
                int(event["sequence"]),
                str(event["summary"]),
                str(event.get("location", "")),
                str(event.get("description", "")),
                str(event["status"]),
                event.start.astimezone(UTC),
                event.end.astimezone(UTC),
                alarms[0]["trigger"].dt if alarms else None,
            )
        )
    return found


def with_vobject(text: bytes) -> list[Facts]:
    found = []
    for event in vobject.readOne(text.decode()).contents.get("vevent", []):
        found.append(
            Facts(
                event.uid.value,
                int(event.sequence.value),
                event.summary.value,
                event.location.value if hasattr(event, "location") else "",
                event.description.value if hasattr(event, "description") else "",
                event.status.value,
                event.dtstart.value.astimezone(UTC),
                event.dtend.value.astimezone(UTC),
                event.valarm.trigger.value if hasattr(event, "valarm") else None,
            )
        )
    return found


def with_ical_js(page, texts: list[bytes]) -> list[list[Facts]]:
    """All texts in one go, in the browser of the page."""
    if not page.evaluate("() => typeof ICAL !== 'undefined'"):
        page.evaluate(ICAL_JS.read_text(encoding="utf-8"))
    return [
        [
            Facts(
                entry["uid"],
                entry["sequence"],
                entry["summary"],
                entry["location"],
                entry["description"],
                entry["status"],
                _moment(entry["starts"]),
                _moment(entry["ends"]),
                None if entry["alarm"] is None else timedelta(seconds=entry["alarm"]),
            )
            for entry in entries
        ]
        for entries in page.evaluate(READ_WITH_ICAL_JS, [text.decode() for text in texts])
    ]


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
