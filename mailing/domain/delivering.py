"""Delivers what is due. A crash between sending and noting it makes at most one duplicate, with the same Message-ID."""

import logging
import re
import smtplib
import threading
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import gettext

from mailing.domain.bouncing import HELD_REASON, held_among, is_permanent, note_bounce
from mailing.domain.composing import compose
from mailing.domain.envelope import build_email
from mailing.domain.outbox import claim_due, put_back, settle
from mailing.domain.senders import remember_senders, sender_of
from mailing.enums import CampaignState, MessageState
from mailing.models import OutboxMessage

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 10
GIVE_UP_AFTER = timedelta(days=3)
AWAY = timedelta(seconds=60)
CLOSING = 421  # "service not available, closing the channel" (RFC 5321, 4.2.3)
_turn, _asked = threading.Lock(), threading.Event()
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


@dataclass
class Delivered:
    """How many messages one run sent, dropped as no longer needed, put back and gave up."""

    sent: int = 0
    skipped: int = 0
    put_back: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All messages that the run had in hand."""
        return self.sent + self.skipped + self.put_back + self.failed


class MailServerAway(Exception):
    """The mail server cannot be reached: not the message's fault, and the next one would fail as well."""


def backoff(attempts: int) -> timedelta:
    """How long to wait after an attempt failed: 1, 2, 4 … minutes, at most an hour."""
    return timedelta(minutes=min(2 ** max(attempts - 1, 0), 60))


def deliver_due(*, batch: int = 10, at_most: int = 1000) -> Delivered:
    """Send what is due until nothing is left, the mail server is away, or ``at_most`` were in hand."""
    done = Delivered()
    while done.total < at_most:
        messages = claim_due(min(batch, at_most - done.total))
        if not messages:
            break
        with remember_senders():
            is_there = _deliver_batch(messages, done)
        if not is_there:
            break
    return done


def deliver_in_turn(*, at_most: int = 1000) -> Delivered:
    """The same, one at a time in a process, so that killing the process repeats one mail at most.

    Who finds another thread at work leaves it to that one, which looks again when it is done.
    """
    done = Delivered()
    _asked.set()
    while _asked.is_set() and _turn.acquire(blocking=False):
        try:
            _asked.clear()
            done = deliver_due(at_most=at_most)
        finally:
            _turn.release()
    return done


def _deliver_batch(messages: list[OutboxMessage], done: Delivered) -> bool:
    """Send one batch over one connection; False when the mail server is away or the lease would run out."""
    held = held_among(message.to_address for message in messages)
    lease_end = min(message.leased_until for message in messages if message.leased_until)
    connection = get_connection()
    try:
        for number, message in enumerate(messages):
            if timezone.now() + timedelta(seconds=1.5 * settings.EMAIL_TIMEOUT) > lease_end:
                _release(messages[number:], AWAY * 0, "", done)
                return True
            try:
                _deliver(message, connection, done, held=held)
            except MailServerAway as error:
                _release(messages[number:], AWAY, str(error), done)
                return False
        return True
    finally:
        _close(connection)


def _deliver(message: OutboxMessage, connection: BaseEmailBackend, done: Delivered, *, held: set[str]) -> None:
    if message.to_address.lower() in held:
        # A letter waits for a better address; in a mailing it is one of the exclusions.
        state = MessageState.SKIPPED if message.campaign_id else MessageState.HELD
        settle(message, state, error=gettext(HELD_REASON))
        done.skipped += 1
        return
    campaign = message.campaign
    if campaign is not None and campaign.state in (CampaignState.PAUSED, CampaignState.STOPPED):
        is_paused = campaign.state == CampaignState.PAUSED
        settle(message, MessageState.HELD if is_paused else MessageState.SKIPPED)
        done.skipped += 1
        return
    try:
        if not compose(message):
            settle(message, MessageState.SKIPPED)
            done.skipped += 1
            return
        email = build_email(message, sender=sender_of(message.event), connection=connection)
    except Exception as error:
        logger.exception("Message %s could not be written", message.pk)
        _failed(message, error, done, for_good=False)
        return
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        if any(code == CLOSING for code, _text in error.recipients.values()):
            raise MailServerAway(f"{type(error).__name__}: {error}") from error
        _refused(message, error, done)
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        if error.smtp_code == CLOSING:
            raise MailServerAway(f"{type(error).__name__}: {error}") from error
        _failed(message, error, done, for_good=False)
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerAway(f"{type(error).__name__}: {error}") from error
    except Exception as error:
        _failed(message, error, done, for_good=False)
    else:
        settle(message, MessageState.SENT)
        done.sent += 1


def _refused(message: OutboxMessage, error: smtplib.SMTPRecipientsRefused, done: Delivered) -> None:
    """The server does not take this recipient: a 5xx marks the address as one that bounces (RFC 5321, 4.2.1)."""
    answers = list(error.recipients.values())
    if not answers or any(code < 500 for code, _text in answers):
        _failed(message, error, done, for_good=False)
        return
    code, answer = answers[0]
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    status = _STATUS.match(text)
    found = status[0] if status else ""
    note_bounce(message, is_permanent=is_permanent(found or "5.1.0"), status=found, diagnostic=f"{code} {text}")
    done.failed += 1


def _failed(message: OutboxMessage, error: Exception, done: Delivered, *, for_good: bool) -> None:
    reason = f"{type(error).__name__}: {error}"
    if for_good or message.attempts >= MAX_ATTEMPTS:
        settle(message, MessageState.FAILED, error=reason)
        done.failed += 1
    else:
        put_back(message, wait=backoff(message.attempts), error=reason, counts=True)
        done.put_back += 1


def _release(messages: list[OutboxMessage], wait: timedelta, error: str, done: Delivered) -> None:
    for message in messages:
        if error and timezone.now() - message.created_at > GIVE_UP_AFTER:
            settle(message, MessageState.FAILED, error=error)
            done.failed += 1
        else:
            put_back(message, wait=wait, error=error, counts=False)
            done.put_back += 1


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail connection was already gone")
