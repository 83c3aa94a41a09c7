"""People hear of a change of time, place or room, exactly those concerned, and when a meeting is called off."""

import uuid
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain.registering import RegistrationData, register
from registrations.domain.telling import QUIET, call_off, tell_changes
from registrations.domain.window import window_of
from registrations.models import CalendarChange, Registration
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    UserFactory,
    VenueFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    page = EventPageFactory(title="Systeemaanpak", venue=VenueFactory())
    page.dates.all().delete()
    starts_at = (timezone.now() + timedelta(days=30)).replace(microsecond=0)
    EventDateFactory(page=page, starts_at=starts_at, ends_at=starts_at + timedelta(hours=5))
    return page


@pytest.fixture
def workshop(event):
    date = event.dates.get()
    starts_at = date.starts_at + timedelta(hours=1)
    ronde = WorkshopRoundFactory(event=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    return WorkshopFactory(round=ronde, title="Casus Anna", room="Zaal 1")


def enrol(event, number=1, **kwargs):
    data = RegistrationData(name=f"Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=uuid.uuid4()).registration


def told():
    """Let it be quiet long enough, sweep and deliver; the mails of that."""
    mail.outbox.clear()
    CalendarChange.objects.update(changed_at=timezone.now() - QUIET)
    tell_changes()
    deliver_due()
    return list(mail.outbox)


def test_another_room_reaches_who_has_a_place_there_and_nobody_else(event, workshop):
    enrol(event, 1, choices={workshop.round_id: workshop.pk})
    enrol(event, 2)
    deliver_due()
    assert told() == []
    workshop.room = "Zaal 9"
    workshop.save()
    (email,) = told()
    assert email.to == ["Persoon 1 <p1@gemeente.example>"]
    assert email.subject == "Er is iets gewijzigd: Systeemaanpak"
    calendar = OutboxMessage.objects.get(message_id=email.extra_headers["Message-ID"]).calendar
    assert "Zaal 9" in str(icalendar.Calendar.from_ical(calendar).walk("VEVENT")[0]["DESCRIPTION"])
    assert told() == []


def test_several_saves_are_one_mail_and_only_when_it_is_quiet(event, workshop):
    enrol(event, 1, choices={workshop.round_id: workshop.pk})
    deliver_due()
    for room in ("Zaal 2", "Zaal 3"):
        workshop.room = room
        workshop.save()
    assert tell_changes() == 0
    assert len(told()) == 1


def test_change_and_change_back_tells_nobody(event, workshop):
    enrol(event, 1, choices={workshop.round_id: workshop.pk})
    deliver_due()
    for room in ("Zaal 2", "Zaal 1"):
        workshop.room = room
        workshop.save()
    assert told() == []


def test_another_time_of_a_published_event_reaches_everybody_with_a_higher_sequence(event):
    enrol(event, 1)
    enrol(event, 2)
    deliver_due()
    page = EventPage.objects.get(pk=event.pk)
    date = page.dates.get()
    date.ends_at += timedelta(hours=1)
    page.dates = [date]
    page.save_revision().publish()
    emails = told()
    assert len(emails) == 2
    sequences = []
    for message in OutboxMessage.objects.filter(to_address="p1@gemeente.example").order_by("pk"):
        (entry,) = icalendar.Calendar.from_ical(message.calendar).walk("VEVENT")
        sequences.append(entry["SEQUENCE"])
    assert sequences == sorted(set(sequences))


def test_meeting_that_is_called_off_mails_everybody_once_and_closes(client, event):
    enrol(event, 1)
    enrol(event, 2)
    deliver_due()
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("registrations_admin:call_off", args=[event.pk])
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 422
    assert not EventPage.objects.get(pk=event.pk).is_cancelled
    mail.outbox.clear()
    for _twice in range(2):
        assert client.post(url, {"sure": "on", "reason": "De spreker is ziek."}).status_code == 302
        deliver_due()
    assert [email.subject for email in mail.outbox] == ["Gaat niet door: Systeemaanpak"] * 2
    assert "method=CANCEL" in mail.outbox[0].alternatives[-1][1]
    assert not window_of(EventPage.objects.get(pk=event.pk)).is_open


def test_no_other_letter_leaves_once_it_is_called_off(event):
    enrol(event, 1)
    call_off(event)
    mail.outbox.clear()
    deliver_due()
    assert [email.subject for email in mail.outbox] == ["Gaat niet door: Systeemaanpak"]


def test_who_cancelled_before_hears_nothing_of_it(event):
    registration = enrol(event, 1)
    Registration.objects.filter(pk=registration.pk).update(state="cancelled", cancelled_at=timezone.now())
    assert call_off(event) == 0
