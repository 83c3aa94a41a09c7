"""What closed questions of the other kinds say, in sentences; a question with one answer is told in ``results``.

- *Several answers*: "x % noemt …". The shares are of the voters and do not add up to 100; a sentence says so.
- *Statement*: who agrees (strongly or not), who disagrees, who stands in between.
- *Rating*: the mean and the scale. *Ranking*: the order by points, with how often the first was put first.
- *Number*: the bar with most answers. *Words*: the words named most. *Open answers*: how many, and what was approved.
"""

from collections.abc import Callable, Mapping, Sequence

from reports.phrases.language import Language, pick
from reports.phrases.numbers import counted, percent_text
from reports.phrases.proportions import share_of
from reports.phrases.results import OptionResult, PollResult, no_result, quoted, result_line, result_paragraph, voters
from reports.phrases.text import enumeration, without_stop

MOST_NAMED = 5
MOST_TEXTS = 10


def answer_paragraph(result: PollResult, language: Language) -> str:
    """The result of a question of any kind as running text; says so when nothing was released."""
    if not result.counts_known:
        return no_result(result, language)
    tell = _TOLD.get(result.kind)
    return tell(result, language) if tell else result_paragraph(result, language)


def answer_line(result: PollResult, language: Language) -> str:
    """The same in one short sentence for a summary; "" when nothing was released."""
    if not result.counts_known:
        return ""
    tell = _LINES.get(result.kind, _TOLD.get(result.kind))
    return tell(result, language) if tell else result_line(result, language)


def decimal_text(number: str, language: Language) -> str:
    """A decimal number as it is written: "3,91" in Dutch."""
    return number.replace(".", pick(language, ",", "."))


def _named(result: PollResult) -> list[OptionResult]:
    chosen = [option for option in result.options if option.count]
    return sorted(chosen, key=lambda option: -(option.count or 0))


def _several_line(result: PollResult, language: Language) -> str:
    named = _named(result)
    if not named:
        return no_result(result, language)
    total, first = result.n or 0, named[0]
    people = share_of(first.count or 0, total, language, **voters(language))
    verb = pick(language, "noemt", "name")
    lead = pick(
        language, f"Op de vraag {quoted(result.question, language)} ", f"Asked {quoted(result.question, language)}, "
    )
    if language == "nl":  # the verb comes first after the place
        return f"{lead}{verb} {people} {quoted(first.text, language)}."
    return f"{lead}{people} {verb} {quoted(first.text, language)}."


def _several(result: PollResult, language: Language) -> str:
    told = [_several_line(result, language)]
    total, others = result.n or 0, _named(result)[1:]
    shares = [f"{percent_text(one.count or 0, total, language)} {quoted(one.text, language)}" for one in others]
    if shares:
        told.append(
            pick(
                language,
                f"Verder noemt {enumeration(shares, language)}.",
                f"Also named: {enumeration(shares, language)}.",
            )
        )
    told.append(
        pick(
            language,
            "Stemmers konden meer dan één antwoord kiezen. Samen kan dat meer dan 100 procent zijn.",
            "Voters could choose several answers. Together that may be more than 100 per cent.",
        )
    )
    return " ".join(told)


def _statement(result: PollResult, language: Language) -> str:
    total = result.n or 0
    agree, neutral, disagree = result.agree or 0, result.neutral or 0, result.disagree or 0
    sides = [
        (agree, pick(language, "eens", "agree")),
        (disagree, pick(language, "oneens", "disagree")),
    ]
    (most, side), (less, other) = sorted(sides, key=lambda one: -one[0])
    people = share_of(most, total, language, **voters(language))
    small, middle = percent_text(less, total, language), percent_text(neutral, total, language)
    statement = quoted(without_stop(result.question), language)
    return pick(
        language,
        f"{people[:1].upper()}{people[1:]} is het {side} of zeer {side} met de stelling {statement}; "
        f"{small} is het {other} of zeer {other} en {middle} staat er neutraal tegenover.",
        f"{people[:1].upper()}{people[1:]} {side} or strongly {side} with the statement {statement}; "
        f"{small} {other} and {middle} are neutral.",
    )


def _rating(result: PollResult, language: Language) -> str:
    total, highest = result.n or 0, len(result.options)
    mean = decimal_text(result.mean or "", language)
    who = counted(total, language=language, **voters(language))
    question = quoted(result.question, language)
    return pick(
        language,
        f"Op de vraag {question} gaven {who} gemiddeld een {mean}, op een schaal van 1 tot en met {highest}.",
        f"Asked {question}, {who} gave {mean} on average, on a scale from 1 to {highest}.",
    )


def _ranking(result: PollResult, language: Language) -> str:
    by_id = {option.id: option for option in result.options}
    ordered = [by_id[option] for option in result.order if by_id[option].points]
    if not ordered:
        return no_result(result, language)
    best = ordered[0]
    times, first = best.count or 0, quoted(best.text, language)
    told = [
        pick(
            language,
            f"Bij {quoted(result.question, language)} staat {first} bovenaan, met {best.points} punten; "
            f"{percent_text(times, result.n or 0, language)} van de stemmers zette dit antwoord op de eerste plaats.",
            f"For {quoted(result.question, language)}, {first} comes first with {best.points} points; "
            f"{percent_text(times, result.n or 0, language)} of the voters put it first.",
        )
    ]
    rest = [f"{quoted(one.text, language)} ({one.points})" for one in ordered[1:]]
    if rest:
        told.append(
            pick(language, "Daarna volgen ", "Next come ") + f"{enumeration(rest, language)}."
            if len(rest) > 1
            else pick(language, "Daarna volgt ", "Next comes ") + f"{rest[0]}."
        )
    return " ".join(told)


def _number(result: PollResult, language: Language) -> str:
    total = result.n or 0
    top = max(result.options, key=lambda option: option.count or 0)
    answers = {"singular": pick(language, "antwoord", "answer"), "plural": pick(language, "antwoorden", "answers")}
    people = share_of(top.count or 0, total, language, **answers)
    low, _dash, high = top.text.partition("–")
    where = pick(language, f"ligt van {low} tot en met {high}", f"lie from {low} to {high}")
    if not high:
        where = pick(language, f"is {low}", f"are {low}")
    lead = pick(
        language, f"Op de vraag {quoted(result.question, language)}: ", f"Asked {quoted(result.question, language)}: "
    )
    return f"{lead}{people} {where}."


def _words(result: PollResult, language: Language) -> str:
    if not result.words:
        return no_result(result, language)
    once, often = pick(language, "keer", "time"), pick(language, "keer", "times")
    times = [
        f"{quoted(word, language)} ({counted(count, once, often, language)})"
        for word, count in result.words[:MOST_NAMED]
    ]
    question, named = quoted(result.question, language), enumeration(times, language)
    return pick(
        language,
        f"Op de vraag {question} noemden de deelnemers het vaakst {named}.",
        f"Asked {question}, participants most often named {named}.",
    )


def _text_line(result: PollResult, language: Language) -> str:
    total = result.answers or 0
    many = counted(total, pick(language, "antwoord", "answer"), pick(language, "antwoorden", "answers"), language)
    question = quoted(result.question, language)
    verb = "kwam" if total == 1 else "kwamen"
    return pick(language, f"Op de open vraag {question} {verb} {many}.", f"The open question {question} drew {many}.")


def _text(result: PollResult, language: Language) -> str:
    told = [_text_line(result, language)]
    if result.texts:
        shown = "; ".join(quoted(without_stop(text), language) for text in result.texts[:MOST_TEXTS])
        told.append(pick(language, f"Onder meer: {shown}.", f"Among them: {shown}."))
    return " ".join(told)


_TOLD: Mapping[str, Callable[[PollResult, Language], str]] = {
    "multiple": _several,
    "statement": _statement,
    "rating": _rating,
    "ranking": _ranking,
    "number": _number,
    "words": _words,
    "text": _text,
}
_LINES: Mapping[str, Callable[[PollResult, Language], str]] = {"multiple": _several_line, "text": _text_line}


def bar_names(bins: Sequence[Mapping[str, str]], language: Language) -> list[str]:
    """What the bars of a number question are called: "0–9", or "3" when a bar is one number."""
    names = []
    for bar in bins:
        low, high = (decimal_text(str(bar[end]), language) for end in ("low", "high"))
        names.append(low if low == high else f"{low}–{high}")
    return names
