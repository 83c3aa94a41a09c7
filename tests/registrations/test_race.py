"""Races of real processes with connections of their own: nothing is given twice (D6)."""

import contextlib
import multiprocessing
import threading
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


def run(event, *, each=1, guarded=True, choices=None):
    """Let 8 processes register ``each`` people at the same moment; ``guarded=False`` takes the guard away.

    All try to meet between counting and writing. Without the guard they do; with it only one can be
    there, so it goes on alone after a moment.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, meeting = fork.Barrier(PROCESSES), fork.Barrier(PROCESSES, timeout=0.5 if guarded else 60)
    workers = [
        fork.Process(target=_racer, args=(start, meeting, event, number, each, guarded, choices))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _racer(start, meeting, event, number, each, guarded, choices):
    if not guarded:
        _take_the_guard_away()
    _meet_after_counting(meeting)
    start.wait(60)
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


def _meet_after_counting(meeting):
    """Wait for the others between the last count and the first write, with and without the guard alike."""
    check = registering.check_choices

    def check_choices(*args, **kwargs):
        rooms = check(*args, **kwargs)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait()
        return rooms

    registering.check_choices = check_choices


def confirmed(event):
    return Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).count()


def test_400_registrations_for_300_places_confirm_exactly_300():
    event = EventPageFactory(capacity=300)
    run(event, each=50)
    assert confirmed(event) == 300
    assert Registration.objects.filter(event=event, state=RegistrationState.WAITLISTED).count() == 100


def test_last_seat_goes_to_one_of_eight():
    event = EventPageFactory(capacity=1)
    run(event)
    assert confirmed(event) == 1


def test_last_seat_without_the_guard_goes_to_all_eight_as_control():
    event = EventPageFactory(capacity=1)
    run(event, guarded=False)
    assert confirmed(event) == PROCESSES


def workshop_with(capacity):
    return WorkshopFactory(round=WorkshopRoundFactory(event=EventPageFactory(capacity=None)), capacity=capacity)


def test_workshop_places_are_given_exactly_as_often_as_there_are():
    workshop = workshop_with(25)
    run(workshop.round.event, each=10, choices={workshop.round_id: workshop.pk})
    assert Place.objects.filter(workshop=workshop).count() == 25
    assert confirmed(workshop.round.event) == 25


def test_last_workshop_place_without_the_guard_goes_to_all_eight_as_control():
    workshop = workshop_with(1)
    run(workshop.round.event, guarded=False, choices={workshop.round_id: workshop.pk})
    assert Place.objects.filter(workshop=workshop).count() == PROCESSES
