"""Who was there, by sector, without a cell under the threshold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.phrases.language import Language, pick
from reports.phrases.numbers import number_word, percent_text
from reports.phrases.text import enumeration


@dataclass(frozen=True)
class SectorCount:
    """A sector with its number of people; ``people`` names them in a sentence."""

    label: str
    people: str
    count: int


@dataclass(frozen=True)
class AttendanceCount:
    """The total and the groups that may be shown: each at least the minimum, together exactly the total."""

    total: int
    groups: tuple[SectorCount, ...]
    minimum: int
    is_registered: bool = False  # registrations, because nobody was checked in


@dataclass(frozen=True)
class SectorNode:
    """A sector of the tree of two levels."""

    label: str
    people: str
    parent_id: int | None = None


def fold_children(
    counted: Mapping[int | None, int], nodes: Mapping[int | None, SectorNode], *, minimum: int, language: Language
) -> list[SectorCount]:
    """The sectors that people come from; a child with fewer than ``minimum`` people is told under its parent.

    When another child of that parent keeps its own name, the parent is told as "other": "overige medewerkers van
    gemeenten". No number is lost and none is counted twice.
    """
    own: dict[int | None, int] = {}
    split: set[int | None] = set()
    for pk, count in counted.items():
        parent = nodes[pk].parent_id
        if parent in nodes and count < minimum:
            own[parent] = own.get(parent, 0) + count
        else:
            own[pk] = own.get(pk, 0) + count
            split.add(parent)
    found = []
    for pk, count in own.items():
        label, people = nodes[pk].label, nodes[pk].people
        if pk in split:
            label = pick(language, f"{label}, overig", f"{label}, other")
            people = pick(language, f"overige {people}", f"other {people}")
        found.append(SectorCount(label, people, count))
    return found


def safe_groups(
    sectors: Sequence[SectorCount], total: int, *, minimum: int, rest_label: str, rest_people: str
) -> tuple[SectorCount, ...]:
    """The sectors by size, with those under ``minimum`` (and people without a sector) as one rest group.

    When the rest is under the minimum too, the smallest named group joins it, until it is not; with one
    group left there is nothing to compare and nothing is returned. So no number under the minimum can be
    read, and none can be computed by subtraction from the total.
    """
    named = sorted((s for s in sectors if s.count >= minimum), key=lambda s: (-s.count, s.label))
    rest = total - sum(sector.count for sector in named)
    while named and 0 < rest < minimum:
        rest += named.pop().count
    if rest < 0 or len(named) + bool(rest) < 2:
        return ()
    return (*named, SectorCount(rest_label, rest_people, rest)) if rest else tuple(named)


def rest_of(language: Language) -> dict[str, str]:
    """How the rest group is called, in the table and in the sentence."""
    return {
        "rest_label": pick(language, "Overig en onbekend", "Other and unknown"),
        "rest_people": pick(language, "mensen met een andere achtergrond", "people with another background"),
    }


def attendance_sentence(facts: AttendanceCount, language: Language) -> str:
    """ "Er waren 112 deelnemers: gemeentelijke beleidsmedewerkers (36 %), … en …"; under the minimum no number."""
    if facts.total < facts.minimum:
        few = number_word(facts.minimum, language)
        return pick(language, f"Er waren minder dan {few} deelnemers.", f"There were fewer than {few} participants.")
    number = number_word(facts.total, language)
    if facts.is_registered:
        opening = pick(language, f"Er waren {number} aanmeldingen", f"There were {number} registrations")
    else:
        opening = pick(language, f"Er waren {number} deelnemers", f"There were {number} participants")
    parts = [f"{group.people} ({percent_text(group.count, facts.total, language)})" for group in facts.groups]
    if not parts:
        return opening + "."
    if facts.is_registered:
        return f"{opening}, {pick(language, 'van', 'from')} {enumeration(parts, language)}."
    return f"{opening}: {enumeration(parts, language)}."
