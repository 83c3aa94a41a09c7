"""View tokens: they open the stream of a screen or a remote, for half a day, until they are revoked.

A browser cannot send headers with an event stream, so the token stands in the address. It names a
view of a channel and no person.
"""

import time
from datetime import timedelta

from core.tokens import BadToken, make_token, read_token
from live.channels import read_version

LIFETIME = timedelta(hours=12)


def _purpose(channel: str, view: str) -> str:
    return f"live-view:{view}:{channel}"


def make_view_token(channel: str, view: str, *, lifetime: timedelta = LIFETIME) -> str:
    """A token that opens one view of one channel."""
    expires = int(time.time() + lifetime.total_seconds())
    return make_token(_purpose(channel, view), f"{expires}-{read_version(channel).revocations}")


def read_view_token(channel: str, view: str, token: str) -> int:
    """How many revocations the channel had when the token was made. Raises BadToken."""
    expires, _, revocations = read_token(_purpose(channel, view), token).partition("-")
    if int(expires) < time.time():
        raise BadToken("expired")
    return int(revocations)
