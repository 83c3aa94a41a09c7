"""Asking before the day whether people still come."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.dates import date_range
from core.models import Venue
from mailing.domain.delivering import deliver_due
from registrations.domain.reconfirming import answers_of_event, say_coming, sweep_reconfirmations, unanswered_people
from registrations.enums import RegistrationState
from registrations.models import Reconfirmation, RegistrationRules
from tests.factories import EventDateFactory, EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def event(now):
    """Starts in 6 days; people are asked 7 days before."""
    event = EventPageFactory(dates=0, capacity=2)
    starts_at = now + timedelta(days=6)
    EventDateFactory(page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    RegistrationRules.objects.create(event=event, reconfirmation_days=7)
    return event


@pytest.fixture
def registration(event, now):
    return RegistrationFactory(event=event, confirmed_at=now - timedelta(days=20))


def mails():
    mail.outbox.clear()
    deliver_due()
    return list(mail.outbox)


def test_people_are_asked_once_and_the_mail_opens_a_page_with_three_buttons(client, registration, place_url):
    sweep_reconfirmations()
    sweep_reconfirmations()
    [email] = mails()
    assert place_url(registration, "reconfirm") in email.body
    page = client.get(place_url(registration, "reconfirm"))
    assert page.content.decode().count('name="answer"') == 3
    assert Reconfirmation.objects.get().answer == ""
    assert place_url(registration, "reconfirm") in client.get(place_url(registration)).content.decode()


def test_page_says_what_people_are_asked_to_come_to(client, event, registration, place_url):
    event.venue = Venue.objects.create(name="Het Trefpunt")
    event.save()
    sweep_reconfirmations()
    date = event.dates.get()
    page = client.get(place_url(registration, "reconfirm")).content.decode()
    assert date_range(date.starts_at, date.ends_at) in page
    assert "Het Trefpunt" in page


def test_coming_is_one_press_and_the_question_goes_away(client, registration, place_url):
    sweep_reconfirmations()
    assert client.post(place_url(registration, "reconfirm"), {"answer": "coming"}).url == place_url(registration)
    assert Reconfirmation.objects.get().answer == "coming"
    assert place_url(registration, "reconfirm") not in client.get(place_url(registration)).content.decode()
    assert mails() == []  # the question is dropped when it was answered before it left


def test_not_coming_cancels_and_the_place_goes_to_who_waits(client, registration, event, place_url):
    RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=RegistrationState.WAITLISTED)
    sweep_reconfirmations()
    client.post(place_url(registration, "reconfirm"), {"answer": "not_coming"})
    for found in (registration, waiting):
        found.refresh_from_db()
    assert (registration.state, waiting.state) == ("cancelled", "confirmed")
    assert answers_of_event(event).not_coming == 1


def test_colleague_leads_to_the_substitute_and_is_noted_when_asked(client, registration, place_url):
    sweep_reconfirmations()
    response = client.post(place_url(registration, "reconfirm"), {"answer": "substitute"})
    assert response.url == place_url(registration, "substitute")
    assert Reconfirmation.objects.get().answer == ""
    client.post(response.url, {"name": "Bo", "email": "bo@gemeente.example"})
    assert Reconfirmation.objects.get().answer == "substitute"


@pytest.mark.parametrize("answer", ["", "x", "\x00"])
def test_nonsense_shows_the_buttons_again(client, registration, place_url, answer):
    response = client.post(place_url(registration, "reconfirm"), {"answer": answer})
    assert response.status_code == 422
    assert not Reconfirmation.objects.exclude(answer="").exists()


def test_who_registered_after_the_question_is_not_asked(event, now):
    RegistrationFactory(event=event, confirmed_at=now)
    sweep_reconfirmations()
    assert not Reconfirmation.objects.exists()


@pytest.mark.parametrize("state", [RegistrationState.WAITLISTED, RegistrationState.CANCELLED])
def test_who_has_no_place_is_not_asked(event, state):
    RegistrationFactory(event=event, state=state)
    sweep_reconfirmations()
    assert not Reconfirmation.objects.exists()


def test_who_does_not_answer_is_reminded_once(registration, now):
    sweep_reconfirmations()
    mails()
    later = now + timedelta(days=4)
    sweep_reconfirmations(now=later)
    sweep_reconfirmations(now=later)
    [email] = mails()
    assert email.subject.startswith("Reminder") or email.subject.startswith("Herinnering")
    assert Reconfirmation.objects.get().reminded_at


def test_who_answered_is_not_reminded(registration, now):
    sweep_reconfirmations()
    say_coming(registration)
    mails()
    sweep_reconfirmations(now=now + timedelta(days=4))
    assert mails() == []


def test_places_are_released_only_when_the_organiser_says_so_and_after_the_reminder(event, registration, now):
    waiting = RegistrationFactory(event=event, state=RegistrationState.WAITLISTED)
    RegistrationFactory(event=event)
    sweep_reconfirmations()
    sweep_reconfirmations(now=now + timedelta(days=4))
    sweep_reconfirmations(now=now + timedelta(days=5, hours=12))
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    RegistrationRules.objects.update(reconfirmation_release_hours=24)
    sweep_reconfirmations(now=now + timedelta(days=5, hours=12))
    for found in (registration, waiting):
        found.refresh_from_db()
    assert (registration.state, waiting.state) == ("cancelled", "confirmed")
    assert registration.history.last().kind == "no_answer"
    assert any("vrijgegeven" in email.subject or "released" in email.subject for email in mails())


def test_release_is_said_clearly_in_the_mail_and_on_the_page(client, event, registration, place_url):
    RegistrationRules.objects.update(reconfirmation_release_hours=24)
    sweep_reconfirmations()
    [email] = mails()
    for text in (email.body, client.get(place_url(registration)).content.decode()):
        assert "Anders gaat uw plaats naar iemand anders" in text


def test_late_release_never_comes_before_the_reminder(event, registration, now):
    RegistrationRules.objects.update(reconfirmation_release_hours=6 * 24)
    sweep_reconfirmations(now=now + timedelta(hours=1))
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED


def test_counts_and_list_tell_who_answered(event, registration, now):
    event.capacity = None
    event.save()
    quiet = RegistrationFactory(event=event, confirmed_at=now - timedelta(days=20))
    RegistrationFactory(event=event, confirmed_at=now)
    sweep_reconfirmations()
    say_coming(registration)
    answers = answers_of_event(event)
    assert (answers.coming, answers.open, answers.not_asked, answers.asked) == (1, 1, 1, 2)
    assert unanswered_people(event) == [quiet]


def test_nobody_is_asked_when_it_is_off_or_called_off(event, registration):
    RegistrationRules.objects.update(reconfirmation_days=0)
    sweep_reconfirmations()
    RegistrationRules.objects.update(reconfirmation_days=7)
    event.cancelled_at = timezone.now()
    event.save()
    sweep_reconfirmations()
    assert not Reconfirmation.objects.exists()
