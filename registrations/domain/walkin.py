"""Letting people in at the desk: who did not register, and who has no certain place yet (D6)."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from registrations.domain.capacity import Seats
from registrations.domain.checkin import CheckIn, admit_at, check_in
from registrations.domain.doors import Door
from registrations.domain.errors import NoSeat
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.quotas import SeatProblem
from registrations.domain.registering import normalise_email, recognise
from registrations.domain.seating import seating_of
from registrations.domain.series.choosing import group_of_date, join_group_of
from registrations.domain.series.queueing import group_id_of
from registrations.domain.transitions import stamp
from registrations.domain.waiting import confirm, lock_event
from registrations.enums import ACTIVE_STATES, DoorKind, EntryMode, HistoryKind, RegistrationState
from registrations.models import Registration


@dataclass(frozen=True)
class Visitor:
    """What somebody without a registration tells at the desk."""

    name: str
    organisation_name: str = ""
    sector_id: int | None = None
    email: str = ""
    language: str = "nl"


class RoomFull(NoSeat):
    """There is no seat for this visitor; only the desk can say: let in all the same."""

    def __init__(self, seats: Seats, problem: SeatProblem = SeatProblem.FULL) -> None:
        super().__init__(problem, _("The room is full.") if problem == SeatProblem.FULL else "")
        self.seats = seats


def walk_in(
    event_date: EventDate, visitor: Visitor, *, submission_key: uuid.UUID, anyway: bool = False, actor: str = ""
) -> CheckIn:
    """Register and check in at once. The same form twice, or a known address, finds the one that stands.

    Raises RoomFull unless ``anyway``.
    """
    event_id = event_date.page_id
    organisation, municipality = recognise(visitor.organisation_name)
    email_key = normalise_email(visitor.email)
    with transaction.atomic():
        lock_event(event_id)
        known = Registration.objects.filter(submission_key=submission_key).first()
        if known is not None and known.event_id != event_id:
            known, submission_key = None, uuid.uuid4()
        if known is None and email_key:
            known = Registration.objects.filter(event_id=event_id, email_key=email_key, state__in=ACTIVE_STATES).first()
        if known is not None:
            return _let_in(known, event_date, anyway=anyway, actor=actor)
        _check_room(event_id, visitor.sector_id, group_of_date(event_date), anyway=anyway)
        registration = Registration(
            event_id=event_id,
            submission_key=submission_key,
            entry=EntryMode.DESK,
            name=visitor.name,
            email=visitor.email.strip(),
            organisation=organisation,
            municipality=municipality,
            organisation_name=visitor.organisation_name,
            sector_id=visitor.sector_id,
            language=visitor.language,
        )
        # Without an address a person is told apart by the reference; it can never equal an address.
        registration.email_key = email_key or registration.reference
        stamp(registration, RegistrationState.CONFIRMED, now=timezone.now())
        registration.save(force_insert=True)
        join_group_of(registration, event_date)
        note_history(registration, HistoryKind.WALKED_IN, actor=actor)
        queue_mail(registration, "confirmed")
        return check_in(registration, event_date, actor=actor)


def walk_in_at(
    door: Door, visitor: Visitor, *, submission_key: uuid.UUID, anyway: bool = False, actor: str = ""
) -> CheckIn:
    """The same at any door: registered, in on that day, and in the workshop or programme item. All of it or nothing.

    Raises RoomFull, WorkshopFull or SectorFull unless ``anyway``; never more people than a workshop has chairs.
    """
    with transaction.atomic():
        done = walk_in(door.date, visitor, submission_key=submission_key, anyway=anyway, actor=actor)
        if door.kind == DoorKind.DATE:
            return done
        return admit_at(door, done.attendance.registration_id, anyway=anyway, actor=actor)


def let_in(registration: Registration, event_date: EventDate, *, anyway: bool = False, actor: str = "") -> CheckIn:
    """Give a place to who waits for one, and check in. Raises RoomFull unless ``anyway``."""
    with transaction.atomic():
        lock_event(registration.event_id)
        return _let_in(
            Registration.objects.select_related("event").get(pk=registration.pk), event_date, anyway=anyway, actor=actor
        )


def _let_in(registration: Registration, event_date: EventDate, *, anyway: bool, actor: str) -> CheckIn:
    """The same, under the lock. An offer has its seat already; who cancelled has to be added anew."""
    if registration.is_active and registration.state != RegistrationState.CONFIRMED:
        if registration.state != RegistrationState.OFFERED:
            group_id = group_id_of(registration) or group_of_date(event_date)
            _check_room(registration.event_id, registration.sector_id, group_id, anyway=anyway)
        confirm(registration, kind=HistoryKind.LET_IN, actor=actor)
    return check_in(registration, event_date, actor=actor)


def _check_room(event_id: int, sector_id: int | None, group_id: int | None, *, anyway: bool) -> None:
    """At the desk who stands there goes before who waits at home; quotas and held places count here too."""
    seating = seating_of(event_id)
    problem = seating.seat_problem(sector_id, group_id)
    if problem is not None and not anyway:
        raise RoomFull(seating.seats, problem)
