"""Closing against writers: every vote that was answered "accepted" is in the result, and no other (D2)."""

import contextlib
import random
import threading
import time

import pytest
from django.conf import settings
from django.db import connections

from polls.domain import ballots
from polls.domain.ballot_rows import sqlite_statement
from polls.domain.ballots import Outcome, Vote, cast_votes
from polls.domain.rounds import close_round, freeze_round, open_round
from polls.domain.voters import Voter
from polls.enums import BoxState, VoterScope
from polls.models import Ballot, BallotBox, Round, TextAnswer
from tests.factories import QuestionFactory, RoundFactory
from tests.polls.rooms import event_id, option_ids

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 20
TRIALS = 100
LONGEST_WAIT = 60


def dawdle() -> None:
    """Widen the gap between reading the box and writing, with and without the check alike."""
    time.sleep(random.uniform(0, 0.02))


def answers_to(round_: Round) -> list[int | str]:
    """Two answers to the question."""
    ids = option_ids(round_)
    if round_.question.kind == "text":
        return ["Meer tijd per gezin", "Eén plan, met iedereen erbij"]
    return [str(ids[0]), ",".join(map(str, ids))] if round_.question.kind == "multiple" else list(ids)


class Hall:
    """Twenty writers that vote in one round after another, each until it is told that the round is closed."""

    def __init__(self) -> None:
        self.start, self.end = (threading.Barrier(WRITERS + 1) for _ in range(2))
        self.under_way, self.counted = threading.Event(), threading.Event()
        self.round: Round | None = None
        self.answers: list[int | str] = []
        self.acknowledged, self.late = [0] * WRITERS, [0] * WRITERS
        self.threads = [threading.Thread(target=self._write, args=(number,), daemon=True) for number in range(WRITERS)]

    def race(self, round_: Round) -> tuple[int, int, int]:
        """Close while all vote: how many were acknowledged, how many the result has, how many came late."""
        self.round, self.answers, self.event = round_, answers_to(round_), event_id(round_)
        self.under_way.clear()
        self.counted.clear()
        self.start.wait(LONGEST_WAIT)
        assert self.under_way.wait(LONGEST_WAIT), "nobody got as far as voting"
        time.sleep(random.uniform(0, 0.05))
        result = freeze_round(close_round(round_, actor="test"))
        self.counted.set()
        self.end.wait(LONGEST_WAIT)
        return sum(self.acknowledged), result.payload["n"] or 0, sum(self.late)

    def _write(self, number: int) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            while self.start.wait(LONGEST_WAIT) is not None and self.round is not None:
                self.acknowledged[number], self.late[number] = self._vote_until_closed(self.round.pk)
                self.end.wait(LONGEST_WAIT)
        connections.close_all()

    def _vote_until_closed(self, round_id: int) -> tuple[int, int]:
        accepted = 0
        for turn in range(1000):
            voters = [Voter(self.event, random.randbytes(16), 0, VoterScope.ROOM) for _ in range(2)]
            votes = [Vote(voter, round_id, self.answers[turn % 2]) for voter in voters]
            outcomes = [result.outcome for result in cast_votes(votes)]
            accepted += outcomes.count(Outcome.ACCEPTED)
            if Outcome.CLOSED in outcomes:
                return accepted, outcomes.count(Outcome.CLOSED)
        return accepted, 0


@pytest.fixture
def hall():
    return Hall()


@pytest.fixture
def trials(transactional_db, hall):
    for thread in hall.threads:
        thread.start()

    def run(number: int, kind: str = "single") -> list[tuple[int, int, int]]:
        question = QuestionFactory(kind=kind, is_icebreaker=True)  # its total is kept even when few votes were in time
        found = []
        for trial in range(number):
            found.append(hall.race(open_round(RoundFactory(question=question, number=trial + 1), actor="test")))
            assert not BallotBox.objects.exists()
        return found

    yield run
    hall.round = None
    hall.start.abort()
    hall.end.abort()
    for thread in hall.threads:
        thread.join(LONGEST_WAIT)


@pytest.fixture
def slow_store(hall, monkeypatch):
    """Votes are written, with their check, a little after their box was read."""
    store = ballots._store

    def store_a_little_later(rows):
        hall.under_way.set()
        dawdle()
        return store(rows)

    monkeypatch.setattr(ballots, "_store", store_a_little_later)


def test_acknowledged_votes_are_exactly_those_in_the_result_a_hundred_times(trials, slow_store):
    outcomes = trials(TRIALS)
    assert len(outcomes) == TRIALS
    assert [acknowledged for acknowledged, _, _ in outcomes] == [counted for _, counted, _ in outcomes]
    assert sum(acknowledged for acknowledged, _, _ in outcomes) > TRIALS
    assert sum(late for _, _, late in outcomes) > TRIALS
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("kind", ["multiple", "text"])
def test_acknowledged_answers_of_other_kinds_are_exactly_those_in_the_result(trials, slow_store, kind):
    outcomes = trials(10, kind)
    assert [acknowledged for acknowledged, _, _ in outcomes] == [counted for _, counted, _ in outcomes]
    assert sum(late for _, _, late in outcomes) > 0
    kept = TextAnswer.objects.count()
    assert kept == (sum(counted for _, counted, _ in outcomes) if kind == "text" else 0)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("kind", ["single", "text"])
def test_without_the_check_in_the_statement_votes_fall_outside_the_result_as_control(trials, hall, monkeypatch, kind):
    def store_unchecked(rows):
        """As slow as can be: one of the writers that found the box open writes after the count."""
        hall.under_way.set()
        if slowest.acquire(blocking=False):
            hall.counted.wait(LONGEST_WAIT)
            slowest.release()
        else:
            dawdle()
        with connections[settings.LIVE_DATABASE].cursor() as cursor:
            cursor.executemany(sqlite_statement(1, len(rows[0]), "%s"), rows)
        return {row[0] for row in rows}

    slowest = threading.Lock()
    monkeypatch.setattr(ballots, "_store", store_unchecked)
    assert all(acknowledged > counted for acknowledged, counted, _ in trials(6, kind))


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
