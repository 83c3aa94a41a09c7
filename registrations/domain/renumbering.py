"""Puts the waiting lists of an event in another order."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from registrations.domain.queueing import queue_number
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Registration, RegistrationRules, WorkshopWait

_JOINED = (HistoryKind.WAITLISTED, HistoryKind.APPROVED, HistoryKind.REGISTERED_AGAIN)


def renumber(event_id: int, rules: RegistrationRules) -> None:
    """Give everybody who waits the number that the order of the rules gives, under the event's lock.

    By arrival: when they came on the list, says the history; for a workshop in the order in which they joined.
    """
    joined = Max("history__at", filter=Q(history__kind__in=_JOINED))
    people = Registration.objects.filter(event_id=event_id, state=RegistrationState.WAITLISTED)
    waiting = list(people.annotate(joined_at=joined).order_by("pk"))
    for person in waiting:
        person.queue_number = queue_number(
            rules.waiting_order, seed=rules.lot_seed, name=person.reference, at=person.joined_at or person.created_at
        )
    Registration.objects.bulk_update(waiting, ["queue_number"], batch_size=200)
    waits = list(WorkshopWait.objects.filter(registration__event_id=event_id).select_related("registration"))
    waits.sort(key=lambda wait: wait.pk)
    start = timezone.now() - timedelta(microseconds=len(waits))
    for place, wait in enumerate(waits):
        name = f"{wait.registration.reference}:{wait.workshop_id}"
        at = start + timedelta(microseconds=place)
        wait.queue_number = queue_number(rules.waiting_order, seed=rules.lot_seed, name=name, at=at)
    WorkshopWait.objects.bulk_update(waits, ["queue_number"], batch_size=200)
