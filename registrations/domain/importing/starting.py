"""From a file to work that can be carried out: read, plan, start."""

from collections.abc import Mapping

from django.db import transaction

from events.models import EventPage
from registrations.domain.importing.columns import guess_columns
from registrations.domain.importing.planning import Choice, PlannedRow, RowKind, plan_rows
from registrations.domain.importing.writing import what_is_known
from registrations.domain.jobs import prepare_job, start_job
from registrations.domain.reading_tables import Row, UnreadableTable, read_table
from registrations.enums import JobKind, JobState
from registrations.models import PeopleJob
from workshops.models import WorkshopRound


def rounds_of(event: EventPage) -> dict[int, str]:
    """The titles of the workshop rounds, by their key."""
    rounds = WorkshopRound.objects.filter(event=event).order_by("starts_at", "pk")
    return dict(rounds.values_list("pk", "title"))


def read_people(event: EventPage, content: bytes, *, actor: str, empty: str) -> PeopleJob:
    """Keep the rows of a file until somebody has looked at them. Raises UnreadableTable; ``empty`` is what it says."""
    rows = read_table(content)
    if len(rows) < 2:
        raise UnreadableTable(empty)
    headings, *people = rows
    items = [{"number": row.number, "cells": list(row.cells)} for row in people]
    columns = guess_columns(headings.cells, rounds_of(event))
    return prepare_job(event, JobKind.IMPORT, items, actor=actor, headings=list(headings.cells), columns=columns)


def plan_of(job: PeopleJob, columns: Mapping[str, int]) -> list[PlannedRow]:
    """What each row means now. Three queries."""
    rows = [Row(item["number"], tuple(item["cells"])) for item in job.items]
    return plan_rows(rows, columns, what_is_known(job.event))


def start_import(
    job: PeopleJob,
    *,
    columns: Mapping[str, int],
    wanted: Mapping[int, str],
    for_all: Mapping[RowKind, Choice],
    with_mail: bool,
    when_full: str,
) -> PeopleJob:
    """Carry out the plan as it is now; a second press starts nothing."""
    with transaction.atomic():
        job = PeopleJob.objects.select_for_update(of=("self",)).select_related("event").get(pk=job.pk)
        if job.state != JobState.PREPARED:
            return job
        planned = plan_of(job, columns)
        chosen = [(row, row.chosen(wanted.get(row.number), for_all)) for row in planned]
        job.items = [
            {"number": row.number, "values": dict(row.values), "existing": row.existing, "choice": choice.value}
            for row, choice in chosen
            if choice is not Choice.SKIP
        ]
        job.settings = {"with_mail": with_mail, "when_full": when_full}
        job.numbers = {"skipped": len(chosen) - len(job.items)} if len(job.items) < len(chosen) else {}
        wrong = [{"item": row.number, "why": " ".join(row.errors)} for row in planned if row.kind is RowKind.WRONG]
        job.problems = wrong[:500]
        job.total = len(job.items)
        job.save()
    return start_job(job)
