"""Waiting for a full workshop: the place that somebody has is kept, and what comes free goes to who is first."""

import uuid

import pytest
from django.urls import reverse

from mailing.models import OutboxMessage
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import PlacesTaken
from registrations.domain.places import better_wishes_of, change_places, wishes_of
from registrations.domain.registering import RegistrationData, register
from registrations.domain.rules import save_rules
from registrations.domain.sweeping import sweep_places
from registrations.domain.workshop_waiting import queues_of, waits_of
from registrations.enums import HistoryKind, RegistrationState, WaitingOrder
from registrations.models import Place, Registration, WorkshopWait
from tests.factories import EventPageFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory(capacity=None)


@pytest.fixture
def rooms(event):
    """Three workshops in one round, with one place each."""
    round_ = WorkshopRoundFactory(event=event)
    return [WorkshopFactory(round=round_, capacity=1, title=title) for title in ("Anna", "Bram", "Cleo")]


def pick(room):
    return {room.round_id: room.pk} if room else {}


def enrol(event, number=1, room=None, wait=None, **kwargs):
    data = RegistrationData(
        name=f"Persoon {number}",
        email=f"p{number}@gemeente.example",
        choices=pick(room),
        waits=pick(wait),
        **kwargs,
    )
    return register(event, data, submission_key=uuid.uuid4()).registration


def sits(registration):
    place = Place.objects.filter(registration=registration).first()
    return place and place.workshop.title


def test_place_elsewhere_is_kept_while_waiting_and_given_up_for_the_freed_one(event, rooms):
    first = enrol(event, 1, rooms[0])
    second = enrol(event, 2, rooms[1], wait=rooms[0])
    assert sits(second) == "Bram"
    assert waits_of(second) == pick(rooms[0])
    cancel_registration(first)
    assert sits(second) == "Anna"
    assert not WorkshopWait.objects.exists()
    assert second.history.last().kind == HistoryKind.GOT_WORKSHOP
    assert OutboxMessage.objects.latest("pk").purpose == "registration.got_workshop"


def test_freed_place_wanders_on_through_the_queues(event, rooms):
    first = enrol(event, 1, rooms[0])
    second = enrol(event, 2, rooms[1], wait=rooms[0])
    third = enrol(event, 3, rooms[2], wait=rooms[1])
    fourth = enrol(event, 4, wait=rooms[2])
    cancel_registration(first)
    assert [sits(person) for person in (second, third, fourth)] == ["Anna", "Bram", "Cleo"]


def test_queue_is_in_order_and_its_numbers_are_shown(event, rooms):
    enrol(event, 1, rooms[0])
    people = [enrol(event, number, wait=rooms[0]) for number in (2, 3, 4)]
    assert [queues_of(person)[0].position for person in people] == [1, 2, 3]
    cancel_registration(people[0])
    assert queues_of(people[2])[0].position == 2


def test_wait_for_a_workshop_with_room_gives_the_place(event, rooms):
    person = enrol(event, 1, rooms[1], wait=rooms[0])
    assert sits(person) == "Anna"
    assert not waits_of(person)


def test_newcomer_does_not_pass_who_waits_when_the_workshop_was_enlarged(event, rooms):
    enrol(event, 1, rooms[0])
    waiting = enrol(event, 2, wait=rooms[0])
    rooms[0].capacity = 2
    rooms[0].save()
    with pytest.raises(PlacesTaken):
        enrol(event, 3, rooms[0])
    sweep_places()
    assert sits(waiting) == "Anna"


def test_changing_frees_a_place_for_who_waits(event, rooms):
    first, second = enrol(event, 1, rooms[0]), enrol(event, 2, wait=rooms[0])
    change_places(first, pick(rooms[1]))
    assert (sits(first), sits(second)) == ("Bram", "Anna")


def test_change_can_add_keep_and_end_a_wait(event, rooms):
    enrol(event, 1, rooms[0])
    person = enrol(event, 2, rooms[1])
    change_places(person, pick(rooms[1]), waits=pick(rooms[0]))
    number = WorkshopWait.objects.get().queue_number
    change_places(person, pick(rooms[2]))
    assert WorkshopWait.objects.get().queue_number == number
    change_places(person, pick(rooms[2]), waits={})
    assert not WorkshopWait.objects.exists()
    kinds = list(person.history.values_list("kind", flat=True))
    assert kinds[-1] == HistoryKind.LEFT_WORKSHOP
    assert HistoryKind.WAITS_WORKSHOP in kinds


def test_fixed_place_is_not_moved(event, rooms):
    first = enrol(event, 1, rooms[0])
    second = enrol(event, 2, rooms[1], wait=rooms[0])
    Place.objects.filter(registration=second).update(is_fixed=True)
    third = enrol(event, 3, wait=rooms[0])
    cancel_registration(first)
    assert (sits(second), sits(third)) == ("Bram", "Anna")


def test_closed_workshop_takes_nobody_from_its_queue(event, rooms):
    first, second = enrol(event, 1, rooms[0]), enrol(event, 2, wait=rooms[0])
    rooms[0].is_open_for_choice = False
    rooms[0].save()
    cancel_registration(first)
    assert sits(second) is None


def test_who_waits_for_the_event_gets_the_better_wish_or_waits_for_it():
    event = EventPageFactory(capacity=2)
    round_ = WorkshopRoundFactory(event=event)
    full, other = (WorkshopFactory(round=round_, capacity=1) for _ in range(2))
    first, second = enrol(event, 1, full), enrol(event, 2)
    third = enrol(event, 3, other, wait=full)
    assert third.state == RegistrationState.WAITLISTED
    assert (wishes_of(third), better_wishes_of(third)) == (pick(other), pick(full))
    cancel_registration(second)
    assert sits(third) == other.title
    assert waits_of(third) == pick(full)
    cancel_registration(first)
    assert sits(third) == full.title


def test_wish_that_filled_up_meanwhile_becomes_a_wait():
    event = EventPageFactory(capacity=2)
    room = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=1)
    _first, second = enrol(event, 1, room), enrol(event, 2)
    third = enrol(event, 3, room)
    cancel_registration(second)
    assert sits(third) is None
    assert waits_of(third) == pick(room)


def test_queue_by_lot_is_reproducible_and_back_in_order_of_joining(event, rooms):
    enrol(event, 1, rooms[0])
    people = [enrol(event, number, wait=rooms[0]) for number in range(2, 10)]
    save_rules(event, based_on=0, values={"waiting_order": WaitingOrder.LOT}, quotas={})
    drawn = list(WorkshopWait.objects.order_by("pk").values_list("queue_number", flat=True))
    assert drawn != sorted(drawn)
    save_rules(event, based_on=1, values={"waiting_order": WaitingOrder.CHRONOLOGICAL}, quotas={})
    assert [queues_of(person)[0].position for person in people] == list(range(1, 9))
    save_rules(event, based_on=2, values={"waiting_order": WaitingOrder.LOT}, quotas={})
    assert list(WorkshopWait.objects.order_by("pk").values_list("queue_number", flat=True)) == drawn


@pytest.mark.parametrize("which", ["closed", "of another event", "unknown"])
def test_workshop_that_cannot_be_waited_for_is_refused(event, rooms, which):
    wrong = {
        "closed": lambda: WorkshopFactory(round=rooms[0].round, capacity=0, is_open_for_choice=False),
        "of another event": WorkshopFactory,
        "unknown": lambda: WorkshopFactory.build(pk=10**9),
    }[which]()
    with pytest.raises(PlacesTaken):
        register(
            event,
            RegistrationData(name="X", email="x@x.example", waits={rooms[0].round_id: wrong.pk}),
            submission_key=uuid.uuid4(),
        )
    assert not Registration.objects.exists()


def test_form_offers_the_queue_of_a_full_workshop_only(client, event, rooms, send):
    enrol(event, 1, rooms[0])
    page = client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    assert "Ja, zet mij op de wachtlijst van: Anna" in page
    assert "op de wachtlijst van: Bram" not in page
    field, wait = f"round_{rooms[0].round_id}", f"wait_{rooms[0].round_id}"
    assert send(event, **{field: rooms[1].pk, wait: rooms[0].pk}).status_code == 302
    person = Registration.objects.latest("pk")
    assert (sits(person), waits_of(person)) == ("Bram", pick(rooms[0]))


def test_choice_that_filled_up_meanwhile_offers_its_queue_and_keeps_what_was_typed(client, event, rooms, send):
    enrol(event, 1, rooms[0])
    response = send(event, name="Wie Laat Was", **{f"round_{rooms[0].round_id}": rooms[0].pk})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Wie Laat Was" in page
    assert "U kunt ook op de wachtlijst voor een volle workshop" in page
    assert "Ja, zet mij op de wachtlijst van: Anna" in page


def test_my_place_shows_the_queues_and_lets_them_be_changed(client, event, rooms, place_url):
    enrol(event, 1, rooms[0])
    person = enrol(event, 2, rooms[1], wait=rooms[0])
    assert "u bent nummer 1" in client.get(place_url(person)).content.decode()
    address = place_url(person, "my_workshops")
    assert " selected>Ja, zet mij op de wachtlijst van: Anna" in client.get(address).content.decode()
    field, wait = f"round_{rooms[0].round_id}", f"wait_{rooms[0].round_id}"
    assert client.post(address, {field: rooms[1].pk, wait: ""}).status_code == 302
    assert not waits_of(person)


def test_my_place_takes_as_many_queries_with_many_queues_as_with_one(
    client, place_url, django_assert_num_queries, django_assert_max_num_queries
):
    event = EventPageFactory()
    rounds = [WorkshopRoundFactory(event=event) for _ in range(5)]
    full = [WorkshopFactory(round=round_, capacity=0) for round_ in rounds]
    few, many = enrol(event, 1, wait=full[0]), enrol(event, 2)
    change_places(many, {}, waits={room.round_id: room.pk for room in full})
    client.get(place_url(few))
    with django_assert_max_num_queries(30) as captured:
        client.get(place_url(few))
    with django_assert_num_queries(len(captured.captured_queries)):
        client.get(place_url(many))
