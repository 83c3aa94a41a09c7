"""Casting votes: one ballot per voter and round, and only while the round is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from live.channels import revoke_tokens
from polls.domain.ballots import Outcome, Vote, cast_vote, cast_votes, count_choices, count_received, voter_key
from polls.domain.rounds import close_round
from polls.domain.voters import read_voter_token, room_channel
from polls.enums import VoterScope
from polls.models import Ballot, BallotBox
from tests.factories import PollFactory, QuestionFactory
from tests.polls.rooms import event_id, opened_round, option_ids, sectors_with_people, token_for, vote_of

pytestmark = pytest.mark.django_db


def outcomes(votes):
    return [result.outcome for result in cast_votes(votes)]


def test_votes_are_stored_and_answered_in_order():
    round_ = opened_round()
    assert outcomes([vote_of(round_, 2, 1), vote_of(round_, 1, 0), vote_of(round_, 3, 0)]) == [Outcome.ACCEPTED] * 3
    assert count_received(round_.pk) == 3
    assert count_choices(round_.pk) == dict(zip(option_ids(round_), [2, 1], strict=True))


def test_second_vote_changes_the_first():
    round_ = opened_round()
    cast_vote(vote_of(round_, 1, 0))
    assert cast_vote(vote_of(round_, 1, 1)).accepted
    assert count_choices(round_.pk) == {option_ids(round_)[1]: 1}


def test_last_vote_in_a_batch_wins():
    round_ = opened_round()
    assert outcomes([vote_of(round_, 1, 0), vote_of(round_, 1, 1)]) == [Outcome.ACCEPTED] * 2
    assert count_choices(round_.pk) == {option_ids(round_)[1]: 1}


def test_replayed_token_gives_no_extra_ballot():
    round_ = opened_round()
    vote = Vote(read_voter_token(token_for(round_, 1)), round_.pk, option_ids(round_)[0])
    for _ in range(20):
        assert outcomes([vote] * 50) == [Outcome.ACCEPTED] * 50
    assert count_received(round_.pk) == 1


def test_unknown_option_is_invalid_and_others_of_the_batch_are_stored():
    round_, other = opened_round(), opened_round()
    foreign = Vote(read_voter_token(token_for(round_, 1)), round_.pk, option_ids(other)[0])
    absurd = Vote(read_voter_token(token_for(round_, 2)), round_.pk, 2**80)
    assert outcomes([foreign, absurd, vote_of(round_, 3)]) == [Outcome.INVALID, Outcome.INVALID, Outcome.ACCEPTED]
    assert count_received(round_.pk) == 1


def test_vote_in_a_round_that_does_not_exist_is_closed():
    round_ = opened_round()
    vote = vote_of(round_, 1)
    assert outcomes([vote._replace(round_id=round_.pk + 999), vote]) == [Outcome.CLOSED, Outcome.ACCEPTED]


def test_vote_after_closing_is_refused():
    round_ = opened_round()
    assert cast_vote(vote_of(round_, 1)).accepted
    close_round(round_, actor="test")
    assert cast_vote(vote_of(round_, 2)).outcome is Outcome.CLOSED
    assert cast_vote(vote_of(round_, 1, 1)).outcome is Outcome.CLOSED
    assert count_choices(round_.pk) == {option_ids(round_)[0]: 1}


def test_vote_after_the_longest_open_time_is_refused():
    round_ = opened_round()
    BallotBox.objects.filter(round_id=round_.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    assert cast_vote(vote_of(round_, 1)).outcome is Outcome.CLOSED
    BallotBox.objects.filter(round_id=round_.pk).update(closes_at=timezone.now() + timedelta(minutes=1))
    assert cast_vote(vote_of(round_, 1)).accepted


def test_token_of_another_event_is_forbidden():
    round_, other = opened_round(), opened_round()
    vote = Vote(read_voter_token(token_for(other, 1)), round_.pk, option_ids(round_)[0])
    assert cast_vote(vote).outcome is Outcome.FORBIDDEN


@pytest.mark.parametrize(
    ("demanded", "allowed"),
    [
        (VoterScope.ROOM, {VoterScope.ROOM, VoterScope.REGISTERED, VoterScope.CHECKED_IN}),
        (VoterScope.REGISTERED, {VoterScope.REGISTERED, VoterScope.CHECKED_IN}),
        (VoterScope.CHECKED_IN, {VoterScope.CHECKED_IN}),
    ],
)
def test_poll_takes_only_voters_it_asks_for(demanded, allowed):
    round_ = opened_round(question=QuestionFactory(poll=PollFactory(voters=demanded)))
    taken = {scope for scope in VoterScope if cast_vote(vote_of(round_, 1, scope=scope)).accepted}
    assert taken == allowed


def test_revoked_token_is_refused_and_a_new_one_is_not():
    round_ = opened_round()
    old = vote_of(round_, 1)
    assert cast_vote(old).accepted
    revoke_tokens(room_channel(event_id(round_)))
    assert cast_vote(old).outcome is Outcome.REVOKED
    assert cast_vote(vote_of(round_, 1)).accepted


def test_ballot_gets_the_group_of_its_sector():
    poll = PollFactory()
    large, _, small, _ = sectors_with_people(poll.event, 25, 30, 12, 12)
    round_ = opened_round(question=QuestionFactory(poll=poll))
    cast_votes([vote_of(round_, 1, sector=large.pk), vote_of(round_, 2, sector=small.pk), vote_of(round_, 3)])
    key = bytes(BallotBox.objects.get(round_id=round_.pk).key)
    groups = [
        Ballot.objects.get(voter_key=voter_key(key, vote_of(round_, number).voter.voter_id)).group
        for number in (1, 2, 3)
    ]
    assert groups[0] != groups[1] == groups[2] == 0
