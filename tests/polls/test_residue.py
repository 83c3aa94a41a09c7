"""After closing nothing of ballots and key is left, in no table and no file (D4)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from core.domain.backups import kept_out
from polls.domain import erasure
from polls.domain.ballots import cast_votes
from polls.domain.rounds import close_round, freeze_round, sweep_forgotten_rounds
from polls.enums import BoxState
from polls.models import Ballot, BallotBox, TextAnswer
from tests.databases import database_url
from tests.factories import PollFactory, QuestionFactory
from tests.polls.rooms import answer_of, opened_round, vote_of

pytestmark = pytest.mark.django_db(transaction=True)
_began = None  # when the test began, by PostgreSQL's clock


def sqlite_files() -> list[Path]:
    names = [Path(connections[alias].settings_dict["NAME"]) for alias in ("default", settings.LIVE_DATABASE)]
    return [file for name in names for file in sorted(name.parent.glob(f"{name.name}*"))]


def bytes_on_disk() -> bytes:
    """Everything in the databases' files (PostgreSQL: each table, index and statistic written since the test began)."""
    if connection.vendor == "sqlite":
        return b"".join(file.read_bytes() for file in sqlite_files())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 'i', 't', 'm') AND pg_relation_filepath(oid) NOT LIKE 'global/%%'"
            " AND (pg_stat_file(pg_relation_filepath(oid))).modification >= %s",
            [_began],
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


def traces() -> list[bytes]:
    """The key of every box and the voter key of every ballot."""
    keys = [bytes(key) for key in BallotBox.objects.values_list("key", flat=True)]
    return keys + [bytes(key) for key in Ballot.objects.values_list("voter_key", flat=True)]


def found(wanted: list[bytes]) -> int:
    content = bytes_on_disk()
    return sum(trace in content for trace in wanted)


def in_live_files(wanted: list[bytes]) -> int:
    """How many of these stand where open ballots stand: the live file, or the tables of ballots and boxes."""
    if connection.vendor == "sqlite":
        live = Path(connections[settings.LIVE_DATABASE].settings_dict["NAME"])
        content = b"".join(file.read_bytes() for file in sorted(live.parent.glob(f"{live.name}*")))
    else:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
                " AND (relname LIKE 'polls_ballot%%' OR oid IN"
                " (SELECT reltoastrelid FROM pg_class WHERE relname LIKE 'polls_ballot%%'))",
                [],
            )
            content = b"".join(bytes(part) for (part,) in cursor.fetchall())
    return sum(trace in content for trace in wanted)


@pytest.fixture(autouse=True)
def _may_read_files():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:
                pytest.skip("only a superuser can read the server's files")
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT date_trunc('second', clock_timestamp())")
            global _began
            _began = cursor.fetchone()[0]


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


def test_after_closing_texts_stand_apart_from_every_trace_of_their_voters():
    """The words stay, in one table; of the key of who wrote them, and of the words beside it, no byte is left."""
    round_ = opened_round(question=QuestionFactory(kind="text"))
    words = [f"Antwoord van iemand {number:04}" for number in range(300)]
    cast_votes([answer_of(round_, number, text) for number, text in enumerate(words)])
    keys, texts = traces(), [text.encode() for text in words]
    assert (len(keys), found(keys), in_live_files(texts)) == (301, 301, 300)  # the control
    freeze_round(close_round(round_, actor="test"))
    assert found(keys) == 0
    assert in_live_files(texts) == 0
    assert set(TextAnswer.objects.values_list("text", flat=True)) == set(words)
    assert found(texts) == 300


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
    monkeypatch.setattr(erasure, "_rewrite_sqlite", lambda *tables: False)
    monkeypatch.setattr(erasure, "_rewrite_postgresql", lambda *tables: False)
    round_ = voted_round()
    wanted = traces()
    freeze_round(close_round(round_, actor="test"))
    assert not Ballot.objects.exists()
    assert found(wanted) > 0


def test_gathered_statistics_keep_no_byte():
    """A database gathers examples of what stands in a column, and keeps them when the rows go."""
    round_ = voted_round()
    wanted = traces()
    gather_statistics()
    freeze_round(close_round(round_, actor="test"))
    assert found(wanted) == 0


@pytest.mark.postgres
def test_what_leads_to_a_voter_is_in_no_statistics():
    """Every column of bytes or text in the live tables, also of tables that come later."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's statistics hold numbers only")
    tables = [model._meta.db_table for model in kept_out()]
    assert {"polls_ballot", "polls_ballotbox"} < set(tables)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attrelid::regclass::text = ANY(%s)"
            " AND attnum > 0 AND NOT attisdropped AND coalesce(attstattarget, -1) <> 0"
            " AND (atttypid = 'bytea'::regtype OR attname IN ('choice', 'group', 'text'))",
            [tables],
        )
        assert cursor.fetchall() == []


@pytest.mark.postgres
def test_gathered_statistics_would_keep_bytes_as_control():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's statistics hold numbers only")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE polls_ballot ALTER COLUMN voter_key SET STATISTICS 100")
    try:
        round_ = voted_round()
        wanted = traces()
        gather_statistics()
        freeze_round(close_round(round_, actor="test"))
        assert found(wanted) > 50
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE polls_ballot ALTER COLUMN voter_key SET STATISTICS 0")
            cursor.execute("DELETE FROM pg_statistic WHERE starelid = 'polls_ballot'::regclass")


def gather_statistics():
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        cursor.execute("ANALYZE")


def test_sweep_erases_what_closing_could_not(monkeypatch):
    round_ = voted_round()
    wanted = traces()
    with monkeypatch.context() as broken:
        broken.setattr(erasure, "_rewrite_sqlite", lambda *tables: False)
        broken.setattr(erasure, "_rewrite_postgresql", lambda *tables: False)
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
    monkeypatch.setattr(erasure, "_rewrite_postgresql", lambda *tables: False)
    round_ = voted_round()
    wanted = traces()
    freeze_round(close_round(round_, actor="test"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) polls_ballot")
    assert found(wanted) > 0
