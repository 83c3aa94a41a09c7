"""Reading refusals that come back by mail (RFC 3464, 3461) or from a provider, and matching them to our messages.

A refusal counts only when it names a message of ours: by the return path that we gave that message (VERP)
or by its Message-ID. Both are random, so nobody can mark an address by writing us a letter about it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from mailing.domain.bouncing import is_permanent, note_bounce
from mailing.models import OutboxMessage

LARGEST = 2_000_000  # bytes
_MESSAGE_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]{1,200}>")
_VERP = re.compile(r"\+([0-9a-f]{32})@")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Refusal:
    """What one report says: which of our messages it may be about, whether it failed, and why."""

    message_ids: frozenset[str]
    tokens: frozenset[str]
    has_failed: bool
    status: str = ""
    diagnostic: str = ""


def read_report(raw: bytes) -> Refusal | None:
    """A delivery status notification; None for any other mail (an answer, an out-of-office)."""
    try:
        mail = message_from_bytes(raw[:LARGEST], policy=policy.default)
        if mail.get_content_type() != "multipart/report" or not isinstance(mail, EmailMessage):
            return None
        return _refusal(mail)
    except (MessageError, ValueError, LookupError, IndexError, AttributeError, KeyError, TypeError):
        return None  # a mail that no parser understands is no report


def _refusal(mail: EmailMessage) -> Refusal | None:
    fields: dict[str, str] = {}
    original: list[str] = []
    is_status = False
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            is_status = True
            for block in _blocks(part):
                for name, value in block.items():
                    fields.setdefault(name.lower(), str(value))
                if str(block.get("Action", "")).strip().lower() == "failed":
                    fields.update({name.lower(): str(value) for name, value in block.items()})
        elif part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            original.append(part.as_string())
    if not is_status:
        return None
    envelope = " ".join(str(mail.get(name, "")) for name in ("To", "Delivered-To", "X-Original-To", "Envelope-To"))
    named = " ".join([*original, str(mail.get("In-Reply-To", "")), str(mail.get("References", ""))])
    status = _STATUS.search(fields.get("status", ""))
    return Refusal(
        message_ids=frozenset(_MESSAGE_ID.findall(named)),
        tokens=frozenset(_VERP.findall(envelope)),
        has_failed=fields.get("action", "").strip().lower() == "failed",
        status=status[1] if status else "",
        diagnostic=" ".join(fields.get("diagnostic-code", "").split()),
    )


def _blocks(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (block for block in payload if isinstance(block, EmailMessage))


def note_refusal(refusal: Refusal) -> int:
    """Mark the messages that a report names, and their addresses; returns how many. "Delayed" marks nothing."""
    if not refusal.has_failed:
        return 0
    found = list(_messages(refusal.message_ids, refusal.tokens))
    for message in found:
        permanent = is_permanent(refusal.status or "5.0.0")
        note_bounce(message, is_permanent=permanent, status=refusal.status, diagnostic=refusal.diagnostic)
    return len(found)


def _messages(message_ids: Iterable[str], tokens: Iterable[str]) -> Iterable[OutboxMessage]:
    chosen = Q(pk__in=[])
    for message_id in list(message_ids)[:20]:
        chosen |= Q(message_id=message_id)
    for token in list(tokens)[:20]:
        chosen |= Q(message_id__startswith=f"<{token}@")
    return OutboxMessage.objects.filter(chosen).exclude(to_address="").defer("text", "html", "calendar")


def is_ours(secret: str) -> bool:
    """Whether somebody who reports refusals knows the secret; without one nobody does."""
    return bool(settings.BOUNCE_SECRET) and constant_time_compare(secret, settings.BOUNCE_SECRET)
