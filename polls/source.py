"""What the live gateway shows of a room and takes from phones."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from live.registry import Answer, Refused, Snapshot
from polls.domain.ballots import Outcome, Vote, cast_votes
from polls.domain.snapshots import COLLECTING, phone_snapshot, pulse, remote_snapshot, screen_snapshot
from polls.domain.voters import BadVoterToken, event_of_channel, read_voter_token
from polls.models import Room

LARGEST_ID = 2**63 - 1
VIEWS = {"phone": phone_snapshot, "screen": screen_snapshot, "remote": remote_snapshot}
ANSWERS = {
    Outcome.ACCEPTED: Answer(200),
    Outcome.CLOSED: Answer(409, "closed"),
    Outcome.INVALID: Answer(422, "invalid"),
    Outcome.FORBIDDEN: Answer(403, "forbidden"),
    Outcome.REVOKED: Answer(401, "token"),
}


class RoomSource:
    """The rooms of all events, as the gateway sees them."""

    open_views = frozenset({"phone"})
    token_views = frozenset({"screen", "remote"})

    def knows(self, channel: str) -> bool:
        """Whether this is the channel of an event."""
        return event_of_channel(channel) is not None

    def snapshot(self, channel: str, view: str) -> Snapshot | None:
        """What a view of the room shows now."""
        room = Room.objects.select_related("current_round__question").filter(event=event_of_channel(channel)).first()
        if room is None:
            return None
        round_ = room.current_round
        moves = view != "phone" and round_ is not None and round_.state in COLLECTING
        return Snapshot(VIEWS[view](room), partial(pulse, round_) if moves else None)

    def read(self, fields: Mapping[str, Any]) -> Vote:
        """Check the voter's token and the numbers of a vote; no query."""
        token = fields.get("token")
        if not isinstance(token, str):
            raise Refused(Answer(401, "token"))
        try:
            voter = read_voter_token(token)
        except BadVoterToken as error:
            raise Refused(Answer(401, "token")) from error
        return Vote(voter, _number(fields.get("round")), _number(fields.get("option")))

    def write(self, messages: Sequence[Vote]) -> list[Answer]:
        """Cast a batch of votes."""
        return [ANSWERS[result.outcome] for result in cast_votes(messages)]


def _number(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_ID:
        raise Refused(Answer(422, "invalid"))
    return value
