"""Cancelling a registration: the seat goes at once to who waits longest."""

from django.db import transaction
from django.utils import timezone

from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.waiting import lock_event, promote_waiting
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Needs, Place, Preference, Registration


def cancel_registration(registration: Registration, *, actor: str = "") -> Registration:
    """Cancel; cancelling twice changes nothing. Returns the registration as it is now."""
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not current.is_active:
            return current
        had_seat = current.state == RegistrationState.CONFIRMED
        current.state = RegistrationState.CANCELLED
        current.cancelled_at = timezone.now()
        current.calendar_sequence += 1
        current.save(update_fields=["state", "cancelled_at", "calendar_sequence"])
        Place.objects.filter(registration=current).delete()
        Preference.objects.filter(registration=current).delete()
        Needs.objects.filter(registration=current).delete()
        note_history(current, HistoryKind.CANCELLED, actor=actor)
        queue_mail(current, "cancelled" if had_seat else "left_waiting_list")
        promote_waiting(current.event_id)
    return current
