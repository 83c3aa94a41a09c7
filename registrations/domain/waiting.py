"""The waiting list: in order of arrival. A seat that comes free goes to who waits longest, at once."""

from django.db import transaction
from django.utils import timezone

from registrations.domain.capacity import lock_seats, rooms_of, seats_of
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Place, Preference, Registration
from workshops.models import Workshop


def lock_event(event_id: int) -> None:
    """Take the locks of an event and of all its workshops."""
    lock_seats(event_id, Workshop.objects.filter(round__event_id=event_id).values_list("pk", flat=True))


def fill_free_seats(event_id: int) -> int:
    """Give free seats to who waits; returns how many. For a capacity that was raised, and as a safety net."""
    with transaction.atomic():
        lock_event(event_id)
        return promote_waiting(event_id)


def promote_waiting(event_id: int) -> int:
    """The same, under locks that the caller holds."""
    seats = seats_of(event_id)
    if not seats.waiting or seats.left == 0:
        return 0
    waiting = (
        Registration.objects.filter(event_id=event_id, state=RegistrationState.WAITLISTED)
        .select_related("event")
        .order_by("pk")
    )
    promoted = list(waiting if seats.left is None else waiting[: seats.left])
    for registration in promoted:
        confirm(registration)
    return len(promoted)


def confirm(registration: Registration, *, kind: HistoryKind = HistoryKind.CONFIRMED, actor: str = "") -> None:
    """Give a seat and the wished places to who waits, under the locks of ``lock_event``; tell it by mail."""
    registration.state = RegistrationState.CONFIRMED
    registration.confirmed_at = timezone.now()
    registration.calendar_sequence += 1
    registration.save(update_fields=["state", "confirmed_at", "calendar_sequence"])
    _give_wished_places(registration)
    note_history(registration, kind, actor=actor)
    queue_mail(registration, "confirmed")


def _give_wished_places(registration: Registration) -> None:
    """The wished workshops that still have room; the others stay open and the mail says so."""
    wished = list(Preference.objects.filter(registration=registration).values_list("workshop_id", flat=True))
    if not wished:
        return
    rooms = rooms_of(registration.event_id, workshop_ids=wished)
    by_round = {
        room.workshop.round_id: room.workshop for room in rooms if room.workshop.is_open_for_choice and not room.is_full
    }
    Place.objects.bulk_create(
        Place(registration=registration, round_id=round_id, workshop=workshop)
        for round_id, workshop in by_round.items()
    )
    Preference.objects.filter(registration=registration).delete()


def events_where_people_wait() -> list[int]:
    """Events where somebody waits."""
    return list(
        Registration.objects.filter(state=RegistrationState.WAITLISTED)
        .order_by("event_id")
        .values_list("event_id", flat=True)
        .distinct()
    )


def waiting_position(registration: Registration) -> int:
    """The place in the queue, from 1."""
    return (
        Registration.objects.filter(
            event_id=registration.event_id, state=RegistrationState.WAITLISTED, pk__lt=registration.pk
        ).count()
        + 1
    )
