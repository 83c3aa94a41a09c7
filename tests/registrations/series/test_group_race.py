"""Races of real processes for the last place in a group and on a catch-up date (D6)."""

import contextlib
import multiprocessing
import threading
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from events.enums import DateKind
from registrations.domain import registering
from registrations.domain.registering import RegistrationData
from registrations.domain.series import catching_up, joining
from registrations.domain.series.catching_up import DateTaken, choose_catch_up
from registrations.domain.series.choosing import GroupTaken
from registrations.enums import RegistrationState
from registrations.models import CatchUp, GroupPlace, Registration
from tests.factories import SeriesGroupFactory, masterclass, member, series_date

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PROCESSES = 8
COUNTERS = {registering: "check_group", joining: "rooms_of_series", catching_up: "rooms_of_series"}


def run(act, *, guarded=True):
    """Let 8 processes act at the same moment; ``guarded=False`` takes the lock away from all three actions."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, meeting = fork.Barrier(PROCESSES), fork.Barrier(PROCESSES, timeout=0.5 if guarded else 60)
    workers = [fork.Process(target=_racer, args=(start, meeting, act, number, guarded)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _racer(start, meeting, act, number, guarded):
    for module, name in COUNTERS.items():
        setattr(module, name, _meeting_after(getattr(module, name), meeting))
        if not guarded:
            _take_the_guard_away(module)
    start.wait(60)
    with contextlib.suppress(GroupTaken, DateTaken):
        act(number)
    connections.close_all()


def _take_the_guard_away(module):
    """PostgreSQL: no row lock. SQLite: no transaction around counting and writing."""
    for name in ("lock_seats", "lock_event"):
        if hasattr(module, name):
            setattr(module, name, lambda *args: None)
    if connection.vendor == "sqlite":
        module.transaction = SimpleNamespace(atomic=contextlib.nullcontext)


def _meeting_after(count, meeting):
    def counted(*args, **kwargs):
        found = count(*args, **kwargs)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait()
        return found

    return counted


def registering_for(group):
    def act(number):
        data = RegistrationData(name="Racer", email=f"racer{number}@gemeente.example", group_id=group.pk)
        registering.register(group.event, data, submission_key=uuid.uuid4())

    return act


def in_group(group):
    seated = RegistrationState.CONFIRMED
    return GroupPlace.objects.filter(group=group, registration__state=seated).count()


@pytest.fixture
def event():
    return masterclass()


@pytest.fixture
def north(event):
    return SeriesGroupFactory(event=event, capacity=3, days=[10])


def test_eight_who_register_for_three_places_of_a_group_get_three(north):
    run(registering_for(north))
    assert in_group(north) == 3
    assert Registration.objects.filter(state=RegistrationState.WAITLISTED).count() == 5


def test_eight_who_register_without_the_guard_all_get_in_as_control(north):
    run(registering_for(north), guarded=False)
    assert in_group(north) == PROCESSES


def changing_to(north, event):
    south = SeriesGroupFactory(event=event, days=[11])
    people = [member(south) for _ in range(PROCESSES)]
    return lambda number: joining.change_group(people[number], north.pk)


def test_eight_who_change_to_three_places_of_a_group_get_three(event, north):
    run(changing_to(north, event))
    assert in_group(north) == 3


def test_eight_who_change_without_the_guard_all_get_in_as_control(event, north):
    run(changing_to(north, event), guarded=False)
    assert in_group(north) == PROCESSES


def catching_up_on(event):
    group = SeriesGroupFactory(event=event, days=[10])
    date = series_date(event, 40, kind=DateKind.CATCH_UP, capacity=1)
    missed = group.series_dates.get().event_date_id
    people = [member(group) for _ in range(PROCESSES)]
    return lambda number: choose_catch_up(people[number], missed, date.pk)


def test_last_place_on_a_catch_up_date_goes_to_one_of_eight(event):
    run(catching_up_on(event))
    assert CatchUp.objects.count() == 1


def test_last_place_on_a_catch_up_date_without_the_guard_goes_to_all_as_control(event):
    run(catching_up_on(event), guarded=False)
    assert CatchUp.objects.count() == PROCESSES
