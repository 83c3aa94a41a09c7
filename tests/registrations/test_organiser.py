"""Organisers' pages: list, one registration, export."""

import pytest
from django.urls import reverse

from registrations.domain.checkin import check_in
from registrations.models import Needs
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def url(event, name="list", *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


def names(response):
    return [registration.name for registration in response.context["object_list"]]


def test_list_shows_this_event_only(organiser, event):
    RegistrationFactory(event=event, name="Hier")
    RegistrationFactory(name="Elders")
    assert names(organiser.get(url(event))) == ["Hier"]


def test_page_of_one_registration_shows_needs_and_history(organiser, event):
    registration = RegistrationFactory(event=event)
    Needs.objects.create(registration=registration, access="Ringleiding", consented_at=registration.created_at)
    check_in(registration, event.dates.get(), actor="Balie 1")
    html = organiser.get(url(event, "detail", registration.pk)).content.decode()
    assert "Ringleiding" not in html  # only who arranges access and food reads needs: test_needs.py
    assert "Wensen" in html
    assert "Balie 1" in html


def test_registration_of_another_event_is_a_404(organiser, event):
    other = RegistrationFactory()
    assert organiser.get(url(event, "detail", other.pk)).status_code == 404
    assert organiser.get(url(other.event, "detail", other.pk)).status_code == 200


def test_event_workspace_shows_the_numbers(organiser, event):
    RegistrationFactory(event=event, sector=SectorFactory(name="Politie"))
    html = organiser.get(reverse("workspace:event", args=[event.pk])).content.decode()
    assert "Politie" in html
    assert url(event) in html


def test_desk_link_is_made_renewed_and_taken_back(organiser, client, event):
    assert "Er is nu geen link." in organiser.get(url(event, "desk")).content.decode()
    addresses = []
    for _turn in range(2):
        organiser.post(url(event, "desk_link"), {"action": "renew"})
        page = organiser.get(url(event, "desk"))
        assert "<svg" in page.content.decode()
        addresses.append("/balie/" + page.context["address"].partition("/balie/")[2])
    assert [organiser.get(address).status_code for address in addresses] == [404, 200]
    organiser.post(url(event, "desk_link"), {"action": "revoke"})
    organiser.post(url(event, "desk_link"), {"action": "\x00"})
    assert organiser.get(addresses[1]).status_code == 404


def test_desk_link_of_another_team_is_out_of_reach(client, event):
    client.force_login(UserFactory())
    for name in ("desk", "desk_link"):
        assert client.post(url(event, name), {"action": "renew"}).status_code in (302, 404)
    assert not event.access_links.exists()
