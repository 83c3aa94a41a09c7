"""Background work of the hand-outs app."""

from celery import shared_task

from handouts.domain.forgetting import forget_expired


@shared_task(name="handouts.tasks.forget_hand_outs", ignore_result=True)
def forget_hand_outs() -> None:
    """Remove what the retention registry says has expired."""
    forget_expired()
