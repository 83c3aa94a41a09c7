"""Queues the mails about a registration. They are written at delivery (decision 0030)."""

from mailing.domain.outbox import queue_message
from registrations.models import Registration


def queue_mail(registration: Registration, purpose: str, *, occasion: str = "") -> None:
    """Queue one mail of a purpose into the caller's transaction; the same occasion again changes nothing.

    The row names the registration and the state of its calendar; a mail that a later change has
    overtaken is dropped at delivery. Who gave no address at the desk gets no mail.
    """
    if not registration.email:
        return
    sequence = str(registration.calendar_sequence)
    queue_message(
        f"registration:{registration.reference}:{purpose}:{occasion or sequence}",
        event=registration.event,
        purpose=f"registration.{purpose}",
        to_name=registration.name,
        to_address=registration.email,
        language=registration.language,
        composer=f"registrations.{purpose}",
        argument=f"{registration.reference}:{sequence}",
    )
