"""Answers of every kind: what fits, how it stands in a ballot, and back (pure).

An answer travels as one string (see ``encode``) and stands in a ballot as one whole number:

- one option: its id
- several options: a bit for each place in the box's list of options
- an order: four bits a rank, the best in the lowest bits, each the place of an option plus one
- a number: in units of its last decimal
- text and words: zero, and the cleaned text itself (words: one a line)
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import TextChoices

from polls.enums import QuestionKind

TEXT_LENGTH = 280
WORD_LENGTH = 40
RANK_BITS = 4
_NUMBER = re.compile(r"([-\u2212]?)([0-9]{1,30})(?:[.,]([0-9]{0,12}))?", re.ASCII)
_KEPT_FORMATS = "\u200c\u200d"  # joiners, in emoji and some scripts; other invisible characters can turn a line around

Rules = Mapping[str, Any]


class Problem(TextChoices):
    """Why an answer does not fit; the page has words for each."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # no such option, or the same one twice
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    DECIMALS = "decimals"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"  # NUL and other characters that no text has


class InvalidAnswer(ValueError):
    """The answer does not fit the question."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class Encoded(NamedTuple):
    """An answer as it stands in a ballot."""

    choice: int
    text: str = ""


def encode(kind: str, rules: Rules, option_ids: Sequence[int], answer: str | int) -> Encoded:
    """What stands in the ballot for this answer. Raises InvalidAnswer.

    ``answer``: one option "12"; several "12,15" in any order; an order "15,12,13", best first; a number
    "3.5" or "3,5"; a text; words, one a line.
    """
    answer = str(answer)
    match QuestionKind(kind):
        case QuestionKind.SINGLE | QuestionKind.STATEMENT | QuestionKind.RATING:
            return Encoded(option_ids[_places(answer, option_ids, 1, 1)[0]])
        case QuestionKind.MULTIPLE:
            places = _places(answer, option_ids, rules["minimum"], rules["maximum"])
            return Encoded(sum(1 << place for place in places))
        case QuestionKind.RANKING:
            places = _places(answer, option_ids, rules["minimum"], rules["maximum"])
            return Encoded(sum(place + 1 << RANK_BITS * rank for rank, place in enumerate(places)))
        case QuestionKind.NUMBER:
            return Encoded(_scaled(answer, rules))
        case QuestionKind.TEXT:
            return Encoded(0, clean_text(answer, rules.get("length") or TEXT_LENGTH))
        case QuestionKind.WORDS:
            return Encoded(0, "\n".join(_words(answer, rules)))


def chosen_options(kind: str, option_ids: Sequence[int], choice: int) -> tuple[int, ...]:
    """The option ids in a ballot: one, several in the order of the question, or an order with the best first."""
    if kind == QuestionKind.MULTIPLE:
        return tuple(option for place, option in enumerate(option_ids) if choice >> place & 1)
    if kind == QuestionKind.RANKING:
        return tuple(option_ids[place] for place in ranked_places(choice))
    return (choice,) if choice in option_ids else ()


def ranked_places(choice: int) -> tuple[int, ...]:
    """The places of the options in an order, the best first."""
    places = []
    while choice:
        places.append((choice & (1 << RANK_BITS) - 1) - 1)
        choice >>= RANK_BITS
    return tuple(places)


def as_answer(kind: str, rules: Rules, option_ids: Sequence[int], encoded: Encoded) -> str:
    """The string that this answer travels as; the reverse of ``encode``."""
    asked = QuestionKind(kind)
    if asked.is_written:
        return encoded.text
    if asked is QuestionKind.NUMBER:
        return number_text(encoded.choice, rules["decimals"])
    return ",".join(str(option) for option in chosen_options(kind, option_ids, encoded.choice))


def number_text(scaled: int, decimals: int) -> str:
    """A number in units of its last decimal as decimal text with a point: (35, 1) → "3.5"."""
    return str(Decimal(scaled).scaleb(-decimals)) if decimals else str(scaled)


def scaled_bound(rules: Rules, name: str) -> int:
    """``lowest`` or ``highest`` in units of the last decimal."""
    return int(Decimal(rules[name]).scaleb(rules["decimals"]))


def clean_text(text: str, length: int) -> str:
    """One line in the usual spelling of Unicode, without invisible characters. Raises InvalidAnswer."""
    try:
        text = unicodedata.normalize("NFC", text)
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidAnswer(Problem.CHARACTERS) from error
    text = " ".join(text.split())
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise InvalidAnswer(Problem.CHARACTERS)
    kept = (character for character in text if character in _KEPT_FORMATS or unicodedata.category(character) != "Cf")
    text = " ".join("".join(kept).split())
    if not any(unicodedata.category(character)[0] not in "ZCM" for character in text):
        raise InvalidAnswer(Problem.EMPTY)
    if len(text) > length:
        raise InvalidAnswer(Problem.TOO_LONG)
    return text


def _places(answer: str, option_ids: Sequence[int], minimum: int, maximum: int) -> list[int]:
    """The places of the options named, each once, as many as are asked."""
    parts = [part.strip() for part in answer.split(",")] if answer.strip() else []
    if not parts:
        raise InvalidAnswer(Problem.EMPTY)
    places = []
    for part in parts:
        known = part.isascii() and part.isdigit() and len(part) <= 19 and int(part) in option_ids
        if not known:
            raise InvalidAnswer(Problem.UNKNOWN)
        places.append(option_ids.index(int(part)))
    if len(set(places)) < len(places):
        raise InvalidAnswer(Problem.UNKNOWN)
    if len(places) < minimum:
        raise InvalidAnswer(Problem.TOO_FEW)
    if len(places) > maximum:
        raise InvalidAnswer(Problem.TOO_MANY)
    return places


def _scaled(answer: str, rules: Rules) -> int:
    if not answer.strip():
        raise InvalidAnswer(Problem.EMPTY)
    match = _NUMBER.fullmatch(answer.strip())
    if match is None:
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    decimals = rules["decimals"]
    fraction = match[3] or ""
    if len(fraction) > decimals:  # also "1.000": whether that is one or a thousand nobody can say
        raise InvalidAnswer(Problem.DECIMALS)
    value = int(match[2] + fraction.ljust(decimals, "0"))
    value = -value if match[1] else value
    if not scaled_bound(rules, "lowest") <= value <= scaled_bound(rules, "highest"):
        raise InvalidAnswer(Problem.OUT_OF_RANGE)
    return value


def _words(answer: str, rules: Rules) -> list[str]:
    """The words of one voter: cleaned, none twice, whatever its capitals."""
    length = rules.get("length") or WORD_LENGTH
    words: dict[str, str] = {}
    for line in answer.splitlines():
        if line.strip():
            word = clean_text(line, length)
            words.setdefault(word.casefold(), word)
    if not words:
        raise InvalidAnswer(Problem.EMPTY)
    if len(words) > rules["maximum"]:
        raise InvalidAnswer(Problem.TOO_MANY)
    return list(words.values())
