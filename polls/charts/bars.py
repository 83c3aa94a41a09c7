"""One answer, one bar: of options, bins and places in a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import ngettext

from polls.charts.words import bin_label, decimal_in_words

COLOURS = 12  # six hues; from the seventh on the same hues with another pattern
COLUMN_HEIGHT = 86  # percent of the room of a column; the rest is for its number


@dataclass(frozen=True)
class Bar:
    """One answer: how many, whole percent of the voters, width in thousandths, number of its colour.

    ``note`` stands under the label; a bar with ``points`` shows those in place of a percentage.
    """

    label: str
    count: int
    percent: int
    width: int
    colour: int
    note: str = ""
    points: int | None = None
    height: int = 0  # of a column, in percent
    axis: str = ""  # what stands under its column


def share_of(count: int, n: int, whole: int) -> int:
    """``count`` as a share of ``n`` in whole parts of ``whole``, halves upward; zero when nobody voted."""
    return (2 * count * whole + n) // (2 * n) if n else 0


def bars(question: Mapping[str, Any], counts: Mapping[int, int], n: int | None = None) -> tuple[Bar, ...]:
    """Bars of all answers of a question; a count that is missing is zero. ``n`` voters, else as many as counts."""
    labels = option_labels(question, question.get("rules"))
    drawn = count_bars(labels, [counts.get(option["id"], 0) for option in question["options"]], n)
    texts = [option["text"] for option in question["options"]]
    return tuple(replace(bar, axis=text) for bar, text in zip(drawn, texts, strict=True))


def count_bars(labels: Sequence[str], counts: Sequence[int], n: int | None = None) -> tuple[Bar, ...]:
    """Bars of counts with their labels."""
    total = sum(counts) if n is None else n
    most = max(counts, default=0)
    return tuple(
        Bar(
            label=label,
            count=count,
            percent=share_of(count, total, 100),
            width=min(share_of(count, total, 1000), 1000),
            colour=number % COLOURS + 1,
            height=share_of(count, most, COLUMN_HEIGHT),
        )
        for number, (label, count) in enumerate(zip(labels, counts, strict=True))
    )


def result_bars(result: Mapping[str, Any], rules: Mapping[str, Any] | None = None) -> tuple[Bar, ...]:
    """Bars of a kept result, of its options or its bins; none when it may not be shown."""
    if result["suppressed"]:
        return ()
    if result.get("bins"):
        return bin_bars(result["bins"], result["n"])
    return bars(
        {**result, "rules": rules}, {option["id"]: option["count"] for option in result["options"]}, result["n"]
    )


def bin_bars(bins: Sequence[Mapping[str, Any]], n: int) -> tuple[Bar, ...]:
    """Bars of the bins of a number question."""
    drawn = count_bars(bin_labels(bins), [bin_["count"] for bin_ in bins], n)
    return tuple(replace(bar, axis=text) for bar, text in zip(drawn, bin_axis(bins), strict=True))


def ranking_bars(result: Mapping[str, Any]) -> tuple[Bar, ...]:
    """The options in the order of their points, with how often each came first."""
    if result["suppressed"]:
        return ()
    by_id = {option["id"]: option for option in result["options"]}
    ordered = [by_id[pk] for pk in result["order"]]
    most = max((option["points"] for option in ordered), default=0)
    return tuple(
        Bar(
            label=option["text"],
            count=option["count"],
            percent=share_of(option["count"], result["n"], 100),
            width=share_of(option["points"], most, 1000),
            colour=1,
            note=ngettext("%(count)s time first", "%(count)s times first", option["count"])
            % {"count": option["count"]},
            points=option["points"],
        )
        for option in ordered
    )


def option_labels(source: Mapping[str, Any], rules: Mapping[str, Any] | None) -> list[str]:
    """The texts of the options; the ends of a scale say what they mean."""
    texts = [str(option["text"]) for option in source["options"]]
    if rules and texts:
        for place, name in ((0, "low_label"), (-1, "high_label")):
            if rules.get(name):
                texts[place] = f"{texts[place]} – {rules[name]}"
    return texts


def bin_labels(bins: Sequence[Mapping[str, Any]]) -> list[str]:
    """The bins of a number question in words."""
    return [bin_label(bin_) for bin_ in bins]


def bin_axis(bins: Sequence[Mapping[str, Any]]) -> list[str]:
    """The bins as short as they go under columns; the text may be broken after the dash."""
    ends = ((decimal_in_words(bin_["low"]), decimal_in_words(bin_["high"])) for bin_ in bins)
    return [low if low == high else f"{low}–\u200b{high}" for low, high in ends]
