"""What lets people take part safely, and more than one role: fields of the public form."""

import pytest
from django.urls import reverse

from events.models import EventSector
from registrations.enums import PhotoConsent
from registrations.models import Registration, RegistrationRules
from tests.factories import EventPageFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def sectors(event):
    made = [SectorFactory() for _ in range(3)]
    for number, sector in enumerate(made):
        EventSector.objects.create(page=event, sector=sector, sort_order=number)
    return made


def test_form_left_empty_asks_for_nothing_of_it(event, send):
    assert send(event).status_code == 302
    registration = Registration.objects.get()
    assert registration.name_on_badge == registration.name
    assert registration.photo_consent == PhotoConsent.UNKNOWN
    assert not registration.shares_contact
    assert not registration.asks_contact_person


def test_wishes_for_safety_are_kept(event, send):
    RegistrationRules.objects.create(event=event, has_exchange=True)
    wishes = {
        "badge_name": "  Samira \n V. ",
        "companion_name": "Een vriendin",
        "asks_contact_person": "on",
        "photo_consent": "no",
        "shares_contact": "on",
    }
    assert send(event, **wishes).status_code == 302
    registration = Registration.objects.get()
    assert registration.name_on_badge == "Samira V."
    assert registration.companion_name == "Een vriendin"
    assert registration.photo_consent == PhotoConsent.NO
    assert registration.asks_contact_person
    assert registration.shares_contact


@pytest.mark.parametrize(
    ("name", "value"),
    [("badge_name", "x" * 300), ("companion_name", "x" * 300), ("photo_consent", "maybe"), ("badge_name", "a\x00b")],
)
def test_wish_that_cannot_be_kept_is_an_error_there_and_the_section_opens(event, send, name, value):
    response = send(event, **{name: value})
    assert response.status_code == 422
    assert name in response.context["form"].errors
    assert response.context["form"].shows_safety
    assert not Registration.objects.exists()


def test_who_has_more_than_one_role_names_them_all_and_the_first_counts(event, sectors, send):
    first, second, third = sectors
    response = send(event, sector=first.pk, sectors=[first.pk, second.pk, third.pk])
    assert response.status_code == 302
    registration = Registration.objects.get()
    assert registration.sector == first
    assert set(registration.sectors.all()) == {second, third}


def test_role_that_the_event_does_not_offer_is_an_error_there(event, sectors, send):
    response = send(event, sector=sectors[0].pk, sectors=[SectorFactory().pk])
    assert response.status_code == 422
    assert "sectors" in response.context["form"].errors


def test_organiser_sees_the_wishes_for_safety(client, event, admin_user):
    registration = RegistrationFactory(event=event, badge_name="Sam", companion_name="Een vriendin")
    client.force_login(admin_user)
    page = client.get(reverse("registrations_admin:detail", args=[event.pk, registration.pk])).content.decode()
    assert "Sam" in page
    assert "Een vriendin" in page
