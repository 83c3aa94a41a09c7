"""Countdown, presses that are done once, before and after, counts by hand: the domain behind the remote."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from polls.domain.ballots import Outcome, cast_vote
from polls.domain.countdowns import extend_countdown, start_countdown, state_now, stop_countdown
from polls.domain.counts import add_manual_count, shown_counts
from polls.domain.errors import PollError, RoundError
from polls.domain.pressing import press_once
from polls.domain.remote import Press, press
from polls.domain.rooms import get_or_create_room, set_current_round, set_screen_view
from polls.domain.rounds import (
    close_if_due,
    close_round,
    get_or_create_round,
    new_round,
    open_round,
    reopen_round,
    sweep_forgotten_rounds,
)
from polls.domain.snapshots import phone_snapshot
from polls.enums import CountMethod, RoundState, ScreenView
from polls.models import BallotBox, DisclosurePolicy, FrozenResult, Round
from tests.factories import PollFactory, QuestionFactory
from tests.polls.rooms import cast_many, frozen, opened_round, vote_of

pytestmark = pytest.mark.django_db


def _let_time_pass(round_: Round, seconds: int) -> Round:
    """As if the countdown had begun so much earlier."""
    round_.refresh_from_db()
    moment = round_.countdown_until - timedelta(seconds=seconds)
    Round.objects.filter(pk=round_.pk).update(countdown_until=moment)
    BallotBox.objects.filter(round_id=round_.pk).update(closes_at=moment)
    round_.refresh_from_db()
    return round_


def test_after_the_countdown_votes_are_refused_by_the_box_although_nobody_closed_the_round():
    round_ = start_countdown(opened_round(), seconds=30)
    assert cast_vote(vote_of(round_, 1)).accepted
    round_ = _let_time_pass(round_, 31)
    assert round_.state == RoundState.OPEN
    assert cast_vote(vote_of(round_, 2)).outcome is Outcome.CLOSED


def test_round_whose_time_is_up_shows_as_closing_before_a_worker_came():
    round_ = _let_time_pass(start_countdown(opened_round(), seconds=30), 31)
    assert state_now(round_) == RoundState.CLOSING
    room = get_or_create_room(round_.question.poll.event)
    assert phone_snapshot(room)["state"] == "closing"


def test_worker_closes_a_round_whose_time_is_up_and_leaves_one_that_got_more_time():
    round_ = start_countdown(opened_round(), seconds=30)
    assert not close_if_due(round_.pk)
    _let_time_pass(round_, 31)
    assert close_if_due(round_.pk)
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSING
    assert not close_if_due(round_.pk)


def test_sweep_closes_what_no_worker_closed():
    round_ = _let_time_pass(start_countdown(opened_round(), seconds=30), 31)
    sweep_forgotten_rounds()
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSING


def test_extending_gives_thirty_seconds_more_to_screens_and_to_the_box():
    round_ = start_countdown(opened_round(), seconds=30)
    longer = extend_countdown(round_)
    assert longer.countdown_until - round_.countdown_until == timedelta(seconds=30)
    assert BallotBox.objects.get(round_id=round_.pk).closes_at == longer.countdown_until


def test_extending_when_the_time_is_up_is_refused():
    round_ = _let_time_pass(start_countdown(opened_round(), seconds=30), 31)
    with pytest.raises(RoundError):
        extend_countdown(round_)


def test_stopped_countdown_leaves_the_question_open():
    round_ = stop_countdown(start_countdown(opened_round(), seconds=30))
    assert round_.countdown_until is None
    assert BallotBox.objects.get(round_id=round_.pk).closes_at == round_.open_until


def test_reopened_after_a_countdown_takes_votes_without_one():
    round_ = _let_time_pass(start_countdown(opened_round(), seconds=30), 31)
    close_if_due(round_.pk)
    round_.refresh_from_db()
    reopened = reopen_round(round_)
    assert reopened.countdown_until is None
    assert cast_vote(vote_of(round_, 1)).accepted


def test_press_with_the_same_key_is_done_once_and_without_a_key_each_time():
    room = get_or_create_room(QuestionFactory().poll.event)
    done = []
    for key in ("abcdefgh", "abcdefgh", "", ""):
        press_once(room, key, lambda: done.append(1))
    assert len(done) == 3


def test_press_that_was_refused_is_refused_in_the_same_words_when_it_comes_again():
    room = get_or_create_room(QuestionFactory().poll.event)

    def refuse():
        raise RoundError("te laat")

    for work in (refuse, lambda: None):
        with pytest.raises(PollError, match="te laat"):
            press_once(room, "abcdefgh", work)


def test_press_that_broke_off_can_be_sent_again():
    room = get_or_create_room(QuestionFactory().poll.event)
    done = []

    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        press_once(room, "abcdefgh", fail)
    press_once(room, "abcdefgh", lambda: done.append(1))
    assert done == [1]


def _before_after(votes=((8, 4), (4, 8))):
    question = QuestionFactory(is_before_after=True)
    room = get_or_create_room(question.poll.event)
    for first, second in votes:
        round_ = open_round(new_round(question), actor="test")
        cast_many(round_, [first, second])
        frozen(round_)
    set_current_round(room, round_, actor="test")
    return room


def test_rounds_before_and_after_are_labelled_and_shown_together():
    room = _before_after()
    set_screen_view(room, ScreenView.BEFORE_AFTER, actor="test")
    snapshot = phone_snapshot(room)
    assert snapshot["round"]["label"] == "na het gesprek"
    assert snapshot["earlier"]["label"] == "vóór het gesprek"
    assert [option["count"] for option in snapshot["earlier"]["options"]] == [8, 4]
    assert [option["count"] for option in snapshot["result"]["options"]] == [4, 8]
    assert snapshot["earlier"].get("breakdown") is None


def test_earlier_result_is_shown_only_in_that_view():
    room = _before_after()
    set_screen_view(room, ScreenView.RESULT, actor="test")
    assert phone_snapshot(room)["earlier"] is None


def test_a_suppressed_earlier_result_says_so_and_gives_no_number():
    room = _before_after(((2, 1), (4, 8)))
    set_screen_view(room, ScreenView.BEFORE_AFTER, actor="test")
    earlier = phone_snapshot(room)["earlier"]
    assert earlier["suppressed"]
    assert earlier["n"] is None
    assert {option["count"] for option in earlier["options"]} == {None}


def test_question_that_was_asked_once_has_no_before_and_after():
    round_ = opened_round()
    room = get_or_create_room(round_.question.poll.event)
    close_round(round_, actor="test")
    with pytest.raises(PollError):
        set_screen_view(room, ScreenView.BEFORE_AFTER, actor="test")
    assert not FrozenResult.objects.exists()


def test_count_by_hands_stands_beside_the_result_and_not_in_it():
    round_ = opened_round()
    cast_many(round_, [8, 4])
    kept = frozen(round_)
    options = list(round_.question.options.all())
    add_manual_count(round_, label="Achterste rij", method=CountMethod.HANDS, counts={options[0].pk: 30, 999_999: 5})
    [count] = shown_counts(round_, options)
    assert (count["n"], [option["count"] for option in count["options"]]) == (30, [30, 0])
    kept.refresh_from_db()
    assert kept.payload["n"] == 12


def test_count_before_the_question_was_opened_is_refused():
    round_ = get_or_create_round(QuestionFactory())
    with pytest.raises(RoundError):
        add_manual_count(round_, label="Te vroeg", method=CountMethod.PAPER, counts={}, n=3)


@pytest.mark.parametrize(("field", "value"), [("minimum", 5), ("groups", []), ("locked_at", None)])
def test_database_refuses_to_change_a_locked_policy_and_takes_it_before(field, value):
    event = PollFactory().event
    DisclosurePolicy.objects.create(event=event, groups=[{"id": 0}])
    assert DisclosurePolicy.objects.filter(event=event).update(**{field: value}) == 1  # the control: not locked
    DisclosurePolicy.objects.filter(event=event).update(locked_at=timezone.now(), minimum=10, groups=[{"id": 0}])
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosurePolicy.objects.filter(event=event).update(**{field: value})


def test_policy_says_which_round_locked_it():
    round_ = opened_round()
    assert DisclosurePolicy.objects.get(event=round_.question.poll.event).locked_by == round_


def test_opening_with_seconds_counts_down_at_once():
    question = QuestionFactory()
    room = get_or_create_room(question.poll.event)
    press(room, Press("choose", question=question))
    round_ = Round.objects.get()
    press(room, Press("open", seen_round=round_.pk, seconds=30))
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    assert round_.countdown_until is not None
