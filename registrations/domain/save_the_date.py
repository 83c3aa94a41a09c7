"""Addresses left before registration opens: confirmed by mail, told once, forgotten soon (D14).

Whoever leaves an address gets the same answer, known or not; what they may know stands in the mail.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from events.models import EventPage
from mailing.domain.outbox import queue_message
from registrations.domain.registering import normalise_email
from registrations.domain.window import WindowState, window_of
from registrations.enums import RegistrationMode
from registrations.models import Interest

TOKEN_PURPOSE = "interest"  # noqa: S105
CHUNK = 200
UNCONFIRMED_DAYS = 7
TOLD_DAYS = 14


@dataclass(frozen=True)
class InterestData:
    """What somebody left."""

    email: str
    name: str = ""
    sector_id: int | None = None
    language: str = "nl"


def token_of(interest: Interest) -> str:
    """The token in the mails to this address."""
    return make_token(TOKEN_PURPOSE, interest.reference)


def link_of(interest: Interest, name: str = "interest") -> str:
    """The full address of a page of this person."""
    return absolute(reverse(f"registrations:{name}", args=[token_of(interest)]))


def find_interest(token: str) -> Interest | None:
    """Who a token belongs to, with the event; None when it is not ours or the address is gone."""
    try:
        reference = read_token(TOKEN_PURPOSE, token)
    except BadToken:
        return None
    return Interest.objects.select_related("event__venue").filter(reference=reference).first()


def leave_address(event: EventPage, data: InterestData) -> Interest:
    """Keep an address and mail its owner, at most once an hour: to confirm, or that it stands there already."""
    email_key = normalise_email(data.email)
    with transaction.atomic():
        left = Interest(
            event=event,
            email=data.email.strip(),
            email_key=email_key,
            name=data.name,
            sector_id=data.sector_id,
            language=data.language,
        )
        Interest.objects.bulk_create([left], ignore_conflicts=True)
        interest = Interest.objects.select_related("event").get(event=event, email_key=email_key)
        purpose = "interest_known" if interest.confirmed_at else "interest_confirm"
        _queue(interest, purpose, occasion=timezone.now().strftime("%Y%m%d%H"))
    return interest


def confirm_interest(interest: Interest) -> None:
    """The owner wants to hear of it; twice is the same as once."""
    Interest.objects.filter(pk=interest.pk, confirmed_at=None).update(confirmed_at=timezone.now())


def remove_interest(interest: Interest) -> None:
    """The owner does not want to hear of it any more: the row goes at once."""
    Interest.objects.filter(pk=interest.pk).delete()


def tell_that_registration_opened() -> int:
    """Mail everybody who waits for an event that is open now, once; returns how many.

    A row is marked and its mail queued in one transaction, and the mail's key is the address's own: a
    sweep that is killed, or two at once, tells nobody twice.
    """
    told = 0
    events = EventPage.objects.live().filter(pk__in=Interest.objects.to_tell().values("event_id"))
    # By invitation only, the opening concerns the invited alone; they get a mail of their own.
    concerned = events.exclude(registration_rules__mode=RegistrationMode.INVITATION)
    for event in concerned.defer_streamfields():
        while window_of(event).is_open:
            number = _tell_some(event)
            told += number
            if number < CHUNK:
                break
    return told


def _tell_some(event: EventPage) -> int:
    with transaction.atomic():
        waiting = Interest.objects.to_tell().filter(event=event).select_for_update().order_by("pk")
        some = list(waiting[:CHUNK])
        for interest in some:
            interest.event = event
            _queue(interest, "interest_opened", occasion="once")
        Interest.objects.filter(pk__in=[interest.pk for interest in some]).update(told_at=timezone.now())
    return len(some)


def _queue(interest: Interest, purpose: str, *, occasion: str) -> None:
    queue_message(
        f"interest:{interest.reference}:{purpose}:{occasion}",
        event=interest.event,
        purpose=f"registration.{purpose}",
        to_name=interest.name,
        to_address=interest.email,
        language=interest.language,
        composer=f"registrations.{purpose}",
        argument=interest.reference,
    )


def forget_interests() -> int:
    """Remove addresses nobody confirmed within a week, those told two weeks ago, and those of events that are over."""
    now = timezone.now()
    nobody_confirmed = Q(confirmed_at=None, created_at__lte=now - timedelta(days=UNCONFIRMED_DAYS))
    was_told = Q(told_at__lte=now - timedelta(days=TOLD_DAYS))
    over = Q(event__in=EventPage.objects.past().order_by().values("pk"))
    return Interest.objects.filter(nobody_confirmed | was_told | over).delete()[0]


def is_save_the_date(event: EventPage) -> bool:
    """Whether people can leave an address now: the event is announced and registration is still to open."""
    return window_of(event).state == WindowState.NOT_YET
