"""The release of a closed round: total, and the finest breakdown that gives nobody away (D5)."""

import random
from dataclasses import dataclass
from enum import StrEnum

from .bounds import cell_ranges
from .rounding import Band, Rung, known_bounds, show_cells
from .tables import CountTable, Row, Table

RUNGS = (Rung.FIVES, Rung.TENS, Rung.BANDS)
POSSIBLE_VALUES = 4
LARGEST_SHARE = (9, 10)
LEAST_DISSENT = 3


class Reason(StrEnum):
    """Why something is not shown; says nothing about any one group's answers."""

    TOO_FEW_VOTES = "too_few_votes"
    NOT_ASKED = "not_asked"
    ONE_GROUP = "one_group"
    GROUP_TOO_SMALL = "group_too_small"
    PROTECTED = "protected"


@dataclass(frozen=True)
class Breakdown:
    """What is shown per group: a multiple of five or ten, or a band, for every option."""

    rung: Rung
    group_ids: tuple[int, ...]
    group_sizes: Row
    option_ids: tuple[int, ...]
    cells: tuple[tuple[int | Band, ...], ...]


@dataclass(frozen=True)
class Release:
    """All that may ever be shown of a round. ``totals`` is None when there is no result at all."""

    n: int
    option_ids: tuple[int, ...]
    totals: Row | None
    breakdown: Breakdown | None
    reason: Reason | None

    @property
    def rung(self) -> Rung:
        """The rung of the ladder that was reached."""
        return self.breakdown.rung if self.breakdown else Rung.TOTAL_ONLY


def release(
    table: CountTable, *, minimum: int = 10, rng: random.Random | None = None, with_breakdown: bool = True
) -> Release:
    """Decide what of a closed round is shown: nothing, the total, or the total and a breakdown.

    Below ``minimum`` votes there is no result at all. The breakdown is all or nothing: every group
    has at least ``minimum`` votes, no answer has more than 90 % of a group and at least three people
    of every group differ from its largest answer. The first rung that passes the audit is taken.
    """
    if table.n < minimum:
        return Release(table.n, table.option_ids, None, None, Reason.TOO_FEW_VOTES)
    if not with_breakdown:
        return Release(table.n, table.option_ids, table.totals, None, Reason.NOT_ASKED)
    breakdown, reason = _break_down(table.without_empty_groups(), minimum, rng or random.SystemRandom())
    return Release(table.n, table.option_ids, table.totals, breakdown, reason)


def _break_down(table: CountTable, minimum: int, rng: random.Random) -> tuple[Breakdown | None, Reason | None]:
    sizes = table.group_sizes
    if len(sizes) < 2:
        return None, Reason.ONE_GROUP
    if min(sizes) < minimum:
        return None, Reason.GROUP_TOO_SMALL
    if any(max(row) > most for row, most in zip(table.counts, _most(sizes), strict=True)):
        return None, Reason.PROTECTED
    for rung in RUNGS:
        cells = show_cells(table.counts, rung, rng, sizes)
        if not breakdown_leaks(*audited_table(table, cells, rung), minimum=minimum, voters=table.voters):
            return Breakdown(rung, table.group_ids, sizes, table.option_ids, cells), None
    return None, Reason.PROTECTED


def audited_table(
    table: CountTable, cells: tuple[tuple[int | Band, ...], ...], rung: Rung
) -> tuple[Table, Table, Table]:
    """Counts, lower and upper bounds as an outsider can put them together from what is shown.

    Where everybody may choose several answers, the choices that were not made are a last column: then every
    row adds up to the most choices of its group, which is known, and the column to what is left of all. A
    group of n voters leaves 0 to n·(most − least) unused. Every such table can come from real voters: deal
    the choices of a group out in turn, answer by answer, and nobody gets one twice (an answer has at most n).
    """
    sizes = table.group_sizes
    lower, upper = known_bounds(cells, rung, sizes, _most(sizes))
    if not table.voters:
        return table.counts, lower, upper
    least, most = table.picks
    counts = tuple((*row, unused) for row, unused in zip(table.counts, table.unused, strict=True))
    lower = tuple((*row, 0) for row in lower)
    upper = tuple((*row, (most - least) * size) for row, size in zip(upper, sizes, strict=True))
    return counts, lower, upper


def breakdown_leaks(counts: Table, lower: Table, upper: Table, *, minimum: int, voters: Row = ()) -> bool:
    """The audit: whether some cell that may lie below ``minimum`` has fewer than four possible values.

    Row sizes, column totals and the bounds of all cells are taken as known. Whether a cell counts as
    small is judged by the least value it can have and not by the value it has, so that anybody could
    repeat the audit and passing it tells nothing. A column nobody chose is known to be empty from the
    total and holds nobody, so it is left out. With ``voters`` everybody may choose several answers. Then the
    last column counts choices that were not made: it takes part in the sums, but it is no number of people and is
    not judged. And those of a group who did not choose an answer are people too, as many as its voters less the
    cell, so they are judged as the cell is.
    """
    columns = len(counts[0])
    chosen = [column for column in range(columns) if any(row[column] for row in counts)]
    counts, lower, upper = (
        tuple(tuple(row[column] for column in chosen) for row in table) for table in (counts, lower, upper)
    )
    judged = len(chosen) - 1 if voters and chosen and chosen[-1] == columns - 1 else len(chosen)
    others = voters or (None,) * len(counts)
    return any(
        (low < minimum or (size is not None and size - high < minimum)) and high - low + 1 < POSSIBLE_VALUES
        for row, size in zip(cell_ranges(counts, lower, upper), others, strict=True)
        for low, high in row[:judged]
    )


def _most(sizes: Row) -> Row:
    """The most votes one answer can have in each group of a breakdown that is shown."""
    share, of = LARGEST_SHARE
    return tuple(min(size * share // of, size - LEAST_DISSENT) for size in sizes)
