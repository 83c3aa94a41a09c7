"""Check-in: that somebody was there on a date."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, Registration


@dataclass(frozen=True)
class CheckIn:
    """The attendance, and whether it stood already (a second scan)."""

    attendance: Attendance
    was_there: bool


def check_in(registration: Registration, event_date: EventDate, *, actor: str = "") -> CheckIn:
    """Check somebody in on a date; a second time finds the first. Raises RegistrationError without a place."""
    if event_date.page_id != registration.event_id:
        raise RegistrationError(_("This registration belongs to another event."))
    if registration.state != RegistrationState.CONFIRMED:
        raise RegistrationError(_("This person has no confirmed place."))
    with transaction.atomic():
        attendance, is_new = Attendance.objects.get_or_create(
            registration=registration, event_date=event_date, defaults={"checked_in_at": timezone.now()}
        )
        if is_new:
            note_history(registration, HistoryKind.CHECKED_IN, actor=actor, note=str(event_date))
    return CheckIn(attendance, was_there=not is_new)
