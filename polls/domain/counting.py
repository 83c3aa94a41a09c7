"""From ballots to counts, for every kind. Exact counts leave this process only through disclosure control."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count

from polls.disclosure import CountTable
from polls.domain.answers import Rules, chosen_options
from polls.domain.bins import bin_of, bins_of
from polls.domain.kinds import has_options, question_rules
from polls.enums import QuestionKind
from polls.models import Ballot, BallotBox, Round
from polls.words import merge_words, word_key

MOST_WORDS_SHOWN = 60
GroupChoice = tuple[int, int, int]  # group, choice as it stands in a ballot, how many


@dataclass(frozen=True)
class Tally:
    """The counts of one round.

    ``columns`` are option ids, or numbers of bars, or nothing (written answers). ``cells`` counts votes per
    (group, column): for a ranking the first choices. ``voters`` counts people per group.
    """

    kind: QuestionKind
    rules: Rules
    option_ids: tuple[int, ...]
    voters: Mapping[int, int]
    columns: tuple[int, ...] = ()
    cells: Mapping[tuple[int, int], int] = field(default_factory=dict)
    ranks: Mapping[tuple[int, int], int] = field(default_factory=dict)  # (option, rank from 1): how many
    texts: tuple[str, ...] = ()  # in no order that says anything

    @property
    def n(self) -> int:
        """How many voted."""
        return sum(self.voters.values())

    @property
    def totals(self) -> dict[int, int]:
        """How many per column, of all groups together."""
        totals: Counter[int] = Counter()
        for (_group, column), count in self.cells.items():
            totals[column] += count
        return dict(totals)

    def table(self, group_ids: Iterable[int]) -> CountTable:
        """Groups × columns, for disclosure control."""
        counted = [(group, column, count) for (group, column), count in self.cells.items()]
        if self.kind is not QuestionKind.MULTIPLE:
            return CountTable.from_ballots(group_ids, self.columns, counted)
        picks = (self.rules["minimum"], self.rules["maximum"])
        return CountTable.from_ballots(group_ids, self.columns, counted, voters=self.voters, picks=picks)


def tally_round(round_: Round) -> Tally:
    """Count the ballots that are in the box now, by the rules that the round was opened with."""
    kind, rules, option_ids = _as_opened(round_)
    ballots = Ballot.objects.filter(round_id=round_.pk)
    if kind.is_written:
        rows = list(ballots.values_list("group", "text"))
        voters = Counter(group for group, _text in rows)
        return Tally(kind, rules, (), dict(voters), texts=tuple(sorted(text for _group, text in rows)))
    counted = ballots.values_list("group", "choice").annotate(n=Count("voter_key")).order_by()
    return tally_choices(kind, rules, option_ids, list(counted))


def tally_choices(kind: QuestionKind, rules: Rules, option_ids: Sequence[int], rows: Iterable[GroupChoice]) -> Tally:
    """Count choices as they stand in ballots."""
    voters: Counter[int] = Counter()
    cells: Counter[tuple[int, int]] = Counter()
    ranks: Counter[tuple[int, int]] = Counter()
    bins = bins_of(rules) if kind is QuestionKind.NUMBER else ()
    for group, choice, count in rows:
        voters[group] += count
        if kind is QuestionKind.NUMBER:
            cells[group, bin_of(bins, choice)] += count
            continue
        chosen = chosen_options(kind, option_ids, choice)
        for option in chosen[:1] if kind is QuestionKind.RANKING else chosen:
            cells[group, option] += count
        if kind is QuestionKind.RANKING:
            for rank, option in enumerate(chosen, 1):
                ranks[option, rank] += count
    columns = tuple(range(len(bins))) if kind is QuestionKind.NUMBER else tuple(option_ids)
    return Tally(kind, rules, tuple(option_ids), dict(voters), columns, dict(cells), dict(ranks))


def cloud(texts: Sequence[str], hidden_words: Iterable[str]) -> list[dict[str, Any]]:
    """The words of a cloud with their spellings merged, most first, without those that a moderator hid."""
    language = settings.LANGUAGE_CODE
    hidden = {word_key(word, language) for word in hidden_words}
    merged = _merged(tuple(texts), language)
    kept = [(word, count) for word, count in merged if word_key(word, language) not in hidden]
    return [{"word": word, "count": count} for word, count in kept[:MOST_WORDS_SHOWN]]


@lru_cache(maxsize=8)
def _merged(texts: tuple[str, ...], language: str) -> list[tuple[str, int]]:
    """Merging takes longer than a screen waits between two looks; between two votes it need not be done again."""
    return merge_words(texts, language)


def _as_opened(round_: Round) -> tuple[QuestionKind, Rules, list[int]]:
    """Kind, rules and options of the ballot box; of the question when there is no box (any more)."""
    box = BallotBox.objects.filter(round_id=round_.pk).first()
    if box and box.rules:
        return QuestionKind(box.kind), box.rules, box.option_ids
    question = round_.question
    option_ids = [option.pk for option in question.options.all()] if has_options(question) else []
    return QuestionKind(question.kind), question_rules(question, len(option_ids)), option_ids
