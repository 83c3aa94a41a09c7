"""Background work of the polls app."""

from celery import shared_task

from polls.domain.forgetting import forget_unapproved_texts
from polls.domain.hall.sessions import sweep_sessions
from polls.domain.pressing import forget_presses
from polls.domain.room_cards import sweep_boxes
from polls.domain.rounds import close_if_due, sweep_forgotten_rounds
from polls.domain.simulating import simulate_step


@shared_task(name="polls.tasks.sweep_rounds", ignore_result=True)
def sweep_rounds() -> None:
    """Close forgotten rounds and sessions, freeze closed ones, finish what broke off."""
    sweep_forgotten_rounds()
    sweep_sessions()
    sweep_boxes()
    forget_presses()


@shared_task(name="polls.tasks.close_due_round", ignore_result=True)
def close_due_round(round_id: int) -> None:
    """Say "closing" of a round whose countdown has run out."""
    close_if_due(round_id)


@shared_task(name="polls.tasks.simulate_votes", ignore_result=True)
def simulate_votes(round_id: int, people: int, sent: int, started: float) -> None:
    """Let the simulated voters of a rehearsal vote, as many as are due by now."""
    simulate_step(round_id, people, sent, started)


@shared_task(name="polls.tasks.forget_texts", ignore_result=True)
def forget_texts() -> None:
    """Remove open answers that nobody approved, when their event's retention period is over."""
    forget_unapproved_texts()
