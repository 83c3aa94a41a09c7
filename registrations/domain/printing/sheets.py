"""Lists and signs: door signs, attendance sheets, and the venue sheet with numbers and no names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.dates import clock, date_range, day
from events.models import EventDate, ProgrammeItem
from registrations.domain.printing.badges import Box, set_text, steps
from registrations.domain.printing.paper import Meeting, Paper, lines, place_line, workshop_facts
from registrations.domain.printing.people import PrintedPerson, people_by_workshop
from registrations.enums import RegistrationState
from registrations.models import Needs
from workshops.models import Workshop

BLANK_ROWS = 8  # for people without a registration
DOOR_TITLE = Box(0, 0, 166, 92, steps(44, 12, 2), bold=True)


def door_signs(meeting: Meeting, workshops: Sequence[Workshop]) -> Paper:
    """One sheet of A4 for the door of each workshop."""
    doors = [{**workshop_facts(workshop), "set-title": set_text(workshop.title, DOOR_TITLE)} for workshop in workshops]
    return Paper("door_signs", {**meeting.head(_("Door signs")), "doors": doors})


def attendance_sheets(
    meeting: Meeting, people: Sequence[PrintedPerson], dates: Sequence[EventDate], workshops: Sequence[Workshop]
) -> Paper:
    """A list to sign for each date and each workshop that was chosen, with some empty rows."""
    seated = people_by_workshop(meeting.event.pk)
    lists = [_list(date.label or day(date.starts_at), _date_line(meeting, date), people) for date in dates]
    for workshop in workshops:
        inside = [person for person in people if person.pk in seated.get(workshop.pk, set())]
        lists.append(_list(f"{workshop.number}. {workshop.title}", workshop_line(workshop), inside))
    data = {
        **meeting.head(_("Attendance sheets")),
        "lists": lists,
        "nobody": _("Nobody has a place here."),
        "words": {
            "number": _("No."),
            "name": _("Name"),
            "organisation": _("Organisation"),
            "signature": _("Signature"),
        },
    }
    return Paper("attendance", data, sum(len(one["people"]) for one in lists))


def _list(title: str, line: str, people: Iterable[PrintedPerson]) -> dict[str, Any]:
    rows = [{"name": person.name, "organisation": person.organisation} for person in people]
    return {"title": title, "line": line, "people": rows, "blank": BLANK_ROWS}


def _date_line(meeting: Meeting, date: EventDate) -> str:
    place = place_line(date.venue) or meeting.where
    return " · ".join(part for part in (date_range(date.starts_at, date.ends_at), place) if part)


def workshop_line(workshop: Workshop) -> str:
    """Day, time, room and leaders of a workshop on one line."""
    facts = workshop_facts(workshop)
    return " · ".join(
        part for part in (facts["day"], facts["time"], facts["room"], ", ".join(facts["leaders"])) if part
    )


def venue_sheet(meeting: Meeting) -> Paper:
    """What the venue must know: times, rooms, numbers per need. Nobody's name."""
    expected = meeting.event.registrations.filter(state=RegistrationState.CONFIRMED).count()
    parts = [_times(meeting, expected), _rooms(meeting), _items(meeting), *_needs(meeting), _contact(meeting)]
    note = lines(meeting.notes.venue_note)
    if note:
        parts.append(_part(_("To arrange"), lines=note))
    return Paper("venue_sheet", {**meeting.head(_("Venue sheet")), "parts": parts})


def _part(
    title: str,
    *,
    header: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    widths: Sequence[float | str] = (),
    numeric: Sequence[int] = (),
    lines: Sequence[str] = (),
    intro: str = "",
    none: str = "",
) -> dict[str, Any]:
    return {
        "title": title,
        "header": list(header),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
        "numeric": list(numeric),
        "lines": list(lines),
        "intro": intro,
        "none": none,
    }


def _times(meeting: Meeting, expected: int) -> dict[str, Any]:
    rows = [
        (
            date.label or day(date.starts_at),
            date_range(date.starts_at, date.ends_at),
            place_line(date.venue) or meeting.where,
            str(expected),
        )
        for date in meeting.dates
    ]
    return _part(
        _("When and how many"),
        header=[_("Date"), _("Times"), _("Place"), _("Expected")],
        rows=rows,
        widths=[1, 1.3, 1.3, "auto"],
        numeric=[3],
        none=_("This meeting has no date yet."),
    )


def _rooms(meeting: Meeting) -> dict[str, Any]:
    seated = people_by_workshop(meeting.event.pk)
    rows = []
    for workshop in meeting.workshops:
        facts = workshop_facts(workshop)
        expected = str(len(seated.get(workshop.pk, ())))
        of = f"{expected} / {workshop.capacity}" if workshop.capacity is not None else expected
        title = f"{workshop.number}. {workshop.title}"
        rows.append((facts["time"], title, facts["room"] or "–", facts["setup"] or "–", of))
    return _part(
        _("Workshops and room set-up"),
        header=[_("Time"), _("Workshop"), _("Room"), _("Room set-up"), _("Expected")],
        rows=rows,
        widths=["auto", 1.4, 0.8, 1.2, "auto"],
        numeric=[4],
        none=_("There are no workshops."),
    )


def _items(meeting: Meeting) -> dict[str, Any]:
    items = ProgrammeItem.objects.filter(page_id=meeting.event.pk).order_by("starts_at", "pk")
    rows = [
        (f"{clock(item.starts_at)}–{clock(item.ends_at)}", item.title, item.get_kind_display(), item.room or "–")
        for item in items
    ]
    return _part(
        _("Programme"),
        header=[_("Time"), _("Item"), _("Kind"), _("Room")],
        rows=rows,
        widths=["auto", 1.6, 1, 1],
        none=_("There is no programme yet."),
    )


def _needs(meeting: Meeting) -> list[dict[str, Any]]:
    """How many asked for what, in their own words but without who. Same words count together."""
    needs = Needs.objects.filter(
        registration__event_id=meeting.event.pk, registration__state=RegistrationState.CONFIRMED
    )
    found = list(needs.values_list("diet", "access"))
    parts = []
    for title, texts in (
        (_("Food"), [diet for diet, _access in found]),
        (_("Access"), [access for _diet, access in found]),
    ):
        rows = [(text, str(number)) for text, number in count_texts(texts)]
        header = [_("What is asked for"), _("People")]
        parts.append(
            _part(
                title, header=header, rows=rows, widths=[1, "auto"], numeric=[1], none=_("Nobody asked for anything.")
            )
        )
    return parts


def count_texts(texts: Iterable[str]) -> list[tuple[str, int]]:
    """The texts with how often each was given, most first; capitals, spaces and a last full stop do not count. Pure."""
    first: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for text in texts:
        clean = " ".join(text.split()).rstrip(".")
        if clean:
            key = clean.casefold()
            first.setdefault(key, clean)
            numbers[key] += 1
    return sorted(
        ((first[key], number) for key, number in numbers.items()), key=lambda row: (-row[1], row[0].casefold())
    )


def _contact(meeting: Meeting) -> dict[str, Any]:
    return _part(_("Contact persons"), lines=lines(meeting.notes.contacts), none=_("No contact persons were given."))
