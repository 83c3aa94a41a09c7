"""What this app shows on pages of other apps."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest

from core.sections import Section
from events.domain.timetable import ROUND, ParallelEntry, TimetableEntry, TimetablePerson
from events.models import EventPage
from workshops.enums import WorkshopRole
from workshops.models import CaptureSheet, Workshop, WorkshopPerson, WorkshopRound


def timetable_entries(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """Each round as a line of the timetable, its workshops side by side. Cases and scribes are not public."""
    leaders = WorkshopPerson.objects.filter(role=WorkshopRole.LEADER)
    workshops = Workshop.objects.prefetch_related(Prefetch("people", queryset=leaders, to_attr="leaders"))
    rounds = WorkshopRound.objects.filter(event=event).prefetch_related(Prefetch("workshops", queryset=workshops))
    for round_ in rounds:
        entry = TimetableEntry(
            starts_at=round_.starts_at,
            ends_at=round_.ends_at,
            kind=ROUND,
            title=round_.title,
            parallel=tuple(_parallel(workshop) for workshop in round_.workshops.all()),
            uid=str(round_.uid),
        )
        yield Section(data=entry)


def _parallel(workshop: Workshop) -> ParallelEntry:
    return ParallelEntry(
        title=workshop.title,
        room=workshop.room,
        leaders=tuple(
            TimetablePerson(person.name, organisation_name=person.organisation_name) for person in workshop.leaders
        ),
        description=workshop.description,
        content_warning=workshop.content_warning,
        number=workshop.number,
        anchor=f"workshop-{workshop.uid}",
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
