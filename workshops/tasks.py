"""Background work of the workshops app."""

from celery import shared_task

from workshops.domain.reminding import remind_contacts


@shared_task(name="workshops.tasks.remind_of_actions", ignore_result=True)
def remind_of_actions() -> None:
    """Reminders of what was agreed, on their day."""
    remind_contacts()
