"""Forgetting people when their time is over; the numbers per sector stay (D14)."""

from dataclasses import dataclass
from datetime import timedelta

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
    """Remove needs a week, and people ``RETENTION_DAYS`` days, after the last date of their event."""
    needs = sum(_forget_needs(event_id) for event_id in _over_for(NEEDS_DAYS))
    people = sum(forget_people(event_id) for event_id in _over_for(settings.RETENTION_DAYS))
    return Forgotten(needs, people)


def _over_for(days: int) -> list[int]:
    """Events with registrations whose last date lies at least ``days`` days back."""
    return list(
        EventPage.objects.annotate(over_at=Max("dates__ends_at"))
        .filter(over_at__lte=timezone.now() - timedelta(days=days), pk__in=Registration.objects.values("event_id"))
        .values_list("pk", flat=True)
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
