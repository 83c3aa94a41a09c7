"""The parts of a payload that each kind has of its own (pure but for the words' spelling rules)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from polls.domain.bins import shown_bins
from polls.domain.counting import Tally, cloud
from polls.enums import QuestionKind

Options = Sequence[Mapping[str, Any]]  # of the payload, with their counts


def kind_parts(tally: Tally, options: Options, *, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    """The parts beside options and n. When the result may not be shown they are null or empty."""
    make = _PARTS.get(tally.kind)
    return make(tally, options, hidden_words, is_shown) if make else {}


def mean_of(scores: Mapping[int, int]) -> str | None:
    """The mean of scores with how often each was given, two decimals, halves away from zero; None without any."""
    n = sum(scores.values())
    if not n:
        return None
    total = sum(score * count for score, count in scores.items())
    return str((Decimal(total) / n).quantize(Decimal("0.01"), ROUND_HALF_UP))


def ranking_points(ranks: Sequence[int]) -> int:
    """Borda's count: with m ranks the first gives m points, the last one."""
    return sum((len(ranks) - place) * count for place, count in enumerate(ranks))


def _rating(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    if not is_shown:
        return {"mean": None}
    return {"mean": mean_of({score: option["count"] for score, option in enumerate(options, 1)})}


def _statement(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    """Both answers of disagreeing, the one in the middle, both of agreeing."""
    counts = [option["count"] for option in options]
    middle = len(counts) // 2
    return {
        "disagree": sum(counts[:middle]) if is_shown else None,
        "neutral": counts[middle] if is_shown else None,
        "agree": sum(counts[middle + 1 :]) if is_shown else None,
    }


def _ranking(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    if not is_shown:
        return {"order": None}
    places = {option["id"]: place for place, option in enumerate(options)}
    best_first = sorted(options, key=lambda option: (-option["points"], places[option["id"]]))
    return {"order": [option["id"] for option in best_first]}


def _number(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    return {"bins": shown_bins(tally.rules, tally.totals) if is_shown else []}


def _text(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    return {"answers": tally.n if is_shown else None}


def _words(tally: Tally, options: Options, hidden_words: Sequence[str], is_shown: bool) -> dict[str, Any]:
    return {"words": cloud(tally.texts, hidden_words) if is_shown else []}


_PARTS: Mapping[QuestionKind, Callable[[Tally, Options, Sequence[str], bool], dict[str, Any]]] = {
    QuestionKind.RATING: _rating,
    QuestionKind.STATEMENT: _statement,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
    QuestionKind.WORDS: _words,
}
