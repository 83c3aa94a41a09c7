"""What is drawn of a result: the picture that fits its kind, as data for one set of templates.

Phone, screen and remote draw the same thing; style sheets and ``place`` make it small or large.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from polls.charts.bars import Bar, bars, bin_bars, ranking_bars, result_bars
from polls.charts.cloud import CloudWord, by_count, cloud
from polls.charts.comparison import Comparison, comparison
from polls.charts.diverging import Agreement, agreement, agreement_of
from polls.charts.earlier import BeforeAfter, before_after
from polls.charts.words import EARLIER_NOT_SHOWN, decimal_in_words, reason_in_words
from polls.enums import QuestionKind

PICTURES = {
    QuestionKind.STATEMENT: "statement",
    QuestionKind.RATING: "columns",
    QuestionKind.NUMBER: "columns",
    QuestionKind.RANKING: "ranking",
    QuestionKind.WORDS: "cloud",
    QuestionKind.TEXT: "answers",
}
SHORT = 26  # characters of a label that fits beside its bar
MANY = 12  # with more answers than are read as one list, the most chosen stand first


@dataclass(frozen=True)
class Drawing:
    """A result, ready for its template ``polls/charts/<picture>.html``."""

    picture: str
    kind: str
    n: int
    bars: tuple[Bar, ...] = ()
    agreement: Agreement | None = None
    words: tuple[CloudWord, ...] = ()
    answers: int = 0
    mean: str = ""
    mean_at: int = 0  # in thousandths of the width
    low_label: str = ""
    high_label: str = ""
    most_points: int = 0
    is_live: bool = False

    @property
    def template(self) -> str:
        """Where it is drawn."""
        return f"polls/charts/{self.picture}.html"

    @property
    def mean_points(self) -> str:
        """The mark of the average: a triangle that points at it."""
        return f"{self.mean_at - 9},30 {self.mean_at},0 {self.mean_at + 9},30"

    @property
    def words_by_count(self) -> tuple[CloudWord, ...]:
        """The table of a cloud."""
        return by_count(self.words)

    @property
    def several(self) -> bool:
        """Whether a voter may be in more than one bar, so that percentages add up to more than 100."""
        return self.kind == QuestionKind.MULTIPLE

    @property
    def is_first_choices(self) -> bool:
        """Whether bars of a ranking count only what came first, as they do while answers come in."""
        return self.kind == QuestionKind.RANKING and self.picture == "bars"

    @property
    def is_short(self) -> bool:
        """Whether every label fits beside its bar."""
        return all(len(bar.label) <= SHORT for bar in self.bars)


@dataclass(frozen=True)
class Shown:
    """All that a stage with a result may draw; what is None or empty is not drawn."""

    drawing: Drawing | None = None
    comparison: Comparison | None = None
    before_after: BeforeAfter | None = None
    reason: Promise | str = ""


def draw(question: Mapping[str, Any], result: Mapping[str, Any]) -> Drawing | None:
    """The picture of a kept result; none when it may not be shown."""
    if result["suppressed"]:
        return None
    kind, rules = question["kind"], result.get("rules") or question.get("rules")
    picture = PICTURES.get(kind, "bars")
    if picture == "cloud":
        return Drawing(picture, kind, result["n"], words=cloud(result["words"]))
    if picture == "answers":
        return Drawing(picture, kind, result["n"], answers=result["answers"])
    drawn = ranking_bars(result) if picture == "ranking" else result_bars(result, rules)
    if kind == QuestionKind.MULTIPLE and len(drawn) > MANY:
        drawn = tuple(sorted(drawn, key=lambda bar: -bar.count))
    mean = result.get("mean")
    return Drawing(
        picture,
        kind,
        result["n"],
        bars=drawn,
        agreement=agreement(result) if picture == "statement" else None,
        mean=decimal_in_words(mean) if mean is not None else "",
        mean_at=round((float(mean) - 0.5) * 1000 / len(drawn)) if mean is not None and drawn else 0,
        most_points=len(result["options"][0]["ranks"]) if picture == "ranking" and drawn else 0,
        low_label=_end(rules, "low_label"),
        high_label=_end(rules, "high_label"),
    )


def draw_live(question: Mapping[str, Any], pulse: Mapping[str, Any]) -> Drawing | None:
    """The picture of an icebreaker while answers come in; none where nothing may be seen yet."""
    kind, n = question["kind"], pulse.get("received") or 0
    picture = PICTURES.get(kind, "bars")
    if picture == "cloud":
        return Drawing(picture, kind, n, words=cloud(pulse["words"]), is_live=True) if "words" in pulse else None
    if "bins" in pulse:
        return Drawing(picture, kind, n, bars=bin_bars(pulse["bins"], n), is_live=True)
    if "bars" not in pulse or picture == "answers":
        return None
    counts = {bar["option_id"]: bar["count"] for bar in pulse["bars"]}
    several = kind == QuestionKind.MULTIPLE
    return Drawing(
        "bars" if picture == "ranking" else picture,  # first choices
        kind,
        n,
        bars=bars(question, counts, n if several else None),
        agreement=agreement_of([counts.get(option["id"], 0) for option in question["options"]])
        if picture == "statement"
        else None,
        low_label=_end(question.get("rules"), "low_label"),
        high_label=_end(question.get("rules"), "high_label"),
        is_live=True,
    )


def _end(rules: Mapping[str, Any] | None, name: str) -> str:
    """What an end of the scale means."""
    return str((rules or {}).get(name) or "")


def draw_shown(snapshot: Mapping[str, Any]) -> Shown:
    """What a room sees of a result: the total, the comparison, or before and after, as the chair chose."""
    result, question = snapshot["result"], snapshot["question"]
    if not result:
        return Shown()
    rules, kind = result.get("rules") or question.get("rules"), question["kind"]
    earlier = snapshot.get("earlier") if snapshot["show"] == "before_after" else None
    return Shown(
        drawing=draw(question, result),
        comparison=comparison(result, kind, rules) if snapshot["show"] == "breakdown" else None,
        before_after=before_after(kind, earlier, result, rules) if earlier else None,
        reason=_reason(snapshot, result, earlier),
    )


def _reason(snapshot: Mapping[str, Any], result: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> Promise | str:
    """Why something that the chair asked for is not there."""
    if result["suppressed"] or snapshot["show"] == "breakdown":
        return reason_in_words(result)
    return EARLIER_NOT_SHOWN if earlier and earlier["suppressed"] else ""
