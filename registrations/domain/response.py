"""Who answers the invitation, per sector and per region: pure figures and the words over them.

The country has three divisions in use here, and the figures always say which one: the 28 programme regions,
the 35 central municipalities and the 25 safety regions. A person counts in a region only when the data
says so; who is of none is counted as unknown, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.enums import InvitationState

MOST_NAMED = 6


class Division(Enum):
    """A division of the country; the value is its name in addresses."""

    PROGRAMME_REGION = "ghnt"
    CENTRAL_MUNICIPALITY = "centrumgemeenten"
    SAFETY_REGION = "veiligheidsregio"

    @property
    def label(self) -> str | Promise:
        """Its name, in the plural."""
        return _DIVISIONS[self]


_DIVISIONS = {
    Division.PROGRAMME_REGION: gettext_lazy("GHNT regions"),
    Division.CENTRAL_MUNICIPALITY: gettext_lazy("central municipalities"),
    Division.SAFETY_REGION: gettext_lazy("safety regions"),
}


@dataclass(frozen=True)
class Answer:
    """One person: where from, how the invitation stands (None: was not invited), and whether they come."""

    state: InvitationState | None
    comes: bool
    sector_id: int | None = None
    places: Mapping[Division, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """Numbers of people. ``invited`` = registered + declined + silent + bounced; ``coming`` may hold others too."""

    invited: int = 0
    registered: int = 0
    declined: int = 0
    silent: int = 0
    bounced: int = 0
    coming: int = 0

    def plus(self, answer: Answer) -> "Tally":
        """One person more."""
        state = answer.state
        is_invited = state not in (None, InvitationState.NOT_SENT, InvitationState.REVOKED)
        return replace(
            self,
            invited=self.invited + is_invited,
            registered=self.registered + (state == InvitationState.REGISTERED),
            declined=self.declined + (state == InvitationState.DECLINED),
            silent=self.silent + (state in (InvitationState.SENT, InvitationState.OPENED)),
            bounced=self.bounced + (state == InvitationState.BOUNCED),
            coming=self.coming + answer.comes,
        )


@dataclass(frozen=True)
class Line:
    """One row of a table: a sector or a region with its numbers."""

    key: str
    name: str
    tally: Tally


@dataclass(frozen=True)
class DivisionResponse:
    """All regions of one division in order, and who is of none of them as far as we know."""

    division: Division
    lines: tuple[Line, ...]
    unknown: Tally

    @property
    def represented(self) -> int:
        """How many regions somebody comes from."""
        return sum(line.tally.coming > 0 for line in self.lines)

    @property
    def missing(self) -> list[str]:
        """The regions that nobody comes from yet."""
        return [line.name for line in self.lines if not line.tally.coming]


def total_of(answers: Iterable[Answer]) -> Tally:
    """The numbers of everybody."""
    tally = Tally()
    for answer in answers:
        tally = tally.plus(answer)
    return tally


def by_sector(answers: Iterable[Answer], sectors: Mapping[int, str]) -> list[Line]:
    """A line per sector in the given order, then who gave none or another one."""
    groups: dict[int | None, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.sector_id if answer.sector_id in sectors else None].append(answer)
    lines = [Line(str(pk), name, total_of(groups[pk])) for pk, name in sectors.items()]
    return [*lines, Line("", _("Unknown or other"), total_of(groups[None]))] if groups[None] else lines


def by_region(answers: Iterable[Answer], division: Division, regions: Mapping[str, str]) -> DivisionResponse:
    """A line per region in the given order, also where nobody comes from."""
    groups: dict[str | None, list[Answer]] = defaultdict(list)
    for answer in answers:
        code = answer.places.get(division)
        groups[code if code in regions else None].append(answer)
    lines = tuple(Line(code, name, total_of(groups[code])) for code, name in regions.items())
    return DivisionResponse(division, lines, total_of(groups[None]))


def headline(response: DivisionResponse) -> str:
    """From how many regions somebody comes, and of which division."""
    words = {
        Division.PROGRAMME_REGION: _("Somebody comes from %(number)d of the %(all)d GHNT regions."),
        Division.CENTRAL_MUNICIPALITY: _("Somebody comes from %(number)d of the %(all)d central municipalities."),
        Division.SAFETY_REGION: _("Somebody comes from %(number)d of the %(all)d safety regions."),
    }
    return words[response.division] % {"number": response.represented, "all": len(response.lines)}


def missing_sentence(response: DivisionResponse) -> str:
    """Where nobody comes from yet, by name while that can be read; empty when every region is there."""
    missing = response.missing
    if not missing or not response.represented:
        return ""
    if len(missing) > MOST_NAMED:
        named = ", ".join(missing[:MOST_NAMED])
        rest = len(missing) - MOST_NAMED
        return ngettext(
            "Nobody yet from %(named)s and %(rest)d more.", "Nobody yet from %(named)s and %(rest)d more.", rest
        ) % {"named": named, "rest": rest}
    if len(missing) == 1:
        return _("Nobody yet from %(name)s.") % {"name": missing[0]}
    return _("Nobody yet from %(names)s and %(last)s.") % {"names": ", ".join(missing[:-1]), "last": missing[-1]}
