"""The waiting list of an event. A seat that comes free goes at once to who is first and may have it.

By the rules of the event it is given at once or offered; after the set hour nothing is given without a
person deciding. The order is that of arrival or of a lot (``domain.queueing``).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from registrations.domain.capacity import lock_seats
from registrations.domain.mails import queue_mail
from registrations.domain.offers import offer_seat
from registrations.domain.seating import Seating, seating_of
from registrations.domain.transitions import move
from registrations.domain.workshop_waiting import fill_workshops, give_wished_places
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Registration
from workshops.models import Workshop

CHUNK = 20


def lock_event(event_id: int) -> None:
    """Take the locks of an event and of all its workshops."""
    lock_seats(event_id, Workshop.objects.filter(round__event_id=event_id).values_list("pk", flat=True))


def fill_free_seats(event_id: int, *, now: datetime | None = None) -> int:
    """Give what is free to who waits, seats and workshop places; returns how many seats were given or offered.

    For a capacity that was raised, and as a safety net. In short transactions, so that others get a turn.
    """
    done = 0
    while True:
        with transaction.atomic():
            lock_event(event_id)
            given = give_what_is_free(event_id, now=now, at_most=CHUNK)
        done += given
        if given < CHUNK:
            return done


def give_what_is_free(event_id: int, *, now: datetime | None = None, at_most: int | None = None) -> int:
    """The same, under locks that the caller holds.

    Workshop places first, to who waits for them with a seat; then seats, whose new owners take the workshops left.
    """
    seating = seating_of(event_id, now=now)
    if not seating.gives_by_itself:
        return 0
    fill_workshops(seating)
    return promote_waiting(event_id, seating=seating, at_most=at_most)


def promote_waiting(event_id: int, *, seating: Seating | None = None, at_most: int | None = None) -> int:
    """Give free seats to who waits, under locks that the caller holds; returns how many."""
    seating = seating or seating_of(event_id)
    if not seating.gives_by_itself or not seating.is_anybody_first:
        return 0
    chosen = _first_in_line(seating, at_most)
    found = Registration.objects.select_related("event").in_bulk(chosen)
    for pk in chosen:
        if seating.rules.offer_hours:
            offer_seat(found[pk], seating)
        else:
            confirm(found[pk], seating=seating)
    return len(chosen)


def _first_in_line(seating: Seating, at_most: int | None) -> list[int]:
    """Who gets the free seats, in order; who may not have one is passed over and keeps the place in the queue."""
    plan, groups = seating.plan, seating.groups
    waiting = Registration.objects.filter(event_id=seating.event_id, state=RegistrationState.WAITLISTED)
    rows = waiting.in_queue_order().values_list("pk", "sector_id")
    if not plan.quotas and not groups and plan.limit is not None:
        rows = rows[: plan.limit - plan.total]
    chosen: list[int] = []
    for pk, sector_id in rows:
        if at_most is not None and len(chosen) >= at_most:
            break
        group_id = groups.group_of.get(pk) if groups else None
        if seating.seat_problem(sector_id, group_id) is None:
            plan.seat(sector_id)
            if groups:
                groups.take(group_id)
            chosen.append(pk)
    return chosen


def confirm(
    registration: Registration,
    *,
    kind: HistoryKind = HistoryKind.CONFIRMED,
    actor: str = "",
    note: str = "",
    seating: Seating | None = None,
) -> None:
    """Give a seat and the wished places, under the locks of ``lock_event``; tell it by mail."""
    move(registration, RegistrationState.CONFIRMED, kind=kind, actor=actor, note=note)
    give_wished_places(registration, seating=seating)
    queue_mail(registration, "confirmed")


def put_on_waiting_list(
    registration: Registration,
    *,
    seating: Seating,
    kind: HistoryKind = HistoryKind.WAITLISTED,
    actor: str = "",
    note: str = "",
) -> None:
    """Put somebody on the waiting list, at the place that the order gives; tell it by mail."""
    number = seating.queue_number_of(registration)
    move(registration, RegistrationState.WAITLISTED, kind=kind, actor=actor, note=note, queue_number=number)
    queue_mail(registration, "waitlisted")


def events_where_people_wait(*, now: datetime | None = None) -> list[int]:
    """Events that are not over where somebody waits, for a seat or a workshop."""
    now = now or timezone.now()
    waiting = Q(state=RegistrationState.WAITLISTED) | Q(workshop_waits__isnull=False)
    still_on = Q(event__dates__ends_at__gt=now) | Q(event__dates__isnull=True)
    rows = Registration.objects.active().filter(waiting, still_on).order_by("event_id")
    return list(rows.values_list("event_id", flat=True).distinct())


def waiting_position(registration: Registration) -> int:
    """The place in the queue, from 1."""
    waiting = Registration.objects.filter(event_id=registration.event_id, state=RegistrationState.WAITLISTED)
    before = Q(queue_number__lt=registration.queue_number) | Q(
        queue_number=registration.queue_number, pk__lt=registration.pk
    )
    return waiting.filter(before).count() + 1
