"""What a closed poll says, in sentences.

Thresholds (all on the shown per cent):
- *broad support*: the leading answer has at least 67 %, so that it stands two to one; "very broad" from 90 %.
- *divided*: two answers share all votes and both are shown as 48–52 %.
- *a good number of* a group: under every reading of the rounded cells at least ten people and at least a third of
  the group chose the answer, and the group did so at least ten per cent more often than the other groups together.
  Cells rounded to b stand for anything in (value − b, value + b); so the rule is applied to value − (b − 1).
- in words: "the majority of" a group, when the word of its cell is majority and that of another group is not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.phrases.language import Language, pick
from reports.phrases.numbers import number_word, percent, percent_text
from reports.phrases.proportions import share_of, word_of
from reports.phrases.text import sentence, without_stop

ROUNDED_TO = {"rounded5": 5, "rounded10": 10}
MAJORITY_WORDS = frozenset({"majority", "meerderheid"})
BROAD, VERY_BROAD = 67, 90
GOOD_NUMBER, GOOD_SHARE, AHEAD = 10, 3, 10

_SUPPORT = {
    "nl": (
        re.compile(r"^(?:is voor|is voorstander van|steunt|onderschrijft) (?P<what>.+)$", re.IGNORECASE),
        re.compile(r"^vindt (?P<what>(?!dat ).+?) (?:nodig|noodzakelijk|belangrijk|wenselijk)\b", re.IGNORECASE),
    ),
    "en": (
        re.compile(r"^(?:are for|are in favour of|support|favour) (?P<what>.+)$", re.IGNORECASE),
        re.compile(r"^think (?P<what>(?!that ).+?) is (?:needed|necessary|important|desirable)\b", re.IGNORECASE),
    ),
}
_DENIAL = re.compile(r"\b(?:niet|geen|nooit|not|no|never)\b", re.IGNORECASE)


@dataclass(frozen=True)
class OptionResult:
    """One answer with its votes; ``clause`` completes "half of the voters …"."""

    id: int
    text: str
    clause: str
    count: int | None
    points: int | None = None


@dataclass(frozen=True)
class GroupResult:
    """One group of the released breakdown: a rounded value or a word per answer."""

    label: str
    people: str
    n: int | None = None
    values: Mapping[int, int] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PollResult:
    """A frozen result as far as sentences need it. ``options`` of a number question are its bars."""

    question: str
    n: int | None
    minimum: int
    options: tuple[OptionResult, ...]
    suppressed: bool = False
    rung: str = ""
    groups: tuple[GroupResult, ...] = ()
    kind: str = "single"
    mean: str | None = None
    agree: int | None = None
    neutral: int | None = None
    disagree: int | None = None
    order: tuple[int, ...] = ()
    ranks: int = 0  # how many places were given
    words: tuple[tuple[str, int], ...] = ()
    answers: int | None = None
    texts: tuple[str, ...] = ()  # those that the moderator approved

    @property
    def has_figure(self) -> bool:
        """Whether there is something to draw."""
        return self.counts_known and bool(self.options or self.words)

    @property
    def counts_known(self) -> bool:
        """Whether the total and every count were released."""
        return not self.suppressed and bool(self.n) and all(option.count is not None for option in self.options)


def result_paragraph(result: PollResult, language: Language) -> str:
    """The result of one question as running text; names the missing result when it was not released."""
    if not result.counts_known or not result.options:
        return no_result(result, language)
    ranked = sorted(result.options, key=lambda option: -(option.count or 0))
    if _is_even(ranked, result.n or 0):
        return _even(result, ranked, language)
    supported = _broad_support(result, ranked[0], language)
    poll = pick(language, "zo bleek uit een peiling onder de aanwezigen", "as a poll among those present showed")
    lead = f"{supported}, {poll}. " if supported else ""
    return lead + _shares(result, ranked, language)


def result_line(result: PollResult, language: Language) -> str:
    """The same in one short sentence for a summary; "" when nothing was released."""
    if not result.counts_known or not result.options:
        return ""
    total = result.n or 0
    ranked = sorted(result.options, key=lambda option: -(option.count or 0))
    top = ranked[0]
    shown = percent_text(top.count or 0, total, language)
    if _is_even(ranked, total):
        second = percent_text(ranked[1].count or 0, total, language)
        return sentence(
            pick(language, "de zaal is verdeeld: ", "the room is divided: ")
            + f"{shown} {without_stop(top.clause)}, {second} {without_stop(ranked[1].clause)}"
        )
    if supported := _broad_support(result, top, language):
        return f"{supported} ({shown})."
    return _shares(replace(result, groups=()), ranked[:1], language)


def notable_group(result: PollResult, option_id: int, language: Language) -> str:
    """The group that stands out behind an answer ("een flink aantal beleidsmedewerkers"), or ""."""
    if result.rung in ROUNDED_TO:
        return _from_values(result.groups, option_id, ROUNDED_TO[result.rung], language)
    if result.rung == "words":
        return _from_words(result.groups, option_id, language)
    return ""


def support_object(clause: str, language: Language) -> str:
    """What somebody supports, when the clause says so ("is voor X", "vindt X nodig") without a denial; else ""."""
    found = next((match for pattern in _SUPPORT[language] if (match := pattern.match(without_stop(clause)))), None)
    return found["what"] if found and not _DENIAL.search(found["what"]) else ""


def no_result(result: PollResult, language: Language) -> str:
    """Says that there is no result, and why."""
    question = quoted(result.question, language)
    few = number_word(result.minimum, language)
    if result.suppressed and not result.n:
        return pick(
            language,
            f"Op de vraag {question} kwamen minder dan {few} antwoorden. Daarom staat hier geen uitslag.",
            f"The question {question} drew fewer than {few} answers. That is why no result is given here.",
        )
    return pick(
        language,
        f"Van de vraag {question} is geen uitslag vrijgegeven.",
        f"No result was released for the question {question}.",
    )


def _is_even(ranked: Sequence[OptionResult], total: int) -> bool:
    if len(ranked) < 2 or not all(option.clause for option in ranked[:2]):
        return False
    first, second = ranked[0].count or 0, ranked[1].count or 0
    return first + second == total and all(48 <= percent(count, total) <= 52 for count in (first, second))


def _even(result: PollResult, ranked: Sequence[OptionResult], language: Language) -> str:
    total = result.n or 0
    first, second = ranked[:2]
    subject = share_of(first.count or 0, total, language, **voters(language))
    other = pick(language, "de andere helft", "the other half")
    shown = percent_text(second.count or 0, total, language)
    return sentence(
        pick(language, "de zaal is verdeeld: ", "the room is divided: ")
        + f"{subject}{_aside(result, first, language)} {without_stop(first.clause)}, "
        + pick(language, "maar ", "but ")
        + f"{other} ({shown}){_aside(result, second, language)} {without_stop(second.clause)}"
    )


def _broad_support(result: PollResult, option: OptionResult, language: Language) -> str:
    """ "Er is veel draagvlak voor …", without a full stop; "" unless the leading answer supports something."""
    shown = percent(option.count or 0, result.n or 1)
    supported = support_object(option.clause, language) if shown >= BROAD else ""
    if not supported:
        return ""
    if shown >= VERY_BROAD:
        return pick(
            language, f"Er is zeer veel draagvlak voor {supported}", f"There is very broad support for {supported}"
        )
    return pick(language, f"Er is veel draagvlak voor {supported}", f"There is broad support for {supported}")


def _shares(result: PollResult, ranked: Sequence[OptionResult], language: Language) -> str:
    total = result.n or 0
    with_clause = all(option.clause for option in ranked if option.count)
    parts = []
    said = ""
    for place, option in enumerate(option for option in ranked if option.count or len(ranked) <= 3):
        count = option.count or 0
        whole = share_of(count, total, language, **voters(language))
        word, shown = word_of(count, total, language), percent_text(count, total, language)
        short = (shown if word == said else f"{word} ({shown})") if count else _nobody(language)
        subject, said = whole if place == 0 else short, word  # the same word twice in a row says nothing new
        aside = _aside(result, option, language) if count else ""
        parts.append((subject + aside, option))
    if with_clause and all(option.clause for _subject, option in parts):
        return sentence("; ".join(f"{subject} {without_stop(option.clause)}" for subject, option in parts))
    answered = [
        pick(
            language,
            f"{subject} voor {quoted(option.text, language)}",
            f"{subject} chose {quoted(option.text, language)}",
        )
        for subject, option in parts
    ]
    question = quoted(result.question, language)
    return pick(language, f"Op de vraag {question} koos ", f"Asked {question}, ") + "; ".join(answered) + "."


def _nobody(language: Language) -> str:
    """The subject when an answer got no votes."""
    return pick(language, "niemand", "none")


def _aside(result: PollResult, option: OptionResult, language: Language) -> str:
    group = notable_group(result, option.id, language)
    return pick(language, f", waaronder {group},", f", among them {group},") if group else ""


def _from_values(groups: Sequence[GroupResult], option_id: int, base: int, language: Language) -> str:
    best: tuple[float, str] | None = None
    totals = [(group, group.values.get(option_id, 0), group.n or sum(group.values.values())) for group in groups]
    for group, value, total in totals:
        least = value - (base - 1)
        most_people = group.n if group.n is not None else total + (base - 1) * len(group.values)
        others = sum(other for _g, other, _t in totals) - value
        others_total = sum(count for _g, _v, count in totals) - total
        if not group.people or not total or not others_total or least < GOOD_NUMBER or least * GOOD_SHARE < most_people:
            continue
        ahead = 100 * value / total - 100 * others / others_total
        if ahead >= AHEAD and (best is None or ahead > best[0]):
            best = (ahead, group.people)
    if best is None:
        return ""
    return pick(language, f"een flink aantal {best[1]}", f"a good number of {best[1]}")


def _from_words(groups: Sequence[GroupResult], option_id: int, language: Language) -> str:
    named = [group for group in groups if group.people and group.words.get(option_id) in MAJORITY_WORDS]
    if len(named) != 1 or len(groups) < 2:
        return ""
    return pick(language, f"de meerderheid van de {named[0].people}", f"the majority of the {named[0].people}")


def voters(language: Language) -> dict[str, str]:
    """Who voted, as ``share_of`` and ``counted`` want it."""
    return {"singular": pick(language, "stemmer", "voter"), "plural": pick(language, "stemmers", "voters")}


def quoted(text: str, language: Language) -> str:
    """In the language's quotation marks."""
    return pick(language, f"‘{text.strip()}’", f"“{text.strip()}”")
