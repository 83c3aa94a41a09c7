"""Agreement as one bar around a middle: who disagrees to the left, who agrees to the right, neutral halved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polls.charts.bars import share_of

SIDE = 500  # thousandths on either side of the middle
MIDDLE = 2  # the third of five answers


@dataclass(frozen=True)
class Segment:
    """One answer in the bar: place and width in thousandths; ``step`` 1 (fully disagrees) to 5 (fully agrees)."""

    start: int
    width: int
    step: int
    value: int

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.start + self.width // 2


@dataclass(frozen=True)
class Agreement:
    """The totals of both sides and the bar."""

    segments: tuple[Segment, ...]
    disagree: int
    neutral: int
    agree: int
    n: int

    @property
    def disagree_percent(self) -> int:
        """Whole percent of who disagrees."""
        return share_of(self.disagree, self.n, 100)

    @property
    def neutral_percent(self) -> int:
        """Whole percent of who is in the middle."""
        return share_of(self.neutral, self.n, 100)

    @property
    def agree_percent(self) -> int:
        """Whole percent of who agrees."""
        return share_of(self.agree, self.n, 100)


def agreement(result: Mapping[str, Any]) -> Agreement | None:
    """The bar of a kept result of a statement; none when it may not be shown."""
    if result["suppressed"]:
        return None
    counts = [option["count"] for option in result["options"]]
    return agreement_of(counts)


def agreement_of(counts: Sequence[int]) -> Agreement:
    """The bar of five counts."""
    return Agreement(
        segments=segments(counts, reach(counts)),
        disagree=sum(counts[:MIDDLE]),
        neutral=counts[MIDDLE],
        agree=sum(counts[MIDDLE + 1 :]),
        n=sum(counts),
    )


def reach(counts: Sequence[int]) -> float:
    """How far the longer side comes from the middle, as a part of all answers."""
    n = sum(counts)
    left, right = sum(counts[:MIDDLE]), sum(counts[MIDDLE + 1 :])
    return (max(left, right) + counts[MIDDLE] / 2) / n if n else 1.0


def segments(counts: Sequence[int], farthest: float) -> tuple[Segment, ...]:
    """The answers side by side, the middle of neutral at 500; ``farthest`` is the reach that fills a side."""
    n = sum(counts)
    if not n:
        return ()
    unit = SIDE / (farthest * n)
    edge = SIDE - (sum(counts[:MIDDLE]) + counts[MIDDLE] / 2) * unit
    drawn: list[Segment] = []
    for number, count in enumerate(counts):
        start, end = round(edge), round(edge + count * unit)
        if end > start:
            drawn.append(Segment(start, end - start, number + 1, count))
        edge += count * unit
    return tuple(drawn)
