"""Proportion words: one word for every whole per cent.

The bands below partition 0–100. ``anchor`` is the share that the word names; "over" words are only used
above it, "under" words only below it, by at least half a per cent, so that rounding cannot make them untrue.
"""

from dataclasses import dataclass
from enum import Enum

from reports.phrases.language import Language, pick
from reports.phrases.numbers import percent, percent_text


class Relation(Enum):
    """How the word relates to the share it names."""

    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Form(Enum):
    """How the word joins the people: "de helft van de stemmers", "een op de vijf stemmers", "iedereen"."""

    OF = "of"
    PER = "per"
    ALONE = "alone"


@dataclass(frozen=True)
class Proportion:
    """A word for the per cents ``low``–``high`` (inclusive)."""

    low: int
    high: int
    nl: str
    en: str
    anchor: tuple[int, int]
    relation: Relation
    form: Form = Form.OF


_O, _U, _A = Relation.OVER, Relation.UNDER, Relation.ABOUT
BANDS: tuple[Proportion, ...] = (
    Proportion(0, 4, "een klein deel", "a small number", (1, 10), _U),
    Proportion(5, 8, "minder dan een op de tien", "fewer than a tenth", (1, 10), _U, Form.PER),
    Proportion(9, 11, "een op de tien", "a tenth", (1, 10), _A, Form.PER),
    Proportion(12, 16, "ruim een op de tien", "over a tenth", (1, 10), _O, Form.PER),
    Proportion(17, 18, "bijna een op de vijf", "almost a fifth", (1, 5), _U, Form.PER),
    Proportion(19, 21, "een op de vijf", "a fifth", (1, 5), _A, Form.PER),
    Proportion(22, 23, "bijna een kwart", "almost a quarter", (1, 4), _U),
    Proportion(24, 26, "een kwart", "a quarter", (1, 4), _A),
    Proportion(27, 30, "ruim een kwart", "over a quarter", (1, 4), _O),
    Proportion(31, 32, "bijna een derde", "almost a third", (1, 3), _U),
    Proportion(33, 34, "een derde", "a third", (1, 3), _A),
    Proportion(35, 40, "ruim een derde", "over a third", (1, 3), _O),
    Proportion(41, 44, "minder dan de helft", "fewer than half", (1, 2), _U),
    Proportion(45, 47, "bijna de helft", "almost half", (1, 2), _U),
    Proportion(48, 52, "de helft", "half", (1, 2), _A),
    Proportion(53, 55, "een krappe meerderheid", "a narrow majority", (1, 2), _O),
    Proportion(56, 59, "ruim de helft", "well over half", (1, 2), _O),
    Proportion(60, 63, "een meerderheid", "a clear majority", (1, 2), _O),
    Proportion(64, 65, "bijna twee derde", "almost two thirds", (2, 3), _U),
    Proportion(66, 67, "twee derde", "two thirds", (2, 3), _A),
    Proportion(68, 71, "ruim twee derde", "over two thirds", (2, 3), _O),
    Proportion(72, 73, "bijna driekwart", "almost three quarters", (3, 4), _U),
    Proportion(74, 76, "driekwart", "three quarters", (3, 4), _A),
    Proportion(77, 84, "ruim driekwart", "over three quarters", (3, 4), _O),
    Proportion(85, 94, "een grote meerderheid", "a large majority", (4, 5), _O),
    Proportion(95, 100, "vrijwel iedereen", "nearly all", (9, 10), _O, Form.ALONE),
)
NOBODY = Proportion(0, 0, "niemand", "none", (0, 1), _A)
EVERYBODY = Proportion(100, 100, "iedereen", "all", (1, 1), _A, Form.ALONE)


def proportion(count: int, total: int) -> Proportion:
    """The word for ``count`` of ``total``: by the per cent that is shown; nobody and everybody are exact."""
    shown = percent(count, total)
    if count == 0:
        return NOBODY
    if count == total:
        return EVERYBODY
    return next(band for band in BANDS if band.low <= shown <= band.high)


def share_of(count: int, total: int, language: Language, *, singular: str, plural: str) -> str:
    """The subject of a sentence: "de helft van de 84 stemmers (52 %)". ``total`` of one reads in the singular.

    The Dutch subject takes a singular verb, the English one a plural verb.
    """
    found = proportion(count, total)
    shown = percent_text(count, total, language)
    people = f"{total} {plural if total != 1 else singular}"
    if language == "en":
        return f"{found.en} of the {people} ({shown})"
    if found.form is Form.ALONE:
        return f"{found.nl} ({shown} van de {people})"
    if found.form is Form.PER:
        return f"{found.nl} {plural} ({shown} van de {total})"
    return f"{found.nl} van de {people} ({shown})"


def word_of(count: int, total: int, language: Language) -> str:
    """Only the word."""
    found = proportion(count, total)
    return pick(language, found.nl, found.en)
