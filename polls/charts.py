"""Frozen results as charts show them: whole percentages of a total; numbers or words per group.

Numbers per group were rounded at random, each on its own, and the size of a group is exact. A percentage of the two
would look exact, and those of a group would not add up to 100. So a group shows its rounded numbers, marked as rounded
("circa 25"), never a percentage; the bar of an answer is its part of the numbers shown. The verslag does the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polls.disclosure import Band, Reason

COLOURS = 12  # six hues; from the seventh on the same hues with another pattern
BAND_WORDS: Mapping[Band, Promise] = {
    Band.MINORITY: _("minority"),
    Band.ABOUT_HALF: _("about half"),
    Band.MAJORITY: _("majority"),
}
REASONS: Mapping[Reason, Promise] = {
    Reason.TOO_FEW_VOTES: _("Too few votes to show a result without showing what one person chose."),
    Reason.NOT_ASKED: _("There is no comparison for this question."),
    Reason.ONE_GROUP: _("There is only one group, so there is nothing to compare."),
    Reason.GROUP_TOO_SMALL: _("A group is too small to compare without showing what one person chose."),
    Reason.PROTECTED: _("Comparing the groups could show what one person chose. So only the total is shown."),
}


@dataclass(frozen=True)
class Bar:
    """One answer: how many, whole percent of the voters, width in thousandths, number of its colour."""

    label: str
    count: int
    percent: int
    width: int
    colour: int


@dataclass(frozen=True)
class Cell:
    """One answer in one group: a rounded number, or a word; ``start`` and ``width`` in thousandths."""

    label: str
    value: int | None
    word: Promise | str
    start: int
    width: int
    colour: int

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.start + self.width // 2


@dataclass(frozen=True)
class GroupRow:
    """One group of the comparison."""

    label: str
    n: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """All groups, with the answers as a legend."""

    rows: tuple[GroupRow, ...]
    legend: tuple[tuple[str, int], ...]
    in_words: bool

    @property
    def is_dense(self) -> bool:
        """Whether there are so many groups that the screen draws them low."""
        return len(self.rows) > 4


def bars(question: Mapping[str, Any], counts: Mapping[int, int]) -> tuple[Bar, ...]:
    """Bars of all answers of a question; a count that is missing is zero."""
    n = sum(counts.values())
    return tuple(
        Bar(
            label=option["text"],
            count=counts.get(option["id"], 0),
            percent=share_of(counts.get(option["id"], 0), n, 100),
            width=share_of(counts.get(option["id"], 0), n, 1000),
            colour=number % COLOURS + 1,
        )
        for number, option in enumerate(question["options"])
    )


def result_bars(result: Mapping[str, Any]) -> tuple[Bar, ...]:
    """Bars of a kept result; none when it may not be shown."""
    if result["suppressed"]:
        return ()
    return bars(result, {option["id"]: option["count"] for option in result["options"]})


def comparison(result: Mapping[str, Any]) -> Comparison | None:
    """The breakdown of a kept result, or None when there is none."""
    breakdown = result.get("breakdown")
    if not breakdown:
        return None
    texts = [option["text"] for option in result["options"]]
    rows = tuple(GroupRow(group["label"], group["n"], _cells(group["cells"], texts)) for group in breakdown["groups"])
    legend = tuple((text, number % COLOURS + 1) for number, text in enumerate(texts))
    return Comparison(rows, legend, in_words=breakdown["rung"] == "words")


def reason_in_words(result: Mapping[str, Any]) -> Promise | str:
    """Why there is no result or no comparison."""
    if result["suppressed"]:
        return REASONS[Reason.TOO_FEW_VOTES]
    reason = result.get("breakdown_reason")
    return REASONS[Reason(reason)] if reason else ""


def share_of(count: int, n: int, whole: int) -> int:
    """``count`` as a share of ``n`` in whole parts of ``whole``, halves upward; zero when nobody voted."""
    return (2 * count * whole + n) // (2 * n) if n else 0


def _cells(cells: list[Mapping[str, Any]], texts: list[str]) -> tuple[Cell, ...]:
    shown = sum(cell.get("value", 0) for cell in cells)
    drawn: list[Cell] = []
    start = 0
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        colour = number % COLOURS + 1
        if "word" in cell:
            drawn.append(Cell(text, None, BAND_WORDS[Band(cell["word"])], 0, 0, colour))
            continue
        end = start + share_of(cell["value"], shown, 1000)
        drawn.append(Cell(text, cell["value"], "", start, min(end, 1000) - start, colour))
        start = min(end, 1000)
    return tuple(drawn)
