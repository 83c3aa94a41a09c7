"""Before registration opens: leave an address, confirm it, hear of the opening once, be forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage, EventSector
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain import save_the_date
from registrations.domain.save_the_date import (
    InterestData,
    confirm_interest,
    forget_interests,
    leave_address,
    link_of,
    tell_that_registration_opened,
    token_of,
)
from registrations.models import Interest, Registration
from tests.factories import EventDateFactory, EventPageFactory, SectorFactory, VenueFactory

pytestmark = pytest.mark.django_db
ADDRESS = "samira@gemeente.example"


@pytest.fixture
def event():
    """Announced for in a month; registration opens in a week."""
    return EventPageFactory(
        title="Zicht op gezinnen", venue=VenueFactory(), registration_opens_at=timezone.now() + timedelta(days=7)
    )


def open_registration(event):
    EventPage.objects.filter(pk=event.pk).update(
        registration_opens_at=timezone.now() - timedelta(minutes=1), is_save_the_date=False
    )


def delivered():
    mail.outbox.clear()
    deliver_due()
    return list(mail.outbox)


def form_url(event):
    return reverse("registrations:register", args=[event.pk])


def page_url(interest, name="interest"):
    return reverse(f"registrations:{name}", args=[token_of(interest)])


def on_the_list(event, address=ADDRESS, **kwargs):
    interest = leave_address(event, InterestData(email=address, **kwargs))
    confirm_interest(interest)
    return interest


def test_event_page_and_registration_address_show_the_save_the_date(client, event):
    page = client.get(event.url).content.decode()
    assert "Houd mij op de hoogte" in page
    assert form_url(event) in page
    form = client.get(form_url(event)).content.decode()
    assert 'name="email"' in form
    assert "BCN Utrecht CS" in form


def test_address_is_confirmed_by_a_press_and_never_by_opening_the_link(client, event):
    response = client.post(form_url(event), {"email": ADDRESS})
    assert response.url == reverse("registrations:interest_left", args=[event.pk])
    assert "Kijk in uw mail" in client.get(response.url).content.decode()
    [letter] = delivered()
    interest = Interest.objects.get()
    assert letter.subject == "Bevestig uw adres: Zicht op gezinnen"
    assert link_of(interest) in letter.body
    client.get(page_url(interest))
    interest.refresh_from_db()
    assert interest.confirmed_at is None
    client.post(page_url(interest), {"action": "confirm"})
    interest.refresh_from_db()
    assert interest.confirmed_at is not None
    assert "U staat op de lijst" in client.get(page_url(interest)).content.decode()


def test_known_address_gets_the_same_answer_and_a_mail_of_its_own(client, event):
    first = client.post(form_url(event), {"email": ADDRESS})
    confirm_interest(Interest.objects.get())
    OutboxMessage.objects.all().delete()
    second = client.post(form_url(event), {"email": f" {ADDRESS.upper()} "})
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Interest.objects.count() == 1
    [letter] = delivered()
    assert letter.subject == "U staat op de lijst: Zicht op gezinnen"


def test_somebody_elses_address_gets_at_most_one_mail_an_hour(client, event):
    for _turn in range(4):
        client.post(form_url(event), {"email": ADDRESS})
    assert len(delivered()) == 1


def test_name_and_sector_are_kept_and_fill_in_the_form(client, event):
    sector = SectorFactory(name="Politie")
    EventSector.objects.create(page=event, sector=sector)
    client.post(form_url(event), {"email": ADDRESS, "name": "Samira  de Vries", "sector": sector.pk})
    interest = Interest.objects.get()
    assert (interest.name, interest.sector) == ("Samira de Vries", sector)
    open_registration(event)
    response = client.get(page_url(interest, "interest_register"))
    initial = response.context["form"].initial
    assert (initial["name"], initial["email"], initial["sector"]) == ("Samira de Vries", ADDRESS, str(sector.pk))
    assert ADDRESS in response.content.decode()
    assert "no-store, private" in response["Cache-Control"]


def test_form_behind_the_personal_link_registers(client, event):
    interest = on_the_list(event)
    open_registration(event)
    client.post(page_url(interest, "interest_register"), {"name": "Samira de Vries", "email": ADDRESS})
    assert Registration.objects.get().email == ADDRESS


@pytest.mark.parametrize("typed", ["", "geen-adres", "a\x00@b.nl", "x" * 300 + "@b.nl", "<script>@x"])
def test_bad_address_is_an_error_at_the_field_and_keeps_what_was_typed(client, event, typed):
    response = client.post(form_url(event), {"email": typed, "name": "Samira <script>"})
    assert response.status_code == 422
    assert response.context["form"].errors["email"]
    assert "Samira &lt;script&gt;" in response.content.decode()
    assert not Interest.objects.exists()


def test_program_gets_the_same_answer_and_leaves_nothing(client, event):
    response = client.post(form_url(event), {"email": ADDRESS, "subject": "koop nu"})
    assert response.url == reverse("registrations:interest_left", args=[event.pk])
    assert not Interest.objects.exists()


def test_form_sent_very_often_is_refused_in_words(client, event, settings):
    settings.FORM_LIMIT = 2
    answers = [client.post(form_url(event), {"email": f"p{number}@a.example"}).status_code for number in range(3)]
    assert answers == [302, 302, 422]


def test_one_press_leaves_the_list_and_the_link_then_says_so(client, event):
    interest = on_the_list(event)
    client.post(page_url(interest), {"action": "remove"})
    assert not Interest.objects.exists()
    assert "Uw adres staat niet op de lijst" in client.get(page_url(interest)).content.decode()
    assert client.post(page_url(interest), {"action": "confirm"}).status_code == 200
    assert client.get(reverse("registrations:interest", args=["x.y"])).status_code == 404


def test_opening_is_told_once_to_who_confirmed(event):
    on_the_list(event)
    leave_address(event, InterestData(email="twijfel@gemeente.example"))
    delivered()
    assert tell_that_registration_opened() == 0
    open_registration(event)
    assert [tell_that_registration_opened(), tell_that_registration_opened()] == [1, 0]
    [letter] = delivered()
    assert letter.to == [ADDRESS]
    assert letter.subject == "De aanmelding is open: Zicht op gezinnen"
    assert "/aanmelden/" in letter.body


def test_opening_is_not_told_twice_when_the_sweep_was_killed_before_it_marked(event):
    interest = on_the_list(event)
    open_registration(event)
    tell_that_registration_opened()
    Interest.objects.filter(pk=interest.pk).update(told_at=None)
    tell_that_registration_opened()
    assert OutboxMessage.objects.filter(purpose="registration.interest_opened").count() == 1


def test_more_people_than_one_turn_takes_are_all_told(event, monkeypatch):
    monkeypatch.setattr(save_the_date, "CHUNK", 2)
    for number in range(5):
        on_the_list(event, f"p{number}@a.example")
    open_registration(event)
    assert tell_that_registration_opened() == 5


def test_save_the_date_flag_keeps_registration_closed_whatever_the_opening_time(client, event):
    open_registration(event)
    EventPage.objects.filter(pk=event.pk).update(is_save_the_date=True)
    on_the_list(event)
    assert tell_that_registration_opened() == 0
    html = client.get(form_url(event)).content.decode()
    assert "De aanmelding is nog niet open." in html
    answer = client.post(form_url(event), {"name": "A", "email": "a@b.example", "submission_key": ""})
    assert 'value="a@b.example"' in answer.content.decode()
    assert not Registration.objects.exists()
    assert not Interest.objects.filter(email="a@b.example").exists()
    EventPage.objects.filter(pk=event.pk).update(is_save_the_date=False)
    assert tell_that_registration_opened() == 1


def test_addresses_go_when_their_time_is_over(event):
    long_ago = timezone.now() - timedelta(days=15)
    told = on_the_list(event, "told@a.example")
    Interest.objects.filter(pk=told.pk).update(told_at=long_ago)
    unconfirmed = leave_address(event, InterestData(email="unconfirmed@a.example"))
    Interest.objects.filter(pk=unconfirmed.pk).update(created_at=long_ago)
    over = EventPageFactory(dates=0, registration_opens_at=timezone.now() + timedelta(days=7))
    EventDateFactory(page=over, starts_at=long_ago, ends_at=long_ago + timedelta(hours=4))
    on_the_list(over, "over@a.example")
    stays = on_the_list(event, "stays@a.example")
    fresh = leave_address(event, InterestData(email="fresh@a.example"))
    assert Interest.objects.count() == 5
    assert forget_interests() == 3
    assert set(Interest.objects.all()) == {stays, fresh}


def test_letters_of_a_sensitive_event_do_not_name_it(event):
    EventPage.objects.filter(pk=event.pk).update(is_sensitive=True)
    on_the_list(event)
    open_registration(event)
    delivered()
    tell_that_registration_opened()
    [letter] = delivered()
    assert "Zicht op gezinnen" not in letter.subject + letter.body + letter.alternatives[0][0]
    assert letter.subject == "De aanmelding is open: een bijeenkomst"


def test_letters_speak_the_language_of_who_left_the_address(event):
    leave_address(event, InterestData(email=ADDRESS, language="en"))
    [letter] = delivered()
    assert letter.subject == "Confirm your address: Zicht op gezinnen"
