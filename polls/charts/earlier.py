"""The same question before and after: two totals and the net difference, in words.

Only totals are known, so only the net change can be said: never who or how many changed their mind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.charts.bars import Bar, ranking_bars, result_bars
from polls.charts.diverging import agreement
from polls.charts.words import decimal_in_words
from polls.enums import QuestionKind


@dataclass(frozen=True)
class Pair:
    """One answer in both rounds; widths in thousandths of one scale. A ranking has no percentages."""

    label: str
    before: int
    after: int
    before_width: int
    after_width: int
    change: str
    in_percent: bool = True


@dataclass(frozen=True)
class BeforeAfter:
    """Both rounds side by side; ``headline`` says the net change of the whole where there is one."""

    pairs: tuple[Pair, ...]
    before_n: int
    after_n: int
    headline: str


def before_after(
    kind: str, earlier: Mapping[str, Any], result: Mapping[str, Any], rules: Mapping[str, Any] | None = None
) -> BeforeAfter | None:
    """Both rounds; none when one of them may not be shown or has other answers."""
    if earlier["suppressed"] or result["suppressed"] or kind in (QuestionKind.TEXT, QuestionKind.WORDS):
        return None
    if kind == QuestionKind.RANKING:
        pairs = _places(earlier, result)
    else:
        before, after = result_bars(earlier, rules), result_bars(result, rules)
        if [bar.label for bar in before] != [bar.label for bar in after]:
            return None
        pairs = tuple(_pair(old, new) for old, new in zip(before, after, strict=True))
    return BeforeAfter(pairs, earlier["n"], result["n"], _headline(kind, earlier, result)) if pairs else None


def _pair(before: Bar, after: Bar) -> Pair:
    return Pair(
        before.label,
        before.percent,
        after.percent,
        before.width,
        after.width,
        net_change(before.percent, after.percent),
    )


def net_change(before: int, after: int) -> str:
    """The difference of two whole percentages that are on the screen."""
    points = after - before
    if points > 0:
        return ngettext("%(points)s point more", "%(points)s points more", points) % {"points": points}
    if points < 0:
        return ngettext("%(points)s point fewer", "%(points)s points fewer", -points) % {"points": -points}
    return _("the same")


def _places(earlier: Mapping[str, Any], result: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Places in two rankings. The bar is the points per voter, because the number of voters may differ."""
    before = {pk: place for place, pk in enumerate(earlier["order"], 1)}
    if set(before) != set(result["order"]):
        return ()
    old, new = ({bar.label: bar for bar in ranking_bars(side)} for side in (earlier, result))
    most = max(
        (bar.points or 0) / side["n"] if side["n"] else 0
        for side, drawn in ((earlier, old), (result, new))
        for bar in drawn.values()
    )
    texts = {option["id"]: option["text"] for option in result["options"]}
    pairs = []
    for place, pk in enumerate(result["order"], 1):
        text = texts[pk]
        widths = [
            round(1000 * (bar.points or 0) / (side["n"] * most)) if side["n"] and most else 0
            for side, bar in ((earlier, old.get(text)), (result, new.get(text)))
            if bar is not None
        ]
        if len(widths) < 2:
            return ()
        change = (
            _("stays at %(place)s") % {"place": place}
            if before[pk] == place
            else _("from %(before)s to %(after)s") % {"before": before[pk], "after": place}
        )
        pairs.append(Pair(text, before[pk], place, widths[0], widths[1], change, in_percent=False))
    return tuple(pairs)


def _headline(kind: str, earlier: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    if kind == QuestionKind.RATING:
        return _("The average went from %(before)s to %(after)s.") % {
            "before": decimal_in_words(earlier["mean"]),
            "after": decimal_in_words(result["mean"]),
        }
    if kind == QuestionKind.STATEMENT:
        before, after = agreement(earlier), agreement(result)
        if before and after:
            return _("Agree: from %(before)s %% to %(after)s %%.") % {
                "before": before.agree_percent,
                "after": after.agree_percent,
            }
    return ""
