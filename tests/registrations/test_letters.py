"""Mails about a registration: what they say, what hangs on them, when they stay unsent."""

import uuid

import icalendar
import pytest
from django.core import mail

from mailing.domain.delivering import deliver_due
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from registrations.domain.calendar import calendar_of
from registrations.domain.cancelling import cancel_registration
from registrations.domain.links import link_of, send_link
from registrations.domain.places import change_places
from registrations.domain.registering import RegistrationData, register
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    VenueFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory(title="Systeemaanpak", venue=VenueFactory())


@pytest.fixture
def workshop(event):
    return WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna")


def enrol(event, number=1, **kwargs):
    data = RegistrationData(name=f"Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=uuid.uuid4()).registration


def delivered():
    """Deliver, and give back the mails of this delivery."""
    mail.outbox.clear()
    deliver_due()
    return list(mail.outbox)


def entries(email):
    calendar = icalendar.Calendar.from_ical(
        OutboxMessage.objects.get(message_id=email.extra_headers["Message-ID"]).calendar
    )
    return calendar, list(calendar.walk("VEVENT"))


def unfolded(event):
    return str(event["DESCRIPTION"])


def test_confirmation_names_event_workshop_link_and_invites(event, workshop):
    registration = enrol(event, choices={workshop.round_id: workshop.pk})
    (email,) = delivered()
    assert "Systeemaanpak" in email.subject
    html = email.alternatives[0][0]
    for part in (email.body, html):
        assert "Systeemaanpak" in part
        assert "Casus Anna" in part
        assert link_of(registration) in part
    assert "style=" in html
    calendar, (entry,) = entries(email)
    assert calendar["METHOD"] == "REQUEST"
    assert "Casus Anna" in unfolded(entry)
    assert link_of(registration) in unfolded(entry)
    assert "BCN Utrecht CS" in str(entry["LOCATION"])
    assert "p1@gemeente.example" in str(entry["ATTENDEE"])
    assert calendar.walk("VTIMEZONE")
    assert entry["DTSTART"].dt == event.dates.get().starts_at


def test_series_has_one_entry_per_date_with_an_identity_of_its_own(event):
    EventDateFactory(page=event, starts_at=event.dates.get().starts_at.replace(year=2031))
    registration = enrol(event)
    (email,) = delivered()
    _calendar, found = entries(email)
    assert len({str(entry["UID"]) for entry in found}) == 2
    other = RegistrationFactory(event=event)
    theirs = icalendar.Calendar.from_ical(calendar_of(other, method="PUBLISH")).walk("VEVENT")
    assert not {str(entry["UID"]) for entry in found} & {str(entry["UID"]) for entry in theirs}
    again = icalendar.Calendar.from_ical(calendar_of(registration, method="PUBLISH")).walk("VEVENT")
    assert {str(entry["UID"]) for entry in found} == {str(entry["UID"]) for entry in again}


def test_change_and_cancellation_raise_the_sequence_of_the_same_entry(event, workshop):
    registration = enrol(event)
    first = entries(delivered()[0])[1][0]
    change_places(registration, {workshop.round_id: workshop.pk})
    second = entries(delivered()[0])[1][0]
    cancel_registration(registration)
    calendar, (third,) = entries(delivered()[0])
    assert first["UID"] == second["UID"] == third["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"] < third["SEQUENCE"]
    assert calendar["METHOD"] == "CANCEL"
    assert third["STATUS"] == "CANCELLED"


def test_mail_that_was_overtaken_before_delivery_stays_unsent(event):
    registration = enrol(event)
    cancel_registration(registration)
    assert [email.alternatives[-1][1] for email in delivered()] == ["text/calendar; method=CANCEL"]
    assert OutboxMessage.objects.get(purpose="registration.confirmed").state == MessageState.SKIPPED


def test_mail_of_a_registration_that_is_gone_stays_unsent(event):
    enrol(event).delete()
    assert delivered() == []


def test_sensitive_event_keeps_subject_and_calendar_neutral(event, workshop):
    event.is_sensitive = True
    event.save()
    enrol(event, choices={workshop.round_id: workshop.pk})
    (email,) = delivered()
    _calendar, (entry,) = entries(email)
    for text in (email.subject, email.body, email.alternatives[0][0], str(entry["SUMMARY"]), unfolded(entry)):
        assert "Systeemaanpak" not in text
        assert "Casus Anna" not in text


def test_waiting_list_mail_has_the_position_and_no_calendar():
    event = EventPageFactory(capacity=1)
    for number in range(3):
        enrol(event, number)
    last = delivered()[-1]
    assert "2" in last.body
    assert len(last.alternatives) == 1


def test_leaving_the_waiting_list_sends_no_calendar():
    event = EventPageFactory(capacity=1)
    enrol(event)
    waiting = enrol(event, 2)
    cancel_registration(waiting)
    assert [len(email.alternatives) for email in delivered()] == [2, 1]


def test_link_mail_says_nothing_of_the_state_and_carries_the_link(event):
    registration = RegistrationFactory(event=event)
    send_link(registration)
    (email,) = delivered()
    assert link_of(registration) in email.body


def test_english_registration_gets_english_mail(event):
    enrol(event, language="en")
    (email,) = delivered()
    assert email.subject == "You are registered: Systeemaanpak"


def test_name_with_markup_is_text_in_the_html(event):
    data = RegistrationData(name="<b>Jan</b> & 'Co'", email="jan@gemeente.example")
    register(event, data, submission_key=uuid.uuid4())
    (email,) = delivered()
    assert "<b>Jan</b> & 'Co'" in email.body
    assert "<b>Jan" not in email.alternatives[0][0]


def test_name_cannot_add_a_line_to_the_calendar(event):
    data = RegistrationData(name='Jan"; X:1\r\nATTENDEE:mailto:evil@x.example', email="jan@gemeente.example")
    register(event, data, submission_key=uuid.uuid4())
    (email,) = delivered()
    _calendar, (entry,) = entries(email)
    assert not isinstance(entry["ATTENDEE"], list)
    assert "jan@gemeente.example" in str(entry["ATTENDEE"])
