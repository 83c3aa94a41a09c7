"""Bars of a number question: which numbers each takes together, fixed before anybody answers (pure).

Bars are as wide as each other or differ by one step. Both ends belong to a bar: whole numbers from 0 to 100 in
ten bars are 0–9, 10–19, …, 90–100. With few possible numbers (at most one more than there are bars) each has its own.
"""

import itertools
from collections.abc import Mapping
from typing import NamedTuple

from polls.domain.answers import Rules, number_text, scaled_bound


class Bin(NamedTuple):
    """One bar: the least and greatest number in it, in units of the last decimal."""

    low: int
    high: int


def bins_of(rules: Rules) -> tuple[Bin, ...]:
    """The bars of a question."""
    lowest, highest = scaled_bound(rules, "lowest"), scaled_bound(rules, "highest")
    numbers = highest - lowest + 1
    bars = numbers if numbers <= rules["bins"] + 1 else rules["bins"]
    edges = [lowest + place * numbers // bars for place in range(bars + 1)]
    return tuple(Bin(low, high - 1) for low, high in itertools.pairwise(edges))


def bin_of(bins: tuple[Bin, ...], number: int) -> int:
    """Which bar a number falls in. Raises ValueError for a number outside all."""
    for place, (low, high) in enumerate(bins):
        if low <= number <= high:
            return place
    raise ValueError(f"{number} is outside the bars")


def shown_bins(rules: Rules, counts: Mapping[int, int]) -> list[dict[str, str | int]]:
    """The bars as screens and payloads have them: ``low`` and ``high`` as decimal text, and how many."""
    decimals = rules["decimals"]
    return [
        {"low": number_text(low, decimals), "high": number_text(high, decimals), "count": counts.get(place, 0)}
        for place, (low, high) in enumerate(bins_of(rules))
    ]
