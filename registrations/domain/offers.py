"""Offers: a seat is kept for somebody for a set time; accepted it is theirs, else it moves on by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.domain.capacity import lock_seats
from registrations.domain.errors import OfferLapsed, RegistrationError
from registrations.domain.mails import queue_mail
from registrations.domain.seating import Seating
from registrations.domain.transitions import move
from registrations.domain.workshop_waiting import give_wished_places, leave_all_workshops
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Registration

SHORTEST = timedelta(hours=1)
BY_HAND_HOURS = 48


def offer_deadline(now: datetime, *, hours: int, stops_at: datetime | None) -> datetime:
    """Until when an offer holds: the set time, but not past the hour at which giving stops; an hour at least."""
    ends_at = now + timedelta(hours=hours)
    return ends_at if stops_at is None else min(ends_at, max(stops_at, now + SHORTEST))


def offer_seat(registration: Registration, seating: Seating, *, hours: int | None = None, actor: str = "") -> None:
    """Keep a seat and the wished places for who waits, under the locks; the mail says until when."""
    hours = hours or seating.rules.offer_hours or BY_HAND_HOURS
    deadline = offer_deadline(seating.now, hours=hours, stops_at=seating.stops_at)
    move(
        registration,
        RegistrationState.OFFERED,
        kind=HistoryKind.OFFERED,
        actor=actor,
        now=seating.now,
        offer_expires_at=deadline,
    )
    give_wished_places(registration, seating=seating)
    queue_mail(registration, "offered", about=str(int(deadline.timestamp())))


def accept_offer(registration: Registration, *, actor: str = "", now: datetime | None = None) -> Registration:
    """The offered place becomes certain; accepting twice changes nothing. Raises OfferLapsed after the deadline."""
    now = now or timezone.now()
    with transaction.atomic():
        lock_seats(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if current.state == RegistrationState.CONFIRMED:
            return current
        if current.state == RegistrationState.OFFERED and _holds(current, now):
            move(current, RegistrationState.CONFIRMED, kind=HistoryKind.CONFIRMED, actor=actor, now=now)
            queue_mail(current, "confirmed")
            return current
        if current.state != RegistrationState.OFFERED:
            raise OfferLapsed(_("This offer no longer holds."))
    raise OfferLapsed(_("The time to accept this place is over. It goes to somebody else."))


def _holds(registration: Registration, now: datetime) -> bool:
    return registration.offer_expires_at is not None and registration.offer_expires_at > now


def refuse_offer(registration: Registration, *, actor: str = "") -> None:
    """Give an offered place back, under the locks; the caller passes it on."""
    if registration.state != RegistrationState.OFFERED:
        raise RegistrationError(_("This offer no longer holds."))
    move(registration, RegistrationState.CANCELLED, kind=HistoryKind.OFFER_REFUSED, actor=actor)
    leave_all_workshops(registration)
    queue_mail(registration, "left_waiting_list")


def lapse_offer(registration: Registration, *, now: datetime) -> None:
    """An offer that nobody answered ends, under the locks; the caller passes the seat on."""
    move(registration, RegistrationState.CANCELLED, kind=HistoryKind.OFFER_LAPSED, actor=_("the system"), now=now)
    leave_all_workshops(registration)
    queue_mail(registration, "offer_lapsed")
