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
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections
from django.db.models import Count

from polls.disclosure import REST
from polls.domain.answers import Encoded, InvalidAnswer, Rules, encode
from polls.domain.ballot_rows import fetch
from polls.domain.ballot_rows import store as _store
from polls.domain.voters import VOTER_ID_BYTES, Voter
from polls.enums import BoxState, QuestionKind, VoterScope
from polls.models import Ballot


class Outcome(Enum):
    """What became of a vote."""

    ACCEPTED = "accepted"
    CLOSED = "closed"  # the round is not open (any more)
    INVALID = "invalid"  # no such answer to this question
    FORBIDDEN = "forbidden"  # this voter may not vote in this poll
    REVOKED = "revoked"  # the token was withdrawn


class Vote(NamedTuple):
    """One voter's answer in one round: the id of an option, or the text that an answer travels as."""

    voter: Voter
    round_id: int
    answer: int | str


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
    texts: dict[BallotKey, tuple[int, int, str]] = {}
    for vote in votes:
        box = boxes.get(vote.round_id)
        outcome = _judge(vote, box)
        if outcome is Outcome.ACCEPTED and box is not None:
            choice = box.choices.get(vote.answer)
            written = ""
            if choice is None:
                try:
                    choice, written = _encoded(vote, box)
                except InvalidAnswer:
                    outcomes.append(Outcome.INVALID)
                    continue
            group = box.groups.get(str(vote.voter.sector), REST)
            key = (vote.round_id, voter_key(box.key, vote.voter.voter_id))
            if written:
                texts[key] = (group, choice, written)
            else:
                rows[key] = (group, choice)
        outcomes.append(outcome)
    stored = _store([(*key, *rows[key]) for key in sorted(rows)]) if rows else set()
    if texts:  # other rounds than those above: a round takes text or it does not
        stored |= _store([(*key, *texts[key]) for key in sorted(texts)])
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
    kind: str
    rules: Rules
    option_ids: Sequence[int]
    choices: Mapping[int | str, int]
    groups: Mapping[str, int]
    revocations: int


_BOXES = """
SELECT box.round_id, box.event_id, box.scope, box.state, box.key, box.kind, box.rules, box.option_ids, box.groups,
    COALESCE(channel.revocations, 0)
FROM polls_ballotbox box LEFT JOIN live_channelversion channel ON channel.channel = box.channel
WHERE box.round_id IN ({places})
"""


def _read_boxes(round_ids: Collection[int]) -> dict[int, _Box]:
    """The boxes of some rounds. One query, in plain SQL: it runs for every batch, however small."""
    mark = "%s" if connections[settings.LIVE_DATABASE].vendor == "postgresql" else "?"
    found = fetch(_BOXES.format(places=", ".join([mark] * len(round_ids))), list(round_ids))
    return {
        round_id: _Box(
            event,
            scope,
            state == OPEN,
            bytes(key),
            kind,
            _parsed(rules),
            _parsed(options),
            _choices(kind, options),
            _parsed(groups),
            revocations,
        )
        for round_id, event, scope, state, key, kind, rules, options, groups, revocations in found
    }


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """A JSON value of a box; the same text for every batch of a round, so nobody may change it."""
    return json.loads(text)


@lru_cache(maxsize=64)
def _choices(kind: str, options: str) -> Mapping[int | str, int]:
    """The shortcut for kinds with one option: what an answer looks like to the choice in the ballot."""
    if not QuestionKind(kind).is_exclusive:
        return {}
    ids = json.loads(options)
    return {**{option: option for option in ids}, **{str(option): option for option in ids}}


def _encoded(vote: Vote, box: _Box) -> Encoded:
    return encode(box.kind, box.rules, box.option_ids, vote.answer)


def _judge(vote: Vote, box: _Box | None) -> Outcome:
    if box is None or not box.is_open:
        return Outcome.CLOSED
    voter = vote.voter
    if voter.event_id != box.event_id or RANKS[voter.scope] < box.scope:
        return Outcome.FORBIDDEN
    if voter.revocations < box.revocations:
        return Outcome.REVOKED
    return Outcome.ACCEPTED
