"""Writes the mails about a registration, at delivery, from how things stand then (decision 0030)."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.envelope import branding_of
from mailing.domain.rendering import render_mail
from mailing.models import OutboxMessage
from registrations.domain.calendar import calendar_of
from registrations.domain.links import link_of
from registrations.domain.programme import day_plans
from registrations.domain.waiting import waiting_position
from registrations.enums import RegistrationState
from registrations.models import Registration

State = RegistrationState


def register_letters() -> None:
    """Let the outbox find the letters of this app."""
    register_composer("registrations.confirmed", confirmed)
    register_composer("registrations.changed", changed)
    register_composer("registrations.waitlisted", waitlisted)
    register_composer("registrations.cancelled", cancelled)
    register_composer("registrations.left_waiting_list", left_waiting_list)
    register_composer("registrations.link", link)


def confirmed(message: OutboxMessage) -> ComposedMail | None:
    """You are registered, with the invitation for the calendar."""
    return _letter(message, "confirmed", State.CONFIRMED, calendar_method="REQUEST")


def changed(message: OutboxMessage) -> ComposedMail | None:
    """Your choice changed, with the new calendar."""
    return _letter(message, "changed", State.CONFIRMED, calendar_method="REQUEST")


def waitlisted(message: OutboxMessage) -> ComposedMail | None:
    """You are on the waiting list."""
    return _letter(message, "waitlisted", State.WAITLISTED)


def cancelled(message: OutboxMessage) -> ComposedMail | None:
    """You cancelled; the calendar entry goes."""
    return _letter(message, "cancelled", State.CANCELLED, calendar_method="CANCEL")


def left_waiting_list(message: OutboxMessage) -> ComposedMail | None:
    """You left the waiting list."""
    return _letter(message, "left_waiting_list", State.CANCELLED)


def link(message: OutboxMessage) -> ComposedMail | None:
    """Your personal link, because somebody asked for it with your address."""
    return _letter(message, "link", None)


def _subject(name: str, registration: Registration) -> str:
    subjects = {
        "confirmed": _("You are registered: %(event)s"),
        "changed": _("Your workshops: %(event)s"),
        "waitlisted": _("You are on the waiting list: %(event)s"),
        "cancelled": _("You have cancelled: %(event)s"),
        "left_waiting_list": _("You left the waiting list: %(event)s"),
        "link": _("Your personal link: %(event)s"),
    }
    event = registration.event
    title = _("your meeting") if event.is_sensitive else event.title
    return subjects[name] % {"event": title}


def _letter(
    message: OutboxMessage, name: str, state: State | None, *, calendar_method: str = ""
) -> ComposedMail | None:
    """One letter; None when the registration is gone or no longer stands as the letter would say.

    ``state=None``: any active state. A letter with a calendar is dropped when a later change, which
    sends its own, has overtaken it.
    """
    reference, _colon, sequence = message.argument.partition(":")
    registration = Registration.objects.select_related("event__venue").filter(reference=reference).first()
    if registration is None or (registration.state != state if state else not registration.is_active):
        return None
    if calendar_method and sequence != str(registration.calendar_sequence):
        return None
    with translation.override(registration.language):
        subject = _subject(name, registration)
        calendar = calendar_of(registration, method=calendar_method) if calendar_method else ""
    text, html = render_mail(
        f"registrations/mail/{name}", _context(message, registration, subject), language=registration.language
    )
    return ComposedMail(subject, text, html, calendar, calendar_method)


def _context(message: OutboxMessage, registration: Registration, subject: str) -> dict[str, Any]:
    branding = branding_of(message)
    is_waiting = registration.state == State.WAITLISTED
    return {
        "subject": subject,
        "registration": registration,
        "event": registration.event,
        "venue": registration.event.venue,
        "plans": day_plans(registration),
        "link": link_of(registration),
        "position": waiting_position(registration) if is_waiting else None,
        "sender_name": branding.sender_name or branding.organisation_name or "Plenair",
    }
