"""The emergency folder: everything on paper the evening before, for when nothing works."""

from itertools import groupby
from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import clock
from core.origin import absolute
from registrations.domain.printing.paper import Meeting, Paper, lines
from registrations.domain.printing.people import PrintedPerson, people_by_workshop, printed_people, waiting_people
from registrations.domain.printing.sheets import workshop_line
from registrations.domain.printing.surnames import initial


def emergency_folder(meeting: Meeting) -> Paper:
    """Instruction, contact persons, everybody by surname, each workshop, who waits, and lines for newcomers.

    It holds names and organisations, no needs; addresses only of who waits for a place, to reach them.
    """
    people = printed_people(meeting.event.pk)
    waiting = waiting_people(meeting.event.pk)
    address = absolute(meeting.event.relative_url(meeting.event.get_site()) or "")
    side, code = _code(address)
    data = {
        **meeting.head(_("Emergency folder")),
        "words": _words(),
        "code-side": side,
        "address": address,
        "instruction": _instruction(),
        "desk-note": lines(meeting.notes.desk_note),
        "contacts": lines(meeting.notes.contacts),
        "total": ngettext("%(number)s person is expected.", "%(number)s people are expected.", len(people))
        % {"number": len(people)},
        "letters": _by_letter(meeting, people),
        "workshops": _by_workshop(meeting, people),
        "waiting": [
            {"name": person.name, "organisation": person.organisation, "email": person.email} for person in waiting
        ],
    }
    return Paper("emergency_folder", data, len(people) + len(waiting), {"codes.bin": code})


def _code(address: str) -> tuple[int, bytes]:
    code = segno.make(address, micro=False, error="m")
    rows = [bytes(0 if module else 255 for module in row) for row in code.matrix_iter(border=4)]
    return len(rows), b"".join(rows)


def _by_letter(meeting: Meeting, people: list[PrintedPerson]) -> list[dict[str, Any]]:
    where = _whereabouts(meeting)
    return [
        {"letter": letter, "people": [_row(person, where.get(person.pk, "")) for person in group]}
        for letter, group in groupby(people, key=lambda person: initial(person.name))
    ]


def _by_workshop(meeting: Meeting, people: list[PrintedPerson]) -> list[dict[str, Any]]:
    seated = people_by_workshop(meeting.event.pk)
    return [
        {
            "title": f"{workshop.number}. {workshop.title}",
            "line": workshop_line(workshop),
            "people": [_row(person, person.sector) for person in people if person.pk in seated.get(workshop.pk, set())],
        }
        for workshop in meeting.workshops
    ]


def _whereabouts(meeting: Meeting) -> dict[int, str]:
    """Time and number of the workshops of each person: "13.30 W2, 15.00 W5"."""
    found: dict[int, list[str]] = {}
    seated = people_by_workshop(meeting.event.pk)
    for workshop in meeting.workshops:
        for pk in seated.get(workshop.pk, ()):
            found.setdefault(pk, []).append(f"{clock(workshop.round.starts_at)} W{workshop.number}")
    return {pk: ", ".join(parts) for pk, parts in found.items()}


def _row(person: PrintedPerson, more: str) -> dict[str, Any]:
    return {"name": person.name, "organisation": person.organisation, "more": more}


def _instruction() -> list[str]:
    return [
        _("Ask for the name and tick the box. Names stand by surname: “de Vries” under V."),
        _("Somebody may have chosen another name for the badge. Then that name is on the list."),
        _(
            "Not on the list? Look at the waiting list. A place may be free when somebody has not come ten minutes "
            "after the start."
        ),
        _("Somebody without a registration: write name, organisation and address on the last sheet."),
        _("Tell nobody who is on the list, not even whether somebody is."),
        _("When the system works again, enter the ticks at the check-in desk. Then destroy this folder."),
    ]


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "code": _("To the page of the meeting"),
        "instruction": _("At the desk"),
        "contacts": _("Contact persons"),
        "no-contacts": _("No contact persons were given."),
        "everybody": _("Everybody by surname"),
        "waiting": _("Waiting list"),
        "walk-ins": _("People without a registration"),
        "nobody": _("Nobody."),
        "number": _("No."),
        "in-now": _("In"),
        "name": _("Name"),
        "organisation": _("Organisation"),
        "sector": _("Comes from"),
        "workshops": _("Workshops"),
        "email": _("E-mail address"),
    }
