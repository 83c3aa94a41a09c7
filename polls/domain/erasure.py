"""Emptying a ballot box so that nothing of it is left in the database's files (D4).

Deleting rows leaves their bytes in tables, indexes and SQLite's write-ahead log. So a box is emptied
first (no key, no ballots) and its row goes only after the database has rewritten the place. If that
fails or the process dies, the emptied box is still there and the sweep does it again.
PostgreSQL's own write-ahead log keeps its records until it rotates; the promise to voters says so.
"""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import Model

from polls.enums import BoxState
from polls.models import Ballot, BallotBox

logger = logging.getLogger(__name__)


def empty_box(round_id: int) -> None:
    """Delete the ballots of a round and the key that they were made with."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        BallotBox.objects.filter(round_id=round_id).update(state=BoxState.EMPTIED, key=b"", groups={}, option_ids=[])
        Ballot.objects.filter(round_id=round_id).delete()


def erase_residue() -> bool:
    """Rewrite the files in which emptied boxes stood, then forget those boxes. False: try again later.

    Must run outside a transaction; inside one (a test) it only forgets the boxes.
    """
    emptied = list(BallotBox.objects.filter(state=BoxState.EMPTIED).values_list("round_id", flat=True))
    if not emptied:
        return True
    if not rewrite_tables((Ballot, BallotBox)):
        return False
    BallotBox.objects.filter(round_id__in=emptied, state=BoxState.EMPTIED).delete()
    return True


def rewrite_tables(models: Sequence[type[Model]]) -> bool:
    """Overwrite the places where deleted rows of these tables stood. False: not done, try again later.

    Inside a transaction (a test) there is nothing to do yet.
    """
    connection = connections[settings.LIVE_DATABASE]
    if connection.in_atomic_block:
        return True
    try:
        return _rewrite_postgresql(models) if connection.vendor == "postgresql" else _rewrite_sqlite()
    except DatabaseError as error:
        logger.warning("residue not erased yet: %s", type(error).__name__)
        return False


def _rewrite_postgresql(models: Sequence[type[Model]]) -> bool:
    """New files for tables and indexes, the old ones unlinked; votes of other rooms wait some milliseconds.

    A plain VACUUM marks space as free and leaves the bytes. VACUUM FULL copies deleted rows along as long
    as any transaction on the server, of any database, is older than their deletion. So what stays is copied
    by hand around a TRUNCATE. The lock timeout keeps votes from queueing behind a reader that holds the
    table; it is longer than the second (deadlock_timeout) after which autovacuum gives way.
    """
    connection = connections[settings.LIVE_DATABASE]
    for model in models:
        table = connection.ops.quote_name(model._meta.db_table)
        with transaction.atomic(using=settings.LIVE_DATABASE), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1500ms'")
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            cursor.execute(f"CREATE TEMPORARY TABLE kept_rows ON COMMIT DROP AS SELECT * FROM {table}")  # noqa: S608
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_rows")  # noqa: S608
    return True


def _rewrite_sqlite() -> bool:
    """Rewrite the live file (it is small) and cut the write-ahead log to nothing."""
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _frames, _moved = cursor.fetchone()
    return not busy
