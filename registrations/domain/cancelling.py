"""Cancelling a registration: the seat and the workshop places go at once to who waits."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registrations.domain.mails import queue_mail
from registrations.domain.offers import lapse_offer, refuse_offer
from registrations.domain.transitions import move
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.domain.workshop_waiting import leave_all_workshops
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Registration

_LETTERS = {RegistrationState.CONFIRMED: "cancelled", RegistrationState.PENDING: "withdrawn"}


def cancel_registration(
    registration: Registration,
    *,
    actor: str = "",
    reason: str = "",
    kind: HistoryKind = HistoryKind.CANCELLED,
    letter: str = "",
) -> Registration:
    """Cancel; cancelling twice changes nothing. Returns the registration as it is now.

    ``reason``: what the person said, for the history. ``letter``: another one than the state asks for.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not current.is_active:
            return current
        letter = letter or _LETTERS.get(RegistrationState(current.state), "left_waiting_list")
        move(current, RegistrationState.CANCELLED, kind=kind, actor=actor, note=reason)
        leave_all_workshops(current)
        queue_mail(current, letter)
        give_what_is_free(current.event_id)
    return current


def decline_offer(registration: Registration, *, actor: str = "") -> Registration:
    """Do not take the offered place: it goes to the next. Raises RegistrationError when there is no offer."""
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        refuse_offer(current, actor=actor)
        give_what_is_free(current.event_id)
    return current


def pass_on_lapsed_offers(event_id: int, *, now: datetime | None = None) -> int:
    """End the offers of an event whose time is over, and pass the seats on; returns how many ended."""
    now = now or timezone.now()
    with transaction.atomic():
        lock_event(event_id)
        lapsed = Registration.objects.filter(
            event_id=event_id, state=RegistrationState.OFFERED, offer_expires_at__lte=now
        ).select_related("event")
        ended = list(lapsed.order_by("offer_expires_at", "pk"))
        for registration in ended:
            lapse_offer(registration, now=now)
        if ended:
            give_what_is_free(event_id, now=now)
    return len(ended)


def events_with_lapsed_offers(*, now: datetime | None = None) -> list[int]:
    """Events where the time of an offer is over."""
    rows = Registration.objects.filter(state=RegistrationState.OFFERED, offer_expires_at__lte=now or timezone.now())
    return list(rows.order_by("event_id").values_list("event_id", flat=True).distinct())
