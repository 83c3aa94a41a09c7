"""Questions of every kind in the demo, answered through the same function that takes real votes."""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from events.models import EventPage
from polls.domain.ballots import Vote, cast_votes
from polls.domain.rounds import close_round, freeze_round, new_round, open_round
from polls.domain.voters import Voter
from polls.enums import QuestionKind, VoterScope
from polls.models import FrozenResult, Option, Poll, Question, Round
from workspace.demo import polls as asked

ACTOR = "demo"
FIVE_MINUTES = timedelta(minutes=5)
Answering = Callable[[Sequence[Option], random.Random], str]


def prepare_every_kind(poll: Poll, first: int) -> None:
    """The questions of today's meeting, from place ``first`` on."""
    for place, (kind, text, help_text, limits, answers) in enumerate(asked.TODAY, first):
        question = Question.objects.create(
            poll=poll, kind=kind, text=text, help_text=help_text, sort_order=place, **limits
        )
        _give_answers(question, answers)


def vote_after_the_workshops(event: EventPage, voters: Sequence[Voter], *, closed_at: datetime) -> None:
    """The end of the meeting of 2015: several answers, a statement before and after, and a word cloud."""
    poll = Poll.objects.create(event=event, title=asked.AFTER_2015, voters=VoterScope.CHECKED_IN, position=1)
    rng = random.Random(20150305)  # noqa: S311 (the demo is the same every time)
    statement = Question.objects.create(
        poll=poll, kind=QuestionKind.STATEMENT, text=asked.STATEMENT_2015, is_before_after=True, sort_order=0
    )
    before, after = asked.ROUNDS_2015
    early = closed_at - timedelta(minutes=110)
    _ask(new_round(statement, label=before[0]), rng.sample(voters, 82), _one_of(before[1]), rng, early)
    _ask(new_round(statement, label=after[0]), rng.sample(voters, 84), _one_of(after[1]), rng, closed_at)
    several = Question.objects.create(
        poll=poll, kind=QuestionKind.MULTIPLE, text=asked.MULTIPLE_2015, maximum_choices=2, sort_order=1
    )
    _give_answers(several, [(text, clause) for text, clause, _weight in asked.ANSWERS_2015])
    weights = [weight for _text, _clause, weight in asked.ANSWERS_2015]
    _ask(new_round(several), rng.sample(voters, 79), _up_to_two(weights), rng, closed_at + FIVE_MINUTES)
    cloud = Question.objects.create(
        poll=poll, kind=QuestionKind.WORDS, text=asked.WORDS_2015, maximum_choices=1, sort_order=2
    )
    given = [word for word, count in asked.GIVEN_2015 for _ in range(count)]
    rng.shuffle(given)
    words = iter(given)
    _ask(
        new_round(cloud),
        rng.sample(voters, len(given)),
        lambda _options, _rng: next(words),
        rng,
        closed_at + 2 * FIVE_MINUTES,
    )


def _give_answers(question: Question, answers: Iterable[tuple[str, str]]) -> None:
    Option.objects.bulk_create(
        Option(question=question, text=text, reporting_clause=clause, sort_order=order)
        for order, (text, clause) in enumerate(answers)
    )


def _ask(
    round_: Round, voters: Sequence[Voter], answering: Answering, rng: random.Random, closed_at: datetime
) -> FrozenResult:
    """Open, let everybody answer, close and freeze."""
    round_ = open_round(round_, actor=ACTOR)
    options = list(Option.objects.filter(question=round_.question_id))
    votes = [Vote(voter, round_.pk, answering(options, rng)) for voter in voters]
    assert all(result.accepted for result in cast_votes(votes))
    Round.objects.filter(pk=round_.pk).update(opened_at=closed_at - timedelta(minutes=4))
    return freeze_round(close_round(round_, actor=ACTOR), closed_at=closed_at)


def _one_of(weights: Sequence[int]) -> Answering:
    return lambda options, rng: str(rng.choices(options, weights)[0].pk)


def _up_to_two(weights: Sequence[int]) -> Answering:
    def answer(options: Sequence[Option], rng: random.Random) -> str:
        chosen = {option.pk for option in rng.choices(options, weights, k=2)}
        return ",".join(str(option) for option in sorted(chosen))

    return answer
