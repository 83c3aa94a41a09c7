"""The questions from the hall as the gateway sees them: support in, the moderators' channel out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from live.registry import Answer, Refused, Snapshot
from polls.domain.hall.channels import event_of_moderator_channel
from polls.domain.hall.reading import moderator_snapshot, support_pulse
from polls.domain.hall.support import Support, write_support
from polls.domain.voters import Voter

MODERATOR_VIEW = "moderator"
UPVOTE = "upvote"


def read_support(voter: Voter, fields: Mapping[str, Any]) -> Support:
    """Check a message of kind "upvote": ``question`` (a uid) and ``given`` ("1" or "0"). Raises Refused."""
    question, given = fields.get("question"), str(fields.get("given", "1"))
    if not isinstance(question, str) or len(question) > 36 or given not in ("0", "1"):
        raise Refused(Answer(422, "invalid"))
    try:
        return Support(voter, UUID(question), given == "1")
    except ValueError as error:
        raise Refused(Answer(422, "invalid")) from error


def write_mixed(messages: Sequence[Any], write_votes: Any, answers: Mapping[Any, Answer]) -> list[Answer]:
    """Write a batch in which support stands among votes; each is answered at its own place."""
    given = [message for message in messages if isinstance(message, Support)]
    votes = [message for message in messages if not isinstance(message, Support)]
    of_support = iter([answers[outcome] for outcome in write_support(given)])
    of_votes = iter(write_votes(votes) if votes else [])
    return [next(of_support if isinstance(message, Support) else of_votes) for message in messages]


class ModeratorSource:
    """The channels of moderators; numbers of supporters move by themselves."""

    open_views: frozenset[str] = frozenset()
    token_views = frozenset({MODERATOR_VIEW})

    def knows(self, channel: str) -> bool:
        """Whether this is the channel of an event's moderators."""
        return event_of_moderator_channel(channel) is not None

    def snapshot(self, channel: str, view: str) -> Snapshot | None:
        """What a moderator's page must know."""
        event_id = event_of_moderator_channel(channel)
        return None if event_id is None else Snapshot(moderator_snapshot(event_id), support_pulse(event_id))
