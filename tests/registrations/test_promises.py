"""The form says what will happen; who loses the race for a seat is told so and keeps what was typed."""

import uuid

import pytest
from django.urls import reverse

from events.models import EventSector
from registrations.domain.registering import RegistrationData, register
from registrations.enums import RegistrationMode, WaitingOrder
from registrations.enums import RegistrationState as State
from registrations.models import Registration, RegistrationRules, SectorQuota
from tests.factories import EventPageFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory(capacity=1)


def show(client, event):
    return client.get(reverse("registrations:register", args=[event.pk]))


def fill(event, **kwargs):
    return RegistrationFactory(event=event, **kwargs)


def test_form_promises_a_place_while_there_is_one(client, event):
    page = show(client, event).content.decode()
    assert 'name="promised" value="confirmed"' in page
    assert "Nog 1 plaats" in page


def test_full_form_says_waiting_list_and_how_it_works(client, event):
    fill(event)
    page = show(client, event).content.decode()
    assert 'name="promised" value="waitlisted"' in page
    assert "Zet mij op de wachtlijst" in page
    assert "gaan op volgorde van aanmelden" in page


def test_full_form_says_openly_that_places_go_by_lot_and_are_offered(client, event):
    fill(event)
    RegistrationRules.objects.create(
        event=event, waiting_order=WaitingOrder.LOT, lot_seed="a" * 32, offer_hours=24, offers_stop_hours=48
    )
    page = show(client, event).content.decode()
    assert "worden verloot" in page
    assert "U hebt dan 24 uur" in page
    assert "Vanaf 48 uur voor het begin" in page


def test_form_by_approval_says_that_organisers_decide(client, event, send):
    RegistrationRules.objects.create(event=event, mode=RegistrationMode.APPROVAL)
    page = show(client, event).content.decode()
    assert 'name="promised" value="pending"' in page
    assert "De organisatoren beslissen wie er kan komen" in page
    response = send(event, promised="pending")
    assert response.status_code == 302
    assert Registration.objects.get().state == State.PENDING
    assert "bericht zodra zij hebben besloten" in client.get(response.url).content.decode()


def test_by_invitation_the_page_says_so_and_takes_nobody(client, event, send):
    RegistrationRules.objects.create(event=event, mode=RegistrationMode.INVITATION)
    page = show(client, event).content.decode()
    assert "op uitnodiging" in page
    assert 'name="promised"' not in page
    assert 'name="promised"' not in send(event, promised="confirmed").content.decode()
    assert not Registration.objects.exists()


def test_loser_of_the_last_seat_is_told_and_keeps_what_was_typed_and_can_wait(client, event, send):
    fill(event)
    typed = {"name": "Wie Laat Was", "organisation_name": "Gemeente Zwolle", "promised": "confirmed"}
    key = str(uuid.uuid4())
    response = send(event, submission_key=key, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "De laatste plaats ging naar iemand anders" in page
    assert "Wie Laat Was" in page
    assert "Gemeente Zwolle" in page
    assert 'name="promised" value="waitlisted"' in page
    assert "Zet mij op de wachtlijst" in page
    assert Registration.objects.count() == 1
    assert send(event, **{**typed, "promised": "waitlisted", "submission_key": key}).status_code == 302
    assert Registration.objects.latest("pk").state == State.WAITLISTED


def test_loser_with_a_known_address_gets_the_same_answer(event, send):
    known = fill(event, email="samira@gemeente.example")
    response = send(event, promised="confirmed")
    assert response.status_code == 422
    assert "De laatste plaats ging naar iemand anders" in response.content.decode()
    assert list(Registration.objects.all()) == [known]


@pytest.mark.parametrize("promised", ["", "waitlisted", "<script>", "a\x00", "x" * 300])
def test_without_a_promise_of_a_place_a_full_event_gives_the_waiting_list(event, send, promised):
    fill(event)
    assert send(event, promised=promised).status_code == 302
    assert Registration.objects.latest("pk").state == State.WAITLISTED


def test_place_that_came_free_is_given_to_who_expected_to_wait(event, send):
    assert send(event, promised="waitlisted").status_code == 302
    assert Registration.objects.get().state == State.CONFIRMED


@pytest.fixture
def sectors(event):
    """Politie is at its maximum of one, the other is not."""
    event.capacity = 5
    event.save()
    police, other = SectorFactory(name="Politie"), SectorFactory(name="Opvang")
    for sector in (police, other):
        EventSector.objects.create(page=event, sector=sector)
    SectorQuota.objects.create(event=event, sector=police, maximum=1)
    fill(event, sector=police)
    return police, other


def test_form_names_the_backgrounds_that_have_no_place_left(client, event, sectors):
    page = show(client, event).content.decode()
    assert "Er is geen plaats meer voor mensen vanuit: Politie" in page
    assert 'name="promised" value="confirmed"' in page


def test_full_background_is_told_and_offered_the_waiting_list_and_others_get_a_place(event, sectors, send):
    police, other = sectors
    response = send(event, sector=police.pk, promised="confirmed")
    assert response.status_code == 422
    assert "geen plaats meer voor mensen met uw achtergrond" in response.content.decode()
    assert send(event, sector=police.pk, promised="waitlisted").status_code == 302
    assert Registration.objects.latest("pk").state == State.WAITLISTED
    assert send(event, sector=other.pk, promised="confirmed", email="b@x.example").status_code == 302
    assert Registration.objects.latest("pk").state == State.CONFIRMED


def test_held_places_are_not_promised_to_everybody(client, event):
    event.capacity = 12
    event.save()
    experts = SectorFactory()
    SectorQuota.objects.create(event=event, sector=experts, held=10)
    assert "Nog 2 plaatsen" in show(client, event).content.decode()
    data = [RegistrationData(name="X", email=f"{number}@x.example") for number in range(3)]
    found = [register(event, item, submission_key=uuid.uuid4()).answer for item in data]
    assert found == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]


def test_event_page_does_not_say_full_when_only_one_background_is(client, event, sectors):
    police, _other = sectors
    fill(event, sector=police, state=State.WAITLISTED)
    page = client.get(event.url).content.decode()
    assert "Nog 4 plaatsen" in page
    assert "Alleen de wachtlijst is nog open voor mensen vanuit: Politie" in page
    assert "Deze bijeenkomst is vol" not in page


def test_publishing_a_raised_capacity_wakes_the_sweep(event, monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr("registrations.waking.send_task", woken.append)
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert "registrations.tasks.sweep_places" in woken
