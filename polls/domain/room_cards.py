"""How many cards somebody in the room may send: a number per sender under a key that is destroyed (D4).

The card stands in ``workshops`` and has no sender; here stands a sender and has no card. When no room of
the event takes cards any more, the sweep deletes numbers and key and has the database overwrite them.
"""

import hmac
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F

from events.models import EventPage
from polls.domain.erasure import rewrite_tables
from polls.domain.voters import VOTER_ID_BYTES, Voter
from polls.enums import BoxState
from polls.models import RoomCardBox, RoomCardSender
from workshops.domain.room_cards import Proposed, propose_card
from workshops.models import CaptureSheet

KEY_BYTES = 32
MOST_OF_SENDER = 10


def send_card(voter: Voter, event: EventPage, sheet_id: int, prompt_id: int, text: str) -> Proposed | None:
    """Send a card to a room; None when this sender sent as many as one may. Words that stand there do not count."""
    if voter.event_id != event.pk:
        return Proposed.CLOSED
    key = sender_key(_key_of(event.pk), voter.voter_id)
    if not _spend(event.pk, key):
        return None
    proposed = propose_card(event, sheet_id, prompt_id, text)
    if proposed is not Proposed.WAITS:
        _give_back(event.pk, key)
    return proposed


def sender_key(box_key: bytes, voter_id: bytes) -> bytes:
    """Another one than any key of a vote or a question."""
    return hmac.digest(box_key, b"card:" + voter_id, "sha256")[:VOTER_ID_BYTES]


def sweep_boxes() -> int:
    """Empty the boxes of events of which no room takes cards, have their places overwritten; how many."""
    boxes = RoomCardBox.objects.filter(state=BoxState.OPEN).values_list("event_id", flat=True)
    taking = CaptureSheet.objects.filter(takes_room_cards=True, handed_in_at=None)
    over = set(boxes) - set(taking.filter(event__in=list(boxes)).values_list("event_id", flat=True))
    with transaction.atomic(using=settings.LIVE_DATABASE):
        RoomCardBox.objects.filter(event_id__in=over).update(state=BoxState.EMPTIED, key=b"")
        RoomCardSender.objects.filter(event_id__in=over).delete()
    emptied = list(RoomCardBox.objects.filter(state=BoxState.EMPTIED).values_list("event_id", flat=True))
    if emptied and rewrite_tables((RoomCardSender, RoomCardBox)):
        RoomCardBox.objects.filter(event_id__in=emptied, state=BoxState.EMPTIED).delete()
    return len(over)


def _key_of(event_id: int) -> bytes:
    """The key of the event's box; made with the first card, made anew after a box was emptied."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        RoomCardBox.objects.bulk_create(
            [RoomCardBox(event_id=event_id, key=secrets.token_bytes(KEY_BYTES))], ignore_conflicts=True
        )
        box = RoomCardBox.objects.select_for_update().get(event_id=event_id)
        if box.state != BoxState.OPEN:
            box.state, box.key = BoxState.OPEN, secrets.token_bytes(KEY_BYTES)
            box.save(update_fields=["state", "key"])
        return bytes(box.key)


def _spend(event_id: int, key: bytes) -> bool:
    """Count one more card, unless the sender has had all."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        RoomCardSender.objects.bulk_create([RoomCardSender(event_id=event_id, sender_key=key)], ignore_conflicts=True)
        senders = RoomCardSender.objects.filter(event_id=event_id, sender_key=key, count__lt=MOST_OF_SENDER)
        return bool(senders.update(count=F("count") + 1))


def _give_back(event_id: int, key: bytes) -> None:
    senders = RoomCardSender.objects.filter(event_id=event_id, sender_key=key, count__gt=0)
    senders.update(count=F("count") - 1)
