"""Everything that decides who may have a seat at one event now: rules, numbers, quotas, the time."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.models import Sector
from core.prepared import PreparedQuery
from events.enums import EventKind
from events.models import EventDate, EventPage
from registrations.domain.capacity import Seats, with_seats
from registrations.domain.queueing import queue_number
from registrations.domain.quotas import Quota, SeatPlan, SeatProblem
from registrations.domain.series.queueing import GroupLedger, group_id_of
from registrations.enums import SEATED_STATES, RegistrationState
from registrations.models import Registration, RegistrationRules, SectorQuota

_RULES = (
    "mode",
    "overbooking",
    "waiting_order",
    "lot_seed",
    "offer_hours",
    "offers_stop_hours",
    "held_until_hours",
)


@dataclass
class Seating:
    """The seats of one event while they are being given out, under the event's lock.

    ``waiting_sectors``: how many of each sector wait; known only when there are quotas.
    ``groups``: the room in the groups of a masterclass that has them.
    """

    event_id: int
    rules: RegistrationRules
    seats: Seats
    plan: SeatPlan
    starts_at: datetime | None
    now: datetime
    waiting_sectors: Counter[int | None]
    groups: GroupLedger | None = None
    is_called_off: bool = False

    @property
    def gives_by_itself(self) -> bool:
        """Whether free places still go to who waits without a person deciding: until the set hour.

        Of a meeting that is called off nothing is given.
        """
        stops_at = self.stops_at
        return not self.is_called_off and (stops_at is None or self.now < stops_at)

    @property
    def stops_at(self) -> datetime | None:
        """When giving free places by itself stops; None for an event without a date."""
        return None if self.starts_at is None else self.starts_at - timedelta(hours=self.rules.offers_stop_hours)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self.seats.waiting

    def problem(self, sector_id: int | None, group_id: int | None = None) -> SeatProblem | None:
        """Why a newcomer of this sector cannot have a seat now: no seat, or somebody who waits is first."""
        problem = self.seat_problem(sector_id, group_id)
        if problem is None and self._is_anybody_before(group_id):
            return SeatProblem.OTHERS_FIRST
        return problem

    def problem_of(self, registration: Registration) -> SeatProblem | None:
        """The same for somebody who is registered, with the group that the person chose."""
        return self.problem(registration.sector_id, group_id_of(registration) if self.groups else None)

    def seat_problem(self, sector_id: int | None, group_id: int | None = None) -> SeatProblem | None:
        """Why a person of this sector cannot have a seat in this group now, whoever waits."""
        problem = self.plan.problem(sector_id)
        if problem is None and self.groups and not self.groups.has_room(group_id):
            return SeatProblem.GROUP_FULL
        return problem

    def _is_anybody_before(self, group_id: int | None) -> bool:
        """Whether somebody who waits could have the seat that a newcomer of this group asks for."""
        if not self.groups:
            return self.is_anybody_first
        return any(
            self.seat_problem(sector_id, waits_for) is None and (group_id is None or waits_for in (group_id, None))
            for sector_id, waits_for in self.groups.waiting
        )

    @property
    def is_anybody_first(self) -> bool:
        """Whether somebody who waits could have a seat now."""
        if not self.waiting:
            return False
        if self.groups:
            return any(self.seat_problem(sector_id, group_id) is None for sector_id, group_id in self.groups.waiting)
        if not self.plan.quotas:
            return self.plan.problem(None) is None
        return any(self.plan.problem(sector_id) is None for sector_id in self.waiting_sectors)

    def queue_number_of(self, registration: Registration, *, room: int | None = None) -> int:
        """The number of somebody who joins the waiting list now; ``room``: that of a workshop."""
        name = registration.reference if room is None else f"{registration.reference}:{room}"
        return queue_number(self.rules.waiting_order, seed=self.rules.lot_seed, name=name, at=self.now)


def seating_of(event_id: int, *, now: datetime | None = None) -> Seating:
    """The seating of an event as it is now. One query, three more when sectors have quotas, seven for groups."""
    now = now or timezone.now()
    row = next(iter(_numbers_and_rules(event_id)), None)
    if row is None:
        row = {"capacity": 0, "kind": "", "taken": 0, "waiting": 0, "has_quotas": False, "first_starts_at": None}
        row["cancelled_at"] = None
    found = {name: row.get(f"registration_rules__{name}") for name in _RULES}
    rules = RegistrationRules(
        event_id=event_id, **({name: value for name, value in found.items() if value is not None})
    )
    seats = Seats(row["capacity"], row["taken"], row["waiting"], rules.overbooking, rules.mode)
    starts_at, is_called_off = row["first_starts_at"], row["cancelled_at"] is not None
    groups = GroupLedger(event_id) if row["kind"] == EventKind.MASTERCLASS else None
    if groups:  # one group may be on its way while another is still to begin
        starts_at = groups.next_starts_at or starts_at
    if not row["has_quotas"]:
        plan = SeatPlan(seats.limit, {None: seats.taken})
        return Seating(event_id, rules, seats, plan, starts_at, now, Counter(), groups, is_called_off)
    plan, waiting = _plan_with_quotas(event_id, seats.limit, holds=_holds(rules, starts_at, now))
    return Seating(event_id, rules, seats, plan, starts_at, now, waiting, groups, is_called_off)


def _deciding(event_id: int) -> QuerySet:
    first_date = EventDate.objects.filter(page_id=OuterRef("pk")).order_by().values("page_id")
    return (
        with_seats(EventPage.objects.filter(pk=event_id).order_by())
        .annotate(
            has_quotas=Exists(SectorQuota.objects.filter(event_id=OuterRef("pk"))),
            first_starts_at=Subquery(first_date.annotate(first=Min("starts_at")).values("first")),
        )
        .values(
            "capacity",
            "kind",
            "cancelled_at",
            "taken",
            "waiting",
            "has_quotas",
            "first_starts_at",
            *(f"registration_rules__{name}" for name in _RULES),
        )
    )


_numbers_and_rules = PreparedQuery(_deciding, int)


def _holds(rules: RegistrationRules, starts_at: datetime | None, now: datetime) -> bool:
    """Whether places are still held."""
    if starts_at is None or not rules.held_until_hours:
        return True
    return now < starts_at - timedelta(hours=rules.held_until_hours)


def _plan_with_quotas(event_id: int, limit: int | None, *, holds: bool) -> tuple[SeatPlan, Counter[int | None]]:
    rows = SectorQuota.objects.filter(event_id=event_id).values_list("sector_id", "maximum", "held")
    quotas = [Quota(sector_id, maximum, held if holds else 0) for sector_id, maximum, held in rows]
    sector_ids = [quota.sector_id for quota in quotas]
    parents = dict(Sector.objects.filter(parent_id__in=sector_ids).values_list("pk", "parent_id"))
    taken: Counter[int | None] = Counter()
    waiting: Counter[int | None] = Counter()
    states = [*SEATED_STATES, RegistrationState.WAITLISTED]
    people = Registration.objects.filter(event_id=event_id, state__in=states).order_by()
    for state, sector_id, number in people.values_list("state", "sector_id").annotate(number=Count("pk")):
        (taken if state in SEATED_STATES else waiting)[sector_id] += number
    return SeatPlan(limit, taken, quotas, parents), waiting
