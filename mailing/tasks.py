"""Background work of the mailing app."""

from celery import shared_task

from mailing.domain import forgetting, running
from mailing.domain.delivering import deliver_in_turn
from mailing.domain.waking import send_task

AT_MOST = 1000


@shared_task(name="mailing.tasks.deliver_outbox")
def deliver_outbox() -> None:
    """Deliver what is due; woken after a commit and by the sweep."""
    _deliver()


def _deliver() -> None:
    """Deliver a good many, then let other work of this thread go first."""
    if deliver_in_turn(at_most=AT_MOST).total >= AT_MOST:
        send_task("mailing.tasks.deliver_outbox")


@shared_task(name="mailing.tasks.forget_delivered")
def forget_delivered() -> None:
    """Remove mails some days after delivery."""
    forgetting.forget_delivered()


@shared_task(name="mailing.tasks.write_campaign")
def write_campaign(campaign_id: int) -> None:
    """Write the recipients of a mailing that was just started; the sweep does the same."""
    running.tend_campaigns()


@shared_task(name="mailing.tasks.tend_campaigns")
def tend_campaigns() -> None:
    """Start planned mailings, go on with broken ones, and send what their pace allows."""
    if running.tend_campaigns():
        _deliver()
