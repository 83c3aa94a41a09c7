"""Another e-mail address: it counts only after a press behind a link that is mailed to it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from mailing.domain.bouncing import redirect_held
from mailing.domain.outbox import queue_message
from registrations.domain.deadlines import may_cancel
from registrations.domain.errors import RegistrationClosed, RegistrationError
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.registering import normalise_email
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import AddressChange, Registration, new_reference

PURPOSE = "address-change"
HOLDS = timedelta(days=3)


def request_address_change(registration: Registration, email: str) -> AddressChange:
    """Mail a link to the new address; nothing changes before it is used. The same answer for known addresses."""
    email = email.strip()
    if not may_cancel(registration):
        raise RegistrationClosed(_("Your data can no longer be changed here."))
    if normalise_email(email) == registration.email_key:
        raise RegistrationError(_("This is your present address."))
    with transaction.atomic():
        change, _created = AddressChange.objects.update_or_create(
            registration=registration,
            defaults={"email": email, "reference": new_reference(), "expires_at": timezone.now() + HOLDS},
        )
        queue_to(registration, "new_address", address=email, name=registration.name, about=change.reference)
    return change


def find_address_change(token: str) -> AddressChange | None:
    """The open request behind a link; None when it is not ours, was replaced or is too old."""
    try:
        reference = read_token(PURPOSE, token)
    except BadToken:
        return None
    found = AddressChange.objects.filter(reference=reference, expires_at__gt=timezone.now())
    return found.select_related("registration__event").first()


def confirm_address_change(change: AddressChange) -> Registration:
    """Use the new address from now on; the invitation goes there, a notice to the old one.

    Raises RegistrationError when another registration of the event has the address.
    """
    try:
        with transaction.atomic():
            current = (
                Registration.objects.select_for_update(of=("self",))
                .select_related("event")
                .get(pk=change.registration_id)
            )
            old_address = current.email
            current.email, current.email_key = change.email, normalise_email(change.email)
            current.calendar_sequence += 1
            current.save(update_fields=["email", "email_key", "calendar_sequence"])
            change.delete()
            note_history(current, HistoryKind.ADDRESS_CHANGED)
            redirect_held(current.reference, current.email, event=current.event, old_address=old_address)
            if old_address:
                queue_to(current, "address_changed", address=old_address, name=current.name)
            if current.state == RegistrationState.CONFIRMED:
                queue_mail(current, "changed_address")
    except IntegrityError as error:
        raise RegistrationError(_("Another registration for this event has this address.")) from error
    return current


def confirm_link(change_reference: str) -> str:
    """The full address of the page that confirms."""
    path = reverse("registrations:confirm_address", args=[make_token(PURPOSE, change_reference)])
    return absolute(path)


def queue_to(registration: Registration, letter: str, *, address: str, name: str, about: str = "") -> None:
    """Queue a letter about a registration to another address than its own."""
    sequence = str(registration.calendar_sequence)
    queue_message(
        f"registration:{registration.reference}:{letter}:{about or sequence}",
        event=registration.event,
        purpose=f"registration.{letter}",
        to_name=name,
        to_address=address,
        language=registration.language,
        composer=f"registrations.{letter}",
        argument=":".join(filter(None, (registration.reference, sequence, about))),
    )
