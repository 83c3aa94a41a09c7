"""How the room moved between two rounds of one question: the net change of the totals, never who changed.

Of a statement the share that agrees (or disagrees), strongly or not, is told; of other questions that of one answer.
The answer whose share moved most is told, with both shares and their difference in percentage points, counted from the
shares as they are printed, so that the sentence never contradicts the table. Less than three points either way is
told as hardly a change. Nothing is told of rounds that hold numbers back, have other answers, or are rankings or texts.
"""

from dataclasses import replace

from reports.phrases.language import Language, pick
from reports.phrases.numbers import percent, percent_text
from reports.phrases.results import OptionResult, PollResult, quoted
from reports.phrases.text import without_stop

HARDLY = 3
AGREE, DISAGREE = "\x00agree", "\x00disagree"  # no answer that somebody can type
KINDS = ("single", "multiple", "statement", "rating", "number")


def moved_most(before: PollResult, after: PollResult) -> tuple[int, int, OptionResult, OptionResult] | None:
    """Of the answer that moved most: its per cents before and after, and the answer itself in both rounds.

    None when the two rounds cannot be compared.
    """
    before, after = _by_side(before), _by_side(after)
    answers = [option.text for option in after.options]
    if before.kind not in KINDS or not answers or answers != [option.text for option in before.options]:
        return None
    if not (before.counts_known and after.counts_known):
        return None
    first_n, last_n = before.n or 1, after.n or 1
    shares = [
        (percent(first.count or 0, first_n), percent(last.count or 0, last_n), first, last)
        for first, last in zip(before.options, after.options, strict=True)
    ]
    return max(shares, key=lambda found: abs(found[1] - found[0]))


def _by_side(result: PollResult) -> PollResult:
    """A statement with its sides as its answers; other questions as they are."""
    if result.kind != "statement" or result.agree is None or result.disagree is None or not result.counts_known:
        return result
    sides = (OptionResult(1, AGREE, "", result.agree), OptionResult(2, DISAGREE, "", result.disagree))
    return replace(result, options=sides)


def side_of(answer: OptionResult, question: str, language: Language) -> str:
    """What those who agree or disagree do: "het eens met de stelling ‘…’"; "" when the answer is no side."""
    if answer.text not in (AGREE, DISAGREE):
        return ""
    side = pick(language, "het eens", "agreed") if answer.text == AGREE else pick(language, "het oneens", "disagreed")
    return (
        f"{side} {pick(language, 'met de stelling', 'with the statement')} {quoted(without_stop(question), language)}"
    )


def shift_sentence(before: PollResult, after: PollResult, language: Language) -> str:
    """The net change between two rounds; "" when the two cannot be compared."""
    found = moved_most(before, after)
    if found is None:
        return ""
    was, now, first, last = found
    if abs(now - was) < HARDLY:
        return pick(
            language,
            "Voor en na het gesprek was de uitslag vrijwel gelijk.",
            "Before and after the conversation the result was nearly the same.",
        )
    earlier = percent_text(first.count or 0, before.n or 1, language)
    later = percent_text(last.count or 0, after.n or 1, language)
    answer, points = quoted(last.text, language), abs(now - was)
    side = side_of(last, after.question, language)
    if language == "nl":
        way = "meer" if now > was else "minder"
        if side:
            return f"Vóór het gesprek was {earlier} {side}, na het gesprek {later}: {points} procentpunt {way}."
        return f"Vóór het gesprek koos {earlier} voor {answer}, na het gesprek {later}: {points} procentpunt {way}."
    way = "up" if now > was else "down"
    if side:
        return f"Before the conversation {earlier} {side}, after it {later}: {way} {points} percentage points."
    return f"Before the conversation {earlier} chose {answer}, after it {later}: {way} {points} percentage points."
