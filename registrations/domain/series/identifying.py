"""What in a text could tell who it is about. Flags, never blocks: a person decides. Pure, knows no database.

Patterns for Dutch texts. They find the usual forms of what must not stand in an anonymous case; a text
without a flag may still tell who it is about, so the page says that as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum


class Clue(Enum):
    """The kind of detail."""

    NAME = "name"
    AGE_AND_PLACE = "age_and_place"
    DATE = "date"
    STREET = "street"
    POSTCODE = "postcode"
    CITIZEN_NUMBER = "citizen_number"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True)
class Flag:
    """One detail, as it stands in the text."""

    clue: Clue
    text: str
    start: int


_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_TITLE = r"(?:mevrouw|mevr\.?|meneer|mijnheer|dhr\.?|de heer|dr\.|drs\.|mr\.|ir\.|heer|juf|meester)"
_PARTICLE = r"(?:(?:van|de|der|den|ten|ter|el|al|'t|in|op)\s+)*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_STREET = (
    r"\b(?:[A-ZÀ-Þ][\w'’.-]*\s+){0,3}?[A-ZÀ-Þ]?[\w'’-]*"
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof|pad|steeg|dijk)\s+\d{1,4}\s?[a-zA-Z]?\b"
)
_AGE = r"\b\d{1,3}[ -]?(?:jarige?|jaar|jr\.?)\b|\b(?:\d{1,3}) jaar oud\b"
_PATTERNS: tuple[tuple[Clue, str, int], ...] = (
    (Clue.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", 0),
    (Clue.PHONE, r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\(0\)[\s-]?)?[1-9](?:[\s-]?\d){8}(?!\d)", 0),
    (Clue.POSTCODE, r"\b[1-9]\d{3}\s?[A-Z]{2}\b", 0),
    (Clue.DATE, rf"\b\d{{1,2}}\s+(?:{_MONTHS})(?:\s+\d{{4}})?\b", re.IGNORECASE),
    (Clue.DATE, r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)", 0),
    (Clue.DATE, r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)", 0),
    (Clue.STREET, _STREET, 0),
    (Clue.NAME, rf"\b(?i:{_TITLE})\s+{_PARTICLE}{_CAPITAL}", 0),
    (Clue.NAME, rf"\b{_CAPITAL}\s+(?:van|de|der|den|ten|ter|el|al)\s+(?:(?:de|der|den|het)\s+)?{_CAPITAL}", 0),
    (Clue.NAME, r"\b(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den)\s+)*[A-ZÀ-Þ][\w'’-]+", 0),
    (Clue.NAME, rf"\b(?i:heet|genaamd|noemen we|naam is)\s+{_CAPITAL}", 0),
)
_CITIZEN_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,8}(?!\d)")
_WORD = re.compile(rf"\b{_CAPITAL}")


def flags_in(text: str, *, names: Iterable[str] = (), places: Iterable[str] = ()) -> list[Flag]:
    """The details in a text, in the order in which they stand, none inside another.

    ``names``: first names to look for, wherever they stand. ``places``: names of towns; one in the same
    sentence as an age is a flag, because together they may point at one family.
    """
    found = [*_by_pattern(text), *_citizen_numbers(text), *_known_names(text, names), *_ages_and_places(text, places)]
    found.sort(key=lambda flag: (flag.start, -len(flag.text)))
    kept: list[Flag] = []
    for flag in found:
        if not kept or flag.start >= kept[-1].start + len(kept[-1].text):
            kept.append(flag)
    return kept


def _by_pattern(text: str) -> Iterator[Flag]:
    for clue, pattern, options in _PATTERNS:
        for match in re.finditer(pattern, text, options):
            yield Flag(clue, match[0], match.start())


def _citizen_numbers(text: str) -> Iterator[Flag]:
    """Eight or nine digits that pass the eleven test of a citizen service number (BSN)."""
    for match in _CITIZEN_NUMBER.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", match[0])):
            yield Flag(Clue.CITIZEN_NUMBER, match[0], match.start())


def passes_eleven_test(digits: str) -> bool:
    """Whether 9·d1 + 8·d2 + … + 2·d8 − d9 is a multiple of 11; eight digits get a nought in front."""
    digits = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def _known_names(text: str, names: Iterable[str]) -> Iterator[Flag]:
    known = {name.casefold() for name in names}
    for match in _WORD.finditer(text):
        if match[0].casefold() in known:
            yield Flag(Clue.NAME, match[0], match.start())


def _ages_and_places(text: str, places: Iterable[str]) -> Iterator[Flag]:
    towns = sorted({place for place in places if len(place) > 2}, key=len, reverse=True)
    if not towns or not re.search(_AGE, text):
        return
    has_town: Callable[[str], re.Match[str] | None] = re.compile(
        r"\b(?:" + "|".join(re.escape(town) for town in towns) + r")\b"
    ).search
    for sentence in re.finditer(r"[^.!?\n]+", text):
        age, town = re.search(_AGE, sentence[0]), has_town(sentence[0])
        if age and town:
            yield Flag(Clue.AGE_AND_PLACE, age[0], sentence.start() + age.start())
            yield Flag(Clue.AGE_AND_PLACE, town[0], sentence.start() + town.start())
