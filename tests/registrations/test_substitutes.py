"""Handing a place to a substitute."""

import re
from datetime import datetime, timedelta

import icalendar
import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.models import EventSector
from mailing.domain.delivering import deliver_due
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import NoSeat
from registrations.domain.registering import RegistrationData
from registrations.domain.substitutes import accept_handover, by_day, end_lapsed_handovers, hand_over, handover_link
from registrations.enums import HandoverState, RegistrationState
from registrations.models import Handover, Needs, Place, Registration, RegistrationRules, SectorQuota
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    return RegistrationFactory(event=EventPageFactory(capacity=1), name="Ahmed Jansen")


@pytest.fixture
def workshop(registration):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=registration.event), title="Casus Anna", capacity=1)
    Place.objects.create(registration=registration, round=workshop.round, workshop=workshop)
    return workshop


def ask(registration, email="vervanger@gemeente.example"):
    handover = hand_over(registration, name="Bo Bakker", email=email)
    return handover, re.sub(r"^https?://[^/]+", "", handover_link(handover.reference))


def mails():
    mail.outbox.clear()
    deliver_due()
    return {email.to[0].rpartition("<")[2].rstrip(">"): email for email in mail.outbox}


def calendar_in(email):
    return icalendar.Calendar.from_ical(email.alternatives[-1][0])


def test_substitute_accepts_by_post_and_gets_seat_workshops_and_invitation(client, registration, workshop, place_url):
    Needs.objects.create(registration=registration, diet="notenallergie", consented_at=timezone.now())
    response = client.post(place_url(registration, "substitute"), {"name": "Bo Bakker", "email": "bo@gemeente.example"})
    assert response.url == place_url(registration)
    assert "Bo Bakker" in client.get(place_url(registration)).content.decode()
    [(address, email)] = mails().items()
    assert address == "bo@gemeente.example"
    assert "Bo Bakker" in email.body
    assert "Ahmed Jansen" in email.body
    assert "/mijn-plek/" not in email.body + email.alternatives[0][0]
    link = re.search(r"/vervanger/[^\s)]+", email.body).group()
    html = client.get(link).content.decode()
    assert client.head(link).status_code == 200
    assert "Casus Anna" in html
    assert "notenallergie" not in html
    assert registration.email not in html
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    answer = client.post(link, {"name": "Bo Bakker", "organisation_name": "Gemeente Zwolle", "diet": ""})
    substitute = Registration.objects.get(email="bo@gemeente.example")
    assert answer.url == place_url(substitute)
    registration.refresh_from_db()
    assert (registration.state, substitute.state) == ("cancelled", "confirmed")
    assert (registration.history.last().kind, registration.history.last().note) == ("handed", "Bo Bakker")
    assert Place.objects.get().registration == substitute
    assert not Needs.objects.exists()
    sent = mails()
    assert str(calendar_in(sent[registration.email])["METHOD"]) == "CANCEL"
    assert str(calendar_in(sent["bo@gemeente.example"])["METHOD"]) == "REQUEST"
    handover = Handover.objects.get()
    assert (handover.state, handover.name, handover.email) == (HandoverState.ACCEPTED, "", "")


def test_seat_is_never_free_in_between(registration):
    waiting = RegistrationFactory(event=registration.event, state=RegistrationState.WAITLISTED)
    handover, _link = ask(registration)
    accept_handover(handover, RegistrationData(name="Bo", email=""))
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.WAITLISTED
    assert Registration.objects.seated().filter(event=registration.event).count() == 1


@pytest.mark.parametrize(
    ("rule", "waits", "possible"),
    [
        ("always", True, True),
        ("nobody_waits", True, False),
        ("nobody_waits", False, True),
        ("never", False, False),
    ],
)
def test_waiting_list_is_passed_over_only_when_the_organiser_allows_it(
    client, registration, place_url, rule, waits, possible
):
    RegistrationRules.objects.create(event=registration.event, substitutes=rule)
    if waits:
        RegistrationFactory(event=registration.event, state=RegistrationState.WAITLISTED)
    address = place_url(registration, "substitute")
    assert (address in client.get(place_url(registration)).content.decode()) is possible
    response = client.post(address, {"name": "Bo", "email": "bo@gemeente.example"})
    assert response.status_code == (302 if possible else 422)
    assert Handover.objects.exists() is possible


def test_quota_of_the_sector_holds_for_substitutes(client, registration):
    full = SectorFactory(name="Politie")
    EventSector.objects.create(page=registration.event, sector=full)
    registration.event.capacity = 10
    registration.event.save()
    SectorQuota.objects.create(event=registration.event, sector=full, maximum=1)
    RegistrationFactory(event=registration.event, sector=full)
    handover, link = ask(registration)
    response = client.post(link, {"name": "Bo", "sector": str(full.pk)})
    assert response.status_code == 422
    assert "sector" in response.context["form"].errors
    with pytest.raises(NoSeat):
        accept_handover(handover, RegistrationData(name="Bo", email="", sector_id=full.pk))
    assert client.post(link, {"name": "Bo", "sector": "none"}).status_code == 302


def test_same_sector_takes_over_a_place_of_a_full_quota(registration):
    sector = SectorFactory()
    Registration.objects.filter(pk=registration.pk).update(sector=sector)
    SectorQuota.objects.create(event=registration.event, sector=sector, maximum=1)
    handover, _link = ask(registration)
    accept_handover(handover, RegistrationData(name="Bo", email="", sector_id=sector.pk))
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED


def test_event_past_its_capacity_lets_a_substitute_in(registration):
    """The organiser let somebody in at the door, or lowered the number: the seat exists and only changes hands."""
    mine, other, full = SectorFactory(), SectorFactory(), SectorFactory()
    Registration.objects.filter(pk=registration.pk).update(sector=mine)
    RegistrationFactory.create_batch(2, event=registration.event)
    SectorQuota.objects.create(event=registration.event, sector=mine, held=2)
    SectorQuota.objects.create(event=registration.event, sector=full, maximum=0)
    handover, _link = ask(registration)
    for refused in (full, other):  # as control: a maximum still holds, and what is held for a sector stays held
        with pytest.raises(NoSeat):
            accept_handover(handover, RegistrationData(name="Bo", email="", sector_id=refused.pk))
    accept_handover(handover, RegistrationData(name="Bo", email="", sector_id=mine.pk))
    assert Registration.objects.confirmed().filter(event=registration.event).count() == 3


def test_event_past_its_capacity_lets_anybody_in_who_takes_nothing_that_is_held(registration):
    RegistrationFactory.create_batch(2, event=registration.event)
    SectorQuota.objects.create(event=registration.event, sector=SectorFactory(), held=1)
    handover, _link = ask(registration)
    accept_handover(handover, RegistrationData(name="Bo", email="", sector_id=SectorFactory().pk))
    assert Registration.objects.confirmed().filter(event=registration.event).count() == 3


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (datetime(2030, 1, 7, 13, 20), datetime(2030, 1, 7, 14)),
        (datetime(2030, 1, 7, 21, 0), datetime(2030, 1, 7, 21)),
        (datetime(2030, 1, 7, 21, 1), datetime(2030, 1, 8, 9)),
        (datetime(2030, 1, 7, 23, 30), datetime(2030, 1, 8, 9)),
        (datetime(2030, 1, 8, 3, 0), datetime(2030, 1, 8, 9)),
        (datetime(2030, 3, 31, 1, 30), datetime(2030, 3, 31, 9)),  # the night without a half past two
    ],
    ids=str,
)
def test_deadline_of_a_substitute_never_falls_in_the_night(at, until):
    assert by_day(timezone.make_aware(at)) == timezone.make_aware(until)


def test_accepting_twice_gives_one_place(registration):
    handover, _link = ask(registration)
    data = RegistrationData(name="Bo", email="")
    assert accept_handover(handover, data).pk == accept_handover(handover, data).pk
    assert Registration.objects.count() == 2


def test_who_waits_and_takes_over_leaves_the_list_and_who_has_a_place_cannot(client, registration):
    waiting = RegistrationFactory(
        event=registration.event, state=RegistrationState.WAITLISTED, email="wacht@gemeente.example"
    )
    handover, _link = ask(registration, "wacht@gemeente.example")
    accept_handover(handover, RegistrationData(name="Wacht", email=""))
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.CANCELLED
    registration.event.capacity = 3
    registration.event.save()
    other = RegistrationFactory(event=registration.event)
    _handover, link = ask(other, "wacht@gemeente.example")
    response = client.post(link, {"name": "Wacht"})
    assert response.status_code == 422
    other.refresh_from_db()
    assert other.state == RegistrationState.CONFIRMED


def test_declining_keeps_the_place_and_tells_the_registrant(client, registration, place_url):
    _handover, link = ask(registration)
    mails()
    assert client.get(f"{link}nee/").status_code == 405
    assert client.post(f"{link}nee/").status_code == 200
    assert list(mails()) == [registration.email]
    assert client.get(link).status_code == 410
    assert client.post(link, {"name": "Bo"}).status_code == 410
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert "Bo Bakker" not in client.get(place_url(registration)).content.decode()


def test_withdrawing_ends_the_link(client, registration, place_url):
    _handover, link = ask(registration)
    assert client.get(place_url(registration, "substitute_withdraw")).status_code == 405
    client.post(place_url(registration, "substitute_withdraw"))
    assert client.get(link).status_code == 410


def test_second_substitute_replaces_the_first(client, registration):
    _first, first_link = ask(registration)
    _second, second_link = ask(registration, "tweede@gemeente.example")
    assert (client.get(first_link).status_code, client.get(second_link).status_code) == (410, 200)


def test_offer_lapses_by_itself_and_forgets_the_name(client, registration):
    handover, link = ask(registration)
    mails()
    Handover.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.post(link, {"name": "Bo"}).status_code == 410
    assert end_lapsed_handovers() == 1
    handover.refresh_from_db()
    assert (handover.state, handover.name, handover.email) == (HandoverState.LAPSED, "", "")
    assert list(mails()) == [registration.email]
    assert end_lapsed_handovers() == 0


def test_cancelling_ends_the_offer(client, registration):
    _handover, link = ask(registration)
    cancel_registration(registration)
    assert client.post(link, {"name": "Bo"}).status_code == 410
    assert end_lapsed_handovers() == 1


def test_own_address_is_no_substitute(client, registration, place_url):
    response = client.post(place_url(registration, "substitute"), {"name": "Ik", "email": registration.email.upper()})
    assert response.status_code == 422


def test_known_and_unknown_addresses_get_the_same_answer(client, registration, place_url):
    RegistrationFactory(event=registration.event, email="bekend@gemeente.example")
    address = place_url(registration, "substitute")
    known = client.post(address, {"name": "Bo", "email": "bekend@gemeente.example"})
    unknown = client.post(address, {"name": "Bo", "email": "onbekend@gemeente.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize("name", ["", "\x00", "x" * 201])
def test_nonsense_is_an_error_that_keeps_what_was_typed(client, registration, place_url, name):
    response = client.post(place_url(registration, "substitute"), {"name": name, "email": "<script>"})
    assert response.status_code == 422
    assert "<script>" not in response.content.decode().split("<form", 1)[1].split("</form>")[0]


def test_database_allows_one_open_offer_and_no_name_after_it(registration):
    ask(registration)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(registration=registration, name="X", expires_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(state=HandoverState.LAPSED)


def test_forged_substitute_link_gets_a_page_that_helps(client):
    response = client.get(reverse("registrations:handover", args=["x.y"]))
    assert response.status_code == 404
    assert reverse("registrations:lost_link") in response.content.decode()
