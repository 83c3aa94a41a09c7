"""What this app shows on pages of other apps."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.http import HttpRequest

from core.sections import Section
from events.domain.timetable import ROUND, ParallelEntry, TimetableEntry, TimetablePerson
from events.models import EventPage
from workshops.enums import WorkshopRole
from workshops.models import CaptureSheet, WorkshopRound


def timetable_entries(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Each round as a line of the timetable, its workshops side by side. Cases and scribes are not public."""
    for round_, workshops in _rounds_with_workshops(event):
        entry = TimetableEntry(
            starts_at=round_.starts_at,
            ends_at=round_.ends_at,
            kind=ROUND,
            title=round_.title,
            parallel=tuple(map(_parallel, workshops)),
            uid=str(round_.uid),
        )
        yield Section(data=entry)


def _rounds_with_workshops(event: EventPage) -> Iterable[tuple[Any, Iterable[list[Any]]]]:
    """(round, (the rows of a workshop, one for each leader)) in order; everything in one query."""
    leader = FilteredRelation("workshops__people", condition=Q(workshops__people__role=WorkshopRole.LEADER))
    rows = (
        WorkshopRound.objects.filter(event=event)
        .annotate(leader=leader)
        .order_by("starts_at", "pk", "workshops__number", "workshops__pk", "leader__pk")
        .values_list(
            *("pk", "uid", "title", "starts_at", "ends_at"),
            *(f"workshops__{name}" for name in ("pk", "uid", "number", "title", "room", "description")),
            *("workshops__content_warning", "leader__name", "leader__organisation_name"),
            named=True,
        )
    )
    for _pk, found in groupby(rows, key=attrgetter("pk")):
        of_round = list(found)
        by_workshop = groupby(of_round, key=attrgetter("workshops__pk"))
        yield of_round[0], [list(lines) for pk, lines in by_workshop if pk is not None]


def _parallel(lines: list[Any]) -> ParallelEntry:
    workshop = lines[0]
    return ParallelEntry(
        title=workshop.workshops__title,
        room=workshop.workshops__room,
        leaders=tuple(
            TimetablePerson(line.leader__name, organisation_name=line.leader__organisation_name)
            for line in lines
            if line.leader__name is not None
        ),
        description=workshop.workshops__description,
        content_warning=workshop.workshops__content_warning,
        number=workshop.workshops__number,
        anchor=f"workshop-{workshop.workshops__uid}",
    )


def sheets_with_counts(event: EventPage) -> QuerySet[CaptureSheet]:
    """The sheets of an event with how many cards each holds."""
    return (
        CaptureSheet.objects.filter(event=event)
        .select_related("workshop__round", "programme_item", "template")
        .annotate(
            outcome_count=Count("outcomes", distinct=True),
            quote_count=Count("quotes", distinct=True),
            action_count=Count("action_items", distinct=True),
        )
    )


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """The outcomes that come in, per sheet."""
    rows = sorted(sheets_with_counts(event), key=lambda sheet: (sheet.starts_at, sheet.number or 0))
    yield Section(template="workshops/sections/workspace.html", context={"event": event, "sheets": rows}, order=60)
