"""Signed tokens for addresses: opaque, scoped to one purpose, without personal data.

A token is ``subject.signature`` where the subject names a row by a random identifier and the
signature is a truncated HMAC-SHA-256 (128 bits, salted with the purpose) of the subject.
A token for one purpose is worthless for another.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from core.enums import LinkPurpose
from core.models import AccessLink


class BadToken(Exception):
    """The token was not made here, or not for this purpose."""


def _signature(purpose: str, subject: str) -> str:
    key = hashlib.sha256(f"plenair.token:{purpose}:{settings.SECRET_KEY}".encode()).digest()
    digest = hmac.new(key, subject.encode(), hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def make_token(purpose: str, subject: str) -> str:
    """Sign ``subject`` (letters, digits, ``-`` and ``_``) for one purpose; safe in an address."""
    return f"{subject}.{_signature(purpose, subject)}"


def read_token(purpose: str, token: str) -> str:
    """The subject of a token. Raises BadToken when it was not signed for this purpose."""
    subject, dot, signature = token.rpartition(".")
    if not dot or not constant_time_compare(signature, _signature(purpose, subject)):
        raise BadToken(purpose)
    return subject


def link_token(link: AccessLink) -> str:
    """The token that opens an access link."""
    return make_token(f"link:{link.purpose}", f"{link.pk}-{link.serial}")


def get_link_or_404(purpose: LinkPurpose, token: str) -> AccessLink:
    """The usable access link behind a token. Forged, revoked and expired links are all a 404."""
    try:
        pk, _, serial = read_token(f"link:{purpose}", token).partition("-")
    except BadToken:
        pk, serial = "0", ""
    return get_object_or_404(
        AccessLink.objects.usable().select_related("event"),
        pk=int(pk) if pk.isdigit() else 0,
        serial=serial,
        purpose=purpose,
    )
