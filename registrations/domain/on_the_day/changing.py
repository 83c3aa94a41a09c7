"""Cancels, merges or moves a workshop, and undoes that. Only the people concerned hear of it, at once."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from registrations.domain.errors import RegistrationError
from registrations.domain.limit_shifts import Shift, inside_round, kept, limit_shifts
from registrations.domain.mails import queue_mails
from registrations.domain.on_the_day.limits import shifts_of_merging, shifts_of_moving
from registrations.domain.on_the_day.rehousing import new_rooms
from registrations.domain.waiting import lock_event
from registrations.enums import DayChangeKind, HistoryKind, RegistrationState
from registrations.models import DayChange, HistoryEntry, MovedPlace, Place, Registration
from workshops.domain.sheets import announce_workshops
from workshops.models import Workshop


class CannotChange(RegistrationError):
    """It was done already, or no longer can be; the message says why."""


def cancel_workshop(workshop: Workshop, *, actor: User | None, request_key: uuid.UUID | None = None) -> DayChange:
    """Cancel a workshop; each of its people gets the best other one with room, or none. Raises CannotChange."""
    with transaction.atomic():
        lock_event(workshop.round.event_id)
        known, current = _begin(workshop, request_key)
        if known is not None:
            return known
        moves = new_rooms(current)
        change = _note(current, DayChangeKind.CANCEL, actor, request_key, shifts=shifts_of_moving(current, moves))
        Workshop.objects.filter(pk=current.pk).update(cancelled_at=timezone.now())
        return _move(change, moves, actor)


def merge_workshop(
    workshop: Workshop, into: Workshop, *, actor: User | None, request_key: uuid.UUID | None = None
) -> DayChange:
    """Bring everybody of one workshop into another of the same round, whatever its places. Raises CannotChange."""
    with transaction.atomic():
        lock_event(workshop.round.event_id)
        known, current = _begin(workshop, request_key)
        if known is not None:
            return known
        target = Workshop.objects.filter(pk=into.pk, round_id=current.round_id, cancelled_at=None).first()
        if target is None or target.pk == current.pk:
            raise CannotChange(_("Choose another workshop of the same round that takes place."))
        shifts = shifts_of_merging(current, target.pk)
        change = _note(current, DayChangeKind.MERGE, actor, request_key, target=target, shifts=shifts)
        people = Place.objects.filter(workshop=current).values_list("registration_id", flat=True)
        Workshop.objects.filter(pk=current.pk).update(cancelled_at=timezone.now(), merged_into=target)
        return _move(change, dict.fromkeys(people, target.pk), actor)


def move_workshop(
    workshop: Workshop, room: str, *, actor: User | None, request_key: uuid.UUID | None = None
) -> DayChange:
    """Give a workshop another room. Raises CannotChange."""
    room = " ".join(room.split())[:80]
    with transaction.atomic():
        lock_event(workshop.round.event_id)
        known, current = _begin(workshop, request_key)
        if known is not None:
            return known
        if not room or room == current.room:
            raise CannotChange(_("Choose another room than the present one."))
        change = _note(current, DayChangeKind.ROOM, actor, request_key, room=room)
        Workshop.objects.filter(pk=current.pk).update(room=room)
        people = list(Place.objects.filter(workshop=current).values_list("registration_id", flat=True))
        return _tell(change, people, "workshop_moved", actor)


def undo_change(change: DayChange, *, actor: User | None) -> DayChange:
    """Put everything back; who chose another workshop meanwhile stays there. A second time does nothing more.

    Raises CannotChange when the same workshop was changed again since: that comes first.
    """
    with transaction.atomic():
        lock_event(change.event_id)
        change = DayChange.objects.select_related("event", "workshop").get(pk=change.pk)
        if change.undone_at is not None:
            return change
        later = DayChange.objects.filter(undone_at=None, pk__gt=change.pk)
        if later.filter(workshop=change.workshop).exists() or (
            change.kind != DayChangeKind.ROOM and later.filter(moved__source_id=change.target_id).exists()
        ):
            raise CannotChange(_("This workshop was changed again since. Undo the last change first."))
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
        if change.kind == DayChangeKind.ROOM:
            return _undo_room(change, actor)
        round_id = change.workshop.round_id
        before = inside_round(round_id).values()
        Workshop.objects.filter(pk=change.workshop_id).update(cancelled_at=None, merged_into=None)
        back = _bring_back(change, round_id)
        after = inside_round(round_id).values()
        shifts = limit_shifts(change.event_id, before, after, new={change.workshop_id})
        change.before["limits_undone"] = kept(shifts)
        change.save(update_fields=["before"])
        return _tell(change, back, "workshop_restored", actor, keeps_count=True)


def _begin(workshop: Workshop, request_key: uuid.UUID | None) -> tuple[DayChange | None, Workshop]:
    """The change that this very request made before, and the workshop as it is now."""
    known = DayChange.objects.filter(request_key=request_key).first() if request_key else None
    if known is not None and known.workshop_id != workshop.pk:
        raise CannotChange(_("This page is out of date. Open it again."))
    current = Workshop.objects.select_related("round__event").get(pk=workshop.pk)
    if known is None and current.is_cancelled:
        raise CannotChange(_("“%(title)s” was cancelled already.") % {"title": current.title})
    return known, current


def _note(
    workshop: Workshop,
    kind: DayChangeKind,
    actor: User | None,
    request_key: uuid.UUID | None,
    *,
    target: Workshop | None = None,
    room: str = "",
    shifts: Iterable[Shift] = (),
) -> DayChange:
    return DayChange.objects.create(
        event=workshop.round.event,
        workshop=workshop,
        request_key=request_key or uuid.uuid4(),
        kind=kind,
        target=target,
        room=room,
        before={"room": workshop.room, "limits": kept(shifts)},
        made_by=actor,
    )


def _move(change: DayChange, moves: Mapping[int, int | None], actor: User | None) -> DayChange:
    """Write the new places of people who had one in the workshop of the change, and tell them."""
    places = list(Place.objects.filter(workshop_id=change.workshop_id))
    MovedPlace.objects.bulk_create(
        MovedPlace(
            change=change,
            registration_id=place.registration_id,
            source_id=place.workshop_id,
            target_id=moves.get(place.registration_id),
            was_fixed=place.is_fixed,
        )
        for place in places
    )
    Place.objects.filter(pk__in=[place.pk for place in places]).delete()
    Place.objects.bulk_create(
        Place(registration_id=place.registration_id, round_id=place.round_id, workshop_id=target)
        for place in places
        if (target := moves.get(place.registration_id)) is not None
    )
    return _tell(change, [place.registration_id for place in places], "workshop_cancelled", actor)


def _bring_back(change: DayChange, round_id: int) -> list[int]:
    """The people whose place is still the one that the change gave them; their old place again."""
    moved = list(change.moved.all())
    mine = Place.objects.filter(round_id=round_id, registration_id__in=[row.registration_id for row in moved])
    now = {place.registration_id: place for place in mine}
    back = []
    for row in moved:
        place = now.get(row.registration_id)
        if (place.workshop_id if place else None) == row.target_id:
            back.append(row)
    Place.objects.filter(pk__in=[now[row.registration_id].pk for row in back if row.registration_id in now]).delete()
    coming = Registration.objects.active().filter(pk__in=[row.registration_id for row in back])
    still = set(coming.values_list("pk", flat=True))
    back = [row for row in back if row.registration_id in still]
    Place.objects.bulk_create(
        Place(
            registration_id=row.registration_id,
            round_id=round_id,
            workshop_id=change.workshop_id,
            is_fixed=row.was_fixed,
        )
        for row in back
    )
    return [row.registration_id for row in back]


def _undo_room(change: DayChange, actor: User | None) -> DayChange:
    Workshop.objects.filter(pk=change.workshop_id, room=change.room).update(room=change.before.get("room", ""))
    people = list(Place.objects.filter(workshop_id=change.workshop_id).values_list("registration_id", flat=True))
    return _tell(change, people, "workshop_moved", actor, keeps_count=True)


def _tell(
    change: DayChange, keys: list[int], letter: str, actor: User | None, *, keeps_count: bool = False
) -> DayChange:
    """History and a mail with the new invitation, in this transaction: the worker is woken as it commits.

    Open pages of scribes, leaders and chair hear it too.
    """
    concerned = {change.workshop_id, change.target_id, *change.moved.values_list("target_id", flat=True)}
    announce_workshops(pk for pk in concerned if pk is not None)
    Registration.objects.filter(pk__in=keys).update(calendar_sequence=F("calendar_sequence") + 1)
    people = list(Registration.objects.filter(pk__in=keys))
    for person in people:
        person.event = change.event
    HistoryEntry.objects.bulk_create(
        HistoryEntry(
            registration=person,
            kind=HistoryKind.DAY_CHANGE,
            actor=str(actor or "")[:120],
            note=change.workshop.title[:300],
        )
        for person in people
    )
    told = [person for person in people if person.state == RegistrationState.CONFIRMED]
    queue_mails(told, letter, about=str(change.pk))
    if not keeps_count:
        change.people_told = len(told)
        change.save(update_fields=["people_told"])
    return change
