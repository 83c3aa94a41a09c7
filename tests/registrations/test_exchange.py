"""Exchange of contact details: only who wants it sees only who wants it, and stopping works at once."""

import pytest
from django.urls import reverse

from registrations.domain.cancelling import cancel_registration
from registrations.enums import RegistrationState
from registrations.models import Registration, RegistrationRules
from tests.factories import EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory()
    RegistrationRules.objects.create(event=event, has_exchange=True)
    return event


@pytest.fixture
def people(event):
    """Two who take part, one who does not, one who waits, and one of another event."""
    anna, bert = (RegistrationFactory(event=event, name=name, shares_contact=True) for name in ("Anna", "Bert"))
    RegistrationFactory(event=event, name="Carla Niet")
    RegistrationFactory(event=event, name="Dirk Wacht", shares_contact=True, state=RegistrationState.WAITLISTED)
    RegistrationFactory(name="Els Elders", shares_contact=True)
    return anna, bert


def see(client, place_url, registration):
    return client.get(place_url(registration, "exchange")).content.decode()


def test_who_takes_part_sees_the_others_who_do_and_nobody_else(client, people, place_url):
    anna, bert = people
    page = see(client, place_url, anna)
    assert bert.email in page
    for name in ("Carla Niet", "Dirk Wacht", "Els Elders"):
        assert name not in page


def test_who_does_not_take_part_sees_nobody(client, event, people, place_url):
    page = see(client, place_url, Registration.objects.get(name="Carla Niet"))
    assert people[0].email not in page
    page = see(client, place_url, Registration.objects.get(name="Dirk Wacht"))
    assert people[0].email not in page


def test_badge_name_stands_in_for_the_own_name(client, people, place_url):
    Registration.objects.filter(pk=people[1].pk).update(name="Echte Naam", badge_name="B.")
    page = see(client, place_url, people[0])
    assert "Echte Naam" not in page
    assert "B." in page


def test_beginning_and_stopping_are_a_press_each_and_work_at_once(client, event, people, place_url):
    carla = Registration.objects.get(name="Carla Niet")
    client.post(place_url(carla, "exchange"), {"shares": "on"})
    assert "Carla Niet" in see(client, place_url, people[0])
    client.post(place_url(carla, "exchange"), {"shares": "off"})
    assert "Carla Niet" not in see(client, place_url, people[0])
    assert people[0].email not in see(client, place_url, carla)
    assert carla.history.count() == 2


def test_looking_changes_nothing(client, people, place_url):
    carla = Registration.objects.get(name="Carla Niet")
    see(client, place_url, carla)
    carla.refresh_from_db()
    assert not carla.shares_contact


def test_who_cancels_is_gone_from_the_list(client, people, place_url):
    cancel_registration(people[1])
    assert people[1].email not in see(client, place_url, people[0])


def test_event_without_exchange_has_no_such_page_and_does_not_ask(client, place_url, send):
    event = EventPageFactory()
    registration = RegistrationFactory(event=event, shares_contact=True)
    assert client.get(place_url(registration, "exchange")).status_code == 404
    assert "shares_contact" not in client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    send(event, shares_contact="on")
    assert not Registration.objects.latest("pk").shares_contact


def test_my_place_leads_there(client, people, place_url):
    assert place_url(people[0], "exchange") in client.get(place_url(people[0])).content.decode()


def test_my_place_names_the_contact_person(client, event, place_url):
    registration = RegistrationFactory(event=event, asks_contact_person=True)
    assert "Uw contactpersoon" in client.get(place_url(registration)).content.decode()
    Registration.objects.filter(pk=registration.pk).update(contact_person="Fatima <06>")
    assert "Fatima &lt;06&gt;" in client.get(place_url(registration)).content.decode()
