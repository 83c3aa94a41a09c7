"""Waiting for a full workshop. A place that comes free goes to who is first; a place elsewhere is kept till then.

Only who has a seat at the event (confirmed or offered) is in these queues; who waits for a seat has wishes
(``Preference``), which become places, or a place in the queue, together with the seat.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from registrations.domain.apart import closed_workshops, people_kept_out_of
from registrations.domain.capacity import Room, rooms_of
from registrations.domain.errors import PlacesTaken
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.ranking import OPEN_RANKING, RANKING
from registrations.domain.seating import Seating, seating_of
from registrations.domain.sector_limits import closed_by_limit, full_sectors_of, people_to_keep
from registrations.enums import SEATED_STATES, HistoryKind, RegistrationState
from registrations.models import FixedPlace, Needs, Place, Preference, Registration, WorkshopWait
from workshops.models import Workshop


@dataclass(frozen=True)
class InLine:
    """A workshop that somebody waits for, and as which number."""

    workshop: Workshop
    position: int


def fill_workshops(seating: Seating) -> int:
    """Give free workshop places to who waits for them, under the event's locks; returns how many.

    Who moves leaves a place behind, which goes to who waits for that one, and so on.
    """
    rooms = {room.workshop.pk: room for room in rooms_of(seating.event_id)}
    if not any(room.waiting for room in rooms.values()):
        return 0
    left = {pk: room.left for pk, room in rooms.items()}
    has_limits = any(room.has_limits for room in rooms.values())
    to_look_at = deque(pk for pk, room in rooms.items() if room.waiting)
    given = 0
    while to_look_at:
        pk = to_look_at.popleft()
        room = rooms[pk]
        while room.workshop.can_be_chosen and left[pk] != 0:
            kept_out = people_kept_out_of(pk, seating.event_id)
            queue = _queue_of(room.workshop).exclude(registration__email_key__in=kept_out)
            if has_limits:
                queue = queue.exclude(registration_id__in=people_to_keep(seating.event_id, room.workshop.round_id))
            if room.has_limits:
                queue = queue.exclude(registration__sector_id__in=full_sectors_of(pk, seating.event_id))
            wait = queue.first()
            if wait is None:
                break
            freed = _move_into(wait)
            given += 1
            _count(left, pk, -1)
            if freed is not None:
                _count(left, freed, 1)
                to_look_at.append(freed)
    return given


def _count(left: dict[int, int | None], pk: int, number: int) -> None:
    before = left.get(pk)
    if before is not None:
        left[pk] = before + number


def _queue_of(workshop: Workshop) -> QuerySet[WorkshopWait]:
    """Who waits for a workshop and may be moved, in order.

    A place that the organiser fixed stays, and nobody gets a topic that they have in another round.
    """
    mine = Place.objects.filter(registration_id=OuterRef("registration_id"))
    repeats = mine.filter(workshop__topic=workshop.topic).exclude(round_id=OuterRef("round_id"))
    return (
        WorkshopWait.objects.filter(workshop=workshop, registration__state__in=SEATED_STATES)
        .exclude(Exists(mine.filter(round_id=OuterRef("round_id"), is_fixed=True)))
        .exclude(Exists(repeats))
        .select_related("registration__event", "workshop")
        .order_by("queue_number", "pk")
    )


def _move_into(wait: WorkshopWait) -> int | None:
    """Give the place, give up the one in the same round; returns the workshop that was left."""
    registration = wait.registration
    before = Place.objects.filter(registration=registration, round_id=wait.round_id).first()
    freed = before.workshop_id if before else None
    if before:
        before.delete()
    Place.objects.create(registration=registration, round_id=wait.round_id, workshop_id=wait.workshop_id)
    wait.delete()
    registration.calendar_sequence += 1
    registration.save(update_fields=["calendar_sequence"])
    note_history(registration, HistoryKind.GOT_WORKSHOP, actor=_("the system"), note=wait.workshop.title)
    if registration.state == RegistrationState.CONFIRMED:
        queue_mail(registration, "got_workshop", about=str(wait.workshop_id))
    return freed


def give_wished_places(registration: Registration, *, seating: Seating | None = None) -> None:
    """The wished workshops that still have room, the best wish first; for a better one that is full they wait.

    Where places are still to be divided the ranking stays what it is, and nobody gets a topic twice.
    """
    mine = Preference.objects.filter(registration=registration)
    wished = list(mine.exclude(OPEN_RANKING).order_by("rank", "pk").values_list("workshop_id", flat=True))
    if not wished:
        return
    rooms = {room.workshop.pk: room for room in rooms_of(registration.event_id, workshop_ids=wished)}
    has = dict(Place.objects.filter(registration=registration).values_list("round_id", "workshop__topic"))
    closed = closed_workshops(registration)
    if any(room.has_limits for room in rooms.values()):
        closed |= closed_by_limit(registration.event_id, registration.sector_id)
    places: dict[int, Room] = {}
    waits: dict[int, Room] = {}
    for workshop_id in wished:
        room = rooms[workshop_id]
        round_id, topics = room.workshop.round_id, {*has.values(), *(found.workshop.topic for found in places.values())}
        if not room.workshop.can_be_chosen or round_id in places or round_id in has or workshop_id in closed:
            continue
        if room.workshop.topic in topics:
            continue
        if room.is_full:
            waits.setdefault(room.workshop.round_id, room)
        else:
            places[room.workshop.round_id] = room
    Place.objects.bulk_create(
        Place(registration=registration, round_id=round_id, workshop=room.workshop) for round_id, room in places.items()
    )
    mine.exclude(RANKING).delete()
    if waits:
        join_queues(registration, [room.workshop for room in waits.values()], seating=seating)


def join_queues(registration: Registration, workshops: Iterable[Workshop], *, seating: Seating | None = None) -> None:
    """Let somebody with a seat wait for these workshops, at most one in each round."""
    seating = seating or seating_of(registration.event_id)
    WorkshopWait.objects.bulk_create(
        WorkshopWait(
            registration=registration,
            round_id=workshop.round_id,
            workshop=workshop,
            queue_number=seating.queue_number_of(registration, room=workshop.pk),
        )
        for workshop in workshops
    )


def resolve_waits(
    event_id: int, choices: Mapping[int, int], waits: Mapping[int, int], *, keeps: Iterable[int] = ()
) -> tuple[dict[int, int], dict[int, Workshop]]:
    """What somebody chooses and waits for, after checking: a workshop that has room is taken instead of waited for.

    Raises PlacesTaken for a workshop that cannot be waited for. Call it under the lock.
    """
    chosen, waited = dict(choices), {}
    kept = set(keeps)
    rooms = {room.workshop.pk: room for room in rooms_of(event_id, workshop_ids=waits.values())} if waits else {}
    problems = {}
    for round_id, workshop_id in waits.items():
        room = rooms.get(workshop_id)
        if room is None or room.workshop.round_id != round_id or not room.workshop.can_be_chosen:
            problems[round_id] = _("You cannot wait for this workshop. Choose another one.")
        elif workshop_id in kept or chosen.get(round_id) == workshop_id:
            continue
        elif room.is_full:
            waited[round_id] = room.workshop
        else:
            chosen[round_id] = workshop_id
    if problems:
        raise PlacesTaken(problems)
    return chosen, waited


def set_waits(registration: Registration, wanted: Mapping[int, Workshop], *, actor: str = "") -> bool:
    """Wait for exactly these workshops, by round; who waited already keeps the number. Returns whether it changed."""
    current = {wait.round_id: wait for wait in WorkshopWait.objects.filter(registration=registration)}
    gone = [w for w in current.values() if w.round_id not in wanted or wanted[w.round_id].pk != w.workshop_id]
    new = [w for w in wanted.values() if w.round_id not in current or current[w.round_id].workshop_id != w.pk]
    if gone:
        WorkshopWait.objects.filter(pk__in=[wait.pk for wait in gone]).delete()
        note_history(registration, HistoryKind.LEFT_WORKSHOP, actor=actor)
    if new:
        join_queues(registration, new)
        titles = "; ".join(workshop.title for workshop in new)
        note_history(registration, HistoryKind.WAITS_WORKSHOP, actor=actor, note=titles)
    return bool(gone or new)


def waits_of(registration: Registration) -> dict[int, int]:
    """The workshop by round that somebody waits for. One query."""
    return dict(WorkshopWait.objects.filter(registration=registration).values_list("round_id", "workshop_id"))


def queues_of(registration: Registration) -> list[InLine]:
    """The workshops that somebody waits for, with the position. One query."""
    ahead = WorkshopWait.objects.filter(
        Q(queue_number__lt=OuterRef("queue_number")) | Q(queue_number=OuterRef("queue_number"), pk__lt=OuterRef("pk")),
        workshop_id=OuterRef("workshop_id"),
        registration__state__in=SEATED_STATES,
    )
    counted = ahead.order_by().values("workshop_id").annotate(number=Count("pk")).values("number")
    waits = (
        WorkshopWait.objects.filter(registration=registration)
        .select_related("workshop__round")
        .annotate(before=Coalesce(Subquery(counted), 0))
        .order_by("workshop__round__starts_at", "pk")
    )
    return [InLine(wait.workshop, wait.before + 1) for wait in waits]


def leave_all_workshops(registration: Registration) -> None:
    """Give up places, queues, wishes and needs of who does not come."""
    FixedPlace.objects.filter(registration=registration).delete()
    Place.objects.filter(registration=registration).delete()
    WorkshopWait.objects.filter(registration=registration).delete()
    Preference.objects.filter(registration=registration).delete()
    Needs.objects.filter(registration=registration).delete()
