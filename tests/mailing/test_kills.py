"""A mailing survives a worker that is killed again and again and a mail server that goes away.

Real worker, real clock, real broker, a real mail server on this machine; ``python -m bench mails`` does
the same with 5,000 mails and 10 kills.
"""

import os

import pytest

from bench.mails import deliver
from bench.setup import installation
from tests.databases import database_url, postgres_template, sqlite_templates

pytestmark = [pytest.mark.processes]
MAILS, KILLS = 300, 3
LEASE = "35"  # seconds; the shortest that leaves room for one mail to a slow server
BROKER = 15  # the database in Redis where no other test looks


@pytest.fixture
def migrated(monkeypatch):
    """The kind of installation that this run is about, and what it is copied from."""
    monkeypatch.setenv("MAIL_LEASE_SECONDS", LEASE)
    if "DATABASE_URL" not in os.environ:
        return "sqlite", sqlite_templates()
    template = postgres_template()
    monkeypatch.setenv("BENCH_POSTGRES_URL", database_url(""))
    monkeypatch.setenv("BENCH_REDIS_URL", f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{BROKER}")
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)
    return "postgresql", template


def test_mailing_with_killed_workers_and_an_absent_server_loses_nothing(migrated):
    kind, template = migrated
    with installation(kind, template=template) as made:
        found = deliver(made, mails=MAILS, kills=KILLS, away=5)
    assert (found.lost, found.state) == (0, "done")
    assert found.kills == KILLS
    assert found.duplicates <= KILLS
    assert found.resumed_after <= 120
