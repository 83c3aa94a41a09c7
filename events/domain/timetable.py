"""The programme as a timetable: programme items and what higher apps contribute, day by day.

A higher app registers a provider for ``core.sections.EVENT_TIMETABLE`` that gives sections whose
``data`` is a TimetableEntry; workshops of one round stand side by side in ``parallel``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from core import sections
from events.models import EventPage

ROUND = "round"


@dataclass(frozen=True)
class TimetablePerson:
    """Somebody named in the programme."""

    name: str
    function: str = ""
    organisation_name: str = ""
    biography: str = ""


@dataclass(frozen=True)
class ParallelEntry:
    """One of the things that happen at the same time in different rooms (a workshop of a round).

    ``description`` is rich text (the value of a RichTextField). ``anchor`` is an id for the page.
    """

    title: str
    room: str = ""
    leaders: tuple[TimetablePerson, ...] = ()
    description: str = ""
    content_warning: str = ""
    number: int | None = None
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class TimetableEntry:
    """One line of the timetable. ``kind`` is a value of ItemKind, or ROUND for things side by side."""

    starts_at: datetime
    ends_at: datetime
    kind: str
    title: str
    description: str = ""
    room: str = ""
    speakers: tuple[TimetablePerson, ...] = ()
    parallel: tuple[ParallelEntry, ...] = ()
    uid: str = ""

    @property
    def is_pause(self) -> bool:
        """Whether nothing is on: arrival, break, drinks."""
        return self.kind in {"arrival", "break", "drinks"}


@dataclass(frozen=True)
class TimetableDay:
    """The entries of one calendar day in the event's time zone."""

    day: date
    entries: list[TimetableEntry] = field(default_factory=list)


def timetable_for(request: HttpRequest | None, event: EventPage) -> list[TimetableDay]:
    """The whole timetable of an event: its programme items (drafts in a preview too) and all contributions."""
    found = sections.sections_for(sections.EVENT_TIMETABLE, request, event) if event.pk else []
    contributed = [section.data for section in found]
    return group_by_day([*_programme_items(event), *contributed])


def group_by_day(entries: Iterable[TimetableEntry]) -> list[TimetableDay]:
    """Entries in order of time (a longer one first), grouped by local day."""
    days: dict[date, TimetableDay] = {}
    for entry in sorted(entries, key=lambda entry: (entry.starts_at, -entry.ends_at.timestamp(), entry.title)):
        day = timezone.localtime(entry.starts_at).date()
        days.setdefault(day, TimetableDay(day)).entries.append(entry)
    return list(days.values())


def _programme_items(event: EventPage) -> list[TimetableEntry]:
    return [
        TimetableEntry(
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            kind=item.kind,
            title=item.title,
            description=item.description,
            room=item.room,
            speakers=tuple(
                TimetablePerson(speaker.name, speaker.function, speaker.organisation_name, speaker.biography)
                for speaker in item.speakers.all()
            ),
            uid=str(item.uid),
        )
        for item in event.items_with_speakers()
    ]
