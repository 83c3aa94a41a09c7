"""Background work of the mailing app."""

from celery import shared_task

from mailing.domain import forgetting
from mailing.domain.delivering import deliver_due


@shared_task(name="mailing.tasks.deliver_outbox")
def deliver_outbox() -> None:
    """Deliver what is due; woken after a commit and by the sweep."""
    deliver_due()


@shared_task(name="mailing.tasks.forget_delivered")
def forget_delivered() -> None:
    """Remove mails some days after delivery."""
    forgetting.forget_delivered()
