"""Background work of the registrations app."""

from celery import shared_task

from registrations.domain import purging
from registrations.domain.waiting import events_where_people_wait, fill_free_seats


@shared_task(name="registrations.tasks.fill_waiting_lists")
def fill_waiting_lists() -> None:
    """Give free seats to who waits, for example after the capacity was raised."""
    for event_id in events_where_people_wait():
        fill_free_seats(event_id)


@shared_task(name="registrations.tasks.forget_expired")
def forget_expired() -> None:
    """Remove what the retention registry says has expired."""
    purging.forget_expired()
