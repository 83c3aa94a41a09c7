"""People register, wait, accept, cancel, change and walk in, in any order: never oversold, never an idle seat.

Hypothesis drives the domain functions with a clock of its own; after every step the database is compared with
a count made here, from scratch. Two deliberately broken engines show that the comparison catches it.
"""

import contextlib
import uuid
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from registrations.domain import deciding, waiting
from registrations.domain.cancelling import cancel_registration, decline_offer
from registrations.domain.errors import RegistrationError
from registrations.domain.offers import accept_offer
from registrations.domain.places import change_places
from registrations.domain.quotas import SeatPlan
from registrations.domain.registering import RegistrationData, register
from registrations.domain.rules import save_rules
from registrations.domain.sweeping import sweep_places
from registrations.domain.waiting import fill_free_seats
from registrations.domain.walkin import Visitor, walk_in
from registrations.enums import RegistrationState as State
from registrations.enums import WaitingOrder
from registrations.models import Registration, SectorQuota
from tests.factories import EventPageFactory, SectorFactory, WorkshopFactory, WorkshopRoundFactory
from tests.registrations.clock import Clock
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
STEPS = 50
SEATED = (State.CONFIRMED, State.OFFERED)
who = st.integers(0, 60)
sectors = st.sampled_from(["none", "parent", "child", "other_child", "experts"])
few = st.integers(0, 6)
room = st.one_of(st.none(), st.integers(0, 2))


class Meeting(RuleBasedStateMachine):
    """One event with two kinds of quota, three workshops in one round, and everybody who comes by."""

    clock: Clock
    world: SimpleNamespace
    steps = 0

    @initialize(
        capacity=st.integers(0, 6),
        hours=st.sampled_from([0, 0, 5, 48]),
        order=st.sampled_from(WaitingOrder.values),
        maximum=st.one_of(st.none(), st.integers(2, 4)),
        held=st.integers(0, 2),
        experts=st.integers(0, 2),
        sizes=st.tuples(*[st.integers(0, 3)] * 3),
        stop=st.sampled_from([0, 72]),
    )
    def begin(self, capacity, hours, order, maximum, held, experts, sizes, stop):
        self.clock.now = self.world.start
        self.event = self.world.new_event(capacity)
        self.date = self.event.dates.get()
        self.rooms = [
            WorkshopFactory(round=self.event.workshop_rounds.get(), capacity=size, number=number)
            for number, size in enumerate(sizes)
        ]
        self.number = 0
        self.version = 0
        self.before = None
        self.rules = {"offer_hours": hours, "waiting_order": order, "offers_stop_hours": stop, "held_until_hours": 96}
        self.set_quotas(maximum, held, experts)

    def set_quotas(self, maximum, held, experts):
        sector = self.world.sectors
        quotas = {sector["parent"]: (maximum, 0), sector["child"]: (None, held), sector["experts"]: (None, experts)}
        save_rules(self.event, based_on=self.version, values=self.rules, quotas=quotas)
        self.version += 1
        fill_free_seats(self.event.pk)
        self.before = None

    def one(self, number, *states):
        found = list(Registration.objects.filter(event=self.event, state__in=states).order_by("pk"))
        return found[number % len(found)] if found else None

    def choices(self, number):
        return {} if number is None else {self.rooms[number].round_id: self.rooms[number].pk}

    @rule(sector=sectors, chosen=room, waited=room, promised=st.sampled_from([None, State.CONFIRMED]))
    def somebody_registers(self, sector, chosen, waited, promised):
        self.number += 1
        data = RegistrationData(
            name="Iemand",
            email=f"p{self.number}@organisatie.example",
            sector_id=self.world.sectors[sector],
            choices=self.choices(chosen),
            waits=self.choices(waited),
        )
        self.attempt(register, self.event, data, submission_key=uuid.uuid4(), promised=promised)

    @rule(number=who)
    def somebody_cancels(self, number):
        self.act_on(cancel_registration, self.one(number, *SEATED, State.WAITLISTED, State.PENDING))

    @rule(number=who)
    def somebody_accepts(self, number):
        self.act_on(accept_offer, self.one(number, State.OFFERED))

    @rule(number=who)
    def somebody_declines(self, number):
        self.act_on(decline_offer, self.one(number, State.OFFERED))

    @rule(number=who, chosen=room, waited=room)
    def somebody_changes_workshop(self, number, chosen, waited):
        person = self.one(number, *SEATED, State.WAITLISTED)
        if person:
            self.attempt(change_places, person, self.choices(chosen), waits=self.choices(waited))

    @rule(sector=sectors)
    def somebody_walks_in(self, sector):
        visitor = Visitor(name="Iemand", sector_id=self.world.sectors[sector])
        self.attempt(walk_in, self.date, visitor, submission_key=uuid.uuid4())

    @rule(number=who)
    def organiser_moves_to_the_waiting_list(self, number):
        self.act_on(deciding.move_to_waiting_list, self.one(number, *SEATED))

    @rule(number=who)
    def organiser_gives_a_place(self, number):
        self.act_on(deciding.confirm_place, self.one(number, State.WAITLISTED, State.OFFERED))

    @rule(number=who)
    def organiser_offers_a_place(self, number):
        self.act_on(deciding.offer_place, self.one(number, State.WAITLISTED))

    @rule(number=who)
    def organiser_approves(self, number):
        self.act_on(deciding.approve, self.one(number, State.PENDING, State.DECLINED))

    @rule(number=who)
    def organiser_declines(self, number):
        self.act_on(deciding.decline, self.one(number, State.PENDING, State.WAITLISTED))

    @rule(number=who)
    def somebody_comes_back(self, number):
        self.act_on(deciding.reinstate, self.one(number, State.CANCELLED))

    @rule(capacity=few)
    def capacity_changes(self, capacity):
        type(self.event).objects.filter(pk=self.event.pk).update(capacity=capacity)
        self.swept()

    @rule(number=st.integers(0, 2), size=st.integers(0, 3), is_open=st.booleans())
    def workshop_changes(self, number, size, is_open):
        Workshop.objects.filter(pk=self.rooms[number].pk).update(capacity=size, is_open_for_choice=is_open)
        self.swept()

    @rule(maximum=st.one_of(st.none(), st.integers(2, 4)), held=st.integers(0, 2), experts=st.integers(0, 2))
    def quotas_change(self, maximum, held, experts):
        self.set_quotas(maximum, held, experts)

    @rule(overbooking=st.integers(0, 2), hours=st.sampled_from([0, 5]), mode=st.sampled_from(["open", "approval"]))
    def rules_change(self, overbooking, hours, mode):
        self.rules |= {"overbooking": overbooking, "offer_hours": hours, "mode": mode}
        quotas = {item.sector_id: (item.maximum, item.held) for item in SectorQuota.objects.filter(event=self.event)}
        save_rules(self.event, based_on=self.version, values=self.rules, quotas=quotas)
        self.version += 1
        self.swept()

    @precondition(lambda self: self.clock.now < self.world.start + timedelta(days=31))
    @rule(hours=st.sampled_from([1, 6, 30, 200]))
    def time_passes(self, hours):
        self.clock.turn(hours=hours)
        self.swept()

    def swept(self):
        """Nobody is asked; the sweep that runs every minute comes by."""
        sweep_places()
        self.before = None

    def act_on(self, act, person):
        if person:
            self.attempt(act, person)

    def attempt(self, act, *args, **kwargs):
        self.before = self.numbers()
        with contextlib.suppress(RegistrationError):
            act(*args, **kwargs)

    def numbers(self):
        """Seats by sector and places by workshop, straight from the tables."""
        seated = Counter(dict(rows(SEATS, self.event.pk)))
        places = Counter(dict(rows(PLACES, self.event.pk)))
        return seated, places

    @invariant()
    def nothing_is_oversold(self):
        """Above a limit (after it was lowered) a number may only fall."""
        Meeting.steps += 1
        seated, places = self.numbers()
        before, places_before = self.before or (seated, places)
        limit, quotas, parents = self.limits()
        assert sum(seated.values()) <= max(limit, sum(before.values())), "oversold"
        for sector_id, (maximum, _held) in quotas.items():
            count, earlier = within(seated, sector_id, parents), within(before, sector_id, parents)
            assert maximum is None or count <= max(maximum, earlier), "more of a sector than may come"
        for pk, capacity, _is_open in rows(WORKSHOPS, self.event.pk):
            assert places[pk] <= max(capacity, places_before[pk]), "workshop oversold"

    @invariant()
    def nothing_is_idle_while_people_wait_who_may_have_it(self):
        stops_at = self.date.starts_at - timedelta(hours=self.rules["offers_stop_hours"])
        if timezone.now() >= stops_at:
            return
        seated, places = self.numbers()
        limit, quotas, parents = self.limits()
        for (sector_id,) in rows(WAITING, self.event.pk):
            assert not may_have_a_seat(sector_id, limit, seated, quotas, parents), "an idle seat"
        waited_for = {pk for (pk,) in rows(WAITED_FOR, self.event.pk)}
        for pk, capacity, is_open in rows(WORKSHOPS, self.event.pk):
            assert not (is_open and places[pk] < capacity and pk in waited_for), "an idle workshop place"

    @invariant()
    def everybody_is_in_one_place(self):
        assert not rows(PLACES_WITHOUT_A_SEAT, self.event.pk)
        assert not rows(QUEUEING_WITHOUT_A_SEAT, self.event.pk)
        assert not rows(WISHES_WITH_A_SEAT, self.event.pk)
        assert not rows(WAITING_WHERE_THEY_SIT, self.event.pk)

    def limits(self):
        [(capacity, overbooking)] = rows(LIMIT, self.event.pk)
        holds = timezone.now() < self.date.starts_at - timedelta(hours=self.rules["held_until_hours"])
        quotas = {pk: (maximum, held if holds else 0) for pk, maximum, held in rows(QUOTAS, self.event.pk)}
        return capacity + overbooking, quotas, self.world.parents

    def teardown(self):
        Registration.objects.filter(event=self.event).delete()


SEATS = """SELECT sector_id, count(*) FROM registrations_registration
    WHERE event_id = %s AND state IN ('confirmed', 'offered') GROUP BY sector_id"""
WAITING = """SELECT DISTINCT sector_id FROM registrations_registration
    WHERE event_id = %s AND state = 'waitlisted'"""
PLACES = """SELECT p.workshop_id, count(*) FROM registrations_place p
    JOIN registrations_registration r ON r.id = p.registration_id WHERE r.event_id = %s GROUP BY p.workshop_id"""
WORKSHOPS = """SELECT w.id, w.capacity, w.is_open_for_choice FROM workshops_workshop w
    JOIN workshops_workshopround o ON o.id = w.round_id WHERE o.event_id = %s"""
WAITED_FOR = """SELECT DISTINCT q.workshop_id FROM registrations_workshopwait q
    JOIN registrations_registration r ON r.id = q.registration_id
    WHERE r.event_id = %s AND r.state IN ('confirmed', 'offered')"""
LIMIT = """SELECT e.capacity, r.overbooking FROM events_eventpage e
    JOIN registrations_registrationrules r ON r.event_id = e.page_ptr_id WHERE e.page_ptr_id = %s"""
QUOTAS = "SELECT sector_id, maximum, held FROM registrations_sectorquota WHERE event_id = %s"
PLACES_WITHOUT_A_SEAT = """SELECT p.id FROM registrations_place p
    JOIN registrations_registration r ON r.id = p.registration_id
    WHERE r.event_id = %s AND r.state NOT IN ('confirmed', 'offered')"""
QUEUEING_WITHOUT_A_SEAT = PLACES_WITHOUT_A_SEAT.replace("registrations_place", "registrations_workshopwait")
WISHES_WITH_A_SEAT = PLACES_WITHOUT_A_SEAT.replace("registrations_place", "registrations_preference").replace(
    "NOT IN", "IN"
)
WAITING_WHERE_THEY_SIT = """SELECT q.id FROM registrations_workshopwait q
    JOIN registrations_place p ON p.registration_id = q.registration_id AND p.workshop_id = q.workshop_id
    JOIN registrations_registration r ON r.id = q.registration_id WHERE r.event_id = %s"""


def rows(sql, event_id):
    with connection.cursor() as cursor:
        cursor.execute(sql, [event_id])
        return cursor.fetchall()


def within(seated, sector_id, parents):
    return seated[sector_id] + sum(number for item, number in seated.items() if parents.get(item) == sector_id)


def may_have_a_seat(sector_id, limit, seated, quotas, parents):
    """Whether a person may have a seat, found by trying: does it make any held place impossible to fill?"""
    line = [item for item in (sector_id, parents.get(sector_id)) if item in quotas]
    if sum(seated.values()) >= limit or any(is_at_maximum(item, seated, quotas, parents) for item in line):
        return False
    with_them = seated + Counter({sector_id: 1})
    return shortage(limit, with_them, quotas, parents) <= shortage(limit, seated, quotas, parents)


def is_at_maximum(sector_id, seated, quotas, parents):
    maximum = quotas[sector_id][0]
    return maximum is not None and within(seated, sector_id, parents) >= maximum


def shortage(limit, seated, quotas, parents):
    """How many held places stay empty when from now on only people for them come; children first, they count twice."""
    seated = Counter(seated)
    for sector_id in sorted(quotas, key=lambda item: item not in parents):
        line = [item for item in (sector_id, parents.get(sector_id)) if item in quotas]
        while within(seated, sector_id, parents) < quotas[sector_id][1] and sum(seated.values()) < limit:
            if any(is_at_maximum(item, seated, quotas, parents) for item in line):
                break
            seated[sector_id] += 1
    return sum(max(held - within(seated, pk, parents), 0) for pk, (_maximum, held) in quotas.items())


@pytest.fixture
def world(monkeypatch):
    """Sectors, the clock, and a way to get a fresh event for every run."""
    parent = SectorFactory(name="Gemeente")
    child, other = SectorFactory(parent=parent), SectorFactory(parent=parent)
    found = {"none": None, "parent": parent.pk, "child": child.pk, "other_child": other.pk}
    clock = Clock.install(monkeypatch)
    monkeypatch.setattr(Meeting, "clock", clock, raising=False)

    def new_event(capacity):
        event = EventPageFactory(capacity=capacity, registration_closes_at=clock.now + timedelta(days=60))
        WorkshopRoundFactory(event=event)
        return event

    made = SimpleNamespace(
        start=clock.now,
        sectors={**found, "experts": SectorFactory().pk},
        parents={child.pk: parent.pk, other.pk: parent.pk},
        new_event=new_event,
    )
    monkeypatch.setattr(Meeting, "world", made, raising=False)
    monkeypatch.setattr(Meeting, "steps", 0)
    return made


def run(runs, **options):
    run_state_machine_as_test(
        Meeting,
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            **options,
        ),
    )


@pytest.mark.embedded
def test_no_seat_is_sold_twice_and_none_stays_idle_in_ten_thousand_steps(world):
    run(240)
    assert Meeting.steps >= 10_000


@pytest.mark.postgres
def test_no_seat_is_sold_twice_and_none_stays_idle_on_postgresql(world):
    run(30)
    assert Meeting.steps >= 1_000


def test_engine_that_forgets_who_waits_is_caught_as_control(world, monkeypatch):
    monkeypatch.setattr(waiting, "_first_in_line", lambda seating, at_most: [])
    with pytest.raises(AssertionError, match="an idle seat"):
        run(30)


def test_engine_that_counts_wrong_is_caught_as_control(world, monkeypatch):
    monkeypatch.setattr(SeatPlan, "problem", lambda plan, sector_id: None)
    with pytest.raises(AssertionError):
        run(30)
