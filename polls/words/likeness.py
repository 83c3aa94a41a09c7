"""Whether two questions from the hall may be the same, so that a moderator can be asked. Never decides."""

from polls.words.merging import word_key
from polls.words.stems import fold
from polls.words.stopwords import STOP_WORDS

LEAST_SHARED = 2
LEAST_LIKENESS = 0.6


def same_text(one: str, other: str) -> bool:
    """The same words in the same order, whatever the capitals, accents, spaces and punctuation."""
    return _plain(one) == _plain(other)


def meaning(text: str, language: str) -> frozenset[str]:
    """The stems of a text without function words."""
    stops = STOP_WORDS.get(language[:2].lower(), frozenset())
    words = (word for word in _plain(text).split() if word not in stops)
    return frozenset(key for word in words if (key := word_key(word, language)))


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Most of the stems are shared (Jaccard index), and at least two."""
    shared = len(one & other)
    return shared >= LEAST_SHARED and shared >= LEAST_LIKENESS * len(one | other)


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())
