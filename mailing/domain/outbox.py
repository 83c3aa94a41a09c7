"""The outbox: mails are rows of the transaction that causes them; the broker only wakes (D8)."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.text import Truncator

from mailing.domain.envelope import clean_header
from mailing.domain.waking import wake_after_commit
from mailing.enums import MessageState
from mailing.models import OutboxMessage

LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
CHUNK = 200
_TABLE = OutboxMessage._meta.db_table
_CLAIM = """
UPDATE {table} SET leased_until = %s, attempts = attempts + 1
WHERE id IN (
    WITH due AS MATERIALIZED (SELECT id FROM {table}
    WHERE state = %s AND due_at <= %s AND (leased_until IS NULL OR leased_until <= %s)
    ORDER BY priority, due_at, id LIMIT %s {skip})
    SELECT id FROM due
)
RETURNING id
"""


def queue_message(
    key: str,
    *,
    event: object | None,
    purpose: str,
    to_name: str,
    to_address: str,
    subject: str = "",
    text: str = "",
    html: str = "",
    calendar: str = "",
    calendar_method: str = "",
    language: str = "nl",
    composer: str = "",
    argument: str = "",
) -> None:
    """Write one mail into the caller's transaction; the same ``key`` again changes nothing.

    Give either the text, or a ``composer`` (see ``mailing.domain.composing``) that writes it at
    delivery about ``argument``. After the commit the worker is woken, once however many mails.
    """
    queue_messages(
        [
            new_message(
                key,
                event=event,
                purpose=purpose,
                to_name=to_name,
                to_address=to_address,
                subject=subject,
                text=text,
                html=html,
                calendar=calendar,
                calendar_method=calendar_method,
                language=language,
                composer=composer,
                argument=argument,
            )
        ]
    )


def queue_messages(messages: Iterable[OutboxMessage]) -> None:
    """Write many into the caller's transaction, those with a key that is there already left out."""
    rows = list(messages)
    if rows:
        OutboxMessage.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
        wake_after_commit()


def new_message(
    key: str,
    *,
    event: object | None,
    purpose: str,
    to_name: str,
    to_address: str,
    subject: str = "",
    text: str = "",
    html: str = "",
    calendar: str = "",
    calendar_method: str = "",
    language: str = "nl",
    composer: str = "",
    argument: str = "",
) -> OutboxMessage:
    """A mail that is not written yet, for ``queue_messages``."""
    if bool(text) == bool(composer):
        raise ValueError("Give either a text or a composer.")
    return OutboxMessage(
        key=key,
        event_id=getattr(event, "pk", None),
        purpose=purpose,
        to_name=clean_header(to_name)[:200],
        to_address=clean_header(to_address),
        subject=clean_header(subject)[:300],
        text=text,
        html=html,
        calendar=calendar,
        calendar_method=calendar_method,
        language=language,
        composer=composer,
        argument=argument,
        message_id=new_message_id(),
    )


def new_message_id() -> str:
    """A Message-ID of our own host, that nobody can guess (RFC 5322, 3.6.4)."""
    host = urlsplit(settings.PUBLIC_ORIGIN).hostname or "localhost"
    return f"<{secrets.token_hex(16)}@{host}>"


def claim_due(limit: int = 10) -> list[OutboxMessage]:
    """Lease up to ``limit`` due messages to the caller, in one statement; nobody else gets them meanwhile.

    PostgreSQL passes over rows that another worker is claiming; SQLite runs one writer at a time
    and would silently ignore the clause, so it is not given there. Without MATERIALIZED PostgreSQL may run the
    question anew for each row of its plan, and so claim more than the limit.
    """
    now = timezone.now()
    skip = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    adapt = connection.ops.adapt_datetimefield_value
    sql = _CLAIM.format(table=_TABLE, skip=skip)
    moment = adapt(now)
    with connection.cursor() as cursor:
        cursor.execute(sql, [adapt(now + LEASE), MessageState.QUEUED, moment, moment, limit])
        keys = [row[0] for row in cursor.fetchall()]
    found = OutboxMessage.objects.filter(pk__in=keys).select_related("event__venue", "campaign")
    return list(found.order_by("priority", "due_at", "pk"))


def settle(message: OutboxMessage, state: MessageState, *, error: str = "") -> None:
    """Write how it ended; only the holder of a still queued message does."""
    now = timezone.now()
    OutboxMessage.objects.filter(pk=message.pk, state=MessageState.QUEUED).update(
        state=state,
        sent_at=now if state == MessageState.SENT else None,
        leased_until=None,
        last_error=Truncator(error).chars(300),
    )


def put_back(message: OutboxMessage, *, wait: timedelta, error: str = "", counts: bool) -> None:
    """Try again after ``wait``; ``counts``: whether this attempt was the message's own."""
    OutboxMessage.objects.filter(pk=message.pk, state=MessageState.QUEUED).update(
        due_at=timezone.now() + wait,
        leased_until=None,
        attempts=message.attempts if counts else max(message.attempts - 1, 0),
        last_error=Truncator(error).chars(300),
    )
