"""Real processes race for the last use of a code: the quota is never exceeded (D6)."""

import contextlib
import multiprocessing
import threading
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from registrations.domain import codes, registering
from registrations.domain.codes import CodeRefused, admission_by_code
from registrations.domain.registering import RegistrationData
from registrations.models import CodeUse, Registration, RegistrationRules
from tests.factories import EventPageFactory, InvitationCodeFactory

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PROCESSES = 8


def run(code, *, guarded=True):
    """Let 8 processes use a code at the same moment; ``guarded=False`` takes the event's lock away.

    All try to meet between counting and writing. Without the lock they do; with it only one can be there,
    so it goes on alone after a moment.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, meeting = fork.Barrier(PROCESSES), fork.Barrier(PROCESSES, timeout=0.5 if guarded else 60)
    workers = [fork.Process(target=_racer, args=(start, meeting, code, number, guarded)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _racer(start, meeting, code, number, guarded):
    if not guarded:
        registering.lock_seats = lambda *args: None
        if connection.vendor == "sqlite":
            registering.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    count = codes.is_used_up

    def is_used_up(found):
        is_full = count(found)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait()
        return is_full

    codes.is_used_up = is_used_up
    start.wait(60)
    data = RegistrationData(name="Racer", email=f"racer{number}@gemeente.example")
    with contextlib.suppress(CodeRefused):
        registering.register(code.event, data, submission_key=uuid.uuid4(), admission=admission_by_code(code))
    connections.close_all()


@pytest.fixture
def code():
    event = EventPageFactory(capacity=None)
    RegistrationRules.objects.create(event=event, mode="invitation")
    return InvitationCodeFactory(event=event, quota=3)


def test_code_for_three_lets_three_of_eight_in(code):
    run(code)
    assert (CodeUse.objects.count(), Registration.objects.count()) == (3, 3)


def test_code_for_three_without_the_lock_lets_all_eight_in_as_control(code):
    run(code, guarded=False)
    assert CodeUse.objects.count() == PROCESSES
