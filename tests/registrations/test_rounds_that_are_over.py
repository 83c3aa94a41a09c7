"""On the day: a round that was held stays as it was, and pages promise nothing that does not happen any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations.domain.errors import PlacesTaken
from registrations.domain.links import link_of
from registrations.domain.places import change_places
from registrations.models import Place, WorkshopWait
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
NOBODY_MOVES = "schuift niemand meer vanzelf door"


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    starts_at = timezone.now() - timedelta(hours=3)
    EventDateFactory(page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=8))
    return event


def round_from(event, hours):
    """A round of an hour that begins so many hours from now."""
    starts_at = timezone.now() + timedelta(hours=hours)
    return WorkshopRoundFactory(event=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))


@pytest.fixture
def held(event):
    return WorkshopFactory(round=round_from(event, -2), title="Anna", capacity=5)


@pytest.fixture
def coming(event):
    return WorkshopFactory(round=round_from(event, 1), title="Bram", capacity=5)


@pytest.fixture
def person(event, held):
    person = RegistrationFactory(event=event)
    Place.objects.create(registration=person, round=held.round, workshop=held)
    return person


def swap_page(client, person):
    return client.get(f"{link_of(person)}workshops/").content.decode()


def seats_of(person):
    return set(Place.objects.filter(registration=person).values_list("workshop__title", flat=True))


def test_round_that_was_held_is_not_asked_and_stays(client, person, held, coming):
    page = swap_page(client, person)
    assert "Bram" in page
    assert "Anna" not in page
    client.post(f"{link_of(person)}workshops/", {f"round_{coming.round_id}": coming.pk})
    assert seats_of(person) == {"Anna", "Bram"}
    client.post(f"{link_of(person)}workshops/", {f"round_{coming.round_id}": ""})
    assert seats_of(person) == {"Anna"}
    change_places(person, {}, actor="De organisator")  # the control: an organiser may mend it
    assert seats_of(person) == set()


def test_repeat_of_a_workshop_that_one_was_in_is_refused(person, held, coming):
    coming.topic = held.topic
    coming.save()
    with pytest.raises(PlacesTaken):
        change_places(person, {coming.round_id: coming.pk})
    assert seats_of(person) == {"Anna"}


def test_full_workshop_cannot_be_waited_for_once_nobody_moves_up(client, event, person, coming):
    type(coming).objects.filter(pk=coming.pk).update(capacity=1)
    Place.objects.create(registration=RegistrationFactory(event=event), round=coming.round, workshop=coming)
    page = swap_page(client, person)
    assert NOBODY_MOVES in page
    assert "wachtlijst van" not in page
    event.dates.update(starts_at=timezone.now() + timedelta(hours=30))
    page = swap_page(client, person)
    assert NOBODY_MOVES not in page
    assert "wachtlijst van" in page


def test_queue_on_my_place_promises_a_move_only_while_people_move(client, event, person, held, coming):
    WorkshopWait.objects.create(registration=person, round=coming.round, workshop=coming, queue_number=1)
    page = client.get(link_of(person)).content.decode()
    assert NOBODY_MOVES in page
    assert "verhuist u daarheen" not in page
    event.dates.update(starts_at=timezone.now() + timedelta(hours=30))
    assert "verhuist u daarheen" in client.get(link_of(person)).content.decode()
