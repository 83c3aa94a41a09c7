"""What the live gateway shows of a sheet: that something changed, and nothing of what.

The page fetches the change through its own link, so a stream never carries what somebody typed, and
a link that was revoked shows nothing more.
"""

from live.addresses import stream_url
from live.channels import read_version
from live.registry import Snapshot
from workshops.domain.sheets import CHANNELS, sheet_channel, wall_channel

VIEW = "sheet"


class SheetSource:
    """The sheets of all events, or their walls, as the gateway sees them; ``channels`` is how their names begin."""

    def __init__(self, channels: str = CHANNELS) -> None:
        self.channels = channels

    open_views: frozenset[str] = frozenset()
    token_views = frozenset({VIEW})

    def knows(self, channel: str) -> bool:
        """Whether this can be the channel of a sheet; the view token says whether it is."""
        prefix, _colon, number = channel.partition(":")
        return prefix == self.channels and number.isascii() and number.isdigit()

    def snapshot(self, channel: str, view: str) -> Snapshot:
        """The version of the channel."""
        return Snapshot({"state": "ok", "version": read_version(channel).version})


def sheet_stream(sheet_id: int) -> str:
    """The address of a sheet's stream, with a token for half a day."""
    return stream_url(sheet_channel(sheet_id), VIEW, needs_token=True)


def wall_stream(event_id: int) -> str:
    """The address of the stream of an event's walls, with a token for half a day."""
    return stream_url(wall_channel(event_id), VIEW, needs_token=True)
