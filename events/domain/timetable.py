"""The programme as a timetable: programme items and what higher apps contribute, day by day.

A higher app registers a provider for ``core.sections.EVENT_TIMETABLE`` that gives sections whose
``data`` is a TimetableEntry; workshops of one round stand side by side in ``parallel``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core import sections
from core.prepared import PreparedQuery
from events.models import EventPage, ProgrammeItem, Speaker

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


_ITEM = ("pk", "uid", "kind", "title", "description", "room", "starts_at", "ends_at")
_SPEAKER = ("speakers__name", "speakers__function", "speakers__organisation_name", "speakers__biography")
_items_with_speakers = PreparedQuery(
    lambda page_id: (
        ProgrammeItem.objects.filter(page_id=page_id)
        .order_by("sort_order", "pk", "speakers__sort_order", "speakers__pk")
        .values_list(*_ITEM, *_SPEAKER, named=True)
    ),
    int,
)


def _programme_items(event: EventPage) -> list[TimetableEntry]:
    """The programme items with their speakers: of a saved event in one query, of a draft from memory."""
    if event.is_draft_of("programme_items"):
        return [_entry(item, map(_person, item.speakers.all())) for item in event.programme_items.all()]
    rows = _items_with_speakers(event.pk)
    by_item = [list(lines) for _pk, lines in groupby(rows, key=attrgetter("pk"))]
    people = len(_ITEM)
    return [
        _entry(lines[0], (TimetablePerson(*line[people:]) for line in lines if line[people] is not None))
        for lines in by_item
    ]


def _entry(item: Any, speakers: Iterable[TimetablePerson]) -> TimetableEntry:
    return TimetableEntry(
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        kind=item.kind,
        title=item.title,
        description=item.description,
        room=item.room,
        speakers=tuple(speakers),
        uid=str(item.uid),
    )


def _person(speaker: Speaker) -> TimetablePerson:
    return TimetablePerson(speaker.name, speaker.function, speaker.organisation_name, speaker.biography)
