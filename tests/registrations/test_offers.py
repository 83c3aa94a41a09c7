"""Offers: a place is kept for a set time, answered by a press, and moves on by itself. The clock is the test's."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain.cancelling import cancel_registration, decline_offer
from registrations.domain.errors import OfferLapsed, RegistrationError
from registrations.domain.offers import accept_offer, offer_deadline
from registrations.domain.registering import RegistrationData, register
from registrations.domain.rules import save_rules
from registrations.domain.sweeping import sweep_places
from registrations.domain.waiting import waiting_position
from registrations.enums import HistoryKind, WaitingOrder
from registrations.enums import RegistrationState as State
from registrations.models import Place, Registration, RegistrationRules, SectorQuota
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.registrations.clock import Clock

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2031, 11, 1, 23, 59, tzinfo=AMSTERDAM)


@pytest.fixture
def clock(monkeypatch):
    return Clock.install(monkeypatch, EVENING)


@pytest.fixture
def event(clock):
    """One place, offers of 24 hours, ten days before the start."""
    event = EventPageFactory(capacity=1, dates=0, registration_opens_at=None, registration_closes_at=None)
    EventDateFactory(
        page=event, starts_at=clock.now + timedelta(days=10), ends_at=clock.now + timedelta(days=10, hours=5)
    )
    RegistrationRules.objects.create(event=event, offer_hours=24)
    return event


@pytest.fixture
def people(event):
    return [enrol(event, number) for number in range(4)]


def enrol(event, number, **kwargs):
    data = RegistrationData(name=f"Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=uuid.uuid4()).registration


def states(event):
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def test_freed_place_is_offered_to_who_is_first(event, people, clock):
    cancel_registration(people[0])
    assert states(event) == [State.CANCELLED, State.OFFERED, State.WAITLISTED, State.WAITLISTED]
    people[1].refresh_from_db()
    assert people[1].offer_expires_at == clock.now + timedelta(hours=24)


def test_offered_place_is_taken_and_newcomers_wait(event, people):
    cancel_registration(people[0])
    assert enrol(event, 9).state == State.WAITLISTED


def test_place_freed_at_23_59_is_offered_on_at_00_01_with_nobodys_help(event, people, clock):
    cancel_registration(people[0])
    clock.turn(hours=23, minutes=59)
    sweep_places()
    assert states(event)[1] == State.OFFERED
    clock.turn(minutes=1)
    assert clock.now.strftime("%H:%M") == "23:59"
    clock.turn(minutes=2)
    sweep_places()
    assert clock.now.strftime("%H:%M") == "00:01"
    assert states(event) == [State.CANCELLED, State.CANCELLED, State.OFFERED, State.WAITLISTED]
    kinds = list(people[1].history.values_list("kind", flat=True))
    assert kinds == [HistoryKind.WAITLISTED, HistoryKind.OFFERED, HistoryKind.OFFER_LAPSED]
    sweep_places()
    assert states(event)[3] == State.WAITLISTED


def test_sweep_before_the_deadline_changes_nothing_as_control(event, people, clock):
    cancel_registration(people[0])
    clock.turn(hours=12)
    sweep_places()
    assert states(event)[1:3] == [State.OFFERED, State.WAITLISTED]


def test_accepted_offer_is_a_confirmed_place_and_twice_changes_nothing(event, people):
    cancel_registration(people[0])
    assert accept_offer(people[1]).state == State.CONFIRMED
    assert accept_offer(people[1]).state == State.CONFIRMED
    mails = OutboxMessage.objects.filter(to_address=people[1].email).values_list("purpose", flat=True)
    assert sorted(mails) == ["registration.confirmed", "registration.offered", "registration.waitlisted"]


def test_offer_is_not_accepted_after_its_deadline_also_when_no_sweep_came_by(event, people, clock):
    cancel_registration(people[0])
    clock.turn(hours=24)
    with pytest.raises(OfferLapsed):
        accept_offer(people[1])
    assert states(event)[1] == State.OFFERED


def test_declined_offer_goes_to_the_next_at_once(event, people):
    cancel_registration(people[0])
    assert decline_offer(people[1]).state == State.CANCELLED
    assert states(event)[2] == State.OFFERED
    with pytest.raises(RegistrationError):
        decline_offer(people[1])


def test_offer_keeps_the_wished_workshop_and_gives_it_back(event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=1)
    first, second, third = (enrol(event, number, choices={workshop.round_id: workshop.pk}) for number in range(3))
    cancel_registration(first)
    assert Place.objects.get().registration == second
    decline_offer(second)
    assert Place.objects.get().registration == third


def test_offers_stop_at_the_set_hour_and_the_desk_decides(event, people, clock):
    RegistrationRules.objects.update(offers_stop_hours=48)
    clock.turn(days=8)
    cancel_registration(people[0])
    sweep_places()
    assert states(event)[1:] == [State.WAITLISTED] * 3
    assert enrol(event, 9).state == State.WAITLISTED


def test_offer_just_before_the_set_hour_ends_there(event, people, clock):
    RegistrationRules.objects.update(offers_stop_hours=48)
    clock.turn(days=7, hours=20)
    cancel_registration(people[0])
    people[1].refresh_from_db()
    assert people[1].offer_expires_at == clock.now + timedelta(hours=4)


@pytest.mark.parametrize(("left", "expected"), [(100, 24), (5, 5), (0.2, 1), (None, 24)])
def test_deadline_is_the_set_time_but_not_past_the_stop_and_an_hour_at_least(left, expected):
    stops_at = None if left is None else EVENING + timedelta(hours=left)
    assert offer_deadline(EVENING, hours=24, stops_at=stops_at) == EVENING + timedelta(hours=expected)


def test_raised_capacity_and_overbooking_are_offered_by_the_sweep(event, people):
    event.capacity = 2
    event.save()
    sweep_places()
    assert states(event) == [State.CONFIRMED, State.OFFERED, State.WAITLISTED, State.WAITLISTED]
    save_rules(event, based_on=0, values={"overbooking": 1, "offer_hours": 24}, quotas={})
    assert states(event)[2] == State.OFFERED


def test_place_of_a_full_sector_goes_past_who_may_not_have_it(event, clock):
    experts, others = SectorFactory(), SectorFactory()
    event.capacity = 3
    event.save()
    SectorQuota.objects.create(event=event, sector=experts, held=1)
    first = [enrol(event, number, sector_id=others.pk) for number in range(3)]
    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert enrol(event, 3, sector_id=experts.pk).state == State.CONFIRMED
    late = enrol(event, 4, sector_id=experts.pk)
    cancel_registration(first[0])
    first[2].refresh_from_db()
    late.refresh_from_db()
    assert (first[2].state, late.state) == (State.OFFERED, State.WAITLISTED)


def test_held_places_are_released_at_the_set_hour(event, clock):
    SectorQuota.objects.create(event=event, sector=SectorFactory(), held=1)
    RegistrationRules.objects.update(held_until_hours=48)
    person = enrol(event, 1)
    assert person.state == State.WAITLISTED
    clock.turn(days=8)
    sweep_places()
    person.refresh_from_db()
    assert person.state == State.OFFERED


def test_lot_gives_an_order_that_can_be_drawn_again(event):
    save_rules(event, based_on=0, values={"waiting_order": WaitingOrder.LOT}, quotas={})
    people = [enrol(event, number) for number in range(12)][1:]
    order = sorted(people, key=waiting_position)
    assert [waiting_position(person) for person in order] == list(range(1, 12))
    assert order != people
    before = [person.queue_number for person in people]
    save_rules(event, based_on=1, values={"waiting_order": WaitingOrder.CHRONOLOGICAL}, quotas={})
    for person in people:
        person.refresh_from_db()
    assert sorted(people, key=waiting_position) == people
    save_rules(event, based_on=2, values={"waiting_order": WaitingOrder.LOT}, quotas={})
    for person in people:
        person.refresh_from_db()
    assert [person.queue_number for person in people] == before


def offered(people):
    cancel_registration(people[0])
    people[1].refresh_from_db()
    return people[1]


def test_page_of_an_offer_says_until_when_and_only_a_press_answers(client, people, place_url):
    person = offered(people)
    shown = client.get(place_url(person)).content.decode()
    assert "zondag 2 november 2031" in shown
    assert "23.59" in shown
    page = client.get(place_url(person, "offer"))
    assert "zondag 2 november 2031" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    for address in (place_url(person, "offer"), place_url(person, "offer") + "?answer=yes"):
        client.get(address)
        client.head(address)
    person.refresh_from_db()
    assert person.state == State.OFFERED


@pytest.mark.parametrize(("answer", "state"), [("yes", State.CONFIRMED), ("no", State.CANCELLED)])
def test_press_answers_an_offer(client, people, place_url, answer, state):
    person = offered(people)
    response = client.post(place_url(person, "offer"), {"answer": answer}, follow=True)
    assert response.status_code == 200
    person.refresh_from_db()
    assert person.state == state


@pytest.mark.parametrize("answer", ["", "maybe", "\x00", "y" * 300])
def test_strange_answer_changes_nothing(client, people, place_url, answer):
    person = offered(people)
    assert client.post(place_url(person, "offer"), {"answer": answer}).status_code == 200
    person.refresh_from_db()
    assert person.state == State.OFFERED


def test_answer_after_the_deadline_is_told_politely(client, people, place_url, clock):
    person = offered(people)
    clock.turn(hours=25)
    response = client.post(place_url(person, "offer"), {"answer": "yes"}, follow=True)
    assert "De tijd om deze plaats aan te nemen is voorbij" in response.content.decode()


def test_page_of_an_offer_without_one_leads_to_my_place(client, people, place_url):
    assert client.get(place_url(people[0], "offer")).url == place_url(people[0])
    assert client.get(reverse("registrations:offer", args=["x" * 30])).status_code == 404


def test_offer_mail_carries_the_deadline_in_words_and_a_stale_one_is_not_sent(people, mailoutbox):
    person = offered(people)
    deliver_due()
    [mail] = [
        mail for mail in mailoutbox if mail.to[0].endswith(f"<{person.email}>") and "plaats voor u" in mail.subject
    ]
    assert "zondag 2 november 2031, 23.59" in mail.subject
    assert "zondag 2 november 2031, 23.59" in mail.body
    mailoutbox.clear()
    decline_offer(person)
    accept_offer(people[2])
    deliver_due()
    assert not [mail for mail in mailoutbox if "plaats voor u" in mail.subject]


def test_waiting_registrant_sees_the_position_and_how_the_list_works(client, people, place_url):
    shown = client.get(place_url(people[2])).content.decode()
    assert "U bent nummer 2." in shown
    assert "U hebt dan 24 uur om de plaats aan te nemen" in shown
    RegistrationRules.objects.update(waiting_order=WaitingOrder.LOT, lot_seed="a" * 32)
    assert "worden verloot" in client.get(place_url(people[2])).content.decode()
