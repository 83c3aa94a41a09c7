"""The table that is to be protected: counts per group and option."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = tuple[int, ...]
Table = tuple[Row, ...]


@dataclass(frozen=True)
class CountTable:
    """Exact counts of one closed round: one row per group, one column per option.

    Where a voter may choose several options, ``voters`` says how many voted in each group and ``picks``
    the least and most that each could choose. Without ``voters`` everybody chose one.
    """

    group_ids: tuple[int, ...]
    option_ids: tuple[int, ...]
    counts: Table
    voters: Row = ()
    picks: tuple[int, int] = (1, 1)

    def __post_init__(self) -> None:
        """Every group has a count of at least zero for every option; ids are unique."""
        shape_fits = len(self.counts) == len(self.group_ids) and all(
            len(row) == len(self.option_ids) for row in self.counts
        )
        if not shape_fits:
            raise ValueError("one row per group and one count per option")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("counts cannot be negative")
        if len(set(self.group_ids)) < len(self.group_ids) or len(set(self.option_ids)) < len(self.option_ids):
            raise ValueError("ids must be unique")
        if self.voters and not self._picks_fit():
            raise ValueError("more or fewer choices than these voters could make")

    def _picks_fit(self) -> bool:
        least, most = self.picks
        return len(self.voters) == len(self.group_ids) and all(
            least * voters <= sum(row) <= most * voters and max(row, default=0) <= voters
            for row, voters in zip(self.counts, self.voters, strict=True)
        )

    @classmethod
    def from_ballots(
        cls,
        group_ids: Iterable[int],
        option_ids: Iterable[int],
        counted: Iterable[tuple[int, int, int]],
        *,
        voters: Mapping[int, int] | None = None,
        picks: tuple[int, int] = (1, 1),
    ) -> "CountTable":
        """Build a table from (group, option, count) rows. A group that is not listed gets a row of its own.

        ``voters`` (per group) and ``picks`` are for questions with several choices.
        """
        tally: dict[tuple[int, int], int] = {}
        for group, option, count in counted:
            tally[group, option] = tally.get((group, option), 0) + count
        groups = list(dict.fromkeys(group_ids))
        groups += sorted({group for group, _ in tally} - set(groups))
        options = tuple(dict.fromkeys(option_ids))
        strange = {option for _, option in tally} - set(options)
        if strange:
            raise ValueError(f"votes for options that were not asked: {sorted(strange)}")
        rows = tuple(tuple(tally.get((group, option), 0) for option in options) for group in groups)
        if voters is None:
            return cls(tuple(groups), options, rows)
        return cls(tuple(groups), options, rows, tuple(voters.get(group, 0) for group in groups), picks)

    @property
    def n(self) -> int:
        """How many voted."""
        return sum(self.group_sizes)

    @property
    def group_sizes(self) -> Row:
        """How many voted in each group."""
        return self.voters or tuple(sum(row) for row in self.counts)

    @property
    def unused(self) -> Row:
        """How many of the choices that each group could make were not made."""
        most = self.picks[1]
        return tuple(most * size - sum(row) for row, size in zip(self.counts, self.group_sizes, strict=True))

    @property
    def totals(self) -> Row:
        """How many chose each option."""
        return tuple(sum(row[column] for row in self.counts) for column in range(len(self.option_ids)))

    def without_empty_groups(self) -> "CountTable":
        """The same votes without the groups in which nobody voted."""
        kept = [index for index, size in enumerate(self.group_sizes) if size]
        return CountTable(
            tuple(self.group_ids[index] for index in kept),
            self.option_ids,
            tuple(self.counts[index] for index in kept),
            tuple(self.voters[index] for index in kept) if self.voters else (),
            self.picks,
        )
