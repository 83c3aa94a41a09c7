"""The life of a round: ready, open, closing, closed."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from polls.domain.ballots import cast_vote, cast_votes, count_received
from polls.domain.errors import PollError, RoomError, RoundError
from polls.domain.results import canonical_json, fingerprint
from polls.domain.rooms import set_current_round, set_screen_view
from polls.domain.rounds import (
    close_round,
    freeze_round,
    get_or_create_round,
    new_round,
    open_round,
    reopen_round,
    sweep_forgotten_rounds,
)
from polls.enums import BoxState, RoundState, ScreenView
from polls.models import Ballot, BallotBox, DisclosurePolicy, FrozenResult, Room, Round
from tests.factories import PollFactory, QuestionFactory, RoundFactory
from tests.polls.rooms import frozen, opened_round, option_ids, sectors_with_people, vote_of

pytestmark = pytest.mark.django_db


def age(round_: Round, **fields) -> None:
    Round.objects.filter(pk=round_.pk).update(**fields)


def test_opening_makes_a_box_with_a_fresh_key_and_brings_the_round_to_the_room():
    one, other = opened_round(), opened_round()
    boxes = {box.round_id: box for box in BallotBox.objects.all()}
    assert len(bytes(boxes[one.pk].key)) == 32
    assert bytes(boxes[one.pk].key) != bytes(boxes[other.pk].key)
    assert boxes[one.pk].option_ids == option_ids(one)
    room = Room.objects.get(event=one.question.poll.event)
    assert (room.current_round_id, room.screen_view) == (one.pk, ScreenView.QUESTION)


def test_opening_locks_the_groups_once():
    poll = PollFactory()
    sectors_with_people(poll.event, 25, 30)
    first = QuestionFactory(poll=poll)
    frozen(opened_round(question=first))
    policy = DisclosurePolicy.objects.get(event=poll.event)
    assert len(policy.groups) == 2
    sectors_with_people(poll.event, 40)
    opened_round(question=QuestionFactory(poll=poll))
    assert DisclosurePolicy.objects.get(event=poll.event).groups == policy.groups


def test_only_one_round_is_open_at_an_event():
    poll = PollFactory()
    opened_round(question=QuestionFactory(poll=poll))
    second = RoundFactory(question=QuestionFactory(poll=poll))
    with pytest.raises(RoundError):
        open_round(second, actor="test")
    assert opened_round().state == RoundState.OPEN


def test_round_opens_once():
    round_ = opened_round()
    with pytest.raises(RoundError):
        open_round(round_, actor="test")
    frozen(round_)
    with pytest.raises(RoundError):
        open_round(round_, actor="test")


def test_question_without_answers_cannot_be_opened():
    with pytest.raises(RoundError):
        opened_round(question=QuestionFactory(options=1))


def test_reopened_round_takes_votes_again_and_keeps_what_it_had():
    round_ = opened_round()
    cast_vote(vote_of(round_, 1))
    close_round(round_, actor="test")
    reopen_round(round_, actor="test")
    assert cast_vote(vote_of(round_, 2)).accepted
    assert count_received(round_.pk) == 2


def test_round_cannot_be_reopened_after_half_a_minute():
    round_ = close_round(opened_round(), actor="test")
    age(round_, closing_at=timezone.now() - timedelta(seconds=31))
    with pytest.raises(RoundError):
        reopen_round(round_, actor="test")


def test_round_cannot_be_reopened_after_its_result_was_shown():
    round_ = close_round(opened_round(), actor="test")
    set_screen_view(Room.objects.get(), ScreenView.RESULT, actor="test")
    with pytest.raises(RoundError):
        reopen_round(round_, actor="test")


def test_result_of_an_open_round_cannot_be_shown():
    opened_round()
    with pytest.raises(RoomError):
        set_screen_view(Room.objects.get(), ScreenView.RESULT, actor="test")


def test_another_question_cannot_push_an_open_one_aside():
    round_ = opened_round()
    other = RoundFactory(question=QuestionFactory(poll=round_.question.poll))
    with pytest.raises(PollError):
        set_current_round(Room.objects.get(), other, actor="test")


def test_question_of_another_event_cannot_be_shown():
    room = Room.objects.get(event=frozen(opened_round()).round.question.poll.event)
    with pytest.raises(RoomError):
        set_current_round(room, RoundFactory(), actor="test")


def test_open_round_cannot_be_frozen():
    with pytest.raises(RoundError):
        freeze_round(opened_round())


def test_freezing_keeps_the_total_and_destroys_ballots_and_key():
    round_ = opened_round()
    cast_votes([vote_of(round_, number, number % 3 == 0) for number in range(30)])
    assert Ballot.objects.count() == 30
    result = frozen(round_)
    assert [option["count"] for option in result.payload["options"]] == [20, 10]
    assert (result.payload["n"], result.payload["suppressed"]) == (30, False)
    assert (Ballot.objects.count(), BallotBox.objects.count()) == (0, 0)
    assert Round.objects.get().state == RoundState.CLOSED


def test_freezing_twice_gives_the_same_result():
    round_ = opened_round()
    first = frozen(round_)
    assert freeze_round(round_) == first
    assert FrozenResult.objects.count() == 1


def test_fewer_than_ten_votes_give_no_result_at_all():
    round_ = opened_round()
    cast_votes([vote_of(round_, number) for number in range(9)])
    payload = frozen(round_).payload
    assert payload["suppressed"] is True
    assert payload["n"] is None
    assert [option["count"] for option in payload["options"]] == [None, None]
    assert payload["breakdown_reason"] == "too_few_votes"


def test_icebreaker_keeps_its_total_and_has_no_breakdown():
    round_ = opened_round(question=QuestionFactory(is_icebreaker=True))
    cast_votes([vote_of(round_, number) for number in range(3)])
    payload = frozen(round_).payload
    assert (payload["n"], payload["breakdown"], payload["suppressed"]) == (3, None, False)


def test_breakdown_by_sector_is_kept_when_it_is_safe():
    poll = PollFactory()
    one, two = sectors_with_people(poll.event, 40, 40)
    round_ = opened_round(question=QuestionFactory(poll=poll))
    cast_votes([vote_of(round_, number, number % 2, sector=one.pk) for number in range(40)])
    cast_votes([vote_of(round_, number, number % 4 == 0, sector=two.pk) for number in range(100, 140)])
    breakdown = frozen(round_).payload["breakdown"]
    assert [(group["label"], group["people"], group["n"]) for group in breakdown["groups"]] == [
        (one.name, one.people, 40),
        (two.name, two.people, 40),
    ]
    assert {cell["option_id"] for group in breakdown["groups"] for cell in group["cells"]} == set(option_ids(round_))


def test_fingerprint_does_not_depend_on_the_order_of_keys():
    assert fingerprint({"a": 1, "b": [1, 2]}) == fingerprint({"b": [1, 2], "a": 1})
    assert canonical_json({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'


TAMPERED = {
    "a count": lambda row: row.payload["options"][0].update(count=1),
    "the question": lambda row: row.payload["question"].update(text="Iets anders"),
    "the comparison": lambda row: row.payload.update(breakdown={"rung": "words", "groups": []}),
    "something more": lambda row: row.payload.update(extra=1),
    "everything": lambda row: setattr(row, "payload", {}),
    "the fingerprint": lambda row: setattr(row, "sha256", "0" * 64),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_verify_results_names_the_one_result_that_was_changed(capsys, what):
    result, untouched = frozen(opened_round()), frozen(opened_round())
    call_command("verify_results")
    assert "2 results checked, all genuine" in capsys.readouterr().out
    TAMPERED[what](result)
    FrozenResult.objects.filter(pk=result.pk).update(payload=result.payload, sha256=result.sha256)
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("verify_results")
    told = capsys.readouterr().err
    assert result.sha256 in told
    assert untouched.sha256 not in told


def test_sweep_closes_a_forgotten_round_and_freezes_it_later():
    round_ = opened_round()
    assert sweep_forgotten_rounds() == 0
    age(round_, open_until=timezone.now() - timedelta(seconds=1))
    sweep_forgotten_rounds()
    assert Round.objects.get().state == RoundState.CLOSING
    sweep_forgotten_rounds()
    assert Round.objects.get().state == RoundState.CLOSING
    age(round_, closing_at=timezone.now() - timedelta(seconds=31))
    sweep_forgotten_rounds()
    assert Round.objects.get().state == RoundState.CLOSED
    assert BallotBox.objects.count() == 0


def test_sweep_finishes_a_closing_that_broke_off():
    round_ = opened_round()
    BallotBox.objects.update(state=BoxState.CLOSED)
    sweep_forgotten_rounds()
    assert Round.objects.get(pk=round_.pk).state == RoundState.CLOSING


def test_sweep_empties_a_box_whose_result_was_kept():
    round_ = opened_round()
    cast_vote(vote_of(round_, 1))
    box = BallotBox.objects.get()
    ballots = list(Ballot.objects.all())
    frozen(round_)
    box.save(force_insert=True)
    Ballot.objects.bulk_create(ballots)
    assert sweep_forgotten_rounds() == 1
    assert (Ballot.objects.count(), BallotBox.objects.count()) == (0, 0)


def test_sweep_empties_a_box_whose_round_never_opened():
    round_ = opened_round()
    age(round_, state=RoundState.READY)
    assert sweep_forgotten_rounds() == 1
    assert BallotBox.objects.count() == 0
    assert open_round(round_, actor="test").state == RoundState.OPEN


def test_next_round_of_a_question_gets_the_next_number():
    question = QuestionFactory()
    first = get_or_create_round(question)
    assert get_or_create_round(question) == first
    frozen(open_round(first, actor="test"))
    second = get_or_create_round(question)
    assert (second.number, second.state) == (2, RoundState.READY)
    assert new_round(question, label="na de discussie").number == 3
