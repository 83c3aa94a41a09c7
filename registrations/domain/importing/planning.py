"""What each row of a list means. Pure: rows, and what is known, in; a plan for each row out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from registrations.domain.reading_tables import Row, plain_word
from registrations.domain.registering import normalise_email


class RowKind(Enum):
    """What a row is, seen from what is known."""

    NEW = "new"
    EXISTING = "existing"  # registered for the event, by the same address
    SAME_NAME = "same_name"  # without an address, but with a name and organisation that are registered
    GONE = "gone"  # was registered and does not come
    TWICE = "twice"  # an earlier row of the file is the same person
    WRONG = "wrong"  # cannot be read in


class Choice(Enum):
    """What is done with a row."""

    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"


CHOICES: dict[RowKind, tuple[Choice, ...]] = {
    RowKind.NEW: (Choice.ADD, Choice.SKIP),
    RowKind.EXISTING: (Choice.SKIP, Choice.UPDATE),
    RowKind.SAME_NAME: (Choice.SKIP, Choice.UPDATE, Choice.ADD),
    RowKind.GONE: (Choice.SKIP, Choice.ADD),
    RowKind.TWICE: (Choice.SKIP,),
    RowKind.WRONG: (Choice.SKIP,),
}
LONGEST = {"name": 200, "organisation_name": 200, "function": 160, "badge_name": 120, "companion_name": 200}
LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"}


@dataclass(frozen=True)
class Known:
    """What an event knows: people by address and by name, sectors and workshops by plain word."""

    by_email: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    sectors: Mapping[str, int] = field(default_factory=dict)
    workshops: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRow:
    """One row: what it holds, what it is, and what is wrong with it."""

    number: int
    values: Mapping[str, Any]
    kind: RowKind
    errors: tuple[str, ...] = ()
    existing: int | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be done with it; the first is what happens unless somebody chooses."""
        return CHOICES[self.kind]

    def chosen(self, wanted: str | None, for_all: Mapping[RowKind, Choice]) -> Choice:
        """What is done: the choice for this row, else the one for its kind, else the usual one."""
        own = next((choice for choice in self.choices if choice.value == wanted), None)
        general = for_all.get(self.kind)
        return own or (general if general in self.choices else None) or self.choices[0]


def plan_rows(rows: Iterable[Row], columns: Mapping[str, int], known: Known) -> list[PlannedRow]:
    """A plan for each row, in order."""
    seen: set[str] = set()
    planned = []
    for row in rows:
        values, errors = _values(row, columns, known)
        kind, existing = (RowKind.WRONG, None) if errors else _kind(values, known)
        key = _key(values)
        if not errors and key in seen:
            kind, existing = RowKind.TWICE, None
        if not errors:
            seen.add(key)
        planned.append(PlannedRow(row.number, values, kind, tuple(errors), existing))
    return planned


def name_key(name: str, organisation: str) -> str:
    """What two people without an address are compared by."""
    return f"{plain_word(name)}|{plain_word(organisation)}"


def _key(values: Mapping[str, Any]) -> str:
    return normalise_email(values["email"]) or name_key(values["name"], values["organisation_name"])


def _kind(values: Mapping[str, Any], known: Known) -> tuple[RowKind, int | None]:
    email = normalise_email(values["email"])
    if email in known.by_email:
        return RowKind.EXISTING, known.by_email[email]
    if email and email in known.gone:
        return RowKind.GONE, known.gone[email]
    if not email:
        same = known.by_name.get(name_key(values["name"], values["organisation_name"]))
        if same is not None:
            return RowKind.SAME_NAME, same
    return RowKind.NEW, None


def _values(row: Row, columns: Mapping[str, int], known: Known) -> tuple[dict[str, Any], list[str]]:
    """What the cells hold, as the domain takes it, and what is wrong."""
    cells = {name: " ".join(row.cell(index).split()) for name, index in columns.items()}
    errors = []
    parts = [cells.get(name, "") for name in ("first_name", "infix", "last_name")]
    values: dict[str, Any] = {
        "name": cells.get("name") or " ".join(part for part in parts if part),
        "email": cells.get("email", "").removeprefix("mailto:"),
        "language": "nl",
        "sector_id": None,
        **{name: cells.get(name, "") for name in ("organisation_name", "function", "badge_name", "companion_name")},
    }
    if not values["name"]:
        errors.append(_("There is no name."))
    for name, longest in LONGEST.items():
        if len(values[name]) > longest:
            errors.append(_("“%(text)s…” is too long.") % {"text": values[name][:30]})
    errors += _check_email(values)
    if sector := cells.get("sector"):
        values["sector_id"] = known.sectors.get(plain_word(sector))
        if values["sector_id"] is None:
            errors.append(_("There is no sector “%(name)s” at this meeting.") % {"name": sector[:60]})
    if language := cells.get("language"):
        values["language"] = LANGUAGES.get(plain_word(language), "nl")
    values["workshops"] = {}
    for name, by_title in known.workshops.items():
        if title := cells.get(name):
            workshop = by_title.get(plain_word(title))
            if workshop is None:
                errors.append(_("There is no workshop “%(name)s” in this round.") % {"name": title[:60]})
            else:
                values["workshops"][name.removeprefix("round_")] = workshop
    return values, errors


def _check_email(values: Mapping[str, Any]) -> list[str]:
    if not values["email"]:
        return []
    try:
        validate_email(values["email"])
    except ValidationError:
        return [_("“%(address)s” is no e-mail address.") % {"address": values["email"][:60]}]
    return [] if len(values["email"]) <= 254 else [_("The e-mail address is too long.")]
