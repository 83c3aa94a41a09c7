"""Forgetting people when their time is over; the numbers per sector stay (D14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from events.models import EventPage
from registrations.domain.attendance import attendance_by_sector
from registrations.domain.waiting import lock_event
from registrations.models import AttendanceSummary, Needs, Registration

NEEDS_DAYS = 7


@dataclass(frozen=True)
class Forgotten:
    """How many rows one run removed."""

    needs: int
    registrations: int


def forget_expired() -> Forgotten:
    """Remove needs a week after the last date of their event, and people when its retention period is over.

    That is the event's own number of days, else ``RETENTION_DAYS``.
    """
    today = timezone.now()
    needs = people = 0
    for event in _events_with_people():
        days_over = (today - event.over_at).days if event.over_at else -1
        if days_over >= NEEDS_DAYS:
            needs += _forget_needs(event.pk)
        if days_over >= retention_days_of(event):
            people += forget_people(event.pk)
    return Forgotten(needs, people)


def retention_days_of(event: EventPage) -> int:
    """How many days after the last date the people of an event are known."""
    return settings.RETENTION_DAYS if event.retention_days is None else event.retention_days


def _events_with_people() -> Iterable[Any]:
    """Events with registrations, with the end of their last date as ``over_at``."""
    return (
        EventPage.objects.filter(pk__in=Registration.objects.values("event_id"))
        .annotate(over_at=Max("dates__ends_at"))
        .only("pk", "retention_days")
    )


def _forget_needs(event_id: int) -> int:
    return Needs.objects.filter(registration__event_id=event_id).delete()[0]


def forget_people(event_id: int) -> int:
    """Remove every registration of an event with all that hangs on it, after writing down the numbers."""
    with transaction.atomic():
        lock_event(event_id)
        people = Registration.objects.filter(event_id=event_id)
        number = people.count()
        totals = attendance_by_sector(event_id)
        people.delete()
        AttendanceSummary.objects.filter(event_id=event_id).delete()
        AttendanceSummary.objects.bulk_create(
            AttendanceSummary(
                event_id=event_id, sector_id=total.sector_id, registered=total.registered, attended=total.attended
            )
            for total in totals
        )
    return number
