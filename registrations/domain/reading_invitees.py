"""Turns rows of a table into people to invite: recognises columns, sectors, municipalities and regions, row by row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.enums import RegionKind
from core.models import Municipality, Region, Sector
from events.models import EventPage
from registrations.domain.inviting import Invitee
from registrations.domain.reading_tables import Row, columns_of, plain_word
from registrations.domain.registering import normalise_email
from registrations.models import Invitation

NAMES = {
    "email": ("E-mail", "E-mailadres", "Mailadres", "Mail", "Email address", "Emailadres", "Adres"),
    "name": ("Naam", "Name", "Volledige naam", "Full name"),
    "first_name": ("Voornaam", "First name", "Roepnaam"),
    "prefix": ("Tussenvoegsel", "Tussenvoegsels", "Prefix"),
    "last_name": ("Achternaam", "Last name", "Surname"),
    "organisation": ("Organisatie", "Organisation", "Werkgever", "Instelling", "Organization"),
    "sector": ("Sector", "Achtergrond", "Ik kom vanuit", "Background"),
    "municipality": ("Gemeente", "Municipality"),
    "programme_region": ("GHNT-regio", "GHNT regio", "Programme region"),
    "safety_region": ("Veiligheidsregio", "Safety region"),
    "region": ("Regio", "Region"),
    "language": ("Taal", "Language"),
}
WITHOUT_HEADER = ("name", "email", "organisation", "sector", "municipality")
LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"}
_ANGLED = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>\s]+@[^<>\s]+)>$")
_LONGEST = {"name": 200, "email": 254, "organisation": 200}


@dataclass(frozen=True)
class ReadRow:
    """One row: what was typed, whom it makes, and what is wrong. ``is_known``: on the list or above it already."""

    number: int
    name: str
    email: str
    organisation: str
    invitee: Invitee | None = None
    problems: tuple[str, ...] = ()
    is_known: bool = False
    sector: str = ""
    region: str = ""

    @property
    def is_new(self) -> bool:
        """Whether this row would come on the list."""
        return self.invitee is not None and not self.is_known


class Recogniser:
    """Knows the sectors of an event and the places of the country by what people call them. Four queries."""

    def __init__(self, event: EventPage) -> None:
        rows = event.event_sectors.select_related("sector")
        sectors = [row.sector for row in rows] or list(Sector.objects.all())
        self.sectors = {plain_word(word): sector for sector in sectors for word in (sector.slug, sector.name)}
        self.municipalities = {plain_word(town.name): town for town in Municipality.objects.all()}
        self.municipalities |= _aliases(self.municipalities)
        regions = list(Region.objects.all())
        self.programme = _by_name(regions, RegionKind.PROGRAMME_REGION)
        self.safety = _by_name(regions, RegionKind.SAFETY_REGION)
        self.known = set(Invitation.objects.filter(event=event).values_list("email_key", flat=True))

    def municipality(self, typed: str) -> Municipality | None:
        """The municipality of "Gemeente Zwolle" or "zwolle"."""
        return self.municipalities.get(plain_word(re.sub(r"^gemeente\s+", "", typed.strip(), flags=re.I)))


def _aliases(towns: Mapping[str, Municipality]) -> dict[str, Municipality]:
    names = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}
    return {name: towns[plain] for name, plain in names.items() if plain in towns}


def _by_name(regions: Iterable[Region], kind: RegionKind) -> dict[str, Region]:
    return {plain_word(region.name): region for region in regions if region.kind == kind}


def read_invitees(event: EventPage, rows: Sequence[Row]) -> list[ReadRow]:
    """Everybody in the rows, with what is wrong per row. The first row may be headings."""
    columns, body = _columns(rows)
    known = Recogniser(event)
    seen: set[str] = set()
    found = []
    for row in body:
        read = _read(row, columns, known, seen)
        if read.invitee is not None:
            seen.add(normalise_email(read.email))
        found.append(read)
    return found


def _columns(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    """The columns by name, and the rows under the headings; without headings the columns are guessed by an "@"."""
    if not rows:
        return {}, rows
    named = columns_of(rows[0].cells, NAMES)
    if "email" in named and not any("@" in cell for cell in rows[0].cells):
        return named, rows[1:]
    at = next((index for row in rows for index, cell in enumerate(row.cells) if "@" in cell), None)
    if at is None:
        return {"email": 1, "name": 0}, rows
    others = [index for index in range(6) if index != at]
    fields = [field for field in WITHOUT_HEADER if field != "email"]
    return {"email": at, **dict(zip(fields, others, strict=False))}, rows


def _read(row: Row, columns: Mapping[str, int], known: Recogniser, seen: set[str]) -> ReadRow:
    cells = {field: " ".join(row.cell(columns.get(field)).split()) for field in NAMES}
    angled = _ANGLED.match(cells["email"])
    if angled:
        cells["email"] = angled["email"]
        cells["name"] = cells["name"] or angled["name"].strip(" \"'")
    parts = (cells["first_name"], cells["prefix"], cells["last_name"])
    name = cells["name"] or " ".join(part for part in parts if part)
    problems = [*_problems_of_person(name, cells)]
    sector = known.sectors.get(plain_word(cells["sector"])) if cells["sector"] else None
    town = known.municipality(cells["municipality"]) if cells["municipality"] else None
    town = town or known.municipality(cells["organisation"])
    programme, safety = _regions(cells, known)
    problems += _problems_of_place(cells, known, sector is None, programme is None and safety is None)
    language = LANGUAGES.get(plain_word(cells["language"]), "nl")
    shown = {"number": row.number, "name": name, "email": cells["email"], "organisation": cells["organisation"]}
    if problems:
        return ReadRow(**shown, problems=tuple(problems))  # type: ignore[arg-type]
    key = normalise_email(cells["email"])
    region = programme or safety
    return ReadRow(
        **shown,  # type: ignore[arg-type]
        invitee=Invitee(
            name=name,
            email=cells["email"],
            organisation_name=cells["organisation"],
            sector_id=sector.pk if sector else None,
            municipality_id=town.pk if town else None,
            programme_region_id=programme.pk if programme else None,
            safety_region_id=safety.pk if safety else None,
            language=language,
        ),
        is_known=key in known.known or key in seen,
        sector=sector.name if sector else "",
        region=region.name if region else (town.name if town else ""),
    )


def _regions(cells: Mapping[str, str], known: Recogniser) -> tuple[Region | None, Region | None]:
    """The programme region and the safety region; "Regio" may be either, or both when they share a name."""
    either = plain_word(cells["region"])
    programme = known.programme.get(plain_word(cells["programme_region"])) or known.programme.get(either)
    safety = known.safety.get(plain_word(cells["safety_region"])) or known.safety.get(either)
    return programme, safety


def _problems_of_person(name: str, cells: Mapping[str, str]) -> Iterable[str]:
    if not name:
        yield _("The name is missing.")
    elif len(name) > _LONGEST["name"]:
        yield _("The name is too long.")
    if not cells["email"]:
        yield _("The e-mail address is missing.")
    else:
        try:
            validate_email(cells["email"])
            if len(cells["email"]) > _LONGEST["email"]:
                raise ValidationError("")
        except ValidationError:
            yield _("“%(address)s” is no e-mail address.") % {"address": cells["email"][:80]}
    if len(cells["organisation"]) > _LONGEST["organisation"]:
        yield _("The name of the organisation is too long.")


def _problems_of_place(cells: Mapping[str, str], known: Recogniser, no_sector: bool, no_region: bool) -> Iterable[str]:
    if cells["sector"] and no_sector:
        yield _("This event has no sector “%(sector)s”.") % {"sector": cells["sector"][:80]}
    if cells["municipality"] and known.municipality(cells["municipality"]) is None:
        yield _("We do not know the municipality “%(name)s”.") % {"name": cells["municipality"][:80]}
    typed = cells["programme_region"] or cells["safety_region"] or cells["region"]
    if typed and no_region:
        yield _("We do not know the region “%(name)s”.") % {"name": typed[:80]}
    language = cells["language"]
    if language and plain_word(language) not in LANGUAGES:
        yield _("The language must be nl or en.")
