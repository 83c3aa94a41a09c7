"""An organiser gives somebody a place in a workshop, also in one that visitors cannot choose."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from registrations.domain.apart import closed_workshops
from registrations.domain.capacity import Room, places_of, rooms_of
from registrations.domain.errors import PlacesTaken, RegistrationError
from registrations.domain.history import note_history
from registrations.domain.limit_shifts import inside_round, limit_shifts
from registrations.domain.mails import queue_mail
from registrations.domain.ranking import ranked_rounds
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import SEATED_STATES, HistoryKind, RegistrationState
from registrations.models import FixedPlace, Place, Preference, Registration, WorkshopWait


def assign_workshops(
    registration: Registration,
    choices: Mapping[int, int | None],
    *,
    actor: str,
    anyway: bool = False,
    with_mail: bool = True,
) -> Registration:
    """Give the workshop of each round that is named (None: none); other rounds stay as they are.

    In a round whose places are still to be divided the workshop is fixed for the next allocation.
    Who has no seat yet gets a wish instead of a place. Raises PlacesTaken when a workshop is full, somebody is
    kept apart, or a limit of a sector would no longer hold, unless ``anyway``; and RegistrationError for who does
    not come. What is given up goes to who waits for it.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not current.is_active:
            raise RegistrationError(_("Who does not come has no workshops."))
        choices = _fix_where_undivided(current, choices, actor=actor)
        if current.state not in SEATED_STATES:
            return _wish(current, choices, actor=actor)
        before = places_of(current)
        changed = {round_id: pk for round_id, pk in choices.items() if before.get(round_id) != pk}
        if not changed:
            return current
        rooms = _rooms(current.event_id, changed)
        if not anyway:
            _require_room(rooms)
            _require_apart(current, rooms)
            _require_limits(current, changed)
        Place.objects.filter(registration=current, round_id__in=changed).delete()
        WorkshopWait.objects.filter(registration=current, round_id__in=changed).delete()
        Place.objects.bulk_create(
            Place(registration=current, round_id=round_id, workshop=room.workshop) for round_id, room in rooms.items()
        )
        current.calendar_sequence += 1
        current.save(update_fields=["calendar_sequence"])
        titles = ", ".join(room.workshop.title for room in rooms.values()) or _("No workshop")
        note_history(current, HistoryKind.CHANGED, actor=actor, note=titles)
        if with_mail and current.state == RegistrationState.CONFIRMED:
            queue_mail(current, "changed")
        give_what_is_free(current.event_id)
    return current


def _fix_where_undivided(
    registration: Registration, choices: Mapping[int, int | None], *, actor: str
) -> dict[int, int | None]:
    """Keep what concerns undivided rounds for the allocation; returns the other choices."""
    undivided = {round_.pk for round_ in ranked_rounds(registration.event_id)}
    later = {round_id: pk for round_id, pk in choices.items() if round_id in undivided}
    _rooms(registration.event_id, later)
    for round_id, pk in later.items():
        if pk is None:
            FixedPlace.objects.filter(registration=registration, round_id=round_id).delete()
            continue
        FixedPlace.objects.update_or_create(registration=registration, round_id=round_id, defaults={"workshop_id": pk})
    return {round_id: pk for round_id, pk in choices.items() if round_id not in undivided}


def _rooms(event_id: int, choices: Mapping[int, int | None]) -> dict[int, Room]:
    """The rooms by round; a workshop that does not belong to its round is no choice."""
    wanted = [pk for pk in choices.values() if pk is not None]
    found = {room.workshop.pk: room for room in rooms_of(event_id, workshop_ids=wanted)}
    rooms = {round_id: found[pk] for round_id, pk in choices.items() if pk is not None and pk in found}
    if len(rooms) < len(wanted) or any(room.workshop.round_id != round_id for round_id, room in rooms.items()):
        raise RegistrationError(_("This workshop is not in this round."))
    return rooms


def _require_room(rooms: Mapping[int, Room]) -> None:
    full = {
        round_id: _("“%(title)s” is full: %(taken)s places are given.")
        % {"title": room.workshop.title, "taken": room.taken}
        for round_id, room in rooms.items()
        if room.is_full
    }
    if full:
        raise PlacesTaken(full)


def _require_apart(registration: Registration, rooms: Mapping[int, Room]) -> None:
    closed = closed_workshops(registration)
    words = _("Somebody from whom this person is kept apart sits in “%(title)s”.")
    found = {pk: words % {"title": room.workshop.title} for pk, room in rooms.items() if room.workshop.pk in closed}
    if found:
        raise PlacesTaken(found)


def _require_limits(registration: Registration, choices: Mapping[int, int | None]) -> None:
    """Also for the workshop that is left. Two queries a round, two more where a limit would no longer hold."""
    found = {}
    for round_id, workshop_id in choices.items():
        before = inside_round(round_id)
        after = [row for person, row in before.items() if person != registration.pk]
        if workshop_id is not None:
            after.append((workshop_id, registration.sector_id))
        shifts = limit_shifts(registration.event_id, before.values(), after)
        if shifts:
            found[round_id] = " ".join(map(str, shifts))
    if found:
        raise PlacesTaken(found)


def _wish(registration: Registration, choices: Mapping[int, int | None], *, actor: str) -> Registration:
    rooms = _rooms(registration.event_id, choices)
    Preference.objects.filter(registration=registration, workshop__round_id__in=list(choices)).delete()
    Preference.objects.bulk_create(
        Preference(registration=registration, workshop=room.workshop) for room in rooms.values()
    )
    note_history(registration, HistoryKind.CHANGED, actor=actor)
    return registration
