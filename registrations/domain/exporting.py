"""Registrations as a table: the columns that an organiser may choose, and the rows, in a handful of queries.

Needs, and who may not sit with whom, have readers of their own and are never among the columns.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.dates import day
from core.domain.spreadsheets import Sheet, Value, csv_lines, ods_bytes, xlsx_bytes
from events.models import EventPage
from registrations.domain.answering import answers_by_person, shown_questions
from registrations.enums import EntryMode, PhotoConsent, RegistrationState, SheetFormat
from registrations.models import Attendance, ExportRecord, Place, Registration
from workshops.models import WorkshopRound

Person = Mapping[str, Any]


@dataclass
class Facts:
    """What hangs on the registrations, by their key and the key of what it is about."""

    workshops: dict[tuple[int, int], str] = field(default_factory=dict)
    attended: dict[tuple[int, int], datetime] = field(default_factory=dict)
    sectors: dict[int, str] = field(default_factory=dict)
    answers: dict[tuple[int, int], Value] = field(default_factory=dict)


@dataclass(frozen=True)
class ExportColumn:
    """One column: its key in a form, its heading, and its value for a person. ``is_usual``: ticked at first."""

    key: str
    heading: str
    value: Callable[[Person, Facts], Value]
    width: int = 18
    is_usual: bool = True


def export_columns(event: EventPage) -> list[ExportColumn]:
    """The columns that there are for an event, in order. Four queries."""
    return [
        *_columns_of_person(),
        *_columns_of_rounds(event),
        *_columns_of_dates(event),
        *_columns_of_questions(event),
    ]


def export_sheet(event: EventPage, registrations: QuerySet[Registration], columns: Collection[ExportColumn]) -> Sheet:
    """The table of the given registrations. At most five queries."""
    people = list(registrations.values("pk", *_FIELDS))
    facts = _facts_of(registrations, {column.key.partition("_")[0] for column in columns})
    return Sheet(
        title=_("Registrations"),
        headings=[column.heading for column in columns],
        widths=[column.width for column in columns],
        rows=_Rows(people, columns, facts),
    )


class _Rows(Iterable[list[Value]]):
    """The rows, made one by one; their number is known."""

    def __init__(self, people: list[Person], columns: Collection[ExportColumn], facts: Facts) -> None:
        self.people, self.columns, self.facts = people, columns, facts

    def __len__(self) -> int:
        return len(self.people)

    def __iter__(self) -> Iterator[list[Value]]:
        values = [column.value for column in self.columns]
        for person in self.people:
            yield [value(person, self.facts) for value in values]


WRITERS: dict[SheetFormat, Callable[[Sheet], bytes]] = {
    SheetFormat.XLSX: xlsx_bytes,
    SheetFormat.ODS: ods_bytes,
    SheetFormat.CSV: lambda sheet: "".join(csv_lines(sheet)).encode(),
}


def export_registrations(
    event: EventPage,
    registrations: QuerySet[Registration],
    *,
    columns: Collection[ExportColumn],
    file_format: SheetFormat,
    actor: str,
    query: str = "",
    is_searched: bool = False,
) -> bytes:
    """The file, after writing down who took what out."""
    sheet = export_sheet(event, registrations, columns)
    ExportRecord.objects.create(
        event=event,
        by=actor[:120],
        format=file_format,
        number=len(sheet.rows),  # type: ignore[arg-type]  # the rows of this module know their number
        columns="; ".join(sheet.headings),
        query=query,
        is_searched=is_searched,
    )
    return WRITERS[file_format](sheet)


def _text(name: str) -> Callable[[Person, Facts], Value]:
    return lambda person, facts: person[name] or ""


def _moment(name: str) -> Callable[[Person, Facts], Value]:
    return lambda person, facts: local(person[name])


def _words(name: str, choices: Iterable[tuple[Any, Any]]) -> Callable[[Person, Facts], Value]:
    words = {value: str(label) for value, label in choices}
    return lambda person, facts: words.get(person[name], "")


def local(moment: datetime | None) -> datetime | None:
    """A moment as the clock on the wall shows it, to the second; spreadsheets know no time zones."""
    return None if moment is None else timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


_FIELDS = (
    "name",
    "email",
    "organisation_name",
    "municipality__name",
    "sector__name",
    "function",
    "state",
    "entry",
    "created_at",
    "confirmed_at",
    "cancelled_at",
    "language",
    "badge_name",
    "companion_name",
    "contact_person",
    "photo_consent",
    "shares_contact",
)


def _columns_of_person() -> list[ExportColumn]:
    yes = _("yes")
    return [
        ExportColumn("name", _("Name"), _text("name"), 26),
        ExportColumn("email", _("E-mail address"), _text("email"), 32),
        ExportColumn("organisation", _("Organisation"), _text("organisation_name"), 30),
        ExportColumn("municipality", _("Municipality"), _text("municipality__name")),
        ExportColumn("sector", _("Sector"), _text("sector__name"), 22),
        ExportColumn("sectors", _("Other sectors"), lambda person, facts: facts.sectors.get(person["pk"]), 22, False),
        ExportColumn("function", _("Function"), _text("function"), 22),
        ExportColumn("state", _("State"), _words("state", RegistrationState.choices)),
        ExportColumn("entry", _("Came in by"), _words("entry", EntryMode.choices), 18, False),
        ExportColumn("created", _("Registered at"), _moment("created_at")),
        ExportColumn("confirmed", _("Confirmed at"), _moment("confirmed_at"), 18, False),
        ExportColumn("cancelled", _("Cancelled at"), _moment("cancelled_at"), 18, False),
        ExportColumn("language", _("Language"), _text("language"), 8, False),
        ExportColumn("badge", _("Name on the badge"), _text("badge_name"), 22, False),
        ExportColumn("companion", _("Companion"), _text("companion_name"), 22, False),
        ExportColumn("contact", _("Contact person"), _text("contact_person"), 22, False),
        ExportColumn("photos", _("Photographs"), _words("photo_consent", PhotoConsent.choices), 18, False),
        ExportColumn(
            "shares", _("Exchange of contact details"), lambda p, f: yes if p["shares_contact"] else "", 10, False
        ),
    ]


def _columns_of_rounds(event: EventPage) -> list[ExportColumn]:
    def value(round_id: int) -> Callable[[Person, Facts], Value]:
        return lambda person, facts: facts.workshops.get((person["pk"], round_id))

    rounds = WorkshopRound.objects.filter(event=event).order_by("starts_at", "pk").values_list("pk", "title")
    return [ExportColumn(f"round_{pk}", title, value(pk), 30) for pk, title in rounds]


def _columns_of_dates(event: EventPage) -> list[ExportColumn]:
    def value(date_id: int) -> Callable[[Person, Facts], Value]:
        return lambda person, facts: local(facts.attended.get((person["pk"], date_id)))

    return [
        ExportColumn(
            f"date_{date.pk}",
            _("Checked in: %(date)s") % {"date": capfirst(date.label or day(date.starts_at))},
            value(date.pk),
        )
        for date in event.dates.order_by("starts_at", "pk")
    ]


def _columns_of_questions(event: EventPage) -> list[ExportColumn]:
    """What the form asked, archived questions with answers too; not ticked at first."""

    def value(question_id: int) -> Callable[[Person, Facts], Value]:
        return lambda person, facts: facts.answers.get((person["pk"], question_id))

    return [
        ExportColumn(f"answer_{question.pk}", question.text, value(question.pk), 30, False)
        for question in shown_questions(event)
    ]


def _facts_of(registrations: QuerySet[Registration], kinds: set[str]) -> Facts:
    """What the chosen kinds of columns need, one query each."""
    chosen = registrations.order_by().values("pk")
    facts = Facts()
    if "round" in kinds:
        places = Place.objects.filter(registration__in=chosen)
        for pk, round_id, title in places.values_list("registration_id", "round_id", "workshop__title"):
            facts.workshops[pk, round_id] = title
    if "date" in kinds:
        attendances = Attendance.objects.filter(registration__in=chosen)
        for pk, date_id, at in attendances.values_list("registration_id", "event_date_id", "checked_in_at"):
            facts.attended[pk, date_id] = at
    if "answer" in kinds:
        facts.answers = answers_by_person(chosen)
    if "sectors" in kinds:
        names = defaultdict(list)
        other_roles = Registration.sectors.through.objects.filter(registration__in=chosen).order_by("pk")
        for pk, name in other_roles.values_list("registration_id", "sector__name"):
            names[pk].append(name)
        facts.sectors = {pk: "; ".join(found) for pk, found in names.items()}
    return facts
