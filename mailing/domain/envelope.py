"""Turns an outbox row into a MIME message: text, HTML, and the calendar as real iMIP (RFC 6047)."""

import re
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.models import Site

from core.models import BrandingSettings
from mailing.models import OutboxMessage

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def clean_header(value: str) -> str:
    """One line without control characters, so that no typed name can add a header."""
    return " ".join(_CONTROL.sub(" ", value).split())


def branding_of(message: OutboxMessage) -> BrandingSettings:
    """The sender of the site that the message's event belongs to, else of the default site."""
    site = message.event.get_site() if message.event else None
    site = site or Site.objects.filter(is_default_site=True).first()
    return BrandingSettings.for_site(site) if site else BrandingSettings()


def build_email(
    message: OutboxMessage, *, branding: BrandingSettings, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """The mail of one composed message: alternatives text, HTML and calendar, and the calendar attached."""
    default_name, default_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender_name = branding.sender_name or branding.organisation_name or default_name
    email = EmailMultiAlternatives(
        subject=clean_header(message.subject),
        body=message.text,
        from_email=formataddr((clean_header(sender_name), default_address)),
        to=[formataddr((clean_header(message.to_name), clean_header(message.to_address)))],
        reply_to=[clean_header(branding.reply_to)] if branding.reply_to else None,
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.created_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.calendar:
        method = re.sub(r"[^A-Z]", "", message.calendar_method.upper()) or "PUBLISH"
        email.attach_alternative(message.calendar, f"text/calendar; method={method}")
        email.attach("invite.ics", message.calendar, "application/ics")
    return email
