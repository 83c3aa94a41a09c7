"""Counting seats and places, and the locks that make a count worth something (D6).

Rule: lock, then count, then write, in one transaction. The event's row is always locked, and with it,
in key order and in the same statement, the rows of the workshops concerned; so nobody can wait in a
circle. PostgreSQL locks the rows; on SQLite the transaction began IMMEDIATE and is alone already.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from events.models import EventPage
from registrations.enums import SEATED_STATES, RegistrationState
from registrations.models import Place, Registration, SeatLock
from workshops.models import Workshop


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
    """The seats of one event: how many there are (None: no limit), are taken, and who waits."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """Seats that may be given now; None: no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether a newcomer goes to the waiting list: nothing left, or others were first."""
        return self.capacity is not None and (self.left == 0 or self.waiting > 0)


def seats_of(event_id: int) -> Seats:
    """The seats of an event as the database knows them now. One query."""
    return seats_by_event([event_id]).get(event_id, Seats(0, 0, 0))


def seats_by_event(event_ids: Iterable[int]) -> dict[int, Seats]:
    """The seats of several events. One query, however many."""
    rows = (
        EventPage.objects.filter(pk__in=list(event_ids))
        .order_by()
        .annotate(
            taken=Count("registrations", filter=Q(registrations__state__in=SEATED_STATES)),
            waiting=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITLISTED)),
        )
        .values_list("pk", "capacity", "taken", "waiting")
    )
    return {pk: Seats(capacity, taken, waiting) for pk, capacity, taken, waiting in rows}


@dataclass(frozen=True)
class Room:
    """One workshop as a choice: what it is and how many places are left (None: no limit)."""

    workshop: Workshop
    taken: int

    @property
    def left(self) -> int | None:
        """Places that may be given now; None: no limit."""
        capacity = self.workshop.capacity
        return None if capacity is None else max(capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether no place is left."""
        return self.left == 0


def rooms_of(event_id: int, *, workshop_ids: Iterable[int] | None = None) -> list[Room]:
    """The workshops of an event with their taken places, in the order of the programme. One query."""
    workshops = Workshop.objects.filter(round__event_id=event_id)
    if workshop_ids is not None:
        workshops = workshops.filter(pk__in=list(workshop_ids))
    rows = (
        workshops.select_related("round")
        .annotate(taken_places=Count("places"))
        .order_by("round__starts_at", "round_id", "number", "pk")
    )
    return [Room(workshop, workshop.taken_places) for workshop in rows]


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
