"""A word cloud that stays where it is: words in the order of the alphabet, large by how often they were given.

Words are set in rows like text, never turned and never over each other. The order does not depend on the counts, so a
cloud that grows while people answer moves no more than it must.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

from django.utils.text import normalize_newlines

SIZES = 6


@dataclass(frozen=True)
class CloudWord:
    """A word, how often it was given, and its size from 1 to 6."""

    word: str
    count: int
    size: int


def cloud(words: Sequence[Mapping[str, Any]]) -> tuple[CloudWord, ...]:
    """The words in alphabetical order. The height of a word goes by the square root, so its area goes by the count."""
    most = max((item["count"] for item in words), default=0)
    placed = [CloudWord(_one_line(item["word"]), item["count"], size_of(item["count"], most)) for item in words]
    return tuple(sorted(placed, key=lambda item: (item.word.casefold(), item.word)))


def size_of(count: int, most: int) -> int:
    """1 for hardly ever to 6 for most often; who is given as often as the most is always 6."""
    if count <= 0 or most <= 0:
        return 1
    return max(1, min(SIZES, -(-isqrt(SIZES * SIZES * 10_000 * count // most) // 100)))


def by_count(words: Sequence[CloudWord]) -> tuple[CloudWord, ...]:
    """The same words as a table gives them: most often first."""
    return tuple(sorted(words, key=lambda item: -item.count))


def _one_line(word: str) -> str:
    return " ".join(normalize_newlines(word).split())
