"""Which outcomes probably say the same: pure, without a database.

Texts are compared as sets of Dutch stems without the most common words. Two texts are alike when
the stems they share are at least ``LEAST_SHARE`` of all their stems (the Jaccard index) and at
least ``LEAST_STEMS`` in number. A person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import snowballstemmer

LEAST_SHARE = 0.5
LEAST_STEMS = 3
MOST_PAIRS = 5
COMMON = frozenset(
    word
    for line in (
        "aan al alle als altijd ander anders bij dan dat de deze die dit doen door dus een en er geen",
        "haar hebben heeft het hier hij hoe hun iets ik in is je kan kunnen maar meer men met mij moet",
        "moeten na naar niet niets nog nu of om omdat ook op over te toch tot uit van veel voor vooral",
        "waar wat we wel werd wie wij wil worden wordt zal ze zich zij zijn zo zonder zou",
    )
    for word in line.split()
)


@dataclass(frozen=True)
class Pair:
    """Two outcomes, by key, that are alike; ``share`` from 0 to 1."""

    first: str
    second: str
    share: float


def alike(texts: Mapping[str, str]) -> tuple[Pair, ...]:
    """At most five pairs of texts, by key, that probably say the same; most alike first."""
    stems = {key: stems_of(text) for key, text in texts.items()}
    pairs = [Pair(one, other, _share(stems[one], stems[other])) for one, other in combinations(stems, 2)]
    found = [pair for pair in pairs if pair.share >= LEAST_SHARE]
    return tuple(sorted(found, key=lambda pair: -pair.share)[:MOST_PAIRS])


@lru_cache(maxsize=4_096)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a Dutch text without its common words."""
    words = [word for word in re.findall(r"\w{2,}", text.lower()) if word not in COMMON]
    return frozenset(snowballstemmer.stemmer("dutch").stemWords(words))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / len(one | other) if shared >= LEAST_STEMS else 0.0
