"""Working material goes with the people of an event; outcomes, quotes and agreements stay with the report (D14)."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from core.enums import LinkPurpose
from core.models import AccessLink
from workshops.domain.actions import forget_contacts
from workshops.models import CaptureSheet, Passage, Photo, RoomCard, RunningNote

WORKING_MATERIAL = (RunningNote, Photo, Passage, RoomCard)


def events_with_working_material() -> QuerySet[Any]:
    """The keys of events that still hold some."""
    holds = (
        Q(running_note__isnull=False)
        | Q(photos__isnull=False)
        | Q(passages__isnull=False)
        | Q(room_cards__isnull=False)
        | Q(action_items__contacts__isnull=False)
        | Q(action_items__entries__isnull=False)
    )
    return CaptureSheet.objects.filter(holds).order_by().values("event_id")


def forget_working_material(event_id: int) -> int:
    """Delete running notes, photos, unread cards of the room, and what speakers and owners of actions answered.

    Returns how many rows.
    """
    with transaction.atomic():
        AccessLink.objects.filter(event=event_id, purpose=LinkPurpose.PASSAGE).delete()
        gone = forget_contacts(event_id)
        return gone + sum(
            model._default_manager.filter(sheet__event=event_id).delete()[0] for model in WORKING_MATERIAL
        )
