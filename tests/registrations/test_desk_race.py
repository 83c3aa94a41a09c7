"""Several desks at the same moment, each with a connection of its own."""

import contextlib
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.utils import timezone

from registrations.domain import walkin
from registrations.domain.checkin import check_in
from registrations.domain.walkin import RoomFull, Visitor, walk_in
from registrations.models import Attendance, Registration
from tests.factories import EventPageFactory, RegistrationFactory

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DESKS = 8


def at_once(work):
    """Let 8 desks do ``work(number)`` at the same moment; what each got."""
    start = threading.Barrier(DESKS, timeout=60)

    def desk(number):
        try:
            start.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DESKS) as pool:
        return list(pool.map(desk, range(DESKS)))


def test_one_code_at_eight_desks_is_welcome_once_and_noted_eight_times():
    registration = RegistrationFactory()
    date = registration.event.dates.get()
    was_there = at_once(lambda number: check_in(registration, date, actor=f"Balie {number}").was_there)
    assert Counter(was_there) == {False: 1, True: DESKS - 1}
    assert Attendance.objects.count() == 1
    assert Counter(registration.history.values_list("kind", flat=True)) == {"checked_in": 1, "scan_again": DESKS - 1}


def test_earliest_of_scans_kept_at_eight_desks_counts():
    registration = RegistrationFactory()
    date = registration.event.dates.get()
    at_once(lambda number: check_in(registration, date, age=timedelta(minutes=number)))
    assert timezone.now() - Attendance.objects.get().checked_in_at > timedelta(minutes=DESKS - 1)


def last_seat(monkeypatch, *, guarded):
    event = EventPageFactory(capacity=1)
    date = event.dates.get()
    meeting = threading.Barrier(DESKS, timeout=0.5 if guarded else 30)
    count = walkin.seating_of

    def seating_of(event_id):
        seats = count(event_id)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait()
        return seats

    monkeypatch.setattr(walkin, "seating_of", seating_of)
    if not guarded:
        monkeypatch.setattr(walkin, "lock_event", lambda event_id: None)
        if connection.vendor == "sqlite":
            monkeypatch.setattr(walkin, "transaction", SimpleNamespace(atomic=contextlib.nullcontext))

    def work(number):
        try:
            walk_in(date, Visitor(name=f"Bezoeker {number}"), submission_key=uuid.uuid4())
        except RoomFull:
            return "full"
        return "in"

    at_once(work)
    return Registration.objects.filter(event=event).count()


def test_last_seat_at_eight_desks_is_given_once(monkeypatch):
    assert last_seat(monkeypatch, guarded=True) == 1


def test_last_seat_without_the_guard_is_given_eight_times_as_control(monkeypatch):
    assert last_seat(monkeypatch, guarded=False) == DESKS
