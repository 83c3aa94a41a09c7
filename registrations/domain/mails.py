"""Queues the mails about a registration. They are written at delivery (decision 0030)."""

from collections.abc import Iterable

from mailing.domain.outbox import new_message, queue_messages
from registrations.models import Registration


def queue_mail(registration: Registration, purpose: str, *, occasion: str = "", about: str = "") -> None:
    """Queue one letter (``registrations/letters``) into the caller's transaction; the same occasion again does nothing.

    The row names the registration and the state of its calendar; a mail that a later change has
    overtaken is dropped at delivery. ``about``: what else the letter must know, at most 40 characters
    (for example the id of an offer). Who gave no address at the desk gets no mail.
    """
    queue_mails([registration], purpose, occasion=occasion, about=about)


def queue_mails(registrations: Iterable[Registration], purpose: str, *, occasion: str = "", about: str = "") -> None:
    """The same for many at once, in a few statements."""
    queue_messages(
        new_message(
            f"registration:{registration.reference}:{purpose}:{occasion or registration.calendar_sequence}",
            event=registration.event,
            purpose=f"registration.{purpose}",
            to_name=registration.name,
            to_address=registration.email,
            language=registration.language,
            composer=f"registrations.{purpose}",
            argument=":".join(filter(None, (registration.reference, str(registration.calendar_sequence), about))),
        )
        for registration in registrations
        if registration.email
    )
