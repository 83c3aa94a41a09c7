"""Races of real processes with connections of their own: nothing is given twice (D6)."""

import contextlib
import multiprocessing
import time
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from registrations.domain import registering
from registrations.domain.errors import PlacesTaken
from registrations.domain.registering import RegistrationData
from registrations.enums import RegistrationState
from registrations.models import Place, Registration
from tests.factories import EventPageFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PROCESSES = 8


def run(event, *, each, guarded=True, choices=None):
    """Let 8 processes register ``each`` people at the same moment; ``guarded=False`` takes the guard away."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(PROCESSES)
    workers = [
        fork.Process(target=_racer, args=(barrier, event, number, each, guarded, choices))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _racer(barrier, event, number, each, guarded, choices):
    if not guarded:
        _take_the_guard_away()
    _count_slowly()
    barrier.wait(60)
    for turn in range(each):
        data = RegistrationData(name="Racer", email=f"racer{number}-{turn}@gemeente.example", choices=choices or {})
        with contextlib.suppress(PlacesTaken):
            registering.register(event, data, submission_key=uuid.uuid4())
    connections.close_all()


def _take_the_guard_away():
    """PostgreSQL: no row lock. SQLite: no transaction around counting and writing."""
    registering.lock_seats = lambda *args: None
    if connection.vendor == "sqlite":
        registering.transaction = SimpleNamespace(atomic=contextlib.nullcontext)


def _count_slowly():
    """Widen the gap between counting and writing, with and without the guard alike."""
    count_seats, check = registering.seats_of, registering.check_choices

    def seats_of(event_id):
        seats = count_seats(event_id)
        time.sleep(0.001)
        return seats

    def check_choices(*args, **kwargs):
        rooms = check(*args, **kwargs)
        time.sleep(0.001)
        return rooms

    registering.seats_of, registering.check_choices = seats_of, check_choices


def confirmed(event):
    return Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).count()


def test_400_registrations_for_300_places_confirm_exactly_300():
    event = EventPageFactory(capacity=300)
    run(event, each=50)
    assert confirmed(event) == 300
    assert Registration.objects.filter(event=event, state=RegistrationState.WAITLISTED).count() == 100


def test_registrations_without_the_guard_oversell_as_control():
    event = EventPageFactory(capacity=60)
    run(event, each=10, guarded=False)
    assert confirmed(event) > 60


def test_workshop_places_are_given_exactly_as_often_as_there_are():
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=EventPageFactory(capacity=None)), capacity=25)
    run(workshop.round.event, each=10, choices={workshop.round_id: workshop.pk})
    assert Place.objects.filter(workshop=workshop).count() == 25
    assert confirmed(workshop.round.event) == 25


def test_workshop_places_without_the_guard_oversell_as_control():
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=EventPageFactory(capacity=None)), capacity=60)
    run(workshop.round.event, each=10, guarded=False, choices={workshop.round_id: workshop.pk})
    assert Place.objects.filter(workshop=workshop).count() > 60
