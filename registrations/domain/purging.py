"""Forgetting people when their time is over; the numbers per sector stay (D14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.models import EventPage
from mailing.domain.forgetting import forget_mail_of
from mailing.models import AddressBounce
from registrations.domain.attendance import attendance_by_sector
from registrations.domain.waiting import lock_event
from registrations.models import (
    AllocationRun,
    AttendanceSummary,
    ColleagueGroup,
    DayChange,
    DayNotes,
    ExportRecord,
    Needs,
    OwnCase,
    PeopleJob,
    Registration,
)
from workshops.domain.forgetting import events_with_working_material, forget_working_material
from workshops.models import WorkshopPerson

NEEDS_DAYS = 7
A_YEAR = timedelta(days=365)
# Without a date nobody is known for ever: such an event is over when it was called off, else a year after the last
# registration or, without any, after it was last worked on.
OVER_AT = Coalesce(
    Max("dates__ends_at"),
    "cancelled_at",
    ExpressionWrapper(Max("registrations__created_at") + A_YEAR, DateTimeField()),
    ExpressionWrapper(F("latest_revision_created_at") + A_YEAR, DateTimeField()),
)


@dataclass(frozen=True)
class Forgotten:
    """How many rows one run removed."""

    needs: int
    registrations: int


def forget_expired() -> Forgotten:
    """Remove needs a week after the last date of their event, and people when its retention period is over.

    That is the event's own number of days, else ``RETENTION_DAYS``, after ``OVER_AT``.
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
    """Events that know people, registered or not, with the end of their last date as ``over_at``."""
    known = Q()
    for model in (Registration, DayNotes, ColleagueGroup, ExportRecord, PeopleJob, AddressBounce):
        known |= Q(pk__in=model._default_manager.exclude(event=None).values("event_id"))
    known |= Q(pk__in=events_with_working_material())
    known |= Q(pk__in=WorkshopPerson.objects.exclude(email="").values("workshop__round__event_id"))
    return EventPage.objects.filter(known).annotate(over_at=OVER_AT).only("pk", "retention_days")


def _forget_needs(event_id: int) -> int:
    OwnCase.objects.filter(registration__event_id=event_id).delete()
    return Needs.objects.filter(registration__event_id=event_id).delete()[0]


def forget_people(event_id: int) -> int:
    """Remove every registration of an event with all that hangs on it, after writing down the numbers.

    Without registrations there is nothing to count: the numbers that an earlier run wrote down stay.
    """
    with transaction.atomic():
        lock_event(event_id)
        people = Registration.objects.filter(event_id=event_id)
        number = people.count()
        totals = attendance_by_sector(event_id)
        people.delete()
        ColleagueGroup.objects.filter(event_id=event_id).delete()
        ExportRecord.objects.filter(event_id=event_id).delete()
        PeopleJob.objects.filter(event_id=event_id).delete()
        DayNotes.objects.filter(event_id=event_id).delete()
        forget_working_material(event_id)
        AllocationRun.objects.filter(event_id=event_id).delete()
        DayChange.objects.filter(event_id=event_id).delete()
        WorkshopPerson.objects.filter(workshop__round__event_id=event_id).exclude(email="").update(email="")
        forget_mail_of(event_id)
        if not number:
            return 0
        AttendanceSummary.objects.filter(event_id=event_id).delete()
        AttendanceSummary.objects.bulk_create(
            AttendanceSummary(
                event_id=event_id, sector_id=total.sector_id, registered=total.registered, attended=total.attended
            )
            for total in totals
        )
    return number
