"""Forgetting mails some days after they were delivered (D14)."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from mailing.enums import MessageState
from mailing.models import OutboxMessage

DELIVERED_DAYS = 30


def forget_delivered() -> int:
    """Remove messages 30 days after they were sent, dropped or given up; returns how many."""
    limit = timezone.now() - timedelta(days=DELIVERED_DAYS)
    ended = Q(state=MessageState.SENT, sent_at__lte=limit) | Q(
        state__in=[MessageState.SKIPPED, MessageState.FAILED], created_at__lte=limit
    )
    return OutboxMessage.objects.filter(ended).delete()[0]
