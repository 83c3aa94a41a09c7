"""Closing against writers: every vote that was answered "accepted" is in the result, and no other (D2)."""

import random
import threading
import time

import pytest
from django.conf import settings
from django.db import connections

from polls.domain import ballots
from polls.domain.ballots import Outcome, Vote, cast_votes
from polls.domain.rounds import close_round, freeze_round, open_round
from polls.domain.voters import Voter
from polls.enums import BoxState, VoterScope
from polls.models import Ballot, BallotBox, Round
from tests.factories import QuestionFactory, RoundFactory
from tests.polls.rooms import event_id, option_ids

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 20


def dawdle() -> None:
    """Widen the gap between reading the box and writing, with and without the check alike."""
    time.sleep(random.uniform(0, 0.08))


def race(round_: Round) -> tuple[int, int, int]:
    """Close while 20 writers cast votes: how many were acknowledged, how many the result has, how many came late."""
    options, event = option_ids(round_), event_id(round_)
    acknowledged, late = [0] * WRITERS, [0] * WRITERS
    start = threading.Barrier(WRITERS + 1)

    def write(number: int) -> None:
        start.wait(30)
        for turn in range(200):
            voters = [Voter(event, random.randbytes(16), 0, VoterScope.ROOM) for _ in range(2)]
            votes = [Vote(voter, round_.pk, options[turn % 2]) for voter in voters]
            outcomes = [result.outcome for result in cast_votes(votes)]
            acknowledged[number] += outcomes.count(Outcome.ACCEPTED)
            late[number] += outcomes.count(Outcome.CLOSED)
            if Outcome.CLOSED in outcomes:
                break
        connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait(30)
    time.sleep(random.uniform(0.05, 0.2))
    result = freeze_round(close_round(round_, actor="test"))
    for thread in threads:
        thread.join(60)
    return sum(acknowledged), result.payload["n"] or 0, sum(late)


def trials(number: int):
    question = QuestionFactory(is_icebreaker=True)  # its total is kept even when few votes were in time
    for trial in range(number):
        yield race(open_round(RoundFactory(question=question, number=trial + 1), actor="test"))
        assert not BallotBox.objects.exists()


def test_acknowledged_votes_are_exactly_those_in_the_result(monkeypatch):
    store = ballots._store

    def store_a_little_later(rows):
        dawdle()
        return store(rows)

    monkeypatch.setattr(ballots, "_store", store_a_little_later)
    outcomes = list(trials(20))
    assert [acknowledged for acknowledged, _, _ in outcomes] == [counted for _, counted, _ in outcomes]
    assert sum(acknowledged for acknowledged, _, _ in outcomes) > 0
    assert sum(late for _, _, late in outcomes) > 0
    assert not Ballot.objects.exists()


def test_without_the_check_in_the_statement_votes_fall_outside_the_result_as_control(monkeypatch):
    def store_unchecked(rows):
        dawdle()
        with connections[settings.LIVE_DATABASE].cursor() as cursor:
            cursor.executemany(ballots._SQLITE.format(places="(%s, %s, %s, %s)"), rows)
        return {row[0] for row in rows}

    monkeypatch.setattr(ballots, "_store", store_unchecked)
    lost = sum(acknowledged - counted for acknowledged, counted, _ in trials(6))
    assert lost > 0


def test_vote_that_read_an_open_box_is_refused_when_it_closes_before_the_write(monkeypatch):
    round_ = open_round(RoundFactory(), actor="test")
    store = ballots._store

    def close_first(rows):
        close_round(round_, actor="test")
        return store(rows)

    monkeypatch.setattr(ballots, "_store", close_first)
    vote = Vote(Voter(event_id(round_), b"x" * 16, 0, VoterScope.ROOM), round_.pk, option_ids(round_)[0])
    assert cast_votes([vote])[0].outcome is Outcome.CLOSED
    assert BallotBox.objects.get().state == BoxState.CLOSED
    assert not Ballot.objects.exists()
