"""The same sentences without numbers: who was there, what polls say, how the room moved. No count, no per cent.

What was not released stays unsaid, as everywhere. The words are chosen from the totals that were released.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from reports.phrases.attendance import AttendanceCount
from reports.phrases.language import Language, pick
from reports.phrases.numbers import percent
from reports.phrases.quantities import BANDS, FEW, quantity, short, subject
from reports.phrases.results import (
    BROAD,
    VERY_BROAD,
    OptionResult,
    PollResult,
    notable_group,
    quoted,
    support_object,
)
from reports.phrases.shift import HARDLY, moved_most, side_of
from reports.phrases.text import capitalised, enumeration, sentence, without_stop

MOST_NAMED = 5
MOST_TEXTS = 10
_SCORES = (("heel laag", "very low"), ("laag", "low"), ("gemiddeld", "middling"), ("hoog", "high"))
_HIGHEST = ("heel hoog", "very high")


def attendance_in_words(facts: AttendanceCount, language: Language) -> str:
    """ "Onder de deelnemers waren vooral … en verder … en enkele …"; "" when no group may be named."""
    if not facts.groups:
        return ""
    first, *others = facts.groups
    if percent(first.count, facts.total) < BANDS[2].low:
        first, others = None, list(facts.groups)  # type: ignore[assignment]  # nobody stands out
    named = enumeration([_some(group.people, group.count, facts.total, language) for group in others], language)
    lead = pick(language, "onder de deelnemers waren", "among the participants were")
    if facts.is_registered:
        lead = pick(language, "aangemeld waren", "registered were")
    if first is None:
        return sentence(f"{lead} {named}")
    most = pick(language, f"{lead} vooral {first.people}", f"{lead} mainly {first.people}")
    return sentence(most + pick(language, f", en verder {named}", f", and further {named}") if named else most)


def _some(people: str, count: int, total: int, language: Language) -> str:
    is_few = count <= FEW and quantity(count, total) is BANDS[0]
    return f"{pick(language, 'enkele', 'a few')} {people}" if is_few else people


def answer_in_words(result: PollResult, language: Language) -> str:
    """The result of a question of any kind; says so when nothing was released."""
    if not result.counts_known:
        return _no_result(result, language)
    return _TOLD.get(result.kind, _single)(result, language) or _no_result(result, language)


def line_in_words(result: PollResult, language: Language) -> str:
    """The same in one sentence for a summary; "" when nothing was released."""
    return answer_in_words(result, language).partition("\n")[0] if result.counts_known else ""


def shift_in_words(before: PollResult, after: PollResult, language: Language) -> str:
    """Which way the room moved; "" when the two rounds cannot be compared."""
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
    answer, side = quoted(last.text, language), side_of(last, after.question, language)
    earlier = short(first.count or 0, before.n or 1, language)
    later = short(last.count or 0, after.n or 1, language)
    if side and earlier == later:
        return pick(
            language,
            f"Na het gesprek waren {'meer' if now > was else 'minder'} mensen {side} dan ervoor.",
            f"After the conversation {'more' if now > was else 'fewer'} people {side} than before it.",
        )
    if side:
        return pick(
            language,
            f"Vóór het gesprek was {earlier} {side}, na het gesprek {later}.",
            f"Before the conversation {earlier} {side}, after it {later}.",
        )
    if earlier == later:
        return pick(
            language,
            f"Na het gesprek kozen {'meer' if now > was else 'minder'} mensen voor {answer} dan ervoor.",
            f"After the conversation {'more' if now > was else 'fewer'} people chose {answer} than before it.",
        )
    return pick(
        language,
        f"Vóór het gesprek koos {earlier} voor {answer}, na het gesprek {later}.",
        f"Before the conversation {earlier} chose {answer}, after it {later}.",
    )


def _voters(language: Language) -> str:
    return pick(language, "stemmers", "voters")


def _no_result(result: PollResult, language: Language) -> str:
    question = quoted(result.question, language)
    return pick(
        language,
        f"Van de vraag {question} is geen uitslag vrijgegeven.",
        f"No result was released for the question {question}.",
    )


def _asked(result: PollResult, language: Language) -> str:
    question = quoted(result.question, language)
    return pick(language, f"Op de vraag {question}", f"Asked {question},")


def _ranked(result: PollResult) -> list[OptionResult]:
    return sorted((option for option in result.options if option.count), key=lambda option: -(option.count or 0))


def _single(result: PollResult, language: Language) -> str:
    ranked, total = _ranked(result), result.n or 0
    if not ranked:
        return ""
    names = [_who(result, option, place, language) for place, option in enumerate(ranked)]
    if not all(option.clause for option in ranked):
        chosen = [
            pick(language, f"{who} voor {quoted(one.text, language)}", f"{who} chose {quoted(one.text, language)}")
            for who, one in zip(names, ranked, strict=True)
        ]
        koos = pick(language, " koos ", " ")
        return f"{_asked(result, language)}{koos}{'; '.join(chosen)}."
    told = "; ".join(f"{who} {without_stop(one.clause)}" for who, one in zip(names, ranked, strict=True))
    shown = percent(ranked[0].count or 0, total)
    supported = support_object(ranked[0].clause, language) if shown >= BROAD else ""
    if not supported:
        return sentence(told)
    much = pick(
        language, "zeer veel" if shown >= VERY_BROAD else "veel", "very broad" if shown >= VERY_BROAD else "broad"
    )
    lead = pick(
        language,
        f"Er is {much} draagvlak voor {supported}, zo bleek uit een peiling onder de aanwezigen.",
        f"There is {much} support for {supported}, as a poll among those present showed.",
    )
    return f"{lead} {sentence(told)}"


def _who(result: PollResult, option: OptionResult, place: int, language: Language) -> str:
    """Who gave an answer: the voters the first time, and the group that stands out."""
    count, total = option.count or 0, result.n or 0
    people = short(count, total, language) if place else subject(count, total, _voters(language), language)
    group = notable_group(result, option.id, language)
    return people + (pick(language, f", waaronder {group},", f", among them {group},") if group else "")


def _several(result: PollResult, language: Language) -> str:
    ranked, total = _ranked(result), result.n or 0
    if not ranked:
        return ""
    first, others = ranked[0], ranked[1:]
    people, answer = subject(first.count or 0, total, _voters(language), language), quoted(first.text, language)
    told = pick(
        language,
        f"{_asked(result, language)} noemt {people} {answer}.",
        f"{_asked(result, language)} {people} name {answer}.",
    )
    more = [f"{short(one.count or 0, total, language)} {quoted(one.text, language)}" for one in others]
    if not more:
        return told
    return told + pick(
        language, f" Verder noemt {enumeration(more, language)}.", f" Further, {enumeration(more, language)}."
    )


def _statement(result: PollResult, language: Language) -> str:
    total, neutral = result.n or 0, result.neutral or 0
    sides = [
        (result.agree or 0, pick(language, "eens", "agree")),
        (result.disagree or 0, pick(language, "oneens", "disagree")),
    ]
    (most, side), (less, other) = sorted(sides, key=lambda one: -one[0])
    people = capitalised(subject(most, total, _voters(language), language))
    small, middle = short(less, total, language), short(neutral, total, language)
    statement = quoted(without_stop(result.question), language)
    return pick(
        language,
        f"{people} is het {side} of zeer {side} met de stelling {statement}; "
        f"{small} is het {other} of zeer {other} en {middle} staat er neutraal tegenover.",
        f"{people} {side} or strongly {side} with the statement {statement}; {small} {other} and {middle} are neutral.",
    )


def _rating(result: PollResult, language: Language) -> str:
    steps = len(result.options) - 1
    if steps < 1 or not result.mean:
        return ""
    height = (Decimal(result.mean) - 1) / steps
    nl, en = (*_SCORES, _HIGHEST)[min(4, int(height * 5))]
    return pick(
        language,
        f"{_asked(result, language)} was het oordeel van de stemmers {nl}.",
        f"{_asked(result, language)} the voters gave a {en} score.",
    )


def _ranking(result: PollResult, language: Language) -> str:
    by_id = {option.id: option for option in result.options}
    ordered = [quoted(by_id[option].text, language) for option in result.order if by_id[option].points]
    if not ordered:
        return ""
    first, rest = ordered[0], ordered[1:]
    question = quoted(result.question, language)
    told = pick(language, f"Bij {question} staat {first} bovenaan.", f"For {question}, {first} comes first.")
    follows = pick(
        language, "Daarna volgen" if len(rest) > 1 else "Daarna volgt", "Next come" if len(rest) > 1 else "Next comes"
    )
    return f"{told} {follows} {enumeration(rest, language)}." if rest else told


def _number(result: PollResult, language: Language) -> str:
    top = max(result.options, key=lambda option: option.count or 0)
    answers = pick(language, "antwoorden", "answers")
    count, total = top.count or 0, result.n or 0
    part = pick(language, "alle antwoorden liggen", "all answers lie")
    if count < total:
        part = f"{subject(count, total, answers, language)} {pick(language, 'ligt', 'lie')}"
    if count < total and quantity(count, total) is BANDS[-1]:
        part = pick(language, "vrijwel alle antwoorden liggen", "nearly all answers lie")
    low, _dash, high = top.text.partition("–")
    where = pick(language, f"van {low} tot en met {high}", f"from {low} to {high}")
    if not high:
        where = pick(language, f"op {low}", f"at {low}")
    return f"{_asked(result, language).rstrip(',')}: {part} {where}."


def _words(result: PollResult, language: Language) -> str:
    named = enumeration([quoted(word, language) for word, _count in result.words[:MOST_NAMED]], language)
    if not named:
        return ""
    return pick(
        language,
        f"{_asked(result, language)} noemden de deelnemers het vaakst {named}.",
        f"{_asked(result, language)} participants most often named {named}.",
    )


def _text(result: PollResult, language: Language) -> str:
    question = quoted(result.question, language)
    shown: Sequence[str] = [quoted(without_stop(text), language) for text in result.texts[:MOST_TEXTS]]
    if not shown:
        return pick(
            language,
            f"De open vraag {question} is in de zaal beantwoord.",
            f"The open question {question} was answered in the room.",
        )
    return pick(
        language,
        f"Op de open vraag {question} kwam onder meer: {'; '.join(shown)}.",
        f"The open question {question} drew, among other answers: {'; '.join(shown)}.",
    )


_TOLD: Mapping[str, Callable[[PollResult, Language], str]] = {
    "multiple": _several,
    "statement": _statement,
    "rating": _rating,
    "ranking": _ranking,
    "number": _number,
    "words": _words,
    "text": _text,
}
