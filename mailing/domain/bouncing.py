"""Addresses whose mail comes back: noting it, holding what would follow, and letting it go again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_noop

from mailing.domain.waking import wake_after_commit
from mailing.enums import MessageState
from mailing.models import AddressBounce, OutboxMessage
from mailing.models.bounces import SOFT_LIMIT

HELD_REASON = gettext_noop("Mail to this address comes back.")
CHUNK = 500
_HOLDS = Q(is_permanent=True) | Q(times__gte=SOFT_LIMIT)


def held_among(addresses: Iterable[str]) -> set[str]:
    """Which of these addresses (in lower case) no mail goes to for now. A query per 500 addresses."""
    keys = sorted({address.lower() for address in addresses if address})
    held: set[str] = set()
    for start in range(0, len(keys), CHUNK):
        rows = AddressBounce.objects.filter(_HOLDS, address__in=keys[start : start + CHUNK])
        held.update(rows.values_list("address", flat=True))
    return held


def is_permanent(status: str) -> bool:
    """Whether an enhanced status (RFC 3463) says that the address itself is no good.

    5.1.x: the address; 5.2.1: the mailbox is closed; 5.0.0: no reason given. A full mailbox, a policy
    or a server that refuses *us* says nothing about the address and holds it only when it repeats.
    """
    return status.startswith("5.1.") or status in ("5.2.1", "5.2.0", "5.0.0")


def note_bounce(
    message: OutboxMessage,
    *,
    is_permanent: bool,
    status: str = "",
    diagnostic: str = "",
    at: datetime | None = None,
) -> AddressBounce:
    """A message came back: it and its address are marked. The same message again counts once."""
    now = at or timezone.now()
    with transaction.atomic():
        changed = (
            OutboxMessage.objects.filter(pk=message.pk)
            .exclude(state=MessageState.BOUNCED)
            .update(
                state=MessageState.BOUNCED,
                leased_until=None,
                last_error=Truncator(f"{status} {diagnostic}".strip()).chars(300),
            )
        )
        address = message.to_address.lower()
        row, is_new = AddressBounce.objects.get_or_create(
            event_id=message.event_id,
            address=address,
            defaults={"is_permanent": is_permanent, "last_at": now, "status": status[:12]},
        )
        row.diagnostic = Truncator(diagnostic).chars(300)
        row.status = status[:12]
        row.last_at = now
        row.is_permanent = row.is_permanent or is_permanent
        row.save(update_fields=["diagnostic", "status", "last_at", "is_permanent"])
        if changed and not is_new:
            AddressBounce.objects.filter(pk=row.pk).update(times=F("times") + 1)
            row.refresh_from_db(fields=["times"])
    return row


def release_address(address: str, *, event: Any) -> int:
    """Try an address again: the mark goes and what was held for it at this event is sent. Returns how many."""
    with transaction.atomic():
        AddressBounce.objects.filter(address=address.lower()).filter(Q(event=event) | Q(event=None)).delete()
        return _requeue(OutboxMessage.objects.filter(to_address__iexact=address, event=event))


def redirect_held(argument_prefix: str, new_address: str, *, event: Any, old_address: str = "") -> int:
    """Send what has not left yet about something (``argument``) to its corrected address.

    What was held goes out again; what is queued for ``old_address``, of mailings too, goes to the new one at its
    own time. A mail that a worker has in hand keeps its address. Returns how many were held.
    """
    with transaction.atomic():
        about = OutboxMessage.objects.filter(argument__startswith=argument_prefix, event=event)
        if old_address:
            waiting = about.filter(to_address__iexact=old_address, state__in=[MessageState.QUEUED, MessageState.HELD])
            waiting.exclude(leased_until__gt=timezone.now()).update(to_address=new_address)
        held = about.filter(campaign=None)
        held.filter(state=MessageState.HELD).update(to_address=new_address)
        return _requeue(held)


def _requeue(messages: Any) -> int:
    number: int = messages.filter(state=MessageState.HELD, campaign=None).update(
        state=MessageState.QUEUED, due_at=timezone.now(), attempts=0, last_error=""
    )
    if number:
        wake_after_commit()
    return number
