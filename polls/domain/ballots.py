"""Casting votes (D2): the one function behind the gateway's writer and the plain-HTML form.

A batch becomes one statement (PostgreSQL) or one transaction (SQLite) that checks in the same breath
that the round is open. Closing updates the box row first, so a vote is either answered "accepted"
and counted, or refused. A ballot row knows no user, no time and no sequence (D4).
"""

import hmac
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Count
from django.utils import timezone

from polls.disclosure import REST
from polls.domain.voters import VOTER_ID_BYTES, Voter
from polls.enums import BoxState, VoterScope
from polls.models import Ballot


class Outcome(Enum):
    """What became of a vote."""

    ACCEPTED = "accepted"
    CLOSED = "closed"  # the round is not open (any more)
    INVALID = "invalid"  # no such answer to this question
    FORBIDDEN = "forbidden"  # this voter may not vote in this poll
    REVOKED = "revoked"  # the token was withdrawn


class Vote(NamedTuple):
    """One voter's choice in one round."""

    voter: Voter
    round_id: int
    option_id: int


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The answer to one vote; ``accepted`` means: stored durably, and counted when the round closes."""

    outcome: Outcome

    @property
    def accepted(self) -> bool:
        """Whether the vote is in the box."""
        return self.outcome is Outcome.ACCEPTED


RANKS = {scope: scope.rank for scope in VoterScope}
RESULTS = {outcome: VoteResult(outcome) for outcome in Outcome}
OPEN = int(BoxState.OPEN)
BallotKey = tuple[int, bytes]  # round id, voter key
BallotRow = tuple[int, bytes, int, int]  # its key, the disclosure group, the choice


def voter_key(box_key: bytes, voter_id: bytes) -> bytes:
    """What a ballot says of its voter: an HMAC under a key that is destroyed when the round closes."""
    return hmac.digest(box_key, voter_id, "sha256")[:VOTER_ID_BYTES]


def cast_vote(vote: Vote) -> VoteResult:
    """Cast one vote; see ``cast_votes``."""
    return cast_votes([vote])[0]


def cast_votes(votes: Sequence[Vote]) -> list[VoteResult]:
    """Store a batch of votes and answer each. The last vote of a voter in a round wins.

    Returns one result per vote, in order. When it returns, accepted votes are committed.
    """
    boxes = _read_boxes({vote.round_id for vote in votes})
    outcomes: list[Outcome] = []
    rows: dict[BallotKey, tuple[int, int]] = {}
    for vote in votes:
        box = boxes.get(vote.round_id)
        outcome = _judge(vote, box)
        outcomes.append(outcome)
        if outcome is Outcome.ACCEPTED and box is not None:
            group = box.groups.get(str(vote.voter.sector), REST)
            rows[(vote.round_id, voter_key(box.key, vote.voter.voter_id))] = (group, vote.option_id)
    stored = _store([(*key, *rows[key]) for key in sorted(rows)]) if rows else set()
    return [
        RESULTS[Outcome.CLOSED if outcome is Outcome.ACCEPTED and vote.round_id not in stored else outcome]
        for vote, outcome in zip(votes, outcomes, strict=True)
    ]


def count_received(round_id: int) -> int:
    """How many voters have a ballot in the box now."""
    return Ballot.objects.filter(round_id=round_id).count()


def count_choices(round_id: int) -> dict[int, int]:
    """Ballots per option id now; only icebreakers may show this while the round is open."""
    rows = Ballot.objects.filter(round_id=round_id).values("choice").annotate(n=Count("voter_key")).order_by("choice")
    return {row["choice"]: row["n"] for row in rows}


class _Box(NamedTuple):
    """What a vote must know of its ballot box, and the revocations of the room's channel."""

    event_id: int
    scope: int
    is_open: bool
    key: bytes
    option_ids: Collection[int]
    groups: Mapping[str, int]
    revocations: int


_BOXES = """
SELECT box.round_id, box.event_id, box.scope, box.state, box.key, box.option_ids, box.groups,
    COALESCE(channel.revocations, 0)
FROM polls_ballotbox box LEFT JOIN live_channelversion channel ON channel.channel = box.channel
WHERE box.round_id IN ({places})
"""


def _read_boxes(round_ids: Collection[int]) -> dict[int, _Box]:
    """The boxes of some rounds. One query, in plain SQL: it runs for every batch, however small."""
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        cursor.execute(_BOXES.format(places=", ".join(["%s"] * len(round_ids))), list(round_ids))
        return {
            round_id: _Box(event, scope, state == OPEN, bytes(key), _parsed(options), _parsed(groups), revocations)
            for round_id, event, scope, state, key, options, groups, revocations in cursor.fetchall()
        }


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """A JSON value of a box; the same text for every batch of a round, so nobody may change it."""
    return json.loads(text)


def _judge(vote: Vote, box: _Box | None) -> Outcome:
    if box is None or not box.is_open:
        return Outcome.CLOSED
    voter = vote.voter
    if voter.event_id != box.event_id or RANKS[voter.scope] < box.scope:
        return Outcome.FORBIDDEN
    if voter.revocations < box.revocations:
        return Outcome.REVOKED
    return Outcome.ACCEPTED if vote.option_id in box.option_ids else Outcome.INVALID


def _store(rows: Sequence[BallotRow]) -> set[int]:
    """Write the rows, sorted by key, of the rounds that are open at this instant; gives those rounds."""
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
    INSERT INTO polls_ballot (round_id, voter_key, "group", choice)
    SELECT vote.round_id, vote.voter_key, vote.grp, vote.choice
    FROM unnest(%s::bigint[], %s::bytea[], %s::smallint[], %s::bigint[])
        AS vote (round_id, voter_key, grp, choice)
    JOIN box USING (round_id)
    ORDER BY 1, 2
    ON CONFLICT (round_id, voter_key) DO UPDATE SET "group" = EXCLUDED."group", choice = EXCLUDED.choice
)
SELECT round_id FROM box
"""
_SQLITE_OPEN = "SELECT round_id FROM polls_ballotbox WHERE round_id IN ({places}) AND state = %s AND closes_at > %s"
_SQLITE = """
INSERT INTO polls_ballot (round_id, voter_key, "group", choice) VALUES {places}
ON CONFLICT (round_id, voter_key) DO UPDATE SET "group" = EXCLUDED."group", choice = EXCLUDED.choice
"""
_SQLITE_ROWS = 1000  # in one statement; four variables each, and SQLite takes 32,766


def _store_postgresql(rows: Sequence[BallotRow]) -> set[int]:
    from psycopg import Cursor

    columns = [list(column) for column in zip(*rows, strict=True)]  # lists are PostgreSQL arrays
    parameters: Any = [sorted(set(columns[0])), *columns]
    database = connections[settings.LIVE_DATABASE]
    database.ensure_connection()
    with database.wrap_database_errors:  # a cursor of psycopg's own: arrays travel in binary, not as quoted text
        found = Cursor(database.connection).execute(_POSTGRESQL, parameters, binary=True).fetchall()
    return {round_id for (round_id,) in found}


def _store_sqlite(rows: Sequence[BallotRow]) -> set[int]:
    """Many rows a statement, not executemany: that gives way to the event loop at every single row."""
    database = connections[settings.LIVE_DATABASE]
    rounds = {row[0] for row in rows}
    with transaction.atomic(using=settings.LIVE_DATABASE), database.cursor() as cursor:
        # BEGIN IMMEDIATE: closing waits, or we see it closed.
        now = database.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(_SQLITE_OPEN.format(places=", ".join(["%s"] * len(rounds))), [*rounds, OPEN, now])
        opened = {round_id for (round_id,) in cursor.fetchall()}
        wanted = rows if opened == rounds else [row for row in rows if row[0] in opened]
        for start in range(0, len(wanted), _SQLITE_ROWS):
            some = wanted[start : start + _SQLITE_ROWS]
            statement = _SQLITE.format(places=", ".join(["(?, ?, ?, ?)"] * len(some)))
            with database.wrap_database_errors:
                database.connection.execute(statement, list(chain.from_iterable(some)))
    return opened
