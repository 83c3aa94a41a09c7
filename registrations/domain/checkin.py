"""Check-in: that somebody was there, on a date or behind a door. The first scan wins; every later one is noted."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import clock
from events.models import EventDate
from registrations.domain.capacity import lock_seats
from registrations.domain.doors import Door, places_left, sector_limit_reached
from registrations.domain.errors import RegistrationError
from registrations.enums import DoorKind, HistoryKind, RegistrationState
from registrations.models import Attendance, DoorAttendance, HistoryEntry, Registration

LONGEST_AWAY = timedelta(hours=18)


@dataclass(frozen=True)
class CheckIn:
    """The attendance, and whether it stood already (a second scan)."""

    attendance: Attendance | DoorAttendance
    was_there: bool


class NotHere(RegistrationError):
    """Nobody's place is in this workshop; the desk may let in all the same when there is room."""


class WorkshopFull(RegistrationError):
    """The room of a workshop holds no more people, or its places are given."""

    def __init__(self, inside: int, capacity: int) -> None:
        super().__init__(_("This workshop is full."))
        self.word = _("Full")
        self.inside = inside
        self.capacity = capacity

    @property
    def explanation(self) -> str:
        """What the desk needs to decide."""
        words = _("All places here are given; %(inside)s of %(capacity)s are in.")
        return words % {"inside": self.inside, "capacity": self.capacity}

    @property
    def has_empty_chairs(self) -> bool:
        """Whether the desk may decide to let in all the same."""
        return self.inside < self.capacity


class SectorFull(RegistrationError):
    """The workshop has as many people of a sector as it takes; the desk may let in all the same."""

    has_empty_chairs = True

    def __init__(self, limit: int) -> None:
        super().__init__(_("This workshop has as many people of this background as it takes."))
        self.word = _("Full for this background")
        self.limit = limit

    @property
    def explanation(self) -> str:
        """What the desk needs to decide."""
        return str(self)


def check_in(
    registration: Registration, event_date: EventDate, *, actor: str = "", age: timedelta = timedelta()
) -> CheckIn:
    """Check somebody in on a date; see `check_in_at`."""
    if event_date.page_id != registration.event_id:
        raise RegistrationError(_("This registration belongs to another event."))
    return check_in_at(Door(event_date), registration.pk, actor=actor, age=age)


def check_in_at(
    door: Door,
    registration_id: int,
    *,
    actor: str = "",
    age: timedelta = timedelta(),
    scan: uuid.UUID | None = None,
    without_place: bool = False,
) -> CheckIn:
    """Check somebody in at a door; a second time finds the first. Raises RegistrationError without a place.

    ``age``: how long ago the scan was made, by a desk that had no network. The earliest scan is the one that counts,
    in whatever order they come in. ``scan``: the desk's own id of the scan; sent again, it gets the answer it got and
    nothing is noted twice. ``without_place``: the desk decided, where a workshop is not theirs. The registration's row
    is locked, so desks take turns.
    """
    at = timezone.now() - min(max(age, timedelta()), LONGEST_AWAY)
    with transaction.atomic():
        state = Registration.objects.select_for_update().values_list("state", flat=True).get(pk=registration_id)
        rows = door.attendances().filter(registration_id=registration_id)
        known = _known(scan)
        if known is not None and (there := rows.first()) is not None:
            return CheckIn(there, was_there=known == HistoryKind.SCANNED_AGAIN)
        if state != RegistrationState.CONFIRMED:
            raise RegistrationError(_("This person has no confirmed place."))
        attendance = rows.first()
        is_new = attendance is None
        if attendance is None:
            _require_place(door, registration_id, without_place=without_place)
            attendance = door.new_attendance(registration_id, at)
            attendance.save(force_insert=True)
            if door.kind != DoorKind.DATE:
                _was_there_that_day(door, registration_id, at)
        elif at < attendance.checked_in_at:
            attendance.checked_in_at = at
            attendance.save(update_fields=["checked_in_at"])
        HistoryEntry.objects.create(
            registration_id=registration_id,
            kind=HistoryKind.CHECKED_IN if is_new else HistoryKind.SCANNED_AGAIN,
            actor=actor[:120],
            note=_note(door, at),
            scan=scan if known is None else None,
        )
    return CheckIn(attendance, was_there=not is_new)


def admit_at(door: Door, registration_id: int, *, anyway: bool = False, actor: str = "") -> CheckIn:
    """Let somebody without a place into a workshop when there is room. Raises WorkshopFull, SectorFull.

    Room is a place that nobody holds, and a limit of the sector that is not reached. ``anyway``: the desk sees empty
    chairs; never more people than it holds.
    """
    with transaction.atomic():
        lock_seats(door.event_id, [door.workshop.pk] if door.workshop else [])
        full = full_for(door, registration_id)
        if full and not (anyway and full.has_empty_chairs):
            raise full
        return check_in_at(door, registration_id, actor=actor, without_place=True)


def full_for(door: Door, registration_id: int) -> WorkshopFull | SectorFull | None:
    """Why somebody without a place finds this workshop full; None when there is room, or she is in. 3–8 queries."""
    if door.attendances().filter(registration_id=registration_id).exists():
        return None
    if door.workshop and places_left(door) == 0:
        return WorkshopFull(door.attendances().count(), door.workshop.capacity or 0)
    limit = sector_limit_reached(door, registration_id)
    return None if limit is None else SectorFull(limit)


def undo_check_in(registration: Registration, event_date: EventDate, *, actor: str = "") -> bool:
    """Take a mistaken check-in on a date back; see `undo_at`."""
    return undo_at(Door(event_date), registration.pk, actor=actor)


def undo_at(door: Door, registration_id: int, *, actor: str = "") -> bool:
    """Take a mistaken check-in back; the history keeps both. Returns whether there was one.

    What a door noted about the day in the same moment goes too.
    """
    with transaction.atomic():
        Registration.objects.select_for_update().values_list("pk").get(pk=registration_id)
        found = door.attendances().filter(registration_id=registration_id).first()
        if found is None:
            return False
        found.delete()
        if door.kind != DoorKind.DATE:
            day = Attendance.objects.filter(registration_id=registration_id, event_date=door.date)
            day.filter(checked_in_at=found.checked_in_at).delete()
        HistoryEntry.objects.create(
            registration_id=registration_id,
            kind=HistoryKind.CHECK_UNDONE,
            actor=actor[:120],
            note=_note(door, found.checked_in_at),
        )
    return True


def _known(scan: uuid.UUID | None) -> str | None:
    """What came of a scan that was sent before."""
    return HistoryEntry.objects.filter(scan=scan).values_list("kind", flat=True).first() if scan else None


def _require_place(door: Door, registration_id: int, *, without_place: bool) -> None:
    if door.workshop is None or without_place:
        return
    if not door.workshop.places.filter(registration_id=registration_id).exists():
        raise NotHere(_("This person has no place in this workshop."))


def _was_there_that_day(door: Door, registration_id: int, at: datetime) -> None:
    """Who goes through a door was at the event."""
    Attendance.objects.get_or_create(
        registration_id=registration_id, event_date=door.date, defaults={"checked_in_at": at}
    )


def _note(door: Door, at: datetime) -> str:
    return f"{door.note}, {clock(at)}"
