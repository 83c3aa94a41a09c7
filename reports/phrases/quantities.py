"""Shares in words alone, for a report that gives no numbers: coarser than ``proportions``, and never beside a figure.

One word per whole per cent again. As the subject of a clause the Dutch word takes a singular verb ("een meerderheid van
de stemmers vindt") and the English one a plural verb; before a group it stands with the plural ("de meeste stemmers").
"""

from dataclasses import dataclass

from reports.phrases.language import Language, pick
from reports.phrases.numbers import percent

FEW = 20  # people; a small share of more than these is no "enkele" any more


@dataclass(frozen=True)
class Quantity:
    """A word for the per cents ``low``–``high``: as a subject, and before the plural name of a group."""

    low: int
    high: int
    nl: str
    en: str
    nl_group: str
    en_group: str


BANDS: tuple[Quantity, ...] = (
    Quantity(0, 15, "een klein deel", "a small part", "een klein deel van de", "a small part of the"),
    Quantity(16, 39, "een minderheid", "a minority", "een deel van de", "some of the"),
    Quantity(40, 60, "ongeveer de helft", "about half", "ongeveer de helft van de", "about half of the"),
    Quantity(61, 84, "een meerderheid", "most", "de meeste", "most of the"),
    Quantity(85, 94, "een grote meerderheid", "a large majority", "verreweg de meeste", "by far most of the"),
    Quantity(95, 100, "vrijwel iedereen", "nearly all", "vrijwel alle", "nearly all of the"),
)
NOBODY = Quantity(0, 0, "niemand", "none", "geen", "no")
EVERYBODY = Quantity(100, 100, "iedereen", "all", "alle", "all")


def quantity(count: int, total: int) -> Quantity:
    """The word for ``count`` of ``total``; nobody and everybody are exact."""
    shown = percent(count, total)
    if count == 0:
        return NOBODY
    if count == total:
        return EVERYBODY
    return next(band for band in BANDS if band.low <= shown <= band.high)


def subject(count: int, total: int, people: str, language: Language) -> str:
    """The subject of a clause: "ongeveer de helft van de stemmers"; "niemand" and "iedereen" stand alone."""
    found = quantity(count, total)
    if language == "en":
        return f"{found.en} of the {people}"
    return found.nl if found.nl.endswith(("iedereen", "niemand")) else f"{found.nl} van de {people}"


def short(count: int, total: int, language: Language) -> str:
    """Only the word."""
    found = quantity(count, total)
    return pick(language, found.nl, found.en)


def group_of(count: int, total: int, people: str, language: Language) -> str:
    """How many of a group, before its plural name: "enkele stemmers", "de meeste stemmers", "alle stemmers"."""
    found = quantity(count, total)
    if 0 < count <= FEW and found is BANDS[0]:
        return pick(language, f"enkele {people}", f"a few {people}")
    return f"{pick(language, found.nl_group, found.en_group)} {people}"
