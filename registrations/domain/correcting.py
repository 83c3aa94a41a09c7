"""Correcting the address of a registration whose mail comes back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mailing.domain.bouncing import redirect_held
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.registering import normalise_email
from registrations.enums import HistoryKind
from registrations.models import Registration


def correct_address(registration: Registration, email: str, *, actor: str) -> int:
    """Give a registration another address and send what was held for it. Returns how many mails that were.

    Raises RegistrationError when somebody else is registered with that address. The mark on the old
    address stays: it still takes no mail.
    """
    try:
        with transaction.atomic():
            old_address, registration.email = registration.email, email
            registration.email_key = normalise_email(email)
            registration.save(update_fields=["email", "email_key"])
            note_history(registration, HistoryKind.CHANGED, actor=actor, note=_("another e-mail address"))
            return redirect_held(registration.reference, email, event=registration.event, old_address=old_address)
    except IntegrityError:
        raise RegistrationError(_("Somebody else is registered with this address already.")) from None
