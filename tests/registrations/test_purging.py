"""People are forgotten on time; the numbers stay."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from core.retention import Expiry, declarations
from events.models import EventPage
from mailing.domain.delivering import deliver_due
from mailing.domain.forgetting import forget_delivered
from mailing.models import AddressBounce, OutboxMessage
from registrations.domain.attendance import SectorAttendance, attendance_by_sector
from registrations.domain.checkin import check_in
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.purging import forget_expired
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import AttendanceSummary, DayNotes, ExportRecord, Needs, PeopleJob, Registration
from tests.factories import EventDateFactory, EventPageFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db
CANARY = "kanarievogel"


def event_of(days_ago):
    event = EventPageFactory(dates=0)
    ends_at = timezone.now() - timedelta(days=days_ago, minutes=1)
    EventDateFactory(page=event, starts_at=ends_at - timedelta(hours=4), ends_at=ends_at)
    return event


def canary(event, **kwargs):
    """A registration with the canary in every text field a person fills."""
    registration = RegistrationFactory(
        event=event,
        name=f"Vogel {CANARY}",
        email=f"{CANARY}{event.pk}@gemeente.example",
        organisation_name=CANARY,
        function=CANARY,
        **kwargs,
    )
    Needs.objects.create(registration=registration, access=CANARY, diet=CANARY, consented_at=timezone.now())
    note_history(registration, HistoryKind.CHANGED, actor=CANARY, note=CANARY)
    queue_mail(registration, "confirmed")
    return registration


def tables_with_canary():
    """Every table of the database that still knows the canary."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        columns = [
            field.column for field in model._meta.local_concrete_fields if not getattr(model, "live_database", 0)
        ]
        with connection.cursor() as cursor:
            for column in columns:
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{model._meta.db_table}" WHERE LOWER(CAST("{column}" AS text)) LIKE %s',
                    [f"%{CANARY}%"],
                )
                if cursor.fetchone()[0]:
                    found.add(model._meta.label)
    return found


def test_before_its_time_everything_is_known_as_control():
    canary(event_of(days_ago=6))
    forget_expired()
    assert tables_with_canary() == {
        "registrations.Registration",
        "registrations.Needs",
        "registrations.HistoryEntry",
        "mailing.OutboxMessage",
    }


def test_needs_go_a_week_after_the_last_date():
    canary(event_of(days_ago=7))
    assert forget_expired().needs == 1
    assert "registrations.Needs" not in tables_with_canary()
    assert Registration.objects.exists()


def test_people_go_after_the_retention_period_and_no_table_knows_them(settings):
    settings.RETENTION_DAYS = 90
    event = event_of(days_ago=90)
    check_in(canary(event), event.dates.get())
    deliver_due()
    OutboxMessage.objects.update(sent_at=timezone.now() - timedelta(days=31))
    assert tables_with_canary()
    assert forget_expired().registrations == 1
    assert forget_delivered() == 0, "the mails went with the people"
    assert tables_with_canary() == set()


def test_numbers_per_sector_stay_the_same_after_the_purge():
    sector = SectorFactory()
    event = event_of(days_ago=91)
    there, _absent = RegistrationFactory(event=event, sector=sector), RegistrationFactory(event=event, sector=sector)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, sector=sector, state=RegistrationState.CANCELLED)
    check_in(there, event.dates.get())
    before = attendance_by_sector(event.pk)
    assert before == [SectorAttendance(sector.pk, 2, 1), SectorAttendance(None, 1, 0)]
    forget_expired()
    assert not Registration.objects.exists()
    assert attendance_by_sector(event.pk) == before
    forget_expired()
    assert AttendanceSummary.objects.count() == 2


def test_a_series_is_kept_until_its_last_date_is_long_ago():
    event = event_of(days_ago=200)
    now = timezone.now()
    EventDateFactory(page=event, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=2))
    canary(event)
    assert forget_expired().registrations == 0


def test_mails_are_kept_for_30_days_after_delivery():
    canary(event_of(days_ago=1))
    deliver_due()
    assert forget_delivered() == 0
    OutboxMessage.objects.update(sent_at=timezone.now() - timedelta(days=30, minutes=1))
    assert forget_delivered() == 1


def test_what_is_declared_to_go_with_needs_is_what_the_purge_removes():
    going = {
        label
        for label, item in declarations().items()
        for field in item.personal.values()
        if field.expiry is Expiry.NEEDS
    }
    assert going == {"registrations.needs", "registrations.owncase"}


@pytest.mark.parametrize(("days_ago", "left"), [(1, 3), (4000, 0)])
def test_what_is_known_of_people_who_never_registered_goes_as_well(days_ago, left):
    event = event_of(days_ago=days_ago)
    AddressBounce.objects.create(event=event, address=f"{CANARY}@gemeente.example", last_at=timezone.now())
    ExportRecord.objects.create(event=event, by=CANARY, format="csv", number=1, columns="")
    PeopleJob.objects.create(event=event, kind="import", by=CANARY)
    forget_expired()
    assert sum(model.objects.filter(event=event).count() for model in (AddressBounce, ExportRecord, PeopleJob)) == left


def test_the_numbers_stay_when_something_is_noted_after_people_were_forgotten():
    event = event_of(days_ago=4000)
    RegistrationFactory(event=event)
    forget_expired()
    DayNotes.objects.create(event=event, contacts=CANARY)
    forget_expired()
    assert not DayNotes.objects.filter(event=event).exists()
    assert [summary.registered for summary in AttendanceSummary.objects.filter(event=event)] == [1]


def test_event_without_a_date_is_over_when_called_off_or_a_year_after_the_last_registration():
    called_off, forgotten, fresh = (EventPageFactory(dates=0) for _ in range(3))
    for event in (called_off, forgotten, fresh):
        RegistrationFactory(event=event)
    long_ago = timezone.now() - timedelta(days=365 + 800)
    EventPage.objects.filter(pk=called_off.pk).update(cancelled_at=long_ago)
    Registration.objects.filter(event=forgotten).update(created_at=long_ago)
    forget_expired()
    assert list(Registration.objects.values_list("event_id", flat=True)) == [fresh.pk]
