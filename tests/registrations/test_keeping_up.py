"""Organisers see and decide who hears of a change, who still comes; everybody reads that a meeting is called off."""

from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain.calendar import note_sent
from registrations.domain.reconfirming import sweep_reconfirmations
from registrations.domain.telling import call_off
from registrations.models import CalendarChange, Reconfirmation, RegistrationRules
from registrations.wagtail_hooks import say_how_many_hear_of_the_change
from tests.factories import EventDateFactory, EventPageFactory, RegistrationFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def event():
    return EventPageFactory(title="Systeemaanpak")


def told(event, **kwargs):
    """Somebody whose calendar says what holds now."""
    registration = RegistrationFactory(event=event, **kwargs)
    note_sent(registration, method="REQUEST")
    return registration


def move_a_day(event):
    date = event.dates.get()
    EventPage.objects.get(pk=event.pk).dates.filter(pk=date.pk).update(
        starts_at=date.starts_at + timedelta(days=1), ends_at=date.ends_at + timedelta(days=1)
    )


def address(event, name="changes"):
    return reverse(f"registrations_admin:{name}", args=[event.pk])


def test_page_names_exactly_who_would_hear_and_mails_them_at_a_press(organiser, event):
    told(event, name="Verteld Eerder")
    RegistrationFactory(event=event, name="Nooit Uitgenodigd")
    assert "Verteld Eerder" not in organiser.get(address(event)).content.decode()
    move_a_day(event)
    html = organiser.get(address(event)).content.decode()
    assert "Verteld Eerder" in html
    assert "Nooit Uitgenodigd" not in html
    assert not OutboxMessage.objects.exists()
    organiser.post(address(event), {"what": "now"})
    mail.outbox.clear()
    deliver_due()
    [email] = mail.outbox
    entry = icalendar.Calendar.from_ical(email.alternatives[-1][0]).walk("VEVENT")[0]
    assert entry.start == event.dates.get().starts_at
    organiser.post(address(event), {"what": "now"})
    assert OutboxMessage.objects.count() == 1


def test_organiser_can_decide_that_nobody_is_mailed(organiser, event):
    told(event, name="Weet Het Al")
    CalendarChange.objects.create(event=event, changed_at=timezone.now())
    move_a_day(event)
    organiser.post(address(event), {"what": "nobody"})
    assert not OutboxMessage.objects.exists()
    assert not CalendarChange.objects.exists()
    assert "Weet Het Al" not in organiser.get(address(event)).content.decode()


def test_removed_date_is_withdrawn_in_the_mail_about_the_change(organiser, event):
    extra = EventDateFactory(page=event, starts_at=event.dates.get().starts_at + timedelta(days=7))
    registration = told(event)
    extra.delete()
    organiser.post(address(event), {"what": "now"})
    mail.outbox.clear()
    deliver_due()
    files = [icalendar.Calendar.from_ical(part[1]) for part in mail.outbox[0].attachments]
    assert [str(found["METHOD"]) for found in files] == ["REQUEST", "CANCEL"]
    assert str(files[1].walk("VEVENT")[0]["UID"]) == f"{extra.uid}-{registration.reference}@plenair"


def test_page_of_changes_takes_as_many_queries_for_many_people(organiser, event):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            organiser.get(address(event))
        return len(counted)

    told(event)
    move_a_day(event)
    queries()
    one = queries()
    for _number in range(30):
        told(event)
    move_a_day(event)
    assert queries() == one


def test_publishing_says_how_many_hear_of_it(organiser, event):
    EventPage.objects.get(pk=event.pk).save_revision().publish()
    told(event)
    move_a_day(event)
    page = organiser.get(address(event))
    request = page.wsgi_request
    say_how_many_hear_of_the_change(request, EventPage.objects.get(pk=event.pk))
    [message] = request._messages
    assert "Het programma van 1 deelnemer" in str(message)


def test_reconfirmation_page_shows_counts_list_and_reminds(organiser, event):
    now = timezone.now()
    RegistrationRules.objects.create(event=event, reconfirmation_days=40)
    RegistrationFactory(event=event, name="Zwijgt Nog", confirmed_at=now - timedelta(days=20))
    says = RegistrationFactory(event=event, name="Komt Zeker", confirmed_at=now - timedelta(days=20))
    sweep_reconfirmations()
    Reconfirmation.objects.filter(registration=says).update(answer="coming", answered_at=now)
    html = organiser.get(address(event, "reconfirmation")).content.decode()
    assert "Zwijgt Nog" in html
    assert "Komt Zeker" not in html
    mail.outbox.clear()
    for _twice in range(2):
        assert organiser.post(address(event, "reconfirmation")).status_code == 302
    deliver_due()
    assert sum("Herinnering" in email.subject for email in mail.outbox) == 1


@pytest.mark.parametrize("name", ["changes", "reconfirmation"])
def test_pages_are_for_who_runs_the_event(client, event, name):
    client.force_login(UserFactory())
    assert client.get(address(event, name)).status_code in (302, 403, 404)
    assert client.post(address(event, name)).status_code in (302, 403, 404)
    assert not OutboxMessage.objects.exists()


def test_everybody_reads_that_it_is_called_off_and_why(client, event, place_url):
    registration = told(event)
    call_off(event, reason="De spreker is <b>ziek</b>.")
    event = EventPage.objects.get(pk=event.pk)
    pages = [event.url, place_url(registration), reverse("registrations:register", args=[event.pk])]
    for page in pages:
        html = client.get(page).content.decode()
        assert "gaat niet door" in html
        assert "De spreker is &lt;b&gt;ziek&lt;/b&gt;." in html
    assert "EventCancelled" in client.get(event.url).content.decode()
    assert 'class="qr"' not in client.get(place_url(registration)).content.decode()
    mail.outbox.clear()
    deliver_due()
    [email] = mail.outbox
    assert "De spreker is <b>ziek</b>." in email.body


def test_published_revision_does_not_undo_calling_off(event):
    page = EventPage.objects.get(pk=event.pk)
    revision = page.save_revision()
    call_off(event, reason="Ziek")
    revision.publish()
    found = EventPage.objects.get(pk=event.pk)
    assert (found.is_cancelled, found.cancellation_reason) == (True, "Ziek")


def test_personal_feed_says_cancelled_after_calling_off_and_after_cancelling(client, event, place_url):
    venue = VenueFactory()
    EventPage.objects.filter(pk=event.pk).update(venue=venue)
    registration = told(event, confirmed_at=timezone.now())

    def feed():
        answer = client.get(place_url(registration, "my_feed"))
        return answer, icalendar.Calendar.from_ical(answer.content)

    first, found = feed()
    [entry] = found.walk("VEVENT")
    assert (str(found["METHOD"]), str(entry["STATUS"])) == ("PUBLISH", "CONFIRMED")
    assert "REFRESH-INTERVAL" in found
    assert "ATTENDEE" not in entry
    again = client.get(place_url(registration, "my_feed"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    call_off(event, reason="Ziek")
    _second, found = feed()
    assert str(found.walk("VEVENT")[0]["STATUS"]) == "CANCELLED"
    assert found.walk("VEVENT")[0]["SEQUENCE"] > entry["SEQUENCE"]


def test_personal_feed_holds_one_registration_only(client, event, place_url):
    mine = told(event)
    other = told(EventPageFactory(title="Andere bijeenkomst"), email=mine.email)
    assert b"Andere bijeenkomst" not in client.get(place_url(mine, "my_feed")).content
    assert b"Andere bijeenkomst" in client.get(place_url(other, "my_feed")).content
