"""A breakdown as charts show it: numbers or words per group.

Numbers per group were rounded at random, each on its own, and the size of a group is exact. A percentage of the two
would look exact, and those of a group would not add up to 100. So a group shows its rounded numbers, marked as rounded
("circa 25"), never a percentage; the bar of an answer is its part of the numbers shown. The verslag does the same.
Where people gave several answers, the bars of a group stand beside each other and are measured along the group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise

from polls.charts.bars import COLOURS, COLUMN_HEIGHT, bin_axis, bin_labels, option_labels, share_of
from polls.charts.diverging import Segment, reach, segments
from polls.charts.words import BAND_WORDS
from polls.disclosure import Band
from polls.enums import QuestionKind

PICTURES = {
    QuestionKind.MULTIPLE: "beside",
    QuestionKind.STATEMENT: "diverging",
    QuestionKind.RATING: "columns",
    QuestionKind.NUMBER: "columns",
}
MANY_GROUPS = 4
MANY_ANSWERS = 6
CROWDED = 12  # from so many columns on, numbers do not fit above them


@dataclass(frozen=True)
class Cell:
    """One answer in one group: a rounded number, or a word.

    ``start`` and ``width`` in thousandths; ``height`` of a column in percent of the tallest of all groups.
    """

    label: str
    value: int | None
    word: Promise | str
    start: int
    width: int
    colour: int
    height: int = 0
    axis: str = ""  # what stands under its column

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.start + self.width // 2


@dataclass(frozen=True)
class GroupRow:
    """One group of the comparison; ``segments`` only where answers diverge from a middle."""

    label: str
    n: int
    cells: tuple[Cell, ...]
    colour: int
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class AnswerRow:
    """One answer with its cell in every group."""

    label: str
    cells: tuple[tuple[GroupRow, Cell], ...]


@dataclass(frozen=True)
class Comparison:
    """All groups, with the answers as a legend.

    ``picture`` is how numbers are drawn: stacked,
    diverging around a middle, in columns, or beside each other."""

    rows: tuple[GroupRow, ...]
    legend: tuple[tuple[str, int], ...]
    in_words: bool
    picture: str

    @property
    def is_dense(self) -> bool:
        """Whether there are so many groups that the screen draws them low."""
        return len(self.rows) > MANY_GROUPS

    @property
    def is_tall(self) -> bool:
        """Whether a table reads better with the answers below each other."""
        return len(self.legend) > MANY_ANSWERS

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many answers that numbers do not fit above columns."""
        return len(self.legend) > CROWDED

    @property
    def has_bars(self) -> bool:
        """Whether a list of a group draws a bar at every answer."""
        return self.picture in ("beside", "columns") and not self.in_words

    @property
    def answers(self) -> tuple[AnswerRow, ...]:
        """The same by answer."""
        return tuple(
            AnswerRow(text, tuple((row, row.cells[number]) for row in self.rows))
            for number, (text, _) in enumerate(self.legend)
        )


def comparison(
    result: Mapping[str, Any], kind: str = QuestionKind.SINGLE, rules: Mapping[str, Any] | None = None
) -> Comparison | None:
    """The breakdown of a kept result, or None when there is none."""
    breakdown = result.get("breakdown")
    if not breakdown:
        return None
    texts = bin_labels(result["bins"]) if result.get("bins") else option_labels(result, rules)
    picture = PICTURES.get(QuestionKind(kind), "stacked")
    rows = [
        GroupRow(
            group["label"], group["n"], _cells(group, texts, along_group=picture == "beside"), number % COLOURS + 1
        )
        for number, group in enumerate(breakdown["groups"])
    ]
    in_words = breakdown["rung"] == "words"
    if picture == "diverging" and not in_words:
        rows = _around_the_middle(rows)
    if picture == "columns":
        rows = _on_one_height(rows, bin_axis(result["bins"]) if result.get("bins") else texts)
    legend = tuple((text, number % COLOURS + 1) for number, text in enumerate(texts))
    return Comparison(tuple(rows), legend, in_words, picture)


def _around_the_middle(rows: Sequence[GroupRow]) -> list[GroupRow]:
    """All groups on one scale, so that their middles stand below each other."""
    counts = [[cell.value or 0 for cell in row.cells] for row in rows]
    farthest = max((reach(numbers) for numbers in counts), default=1.0)
    return [replace(row, segments=segments(of, farthest)) for row, of in zip(rows, counts, strict=True)]


def _on_one_height(rows: Sequence[GroupRow], axis: Sequence[str]) -> list[GroupRow]:
    """Each group by its own share: the column of an answer is its part of the numbers of the group."""
    tallest = max((cell.width for row in rows for cell in row.cells), default=0)
    return [
        replace(
            row,
            cells=tuple(
                replace(cell, height=share_of(cell.width, tallest, COLUMN_HEIGHT), axis=text)
                for cell, text in zip(row.cells, axis, strict=True)
            ),
        )
        for row in rows
    ]


def _cells(group: Mapping[str, Any], texts: list[str], *, along_group: bool) -> tuple[Cell, ...]:
    cells: list[Mapping[str, Any]] = group["cells"]
    shown = group["n"] if along_group else sum(cell.get("value", 0) for cell in cells)
    drawn: list[Cell] = []
    start = 0
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        colour = number % COLOURS + 1
        if "word" in cell:
            drawn.append(Cell(text, None, BAND_WORDS[Band(cell["word"])], 0, 0, colour))
            continue
        if along_group:
            drawn.append(Cell(text, cell["value"], "", 0, min(share_of(cell["value"], shown, 1000), 1000), colour))
            continue
        end = min(start + share_of(cell["value"], shown, 1000), 1000)
        drawn.append(Cell(text, cell["value"], "", start, end - start, colour))
        start = end
    return tuple(drawn)
