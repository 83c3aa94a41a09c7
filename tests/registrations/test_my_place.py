"""The personal page behind the signed link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.sections import MY_PLACE, Section, _providers, register
from registrations.domain.links import link_of, token_of
from registrations.enums import RegistrationState
from registrations.models import Place
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return WorkshopFactory(round=WorkshopRoundFactory(event=EventPageFactory()), title="Casus Anna", capacity=1)


@pytest.fixture
def registration(workshop):
    registration = RegistrationFactory(event=workshop.round.event)
    Place.objects.create(registration=registration, round=workshop.round, workshop=workshop)
    return registration


def test_page_shows_status_code_and_programme(client, registration, place_url):
    html = client.get(place_url(registration)).content.decode()
    assert registration.name in html
    assert "Casus Anna" in html
    assert 'class="qr"' in html
    assert registration.email not in html


def test_page_is_kept_and_indexed_by_nobody(client, registration, place_url):
    for name in ("my_place", "my_workshops", "cancel", "my_calendar"):
        response = client.get(place_url(registration, name))
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "same-origin"
        assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("token", ["x", "x.y", "0.0", "." * 80, "é.ü"])
@pytest.mark.parametrize("name", ["my_place", "my_workshops", "cancel", "my_calendar"])
def test_forged_token_is_a_404(client, registration, token, name):
    assert client.get(reverse(f"registrations:{name}", args=[token])).status_code == 404


def test_token_of_another_registration_opens_that_one_only(client, registration, place_url):
    _reference, signature = token_of(RegistrationFactory()).split(".")
    mixed = f"{registration.reference}.{signature}"
    assert client.get(reverse("registrations:my_place", args=[mixed])).status_code == 404


def test_link_leads_to_the_page(registration, place_url):
    assert link_of(registration).endswith(place_url(registration))


def test_cancel_only_by_post(client, registration, place_url):
    address = place_url(registration, "cancel")
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert client.post(address).url == place_url(registration)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    assert client.get(place_url(registration)).status_code == 200
    assert client.post(address).status_code == 302


def test_change_of_workshop_swaps(client, registration, workshop, place_url):
    other = WorkshopFactory(round=workshop.round)
    response = client.post(place_url(registration, "my_workshops"), {f"round_{workshop.round_id}": other.pk})
    assert response.url == place_url(registration)
    assert Place.objects.get().workshop == other


def test_own_full_workshop_can_be_kept(client, registration, workshop, place_url):
    address = place_url(registration, "my_workshops")
    assert f'value="{workshop.pk}" checked' in client.get(address).content.decode()
    assert client.post(address, {f"round_{workshop.round_id}": workshop.pk}).status_code == 302


def test_change_to_a_full_workshop_keeps_the_old_place_and_says_so(client, registration, workshop, place_url):
    full = WorkshopFactory(round=workshop.round, capacity=1)
    Place.objects.create(registration=RegistrationFactory(event=registration.event), round=full.round, workshop=full)
    response = client.post(place_url(registration, "my_workshops"), {f"round_{workshop.round_id}": full.pk})
    assert response.status_code == 422
    assert f"round_{workshop.round_id}" in response.context["form"].errors
    assert Place.objects.get(registration=registration).workshop == workshop


@pytest.mark.parametrize("value", ["<script>", "9" * 40, "\x00", "0"])
def test_change_to_nonsense_is_an_error_and_never_breaks(client, registration, workshop, place_url, value):
    response = client.post(place_url(registration, "my_workshops"), {f"round_{workshop.round_id}": value})
    assert response.status_code == 422
    assert Place.objects.get().workshop == workshop


def test_after_the_day_the_page_stays_and_nothing_changes(client, place_url):
    event = EventPageFactory(dates=0)
    now = timezone.now()
    EventDateFactory(page=event, starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    registration = RegistrationFactory(event=event)
    assert client.get(place_url(registration)).status_code == 200
    assert client.post(place_url(registration, "cancel")).status_code == 302
    assert client.post(place_url(registration, "my_workshops")).status_code == 302
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED


def test_waiting_list_shows_the_position(client, place_url):
    event = EventPageFactory(capacity=1)
    RegistrationFactory(event=event, state=RegistrationState.WAITLISTED)
    second = RegistrationFactory(event=event, state=RegistrationState.WAITLISTED)
    assert "nummer 2" in client.get(place_url(second)).content.decode()


def test_higher_apps_add_their_sections(client, registration, place_url):
    def provider(request, subject):
        return [Section("core/forms/optional.html", {"who": subject.pk})]

    register(MY_PLACE, provider)
    try:
        sections = client.get(place_url(registration)).context["sections"]
        assert registration.pk in [section.context.get("who") for section in sections]
    finally:
        _providers[MY_PLACE].remove(provider)


def test_calendar_can_be_downloaded(client, registration, place_url):
    response = client.get(place_url(registration, "my_calendar"))
    assert response["Content-Type"].startswith("text/calendar")
    assert b"METHOD:PUBLISH" in response.content
    assert b"ATTENDEE" not in response.content


def test_page_of_an_unpublished_event_still_works(client, registration, place_url):
    registration.event.live = False
    registration.event.save()
    assert client.get(place_url(registration)).status_code == 200
