"""Making a file and writing down that it was made, without anybody's name."""

from collections.abc import Mapping
from typing import Any

from core.typesetting import typeset
from events.models import EventPage, Speaker
from registrations.domain.printing import badges, folder, sheets
from registrations.domain.printing.paper import Meeting, Paper, meeting_of
from registrations.domain.printing.people import PrintedPerson, printed_people
from registrations.enums import PrintKind
from registrations.models import Printout
from workshops.enums import WorkshopRole
from workshops.models import WorkshopPerson


def make_printout(event: EventPage, kind: PrintKind, choices: Mapping[str, Any], *, actor: Any = None) -> bytes:
    """The PDF of one kind with what was chosen; badges are marked as printed. Raises TypesettingError."""
    meeting = meeting_of(event)
    people = _selected(event, choices) if kind in (PrintKind.BADGES, PrintKind.TABLE_SIGNS) else []
    paper = _paper(meeting, kind, choices, people)
    pdf = typeset(paper.path, paper.data, files=paper.files).pdf
    if kind == PrintKind.BADGES:
        badges.mark_printed(people)
    Printout.objects.create(event=event, kind=kind, people=paper.people, made_by=actor)
    return pdf


def _selected(event: EventPage, choices: Mapping[str, Any]) -> list[PrintedPerson]:
    return printed_people(
        event.pk,
        states=choices["states"],
        sector_ids=[sector.pk for sector in choices.get("sectors") or ()],
        only_new=choices.get("only_new", False),
    )


def _paper(meeting: Meeting, kind: PrintKind, choices: Mapping[str, Any], people: list[PrintedPerson]) -> Paper:
    match kind:
        case PrintKind.BADGES:
            return badges.badges(meeting, people, choices["layout"])
        case PrintKind.TABLE_SIGNS:
            whom = hosts(meeting.event) if choices["whom"] == "hosts" else _names(people)
            return badges.table_signs(meeting, whom)
        case PrintKind.DOOR_SIGNS:
            return sheets.door_signs(meeting, _chosen(meeting.workshops, choices["workshops"]))
        case PrintKind.ATTENDANCE_SHEETS:
            return sheets.attendance_sheets(
                meeting,
                printed_people(meeting.event.pk),
                _chosen(meeting.dates, choices["dates"]),
                _chosen(meeting.workshops, choices["workshops"]),
            )
        case PrintKind.VENUE_SHEET:
            return sheets.venue_sheet(meeting)
        case PrintKind.EMERGENCY_FOLDER:
            return folder.emergency_folder(meeting)


def _chosen(rows: list[Any], wanted: Any) -> list[Any]:
    keys = {row.pk for row in wanted}
    return [row for row in rows if row.pk in keys]


def _names(people: list[PrintedPerson]) -> list[tuple[str, str]]:
    return [(person.name, person.organisation) for person in people]


def hosts(event: EventPage) -> list[tuple[str, str]]:
    """Speakers and workshop leaders, each once. Two queries."""
    speakers = Speaker.objects.filter(item__page_id=event.pk).order_by("item__starts_at", "pk")
    leaders = WorkshopPerson.objects.filter(workshop__round__event_id=event.pk, role=WorkshopRole.LEADER)
    found = [
        *speakers.values_list("name", "organisation_name"),
        *leaders.order_by("workshop__round__starts_at", "pk").values_list("name", "organisation_name"),
    ]
    return list(dict.fromkeys(found))


def latest_printouts(event: EventPage) -> list[Printout]:
    """The last files that were made. One query."""
    return list(Printout.objects.filter(event=event).select_related("made_by")[:10])
