"""Check-in: that somebody was there on a date. The first scan wins; every later one is noted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import clock
from events.models import EventDate
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, Registration

LONGEST_AWAY = timedelta(hours=18)


@dataclass(frozen=True)
class CheckIn:
    """The attendance, and whether it stood already (a second scan)."""

    attendance: Attendance
    was_there: bool


def check_in(
    registration: Registration, event_date: EventDate, *, actor: str = "", age: timedelta = timedelta()
) -> CheckIn:
    """Check somebody in on a date; a second time finds the first. Raises RegistrationError without a place.

    ``age``: how long ago the scan was made, by a desk that had no network. The earliest scan is the one
    that counts, in whatever order they come in. The registration's row is locked, so desks take turns.
    """
    if event_date.page_id != registration.event_id:
        raise RegistrationError(_("This registration belongs to another event."))
    at = timezone.now() - min(max(age, timedelta()), LONGEST_AWAY)
    with transaction.atomic():
        state = Registration.objects.select_for_update().values_list("state", flat=True).get(pk=registration.pk)
        if state != RegistrationState.CONFIRMED:
            raise RegistrationError(_("This person has no confirmed place."))
        attendance, is_new = Attendance.objects.get_or_create(
            registration=registration, event_date=event_date, defaults={"checked_in_at": at}
        )
        if is_new:
            note_history(registration, HistoryKind.CHECKED_IN, actor=actor, note=_note(event_date, at))
        else:
            note_history(registration, HistoryKind.SCANNED_AGAIN, actor=actor, note=_note(event_date, at))
            if at < attendance.checked_in_at:
                attendance.checked_in_at = at
                attendance.save(update_fields=["checked_in_at"])
    return CheckIn(attendance, was_there=not is_new)


def undo_check_in(registration: Registration, event_date: EventDate, *, actor: str = "") -> bool:
    """Take a mistaken check-in back; the history keeps both. Returns whether there was one."""
    with transaction.atomic():
        Registration.objects.select_for_update().values_list("pk").get(pk=registration.pk)
        found = Attendance.objects.filter(registration=registration, event_date=event_date).first()
        if found is None:
            return False
        note = _note(event_date, found.checked_in_at)
        found.delete()
        note_history(registration, HistoryKind.CHECK_UNDONE, actor=actor, note=note)
    return True


def _note(event_date: EventDate, at: datetime) -> str:
    return f"{event_date}, {clock(at)}"
