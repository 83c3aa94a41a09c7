"""The channel that moderators follow. Questions that nobody else may see yet must not wake ten thousand phones."""

import base64
import hmac

from polls.domain.voters import event_key

CHANNELS = "hall"


def moderator_channel(event_id: int) -> str:
    """The live channel of an event's moderators. It cannot be guessed from the event's number."""
    tag = hmac.digest(event_key(event_id, "channel"), b"moderator", "sha256")[:9]
    return f"{CHANNELS}:{event_id}-{base64.urlsafe_b64encode(tag).decode()}"


def event_of_moderator_channel(channel: str) -> int | None:
    """The event whose moderators follow this channel; None for any other channel."""
    number = channel.removeprefix(f"{CHANNELS}:").partition("-")[0]
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return int(number) if hmac.compare_digest(moderator_channel(int(number)).encode(), channel.encode()) else None
