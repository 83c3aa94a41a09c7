"""Writing rows of ballots in one statement that checks in the same breath that their rounds are open (D2)."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from polls.enums import BoxState

OPEN = int(BoxState.OPEN)
BallotRow = tuple[Any, ...]  # round id, voter key, disclosure group, choice, and for written answers the text


def store(rows: Sequence[BallotRow]) -> set[int]:
    """Write the rows, sorted by key, of the rounds that are open at this instant; gives those rounds.

    Either all rows have a text or none; without one the statements do not name that column.
    """
    if connections[settings.LIVE_DATABASE].vendor == "postgresql":
        return _store_postgresql(rows)
    return _store_sqlite(rows)


# The lock on the box row makes closing wait for us, and us for closing; the clock is the database's own,
# so a web server with a wrong clock accepts nothing late.
_POSTGRESQL = """
WITH box AS MATERIALIZED (
    SELECT round_id FROM polls_ballotbox
    WHERE round_id = ANY(%s) AND state = 1 AND closes_at > clock_timestamp()
    ORDER BY round_id FOR SHARE
), stored AS (
    INSERT INTO polls_ballot (round_id, voter_key, "group", choice{text})
    SELECT vote.round_id, vote.voter_key, vote."group", vote.choice{vote_text}
    FROM unnest(%s::bigint[], %s::bytea[], %s::smallint[], %s::bigint[]{array})
        AS vote (round_id, voter_key, "group", choice{text})
    JOIN box USING (round_id)
    ORDER BY 1, 2
    ON CONFLICT (round_id, voter_key) DO UPDATE SET "group" = EXCLUDED."group", choice = EXCLUDED.choice{set_text}
)
SELECT round_id FROM box
"""
_SQLITE_OPEN = "SELECT round_id FROM polls_ballotbox WHERE round_id IN ({places}) AND state = ? AND closes_at > ?"
_SQLITE = """
INSERT INTO polls_ballot (round_id, voter_key, "group", choice{text}) VALUES {places}
ON CONFLICT (round_id, voter_key) DO UPDATE SET "group" = EXCLUDED."group", choice = EXCLUDED.choice{set_text}
"""
_PLAIN = {"text": "", "vote_text": "", "array": "", "set_text": ""}
_WRITTEN = {"text": ", text", "vote_text": ", vote.text", "array": ", %s::text[]", "set_text": ", text = EXCLUDED.text"}
_PARTS = {4: _PLAIN, 5: _WRITTEN}  # by the number of columns
_POSTGRESQL_STATEMENTS = {width: _POSTGRESQL.format(**parts) for width, parts in _PARTS.items()}
_SQLITE_ROWS = 1000  # in one statement; at most five variables each, and SQLite takes 32,766


def sqlite_statement(rows: int, width: int, mark: str = "?") -> str:
    """The statement that writes so many rows of so many columns, without a check."""
    places = f"({', '.join([mark] * width)})"
    return _SQLITE.format(places=", ".join([places] * rows), **_PARTS[width])


def fetch(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement of ours, which runs for every batch: straight from the driver, in its own marks."""
    database = connections[settings.LIVE_DATABASE]
    database.ensure_connection()
    with database.wrap_database_errors:
        if database.vendor == "postgresql":
            from psycopg import Cursor

            # A cursor of psycopg's own: arrays travel in binary, not as quoted text.
            return Cursor(database.connection).execute(statement, parameters).fetchall()
        return database.connection.execute(statement, parameters).fetchall()


def _store_postgresql(rows: Sequence[BallotRow]) -> set[int]:
    columns = [list(column) for column in zip(*rows, strict=True)]  # lists are PostgreSQL arrays
    return {number for (number,) in fetch(_POSTGRESQL_STATEMENTS[len(columns)], [sorted(set(columns[0])), *columns])}


def _store_sqlite(rows: Sequence[BallotRow]) -> set[int]:
    """BEGIN IMMEDIATE: closing waits, or we see it closed."""
    database = connections[settings.LIVE_DATABASE]
    if database.in_atomic_block:
        with transaction.atomic(using=settings.LIVE_DATABASE):
            return _write_sqlite(rows)
    fetch("BEGIN IMMEDIATE", ())
    try:
        opened = _write_sqlite(rows)
        fetch("COMMIT", ())
    except BaseException:
        if database.connection.in_transaction:
            database.connection.rollback()
        raise
    return opened


def _write_sqlite(rows: Sequence[BallotRow]) -> set[int]:
    """Many rows a statement, not executemany: that gives way to the event loop at every single row."""
    rounds = {row[0] for row in rows}
    now = connections[settings.LIVE_DATABASE].ops.adapt_datetimefield_value(timezone.now())
    marks = ", ".join("?" * len(rounds))
    opened = {number for (number,) in fetch(_SQLITE_OPEN.format(places=marks), [*rounds, OPEN, now])}
    wanted = rows if opened == rounds else [row for row in rows if row[0] in opened]
    for start in range(0, len(wanted), _SQLITE_ROWS):
        some = wanted[start : start + _SQLITE_ROWS]
        fetch(sqlite_statement(len(some), len(some[0])), list(chain.from_iterable(some)))
    return opened
