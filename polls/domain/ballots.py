"""Casting votes (D2): the one function behind the gateway's writer and the plain-HTML form.

A batch becomes one statement (PostgreSQL) or one transaction (SQLite) that checks in the same breath
that the round is open. Closing updates the box row first, so a vote is either answered "accepted"
and counted, or refused. A ballot row knows no user, no time and no sequence (D4).
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Count
from django.utils import timezone

from live.channels import read_versions
from polls.disclosure import REST
from polls.domain.voters import VOTER_ID_BYTES, Voter
from polls.enums import BoxState, VoterScope
from polls.models import Ballot, BallotBox


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
BallotKey = tuple[int, bytes]  # round id, voter key


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
    boxes = {box.round_id: box for box in BallotBox.objects.filter(round_id__in={vote.round_id for vote in votes})}
    versions = read_versions({box.channel for box in boxes.values()})
    outcomes: list[Outcome] = []
    rows: dict[BallotKey, tuple[int, int]] = {}
    for vote in votes:
        box = boxes.get(vote.round_id)
        revocations = versions[box.channel].revocations if box and box.channel in versions else 0
        outcome = _judge(vote, box, revocations)
        outcomes.append(outcome)
        if outcome is Outcome.ACCEPTED and box is not None:
            group = box.groups.get(str(vote.voter.sector), REST)
            rows[(vote.round_id, voter_key(bytes(box.key), vote.voter.voter_id))] = (group, vote.option_id)
    stored = _store(dict(sorted(rows.items()))) if rows else set()
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


def _judge(vote: Vote, box: BallotBox | None, revocations: int) -> Outcome:
    if box is None or box.state != BoxState.OPEN:
        return Outcome.CLOSED
    voter = vote.voter
    if voter.event_id != box.event_id or RANKS[voter.scope] < box.scope:
        return Outcome.FORBIDDEN
    if voter.revocations < revocations:
        return Outcome.REVOKED
    return Outcome.ACCEPTED if vote.option_id in box.option_ids else Outcome.INVALID


def _store(rows: Mapping[BallotKey, tuple[int, int]]) -> set[int]:
    """Write the rows of the rounds that are open at this instant; gives those rounds."""
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
_SQLITE = """
INSERT INTO polls_ballot (round_id, voter_key, "group", choice) VALUES (%s, %s, %s, %s)
ON CONFLICT (round_id, voter_key) DO UPDATE SET "group" = EXCLUDED."group", choice = EXCLUDED.choice
"""


def _store_postgresql(rows: Mapping[BallotKey, tuple[int, int]]) -> set[int]:
    rounds = [round_id for round_id, _ in rows]
    parameters: Any = [  # lists are PostgreSQL arrays
        sorted(set(rounds)),
        rounds,
        [key for _, key in rows],
        [group for group, _ in rows.values()],
        [choice for _, choice in rows.values()],
    ]
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        cursor.execute(_POSTGRESQL, parameters)
        return {round_id for (round_id,) in cursor.fetchall()}


def _store_sqlite(rows: Mapping[BallotKey, tuple[int, int]]) -> set[int]:
    with transaction.atomic(using=settings.LIVE_DATABASE):  # BEGIN IMMEDIATE: closing waits, or we see it closed
        opened = set(
            BallotBox.objects.filter(
                round_id__in={round_id for round_id, _ in rows}, state=BoxState.OPEN, closes_at__gt=timezone.now()
            ).values_list("round_id", flat=True)
        )
        values = [(*key, *row) for key, row in rows.items() if key[0] in opened]
        with connections[settings.LIVE_DATABASE].cursor() as cursor:
            cursor.executemany(_SQLITE, values)
    return opened
