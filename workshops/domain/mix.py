"""How many people are in a room, and where they come from, without showing anybody: pure.

A group of fewer than ``LEAST`` is never shown by itself: it goes into "others". When the others are
fewer than ``LEAST`` together, the smallest group that would be shown joins them, so that no small
number can be worked out from the total.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Mix:
    """The total, the groups that may be shown (largest first), and how many others there are.

    ``is_hidden``: there are people, and no group of them may be shown.
    """

    total: int
    groups: tuple[tuple[str, int], ...] = ()
    others: int = 0

    @property
    def is_hidden(self) -> bool:
        """Whether only the total is known."""
        return self.total > 0 and not self.groups


def safe_mix(counts: Mapping[str, int], *, least: int = LEAST) -> Mix:
    """The mix that may be shown of people counted per sector."""
    total = sum(counts.values())
    shown = sorted(((name, count) for name, count in counts.items() if count >= least), key=lambda row: (-row[1], row))
    others = total - sum(count for _name, count in shown)
    while shown and 0 < others < least:
        others += shown.pop()[1]
    return Mix(total, tuple(shown), others if shown else 0)
