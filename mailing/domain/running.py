"""The background part of mailings: starting the planned, writing a row per recipient, ending what is done.

Everything here may be killed anywhere and run again: a row's key names campaign and recipient.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from mailing.domain.audiences import REASONS, Recipient, audience_named, reach
from mailing.domain.campaigns import CHUNK, COMPOSER, OPEN_STATES, numbers_of
from mailing.domain.envelope import clean_header
from mailing.domain.outbox import new_message_id
from mailing.domain.waking import send_task
from mailing.enums import CampaignState, MessageState, Priority
from mailing.models import Campaign, OutboxMessage

State = CampaignState


def tend_campaigns() -> bool:
    """Start what is planned, go on writing what was broken off, end what is done. Whether one is being sent."""
    now = timezone.now()
    Campaign.objects.filter(state=State.SCHEDULED, started_at__lte=now).update(state=State.WRITING)
    for campaign in Campaign.objects.filter(state=State.WRITING).select_related("event"):
        write_recipients(campaign)
    # A worker that had a message in hand while somebody paused and went on may have held it too late.
    stuck = OutboxMessage.objects.filter(campaign__state=State.SENDING, state=MessageState.HELD)
    stuck.update(state=MessageState.QUEUED)
    for campaign in Campaign.objects.filter(state=State.SENDING):
        _end_if_done(campaign)
    return Campaign.objects.filter(state=State.SENDING).exists()


def write_recipients(campaign: Campaign) -> None:
    """Write one outbox row per recipient, paced; who is left out gets a row that says why."""
    audience = audience_named(campaign.audience)
    if audience is None:
        return
    start = max(campaign.started_at or timezone.now(), timezone.now() - timedelta(minutes=1))
    step = timedelta(minutes=1) / campaign.rate_per_minute
    reached = reach(audience, campaign.event, campaign.selection)
    rows = [_row(campaign, one, start + number * step) for number, one in enumerate(reached.recipients)]
    rows += [_row(campaign, one, start, reason=reason) for one, reason in reached.excluded]
    for first in range(0, len(rows), CHUNK):
        if not Campaign.objects.filter(pk=campaign.pk, state=State.WRITING).exists():
            return
        OutboxMessage.objects.bulk_create(rows[first : first + CHUNK], ignore_conflicts=True)
    written = Campaign.objects.filter(pk=campaign.pk, state=State.WRITING)
    if written.update(state=State.SENDING, written_at=timezone.now()):
        send_task("mailing.tasks.deliver_outbox")


def _row(campaign: Campaign, recipient: Recipient, due_at: datetime, *, reason: str = "") -> OutboxMessage:
    return OutboxMessage(
        key=f"campaign:{campaign.pk}:{recipient.key}",
        campaign=campaign,
        event_id=campaign.event_id,
        priority=Priority.CAMPAIGN,
        purpose="campaign",
        to_name=clean_header(recipient.name)[:200],
        to_address=clean_header(recipient.address),
        composer=COMPOSER,
        argument=recipient.key,
        language=recipient.language,
        message_id=new_message_id(),
        due_at=due_at,
        state=MessageState.SKIPPED if reason else MessageState.QUEUED,
        last_error=str(REASONS[reason]) if reason else "",
    )


def _end_if_done(campaign: Campaign) -> None:
    if OutboxMessage.objects.filter(campaign=campaign, state__in=OPEN_STATES).exists():
        return
    Campaign.objects.filter(pk=campaign.pk, state=State.SENDING).update(state=State.DONE, ended_at=timezone.now())


def freeze_totals(campaign: Campaign) -> None:
    """Keep the numbers of a mailing whose rows per recipient are about to go."""
    if not campaign.totals:
        campaign.totals = numbers_of(campaign)
        campaign.save(update_fields=["totals"])
