"""Background work of the registrations app."""

from celery import shared_task

from registrations.domain import (
    inviting,
    inviting_mail,
    jobs,
    moments,
    purging,
    reconfirming,
    save_the_date,
    substitutes,
    sweeping,
    telling,
)
from registrations.domain.series import cases, certificates


@shared_task(name="registrations.tasks.sweep_places")
def sweep_places() -> None:
    """What time alone changes: offers lapse and move on, a raised capacity is given out."""
    sweeping.sweep_places()


@shared_task(name="registrations.tasks.forget_expired")
def forget_expired() -> None:
    """Remove what the retention registry says has expired."""
    purging.forget_expired()
    save_the_date.forget_interests()
    inviting.forget_invitations()
    cases.forget_cases()
    certificates.forget_certificates()


@shared_task(name="registrations.tasks.tell_that_registration_opened")
def tell_that_registration_opened() -> None:
    """Mail who left an address at a save-the-date, once."""
    save_the_date.tell_that_registration_opened()


@shared_task(name="registrations.tasks.follow_invitations")
def follow_invitations() -> None:
    """Note which invitations did not arrive, and send the reminders whose moment has come."""
    inviting_mail.note_bounces()
    inviting_mail.send_due_reminders()


@shared_task(name="registrations.tasks.send_due_moments")
def send_due_moments() -> None:
    """Reminders, practical information and thanks whose moment has come; changes that people must hear of."""
    moments.send_due_moments()
    telling.tell_changes()


@shared_task(name="registrations.tasks.sweep_selfservice")
def sweep_selfservice() -> None:
    """Ask who still comes, release what was not reconfirmed, end the offers to substitutes that nobody answered."""
    substitutes.end_lapsed_handovers()
    reconfirming.sweep_reconfirmations()


@shared_task(name="registrations.tasks.run_people_job")
def run_people_job(pk: int) -> None:
    """Go on with an import or an action on many."""
    jobs.run_job(pk)


@shared_task(name="registrations.tasks.go_on_with_people_jobs")
def go_on_with_people_jobs() -> None:
    """What a lost wake-up or a dead worker left behind."""
    jobs.go_on_with_jobs()
