"""Who may vote, without saying who it is: voter ids and the short signed tokens that carry them.

A voter id is an HMAC under a key of the event: the same registration is the same voter on every
device, and nobody without the key can tell which registration it was. A token is
``base64url(payload + HMAC-SHA-256 truncated to 128 bits)``; reading one costs microseconds and no query.
"""

import base64
import binascii
import hmac
import struct
import time
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from live.channels import read_version
from polls.enums import VoterScope

VOTER_ID_BYTES = 16
MAC_BYTES = 16
TOKEN_LIFETIME = timedelta(hours=12)
UNKNOWN_SECTOR = 0
_PAYLOAD = struct.Struct(">BQIIIB16s")  # layout, event, expires, revocations, sector, scope, voter id
_LAYOUT = 1
_TOKEN_BYTES = _PAYLOAD.size + MAC_BYTES
_TOKEN_LENGTH = -(-_TOKEN_BYTES * 4 // 3)
_SCOPES = tuple(VoterScope)


class BadVoterToken(Exception):
    """The token was not made here, was changed, or is too old."""


class Voter(NamedTuple):
    """One voter at one event. ``sector`` is 0 when unknown; ``revocations`` dates the token."""

    event_id: int
    voter_id: bytes
    sector: int
    scope: VoterScope
    revocations: int = 0


@lru_cache(maxsize=4096)
def _event_key(event_id: int, use: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), f"plenair.event-key:{use}:{event_id}".encode(), "sha256")


def event_key(event_id: int, use: str) -> bytes:
    """A key of one event for one use, derived from the secret key (HKDF's extract step with a label)."""
    return _event_key(event_id, use, settings.SECRET_KEY)


def room_channel(event_id: int) -> str:
    """The live channel of an event's room. It cannot be guessed from the event's number."""
    tag = hmac.digest(event_key(event_id, "channel"), b"room", "sha256")[:9]
    return f"{event_id}-{base64.urlsafe_b64encode(tag).decode()}"


def event_of_channel(channel: str) -> int | None:
    """The event whose room this channel is; None for a channel that does not exist."""
    number = channel.partition("-")[0]
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return int(number) if hmac.compare_digest(room_channel(int(number)).encode(), channel.encode()) else None


def registrant_voter_id(event_id: int, reference: str) -> bytes:
    """The voter id of a registration: the same on every device."""
    return hmac.digest(event_key(event_id, "voter"), f"registration:{reference}".encode(), "sha256")[:VOTER_ID_BYTES]


def browser_voter_id(event_id: int, browser_id: str) -> bytes:
    """The voter id of somebody who came in by room code: one vote per browser."""
    return hmac.digest(event_key(event_id, "voter"), f"browser:{browser_id}".encode(), "sha256")[:VOTER_ID_BYTES]


def mint_voter_token(
    event_id: int,
    *,
    voter_id: bytes,
    sector: int | None,
    scope: VoterScope,
    lifetime: timedelta = TOKEN_LIFETIME,
) -> str:
    """A token that lets this voter vote at this event until it expires or the event's tokens are revoked."""
    payload = _PAYLOAD.pack(
        _LAYOUT,
        event_id,
        int(time.time() + lifetime.total_seconds()),
        read_version(room_channel(event_id)).revocations,
        sector or UNKNOWN_SECTOR,
        VoterScope(scope).rank,
        voter_id,
    )
    mac = hmac.digest(event_key(event_id, "token"), payload, "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(payload + mac).rstrip(b"=").decode()


def read_voter_token(token: str) -> Voter:
    """The voter behind a token. Raises BadVoterToken; does not know of revocations (the ballot box does)."""
    if len(token) != _TOKEN_LENGTH:
        raise BadVoterToken("length")
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadVoterToken("encoding") from error
    payload, mac = raw[: _PAYLOAD.size], raw[_PAYLOAD.size :]
    layout, event_id, expires, revocations, sector, scope, voter_id = _PAYLOAD.unpack(payload)
    wanted = hmac.digest(event_key(event_id, "token"), payload, "sha256")[:MAC_BYTES]
    if not hmac.compare_digest(mac, wanted) or layout != _LAYOUT:
        raise BadVoterToken("signature")
    if expires < time.time():
        raise BadVoterToken("expired")
    return Voter(event_id, voter_id, sector, _SCOPES[scope], revocations)
