"""An organiser sends somebody a mail once more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.domain.errors import RegistrationError
from registrations.domain.mails import queue_mail
from registrations.domain.registering import LETTERS
from registrations.enums import RegistrationState
from registrations.models import Registration


def resend_link(registration: Registration, *, actor: str = "") -> Registration:
    """Mail the personal link; a double click sends one mail."""
    _require(registration, registration.is_active)
    return _send(registration, "link")


def resend_letter(registration: Registration, *, actor: str = "") -> Registration:
    """Mail how things stand: the confirmation, the waiting list, or that somebody decides."""
    letter = LETTERS.get(RegistrationState(registration.state))
    _require(registration, letter is not None)
    return _send(registration, letter or "")


def _require(registration: Registration, has_letter: bool) -> None:
    if not registration.email:
        raise RegistrationError(_("There is no e-mail address."))
    if not has_letter:
        raise RegistrationError(
            _("There is no mail for who is “%(state)s”.") % {"state": registration.get_state_display()}
        )


def _send(registration: Registration, letter: str) -> Registration:
    with transaction.atomic():
        queue_mail(registration, letter, occasion=timezone.now().strftime("by-hand-%Y%m%d%H%M"))
    return registration
