"""Votes after the last moment, on a web server whose clock is ten minutes off: the database's clock decides (D2)."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from polls.domain import ballots
from polls.domain.ballots import Outcome, cast_votes
from polls.domain.rounds import close_round
from polls.models import Ballot, BallotBox
from tests.polls.rooms import opened_round, vote_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
VOTERS = 200
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _a_clock_of_its_own():
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL: a SQLite file is on the web server itself")


@pytest.fixture(params=[-TEN_MINUTES, TEN_MINUTES], ids=["slow", "fast"])
def web_clock(request, monkeypatch):
    """The web server's clock is off; the database's is right."""
    now, seconds = timezone.now, time.time
    monkeypatch.setattr(timezone, "now", lambda: now() + request.param)
    monkeypatch.setattr(time, "time", lambda: seconds() + request.param.total_seconds())
    return request.param


def closes_in(round_, **moment):
    """Set the last moment by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        BallotBox.objects.filter(round_id=round_.pk).update(closes_at=cursor.fetchone()[0] + timedelta(**moment))


def accepted(votes):
    return sum(result.outcome is Outcome.ACCEPTED for result in cast_votes(votes))


def test_no_late_vote_is_accepted_and_every_timely_one_is(web_clock):
    round_ = opened_round()
    votes = [vote_of(round_, number) for number in range(VOTERS)]
    closes_in(round_, seconds=-1)
    assert accepted(votes) == 0
    assert sum(accepted([vote]) for vote in votes[:20]) == 0
    assert not Ballot.objects.exists()
    closes_in(round_, minutes=1)
    assert accepted(votes) == VOTERS


def test_no_vote_is_accepted_after_the_chair_closed(web_clock):
    round_ = opened_round()
    votes = [vote_of(round_, number) for number in range(VOTERS)]
    close_round(round_, actor="test")
    assert accepted(votes) == 0


def test_asking_the_web_clock_would_be_wrong_both_ways_as_control(web_clock, monkeypatch):
    def store_by_web_clock(rows):
        fresh = BallotBox.objects.filter(state=1, closes_at__gt=timezone.now()).values_list("round_id", flat=True)
        stored = set(fresh)
        Ballot.objects.bulk_create(
            [Ballot(round_id=r, voter_key=k, group=g, choice=c) for r, k, g, c, *_ in rows if r in stored]
        )
        return stored

    monkeypatch.setattr(ballots, "_store", store_by_web_clock)
    late, timely = opened_round(), opened_round()
    closes_in(late, seconds=-1)
    closes_in(timely, minutes=1)
    found = [accepted([vote_of(round_, number) for number in range(VOTERS)]) for round_ in (late, timely)]
    assert found == ([VOTERS, VOTERS] if web_clock < timedelta(0) else [0, 0])
