"""Groups that race for the last seats: real processes, exactly as many as there are (D6)."""

import contextlib
import multiprocessing
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from registrations.domain import colleagues, registering
from registrations.domain.colleagues import Contact, NotEveryoneFits
from registrations.domain.registering import RegistrationData
from registrations.models import Registration
from tests.factories import EventPageFactory
from tests.registrations.test_race import _meet_after_counting

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PROCESSES = 8
SIZE = 3


def run(event, *, guarded=True, all_or_nobody=False):
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, meeting = fork.Barrier(PROCESSES), fork.Barrier(PROCESSES, timeout=0.5 if guarded else 60)
    workers = [
        fork.Process(target=_racer, args=(start, meeting, event, number, guarded, all_or_nobody))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _racer(start, meeting, event, number, guarded, all_or_nobody):
    if not guarded:
        registering.lock_seats = colleagues.lock_event = lambda *args: None
        if connection.vendor == "sqlite":
            registering.transaction = colleagues.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    _meet_after_counting(meeting)
    people = [RegistrationData(name="Racer", email=f"racer{number}-{turn}@gemeente.example") for turn in range(SIZE)]
    contact = Contact("Contact", f"contact{number}@gemeente.example")
    start.wait(60)
    with contextlib.suppress(NotEveryoneFits):
        colleagues.register_colleagues(event, contact, people, submission_key=uuid.uuid4(), all_or_nobody=all_or_nobody)
    connections.close_all()


def test_eight_groups_of_three_for_ten_seats_confirm_exactly_ten():
    event = EventPageFactory(capacity=10)
    run(event)
    assert Registration.objects.confirmed().count() == 10
    assert Registration.objects.count() == PROCESSES * SIZE


def test_groups_that_come_all_or_not_at_all_are_never_split():
    event = EventPageFactory(capacity=10)
    run(event, all_or_nobody=True)
    assert Registration.objects.confirmed().count() == Registration.objects.count() == 9


def test_without_the_guard_groups_oversell_as_control():
    event = EventPageFactory(capacity=3)
    run(event, guarded=False)
    assert Registration.objects.confirmed().count() > 3
