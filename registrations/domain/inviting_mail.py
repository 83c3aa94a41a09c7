"""Mailing the invited: the invitation, reminders, what did not arrive. Nobody gets two of these on one day."""

from collections.abc import Callable
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events.models import EventPage
from mailing.domain.outbox import queue_message
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from registrations.domain.window import WindowState, window_of
from registrations.enums import InvitationState
from registrations.models import Invitation, InvitationReminder
from registrations.models.invitations import InvitationQuerySet

CHUNK = 200
NOT_ARRIVED = (MessageState.FAILED, MessageState.BOUNCED, MessageState.HELD)
LETTERS = ("invitation", "invitation_colleague", "invitation_reminder")


def unsent(event: EventPage) -> InvitationQuerySet:
    """On the list and never mailed; who registered or declined already needs no invitation."""
    return Invitation.objects.in_state(InvitationState.NOT_SENT).filter(event=event)


def to_remind(event: EventPage) -> InvitationQuerySet:
    """Mailed before today, and no answer yet."""
    not_today = Q(last_mailed_at=None) | Q(last_mailed_at__lt=_today())
    return Invitation.objects.without_answer().filter(not_today, event=event)


def may_mail(event: EventPage) -> bool:
    """Whether a link would lead anywhere: the event is published and registration is open or still to open."""
    return window_of(event).state in (WindowState.OPEN, WindowState.NOT_YET)


def send_invitations(event: EventPage) -> int:
    """Mail everybody on the list who was never mailed; returns how many."""
    return _mail_all(event, unsent, "invitation") if may_mail(event) else 0


def send_reminders(event: EventPage) -> int:
    """Mail everybody who has not answered and was not mailed today; returns how many."""
    return _mail_all(event, to_remind, "invitation_reminder") if window_of(event).is_open else 0


def send_now(invitation: Invitation) -> None:
    """Mail one invitation that was just made: of a colleague who was named. In the caller's transaction."""
    _mail([invitation], "invitation_colleague" if invitation.colleague_of_id else "invitation")


def _mail_all(event: EventPage, whom: Callable[[EventPage], InvitationQuerySet], letter: str) -> int:
    mailed = 0
    while True:
        with transaction.atomic():
            keys = whom(event).order_by("pk").values_list("pk", flat=True)[:CHUNK]
            # Locked by key first, then asked again: who answered or was mailed meanwhile drops out.
            held = list(Invitation.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk"))
            still = set(whom(event).filter(pk__in=[one.pk for one in held]).values_list("pk", flat=True))
            some = [one for one in held if one.pk in still]
            for invitation in some:
                invitation.event = event
            _mail(some, letter)
        mailed += len(some)
        if len(held) < CHUNK:
            return mailed


def _mail(invitations: list[Invitation], letter: str) -> None:
    """Queue the letter; the key holds the day, so that a second one on the same day cannot be written."""
    now = timezone.now()
    for invitation in invitations:
        queue_letter(invitation, letter, occasion=f"mailed:{timezone.localdate():%Y%m%d}")
    keys = [invitation.pk for invitation in invitations]
    Invitation.objects.filter(pk__in=keys).update(last_mailed_at=now)
    Invitation.objects.filter(pk__in=keys, sent_at=None).update(sent_at=now)


def queue_letter(invitation: Invitation, letter: str, *, occasion: str) -> None:
    """Queue one letter to an invitee; the same occasion again changes nothing."""
    queue_message(
        f"invitation:{invitation.reference}:{occasion}",
        event=invitation.event,
        purpose=f"registration.{letter}",
        to_name=invitation.name,
        to_address=invitation.email,
        language=invitation.language,
        composer=f"registrations.{letter}",
        argument=invitation.reference,
    )


def note_bounces() -> int:
    """Mark invitations whose mail was given up, came back or is held; returns how many are new."""
    failed = OutboxMessage.objects.filter(
        state__in=NOT_ARRIVED, composer__in=[f"registrations.{letter}" for letter in LETTERS]
    )
    bounced = Invitation.objects.filter(reference__in=failed.values("argument"), bounced_at=None, opened_at=None)
    return bounced.update(bounced_at=timezone.now())


def send_due_reminders() -> int:
    """Send the reminders whose chosen moment has come; returns how many people were mailed.

    A moment that nobody saw pass (the worker was away) still counts on the same day; after that it is
    crossed off, so that nobody is reminded long after it was meant. It is crossed off with its mails or not
    at all: broken off halfway it runs again.
    """
    now, mailed = timezone.now(), 0
    due = InvitationReminder.objects.filter(done_at=None, due_at__lte=now).select_related("event").order_by("due_at")
    for reminder in due:
        with transaction.atomic():
            mine = InvitationReminder.objects.filter(pk=reminder.pk, done_at=None)
            if mine.update(done_at=now) and reminder.due_at >= _today():
                mailed += send_reminders(reminder.event)
    return mailed


def _today() -> datetime:
    """When today began, in the meeting's time zone."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
