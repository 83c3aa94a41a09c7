"""Background work of the polls app."""

from celery import shared_task

from polls.domain.rounds import sweep_forgotten_rounds


@shared_task(name="polls.tasks.sweep_rounds", ignore_result=True)
def sweep_rounds() -> None:
    """Close forgotten rounds, freeze closed ones, finish what broke off."""
    sweep_forgotten_rounds()
