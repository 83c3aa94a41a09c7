"""After closing nothing of ballots and key is left, in no table and no file (D4)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from polls.domain import erasure
from polls.domain.ballots import cast_votes
from polls.domain.rounds import close_round, freeze_round, sweep_forgotten_rounds
from polls.enums import BoxState
from polls.models import Ballot, BallotBox
from tests.databases import database_url
from tests.factories import PollFactory, QuestionFactory
from tests.polls.rooms import opened_round, vote_of

pytestmark = pytest.mark.django_db(transaction=True)


def sqlite_files() -> list[Path]:
    names = [Path(connections[alias].settings_dict["NAME"]) for alias in ("default", settings.LIVE_DATABASE)]
    return [file for name in names for file in sorted(name.parent.glob(f"{name.name}*"))]


def bytes_on_disk() -> bytes:
    """Everything the databases' files hold (PostgreSQL: the files of both tables and their indexes)."""
    if connection.vendor == "sqlite":
        return b"".join(file.read_bytes() for file in sqlite_files())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relname LIKE 'polls_ballot%%' AND relkind IN ('r', 'i')",
            [],
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


def traces() -> list[bytes]:
    """The key of every box and the voter key of every ballot."""
    keys = [bytes(key) for key in BallotBox.objects.values_list("key", flat=True)]
    return keys + [bytes(key) for key in Ballot.objects.values_list("voter_key", flat=True)]


def found(wanted: list[bytes]) -> int:
    content = bytes_on_disk()
    return sum(trace in content for trace in wanted)


@pytest.fixture(autouse=True)
def _may_read_files():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:
                pytest.skip("only a superuser can read the server's files")


def voted_round(**kwargs):
    round_ = opened_round(**kwargs)
    for start in range(0, 600, 100):
        cast_votes([vote_of(round_, number, number % 2) for number in range(start, start + 100)])
    cast_votes([vote_of(round_, number, (number + 1) % 2) for number in range(50)])
    return round_


def test_after_closing_no_byte_of_ballots_and_key_is_left():
    round_ = voted_round()
    wanted = traces()
    assert (len(wanted), found(wanted)) == (601, 601)  # the control: before closing all of it is there
    freeze_round(close_round(round_, actor="test"))
    assert found(wanted) == 0
    assert not Ballot.objects.exists()
    assert not BallotBox.objects.exists()


def test_closing_one_room_leaves_the_open_ballots_of_another():
    gone, stays = voted_round(), opened_round(question=QuestionFactory(poll=PollFactory()))
    wanted = traces()
    cast_votes([vote_of(stays, number) for number in range(40)])
    kept = [bytes(key) for key in Ballot.objects.filter(round_id=stays.pk).values_list("voter_key", flat=True)]
    box = bytes(BallotBox.objects.get(round_id=stays.pk).key)
    freeze_round(close_round(gone, actor="test"))
    assert found([trace for trace in wanted if trace != box]) == 0
    assert found([*kept, box]) == 41


def test_deleting_alone_would_leave_bytes_as_control(monkeypatch):
    monkeypatch.setattr(erasure, "_rewrite_sqlite", lambda: False)
    monkeypatch.setattr(erasure, "_rewrite_postgresql", lambda: False)
    round_ = voted_round()
    wanted = traces()
    freeze_round(close_round(round_, actor="test"))
    assert not Ballot.objects.exists()
    assert found(wanted) > 0


def test_sweep_erases_what_closing_could_not(monkeypatch):
    round_ = voted_round()
    wanted = traces()
    with monkeypatch.context() as broken:
        broken.setattr(erasure, "_rewrite_sqlite", lambda: False)
        broken.setattr(erasure, "_rewrite_postgresql", lambda: False)
        freeze_round(close_round(round_, actor="test"))
    assert list(BallotBox.objects.values_list("state", "key")) == [(BoxState.EMPTIED, b"")]
    for _ in range(20):  # the clock sweeps every ten seconds, also when another holds the table
        sweep_forgotten_rounds()
        if not BallotBox.objects.exists():
            break
    assert found(wanted) == 0
    assert not BallotBox.objects.exists()


@pytest.fixture
def transaction_elsewhere():
    """A transaction that writes, beside ours and older than what follows."""
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    import psycopg

    with psycopg.connect(database_url("postgres")) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield
        other.rollback()


@pytest.mark.postgres
def test_older_transaction_elsewhere_keeps_no_bytes(transaction_elsewhere):
    round_ = voted_round()
    wanted = traces()
    freeze_round(close_round(round_, actor="test"))
    assert found(wanted) == 0
    assert not BallotBox.objects.exists()


@pytest.mark.postgres
def test_older_transaction_elsewhere_keeps_bytes_through_vacuum_as_control(transaction_elsewhere, monkeypatch):
    monkeypatch.setattr(erasure, "_rewrite_postgresql", lambda: False)
    round_ = voted_round()
    wanted = traces()
    freeze_round(close_round(round_, actor="test"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) polls_ballot")
    assert found(wanted) > 0
