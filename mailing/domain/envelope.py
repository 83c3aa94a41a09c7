"""Turns an outbox row into a MIME message: text, HTML, and the calendar as real iMIP (RFC 6047)."""

import re
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from mailing.domain.invitations import attach_calendar
from mailing.domain.senders import Sender
from mailing.models import OutboxMessage

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def clean_header(value: str) -> str:
    """One line without control characters, so that no typed name can add a header."""
    return " ".join(_CONTROL.sub(" ", value).split())


def return_path(message: OutboxMessage) -> str:
    """Where a refusal is sent: an address that names the message (VERP), if the house has a mailbox for that."""
    if not settings.BOUNCE_ADDRESS:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    mailbox, _at, host = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{mailbox}+{message.message_id.strip('<>').partition('@')[0]}@{host}"


def build_email(
    message: OutboxMessage, *, sender: Sender, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """The mail of one composed message: alternatives text, HTML and calendar, and the calendar attached."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "From": formataddr((clean_header(sender.name), address)),
        "Message-ID": message.message_id,
        "Date": format_datetime(message.created_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{clean_header(message.unsubscribe_url)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email = EmailMultiAlternatives(
        subject=clean_header(message.subject),
        body=message.text,
        from_email=return_path(message),
        to=[formataddr((clean_header(message.to_name), clean_header(message.to_address)))],
        reply_to=[clean_header(sender.reply_to)] if sender.reply_to else None,
        connection=connection,
        headers=headers,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.calendar:
        attach_calendar(email, message.calendar)
    return email
