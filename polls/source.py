"""What the live gateway shows of a room and takes from phones."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from live.registry import Answer, Refused, Snapshot
from polls.domain.ballots import Outcome, Vote, cast_votes
from polls.domain.hall.reading import support_pulse
from polls.domain.hall.source import UPVOTE, read_support, write_mixed
from polls.domain.hall.support import Support
from polls.domain.snapshots import COLLECTING, phone_snapshot, pulse, remote_snapshot, screen_snapshot
from polls.domain.voters import BadVoterToken, event_of_channel, read_voter_token
from polls.enums import ScreenView
from polls.models import Room
from polls.stages import phone_stage, phone_views

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

    languages = phone_views()
    open_views = frozenset({"phone", *languages})
    token_views = frozenset({"screen", "remote"})

    def knows(self, channel: str) -> bool:
        """Whether this is the channel of an event."""
        return event_of_channel(channel) is not None

    def snapshot(self, channel: str, view: str) -> Snapshot | None:
        """What a view of the room shows now."""
        room = Room.objects.select_related("current_round__question").filter(event=event_of_channel(channel)).first()
        if room is None:
            return None
        if view in self.languages:
            return Snapshot(phone_stage(room, self.languages[view]))
        if view != "phone" and room.screen_view == ScreenView.QA:
            return Snapshot(VIEWS[view](room), support_pulse(room.event_id))
        round_ = room.current_round
        moves = view != "phone" and round_ is not None and round_.state in COLLECTING
        return Snapshot(VIEWS[view](room), partial(pulse, round_) if moves else None)

    def read(self, fields: Mapping[str, Any]) -> Vote | Support:
        """Check the voter's token and the shape of a vote; no query. Whether the answer fits is judged when written.

        ``option`` is another name of ``answer`` and takes only the id of an option.
        """
        token = fields.get("token")
        if not isinstance(token, str):
            raise Refused(Answer(401, "token"))
        try:
            voter = read_voter_token(token)
        except BadVoterToken as error:
            raise Refused(Answer(401, "token")) from error
        if fields.get("kind") == UPVOTE:
            return read_support(voter, fields)
        return Vote(voter, _number(fields.get("round")), _answer(fields))

    def write(self, messages: Sequence[Vote | Support]) -> list[Answer]:
        """Cast a batch of votes, among which may be support for questions from the hall."""
        if any(type(message) is Support for message in messages):
            return write_mixed(messages, _cast, ANSWERS)
        return _cast(messages)


def _cast(votes: Sequence[Any]) -> list[Answer]:
    return [ANSWERS[result.outcome] for result in cast_votes(votes)]


def _answer(fields: Mapping[str, Any]) -> int | str:
    answer = fields.get("answer")
    if answer is None:
        return _number(fields.get("option"))
    if isinstance(answer, int) and not isinstance(answer, bool):
        return str(answer)
    if not isinstance(answer, str) or not answer:
        raise Refused(Answer(422, "invalid"))
    return answer


def _number(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_ID:
        raise Refused(Answer(422, "invalid"))
    return value
