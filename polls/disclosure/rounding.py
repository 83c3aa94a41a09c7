"""What is shown of a cell on each rung of the ladder, and what that tells about the cell."""

import random
from enum import IntEnum, StrEnum

from .tables import Row, Table

BASES = {1: 5, 2: 10}


class Rung(IntEnum):
    """How fine a breakdown is shown, finest first."""

    FIVES = 1
    TENS = 2
    BANDS = 3
    TOTAL_ONLY = 4


class Band(StrEnum):
    """A share in words: less than 40 %, 40 to 60 %, more than 60 % of the group."""

    MINORITY = "minority"
    ABOUT_HALF = "about_half"
    MAJORITY = "majority"


def round_randomly(count: int, base: int, rng: random.Random) -> int:
    """Round to a multiple of ``base`` just below or above, so that the expected value is the count."""
    rest = count % base
    return count - rest + (base if rng.randrange(base) < rest else 0)


def band_of(count: int, size: int) -> Band:
    """The band of ``count`` out of ``size``, in whole numbers so that nothing depends on rounding."""
    if 5 * count < 2 * size:
        return Band.MINORITY
    return Band.MAJORITY if 5 * count > 3 * size else Band.ABOUT_HALF


def show_cells(
    counts: Table, rung: Rung, rng: random.Random, sizes: Row | None = None
) -> tuple[tuple[int | Band, ...], ...]:
    """What one rung shows of every cell; the random rounding is drawn here, once.

    ``sizes`` are the voters of each group; without them everybody chose one answer.
    """
    if rung in BASES:
        return tuple(tuple(round_randomly(count, BASES[rung], rng) for count in row) for row in counts)
    sizes = sizes or tuple(sum(row) for row in counts)
    return tuple(tuple(band_of(count, size) for count in row) for row, size in zip(counts, sizes, strict=True))


def shown_bounds(shown: int | Band, rung: Rung, size: int) -> tuple[int, int]:
    """The least and greatest count in a group of ``size`` that can be shown like this."""
    if isinstance(shown, Band):
        fitting = [count for count in range(size + 1) if band_of(count, size) is shown]
        return fitting[0], fitting[-1]
    base = BASES[rung]
    return max(0, shown - base + 1), min(size, shown + base - 1)


def known_bounds(shown: tuple[tuple[int | Band, ...], ...], rung: Rung, sizes: Row, most: Row) -> tuple[Table, Table]:
    """Lower and upper bounds of all cells, given what is shown and the most any cell of a group can be."""
    ranges = [[shown_bounds(cell, rung, size) for cell in row] for row, size in zip(shown, sizes, strict=True)]
    lower = tuple(tuple(low for low, _ in row) for row in ranges)
    upper = tuple(tuple(min(high, cap) for _, high in row) for row, cap in zip(ranges, most, strict=True))
    return lower, upper
