"""Forgetting mails some days after they were delivered, and with the people of their event (D14)."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from mailing.domain.running import freeze_totals
from mailing.enums import CampaignState, MessageState
from mailing.models import AddressBounce, Campaign, OutboxMessage

DELIVERED_DAYS = 30
BOUNCE_DAYS = 180  # of mails that belong to no event
ENDED = (MessageState.SKIPPED, MessageState.FAILED, MessageState.BOUNCED, MessageState.HELD)


def forget_delivered() -> int:
    """Remove messages 30 days after they were sent, dropped, given up or held; returns how many.

    The rows of a mailing go together, 30 days after it ended; its numbers stay.
    """
    now = timezone.now()
    limit = now - timedelta(days=DELIVERED_DAYS)
    AddressBounce.objects.filter(event=None, last_at__lte=now - timedelta(days=BOUNCE_DAYS)).delete()
    over = Campaign.objects.filter(ended_at__lte=limit, messages__isnull=False).distinct()
    for campaign in over:
        freeze_totals(campaign)
    ended = Q(state=MessageState.SENT, sent_at__lte=limit) | Q(state__in=ENDED, created_at__lte=limit)
    rows = OutboxMessage.objects.filter((Q(campaign=None) & ended) | Q(campaign__ended_at__lte=limit))
    return rows.delete()[0]


def forget_mail_of(event_id: int) -> int:
    """Remove all mails and bounced addresses of an event whose people are forgotten; the numbers of mailings stay."""
    running = [CampaignState.SCHEDULED, CampaignState.WRITING, CampaignState.SENDING, CampaignState.PAUSED]
    Campaign.objects.filter(event_id=event_id, state__in=running).update(
        state=CampaignState.STOPPED, ended_at=timezone.now()
    )
    for campaign in Campaign.objects.filter(event_id=event_id).exclude(state=CampaignState.DRAFT):
        freeze_totals(campaign)
    AddressBounce.objects.filter(event_id=event_id).delete()
    return OutboxMessage.objects.filter(event_id=event_id).delete()[0]
