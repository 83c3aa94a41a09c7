"""What this app shows on pages of other apps."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.http import HttpRequest

from core.prepared import PreparedQuery
from core.sections import Section
from events.domain.timetable import ROUND, ParallelEntry, TimetableEntry, TimetablePerson
from events.models import EventPage
from workshops.domain.actions import open_actions_before
from workshops.domain.deleting import holdings_of
from workshops.domain.facts import note_of, state_of
from workshops.domain.rounds import rounds_off_the_dates
from workshops.enums import WorkshopRole
from workshops.models import CaptureSheet, Workshop, WorkshopRound


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


_lines_of_rounds = PreparedQuery(
    lambda event_id: (
        WorkshopRound.objects.filter(event_id=event_id)
        .annotate(
            leader=FilteredRelation("workshops__people", condition=Q(workshops__people__role=WorkshopRole.LEADER))
        )
        .order_by("starts_at", "pk", "workshops__number", "workshops__pk", "leader__pk")
        .values_list(
            *("pk", "uid", "title", "starts_at", "ends_at"),
            *(f"workshops__{name}" for name in ("pk", "uid", "number", "title", "room", "description")),
            *("workshops__content_warning", "workshops__language", "workshops__level"),
            *("workshops__cancelled_at", "workshops__merged_into__title"),
            *("workshops__target_sectors__name", "leader__pk", "leader__name", "leader__organisation_name"),
            named=True,
        )
    ),
    int,
)


def _rounds_with_workshops(event: EventPage) -> Iterable[tuple[Any, Iterable[list[Any]]]]:
    """(round, (the rows of a workshop, one for each leader)) in order; everything in one query."""
    for _pk, found in groupby(_lines_of_rounds(event.pk), key=attrgetter("pk")):
        of_round = list(found)
        by_workshop = groupby(of_round, key=attrgetter("workshops__pk"))
        yield of_round[0], [list(lines) for pk, lines in by_workshop if pk is not None]


def _parallel(lines: list[Any]) -> ParallelEntry:
    workshop = lines[0]
    found = Workshop(
        language=workshop.workshops__language,
        level=workshop.workshops__level,
        cancelled_at=workshop.workshops__cancelled_at,
    )
    if workshop.workshops__merged_into__title:
        found.merged_into = Workshop(title=workshop.workshops__merged_into__title)
    # One row for each leader and each sector: both are taken once.
    sectors = sorted({line.workshops__target_sectors__name for line in lines} - {None})
    leaders = {line.leader__pk: line for line in lines if line.leader__name is not None}
    notes = (state_of(found), note_of(found, sectors))
    return ParallelEntry(
        title=workshop.workshops__title,
        room=workshop.workshops__room,
        leaders=tuple(
            TimetablePerson(line.leader__name, organisation_name=line.leader__organisation_name)
            for line in leaders.values()
        ),
        description=workshop.workshops__description,
        content_warning=workshop.workshops__content_warning,
        number=workshop.workshops__number,
        note=" · ".join(note for note in notes if note),
        anchor=f"workshop-{workshop.workshops__uid}",
    )


def sheets_with_counts(event: EventPage) -> QuerySet[CaptureSheet]:
    """The sheets of an event with how many cards each holds."""
    return (
        CaptureSheet.objects.filter(event=event)
        .select_related("workshop__round", "programme_item", "template")
        .annotate(
            outcome_count=Count("outcomes", distinct=True, filter=Q(outcomes__merged_into=None)),
            quote_count=Count("quotes", distinct=True),
            action_count=Count("action_items", distinct=True),
            star_count=Count("outcomes", distinct=True, filter=Q(outcomes__is_starred=True)),
        )
    )


def held_by_part(request: HttpRequest | None, part: Any) -> Iterable[Section]:
    """What would be lost with a programme item or a date: notes, hand-outs, polls, who was there."""
    return [Section(data=words) for words in holdings_of(part)]


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """The rounds with their number of workshops, and the outcomes that come in, per sheet."""
    rounds = list(WorkshopRound.objects.filter(event=event).annotate(workshop_count=Count("workshops")))
    left_behind = rounds_off_the_dates(event, rounds) if rounds else set()
    context = {"event": event, "rounds": rounds, "left_behind": left_behind}
    yield Section("workshops/sections/rounds.html", context, order=15)
    rows = sorted(sheets_with_counts(event), key=lambda sheet: (sheet.starts_at, sheet.number or 0))
    context = {"event": event, "sheets": rows, "previous_actions": open_actions_before(event)}
    yield Section(template="workshops/sections/workspace.html", context=context, order=60)
