"""What goes wrong on the day, in small; ``python -m bench faults`` does the same with 10,000 votes."""

import asyncio
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from bench.crowd import Line
from bench.faults import drop_phones, flood_queue, guess, kill_gateways, restart_servers
from bench.servers import servers_are_installed, throwaway_servers
from bench.setup import Installation
from tests.databases import database_url, postgres_template
from tests.live.gateway import environment

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
GATEWAYS = 2 if settings.REDIS_URL else 1


@pytest.fixture
def made(transactional_db, tmp_path):
    """The test databases as an installation that processes of their own work on."""
    kind = "sqlite" if settings.LIVE_DATABASE != "default" else "postgresql"
    found = Installation(kind, tmp_path)
    found.environment |= {**environment(), "REDIS_URL": settings.REDIS_URL}
    return found


def assert_exact(found, votes):
    """All voters acknowledged, all in the result with the last choice that was acknowledged, and on every screen."""
    assert (found.acknowledged, found.frozen, found.lost) == (votes, votes, 0)
    assert found.counted_right
    assert set(found.screens_at_end) == {votes}


def test_killed_gateways_lose_no_acknowledged_vote_and_count_none_twice(made):
    found = kill_gateways(made, votes=500, kills=2, gateways=GATEWAYS)
    assert len(found.in_flight) == 2
    assert min(found.in_flight) > 0  # the control: votes were under way
    assert found.retries > 0
    assert_exact(found, 500)


def test_database_that_stands_still_fills_the_queue_and_loses_nothing(made):
    found = flood_queue(made, votes=400, limit=40, held=1.0)
    assert found.busy > 0  # each with Retry-After; any other answer ends the run
    assert_exact(found, 400)


def test_replayed_and_guessed_tokens_give_no_ballots(made):
    found = guess(made, replays=1000, tokens=1000, codes=0)
    assert (found.ballots, found.tokens_taken) == (1, 0)


@pytest.mark.embedded
def test_phones_that_lose_the_line_come_back_spread_out(made):
    found = drop_phones(made, phones=40, seconds=6)
    assert found.current_after <= 15
    assert found.bad == {}
    assert found.busiest_second < 0.8


def test_line_that_is_cut_takes_nobody_through_as_control():
    line = Line()
    line.cut()
    with pytest.raises(OSError, match="no network"):
        asyncio.run(line.open(1))


@pytest.fixture
def own_servers(tmp_path):
    """A PostgreSQL and a Redis that this test may crash, with a copy of the migrated template."""
    if not servers_are_installed():
        pytest.skip("the programs of PostgreSQL and Redis are not on this machine")
    with throwaway_servers() as (postgresql, redis):
        with psycopg.connect(postgresql.url + "postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE plenair")
        source = database_url(postgres_template()).replace("postgres://", "postgresql://", 1)
        dump = subprocess.run([shutil.which("pg_dump"), "--no-owner", source], check=True, stdout=subprocess.PIPE)
        into = [shutil.which("psql"), "-q", "-v", "ON_ERROR_STOP=1", postgresql.url + "plenair"]
        subprocess.run(into, input=dump.stdout, check=True, stdout=subprocess.DEVNULL)
        made = Installation("postgresql", Path(tmp_path))
        made.environment |= {"DATABASE_URL": postgresql.url + "plenair", "REDIS_URL": redis.url}
        yield made, postgresql, redis


@pytest.mark.postgres
@pytest.mark.redis
def test_crashed_servers_lose_no_acknowledged_vote_and_screens_are_soon_current(own_servers):
    made, postgresql, redis = own_servers
    found = restart_servers(made, postgresql, redis, votes=400, restarts=1)
    assert_exact(found, 400)
    assert len(found.screen_seconds) == 3
    assert max(found.screen_seconds) <= 5
