"""Counting seats and places, and the locks that make a count worth something (D6).

Rule: lock, then count, then write, in one transaction. The event's row is always locked, and with it,
in key order and in the same statement, the rows of the workshops concerned; so nobody can wait in a
circle. PostgreSQL locks the rows; on SQLite the transaction began IMMEDIATE and is alone already.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.prepared import PreparedQuery
from events.models import EventPage
from events.models.pages import EventPageQuerySet
from registrations.enums import SEATED_STATES, RegistrationMode, RegistrationState
from registrations.models import Place, Registration, SeatLock, SectorQuota, WorkshopWait
from workshops.models import SectorLimit, Workshop


def lock_seats(event_id: int, workshop_ids: Iterable[int] = ()) -> None:
    """Take the locks of an event and some of its workshops. Call it first in a transaction, once."""
    if not connection.features.has_select_for_update:
        return
    keys = sorted({f"event:{event_id}", *(f"workshop:{pk}" for pk in workshop_ids)})
    locked = SeatLock.objects.select_for_update().filter(key__in=keys).order_by("key")
    if len(locked) < len(keys):
        SeatLock.objects.bulk_create([SeatLock(key=key) for key in keys], ignore_conflicts=True)
        len(SeatLock.objects.select_for_update().filter(key__in=keys).order_by("key"))


@dataclass(frozen=True)
class Seats:
    """The seats of one event: how many there are (None: no limit), are taken, and who waits.

    ``margin``: so many more are given than there are, because some stay away. ``mode``: who may register.
    ``has_quotas``: whether ``left`` and ``is_full`` are not the same for everybody.
    """

    capacity: int | None
    taken: int
    waiting: int
    margin: int = 0
    mode: str = RegistrationMode.OPEN
    has_quotas: bool = False

    @property
    def limit(self) -> int | None:
        """How many may be given in all; None: no limit."""
        return None if self.capacity is None else self.capacity + self.margin

    @property
    def left(self) -> int | None:
        """Seats that may be given now; None: no limit."""
        return None if self.limit is None else max(self.limit - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether a newcomer goes to the waiting list: nothing left, or others were first."""
        return self.capacity is not None and (self.left == 0 or self.waiting > 0)


def with_seats(events: EventPageQuerySet) -> EventPageQuerySet:
    """Annotates how many seats are taken and how many people wait."""
    found = Registration.objects.filter(event_id=OuterRef("pk")).order_by().values("event_id")

    def number(*states: str) -> Coalesce:
        counted = found.filter(state__in=states).annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted), 0)

    return events.annotate(taken=number(*SEATED_STATES), waiting=number(RegistrationState.WAITLISTED))


def seats_of(event_id: int) -> Seats:
    """The seats of an event as the database knows them now. One query."""
    found = _seats_by_pk(_seats_of_one(event_id))
    return found.get(event_id, Seats(0, 0, 0))


def seats_by_event(event_ids: Iterable[int]) -> dict[int, Seats]:
    """The seats of several events. One query, however many."""
    return _seats_by_pk(_seats(EventPage.objects.filter(pk__in=list(event_ids))))


def _seats(events: EventPageQuerySet) -> QuerySet:
    counted = with_seats(events.order_by())
    rules = ("registration_rules__overbooking", "registration_rules__mode")
    counted = counted.annotate(has_quotas=Exists(SectorQuota.objects.filter(event_id=OuterRef("pk"))))
    return counted.values_list("pk", "capacity", "taken", "waiting", *rules, "has_quotas")


def _seats_by_pk(rows: Iterable[tuple[int, int | None, int, int, int | None, str | None, bool]]) -> dict[int, Seats]:
    return {
        pk: Seats(capacity, taken, waiting, margin or 0, mode or RegistrationMode.OPEN, has_quotas)
        for pk, capacity, taken, waiting, margin, mode, has_quotas in rows
    }


_seats_of_one = PreparedQuery(lambda pk: _seats(EventPage.objects.filter(pk=pk)), int)


@dataclass(frozen=True)
class Room:
    """One workshop as a choice: how many places are taken, how many wait, whether sectors have a limit in it."""

    workshop: Workshop
    taken: int
    waiting: int = 0
    has_limits: bool = False

    @property
    def left(self) -> int | None:
        """Places that may be given now; None: no limit."""
        capacity = self.workshop.capacity
        return None if capacity is None else max(capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether a newcomer has to wait: no place is left, or others were first."""
        return self.left == 0 or (self.left is not None and self.waiting > 0)


def rooms_of(event_id: int, *, workshop_ids: Iterable[int] | None = None) -> list[Room]:
    """The workshops of an event with their taken places, in the order of the programme. One query."""
    wanted = None if workshop_ids is None else set(workshop_ids)
    return [
        Room(workshop, workshop.taken_places, workshop.people_waiting, workshop.has_limits)
        for workshop in _workshops_with_numbers(event_id)
        if wanted is None or workshop.pk in wanted
    ]


def _with_numbers(event_id: int) -> QuerySet:
    taken = Place.objects.filter(workshop_id=OuterRef("pk")).order_by().values("workshop_id")
    waits = WorkshopWait.objects.filter(workshop_id=OuterRef("pk"), registration__state__in=SEATED_STATES)
    waiting = waits.order_by().values("workshop_id")
    return (
        Workshop.objects.filter(round__event_id=event_id)
        .select_related("round")
        .annotate(
            taken_places=Coalesce(Subquery(taken.annotate(number=Count("pk")).values("number")), 0),
            people_waiting=Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0),
            has_limits=Exists(SectorLimit.objects.filter(workshop_id=OuterRef("pk"))),
        )
        .order_by("round__starts_at", "round_id", "number", "pk")
    )


_workshops_with_numbers = PreparedQuery(_with_numbers, int)


def registrations_by_sector(event_id: int) -> list[tuple[int | None, str, int]]:
    """(sector's id, its name, how many have a seat), largest first; unknown has no id. One query."""
    rows = (
        Registration.objects.seated()
        .filter(event_id=event_id)
        .order_by()
        .values_list("sector_id", "sector__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "sector__name")
    )
    return [(pk, name or "", number) for pk, name, number in rows]


def places_of(registration: Registration) -> dict[int, int]:
    """The workshop by round in which a registration has a place. One query."""
    return dict(Place.objects.filter(registration=registration).values_list("round_id", "workshop_id"))
