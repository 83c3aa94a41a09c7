"""Casting answers of every kind: what stands in the box, and what is refused."""

import pytest

from polls.domain.ballots import Outcome, cast_vote, cast_votes, count_received
from polls.domain.choices import present_answer
from polls.enums import QuestionKind
from polls.models import Ballot, BallotBox, Option
from tests.factories import QuestionFactory
from tests.polls.rooms import answer_of, opened_round, option_ids, vote_of

pytestmark = pytest.mark.django_db


def round_of(kind, **kwargs):
    return opened_round(question=QuestionFactory(kind=kind, **kwargs))


def fitting_answers(round_) -> tuple[str, str]:
    """Two different answers to the question."""
    ids = [str(pk) for pk in option_ids(round_)]
    return {
        "single": (ids[:1], ids[-1:]),
        "statement": (ids[:1], ids[-1:]),
        "rating": (ids[:1], ids[-1:]),
        "multiple": (ids[:1], ids),
        "ranking": (ids, ids[::-1]),
        "number": (["3"], ["10"]),
        "text": (["Meer tijd"], ["Rust, en één plan"]),
        "words": (["regie"], ["rust\ntijd"]),
    }[round_.question.kind]


def answers_of(round_) -> list[str]:
    return [",".join(answer) for answer in fitting_answers(round_)]


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_answer_is_stored_and_can_be_changed(kind):
    round_ = round_of(kind)
    first, second = answers_of(round_)
    vote = answer_of(round_, 1, first)
    assert cast_vote(vote).accepted
    assert present_answer(vote.voter, round_.pk) == first
    assert cast_vote(answer_of(round_, 1, second)).accepted
    assert present_answer(vote.voter, round_.pk) == second
    assert count_received(round_.pk) == 1


@pytest.mark.parametrize("kind", QuestionKind.values)
@pytest.mark.parametrize("answer", ["999999999", "x" * 300, "nul\x00", "   ", "-1e9", "1,2,3,4,5,6,7,8,9"])
def test_hostile_answer_is_invalid_and_others_of_the_batch_are_stored(kind, answer):
    round_ = round_of(kind)
    if kind in ("text", "words") and answer in ("999999999", "-1e9", "1,2,3,4,5,6,7,8,9"):
        answer = "\x00"
    votes = [answer_of(round_, 1, answer), answer_of(round_, 2, answers_of(round_)[0])]
    assert [result.outcome for result in cast_votes(votes)] == [Outcome.INVALID, Outcome.ACCEPTED]
    assert count_received(round_.pk) == 1


def test_batch_of_several_rounds_and_kinds_is_stored():
    rounds = [round_of(kind) for kind in QuestionKind.values]
    votes = [answer_of(round_, number, answers_of(round_)[number % 2]) for round_ in rounds for number in range(3)]
    assert all(result.accepted for result in cast_votes(votes))
    assert Ballot.objects.count() == 3 * len(rounds)
    assert Ballot.objects.exclude(text="").count() == 6


def test_written_answers_after_closing_time_are_closed_while_others_are_stored():
    shut, stays = round_of("text"), round_of("single")
    BallotBox.objects.filter(round_id=shut.pk).update(state=2)
    votes = [answer_of(shut, 1, "te laat"), vote_of(stays, 1)]
    assert [result.outcome for result in cast_votes(votes)] == [Outcome.CLOSED, Outcome.ACCEPTED]


def test_statement_gets_its_five_answers_in_the_sites_language_and_a_rating_its_numbers():
    statement, rating = round_of("statement"), round_of("rating", highest=7)
    texts = [
        list(Option.objects.filter(question=one.question).values_list("text", flat=True)) for one in (statement, rating)
    ]
    assert texts == [
        ["Zeer mee oneens", "Mee oneens", "Neutraal", "Mee eens", "Zeer mee eens"],
        [str(number) for number in range(1, 8)],
    ]


def test_ranking_of_the_best_two_takes_exactly_two():
    round_ = round_of("ranking", options=4, maximum_choices=2)
    ids = [str(pk) for pk in option_ids(round_)]
    sent = [",".join(ids[:count]) for count in (1, 2, 3)]
    outcomes = [result.outcome for result in cast_votes([answer_of(round_, 1, answer) for answer in sent])]
    assert outcomes == [Outcome.INVALID, Outcome.ACCEPTED, Outcome.INVALID]


def test_option_as_number_and_as_text_are_the_same_answer():
    round_ = round_of("single")
    option = option_ids(round_)[1]
    cast_votes([answer_of(round_, 1, option), answer_of(round_, 2, str(option)), answer_of(round_, 3, f" {option} ")])
    assert set(Ballot.objects.values_list("choice", flat=True)) == {option}
