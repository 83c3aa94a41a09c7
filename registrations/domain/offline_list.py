"""The list with which a desk goes on without a network: signed, short-lived, and closed to who has no code.

Every person is one entry: a truncated HMAC of the reference under a key of this one list, a letter for what the desk
should say, and the name with its workshops, encrypted under a key that only the reference gives. A lost or borrowed
device therefore holds no name that anybody could read without holding that person's code, and the codes are 96 random
bits. The list is signed (ECDSA P-256), so that a device
believes only what this installation gave out, and only until it expires.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils import timezone

from core.dates import clock
from core.models import AccessLink
from registrations.domain.doors import Door, own_places
from registrations.enums import ACTIVE_STATES, DeskAnswer, DoorKind, RegistrationState
from registrations.models import Registration

EARLIEST = timedelta(hours=36)
SLACK = timedelta(hours=2)
FOUND_BYTES = 10
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True)
class SignedList:
    """The list as text, and its signature over exactly that text (r and s, 32 bytes each, base64)."""

    payload: str
    signature: str


def offline_list(door: Door, link: AccessLink) -> SignedList | None:
    """The list of a door, or None when its day is too far away or over. Three queries."""
    now = timezone.now()
    until = expiry(door, link, now=now)
    if until is None:
        return None
    key = secrets.token_bytes(16)
    payload = json.dumps(
        {
            "link": link.pk,
            "door": door.key,
            "issued": _milliseconds(now),
            "expires": _milliseconds(until),
            "key": _text(key),
            "entries": list(_entries(door, key)),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return SignedList(payload, _text(sign(payload.encode())))


def expiry(door: Door, link: AccessLink, *, now: datetime) -> datetime | None:
    """Until when a list may be used: two hours after the day, or the end of the link; None: no list now."""
    end = door.date.ends_at + SLACK
    if not door.date.starts_at - EARLIEST <= now < end:
        return None
    return min(end, link.expires_at or end, now + EARLIEST)


def _entries(door: Door, key: bytes) -> Any:
    rows = list(
        Registration.objects.filter(event_id=door.event_id).values_list(
            "pk", "reference", "state", "name", "badge_name", "organisation_name"
        )
    )
    inside = dict(door.attendances().values_list("registration_id", "checked_in_at"))
    places = own_places([row[0] for row in rows], door)
    for pk, reference, state, name, badge_name, organisation in rows:
        own = places.get(pk, [])
        shown = {
            "name": badge_name or name,
            "organisation": organisation,
            "places": [
                {"time": clock(one.round.starts_at), "title": one.workshop.title, "room": one.workshop.room}
                for one in own
            ],
        }
        if pk in inside:
            shown["time"] = clock(inside[pk])
        kind = _kind(door, state, is_inside=pk in inside, workshop_ids={one.workshop_id for one in own})
        yield [_text(find_key(key, reference)), kind.value, _text(lock(key, reference, shown))]


def _kind(door: Door, state: str, *, is_inside: bool, workshop_ids: set[int]) -> DeskAnswer:
    if state not in ACTIVE_STATES:
        return DeskAnswer.CANCELLED
    if state != RegistrationState.CONFIRMED:
        return DeskAnswer.NO_PLACE
    if is_inside:
        return DeskAnswer.ALREADY
    if door.kind == DoorKind.WORKSHOP and door.workshop and door.workshop.pk not in workshop_ids:
        return DeskAnswer.ELSEWHERE
    return DeskAnswer.WELCOME


def find_key(key: bytes, reference: str) -> bytes:
    """By what an entry is found: 80 bits that say nothing without the reference."""
    return _hmac(key, f"find:{reference}")[:FOUND_BYTES]


def lock(key: bytes, reference: str, shown: dict[str, Any]) -> bytes:
    """What the desk shows, encrypted under a key that takes the reference (AES-256-GCM).

    The nonce may stand still: every key locks one text only, for the list has a key of its own.
    """
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
    return AESGCM(_hmac(key, f"open:{reference}")).encrypt(bytes(12), text, None)


def sign(payload: bytes) -> bytes:
    """The signature as browsers read it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(_private_key().sign(payload, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def public_key() -> str:
    """The key that a desk checks lists with: an uncompressed point, base64."""
    point = (
        _private_key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return _text(point)


@cache
def _private_key() -> ec.EllipticCurvePrivateKey:
    seed = hashlib.sha512(f"plenair.desk-list:{settings.SECRET_KEY}".encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
