"""Shared codes: they let in so many people, until a moment, perhaps of one sector only.

Whether a code still has room is only certain under the event's lock (D6); before that it is a hint.
"""

import re
import secrets
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Sector
from registrations.domain.admission import Admission
from registrations.domain.errors import RegistrationError
from registrations.models import CodeUse, InvitationCode, Registration

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is mistaken for something else
LETTERS = 8
SHORTEST = 6
LONGEST = 20


class CodeRefused(RegistrationError):
    """The code lets nobody in (any more), or not this person."""


def new_code() -> str:
    """A random code that nobody guesses: one in 850,000,000,000."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))


def plain_code(typed: str) -> str:
    """What was typed, as codes are compared: capitals and digits, without spaces and dashes."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())[: LONGEST + 1]


def find_code(typed: str, *, event_id: int | None = None) -> InvitationCode | None:
    """The usable code that was typed, for one event if that is given; with its event and how often it was used."""
    plain = plain_code(typed)
    if not SHORTEST <= len(plain) <= LONGEST:
        return None
    codes = InvitationCode.objects.usable().with_uses().select_related("event", "sector").filter(code=plain)
    return (codes if event_id is None else codes.filter(event_id=event_id)).first()


def is_used_up(code: InvitationCode) -> bool:
    """Whether as many came in as may; ``code`` comes from ``find_code``."""
    used: int = code.used  # type: ignore[attr-defined]
    return code.quota is not None and used >= code.quota


def admission_by_code(code: InvitationCode) -> Admission:
    """What lets somebody in with this code; counted when the registration is written."""
    return Admission(
        note=_("With the code “%(label)s”") % {"label": code.label},
        claim=lambda registration: claim_code(code.pk, registration),
    )


def claim_code(code_id: int, registration: Registration) -> None:
    """Count the registration against the code. Called under the event's lock; raises CodeRefused, and nothing is
    written.
    """
    code = InvitationCode.objects.with_uses().select_related("sector").get(pk=code_id)
    ends_at: datetime | None = code.ends_at
    if code.revoked_at is not None or (ends_at is not None and ends_at <= timezone.now()):
        raise CodeRefused(_("This code does not work any more."))
    if is_used_up(code):
        raise CodeRefused(_("This code has been used as often as it may."))
    if not fits_sector(code.sector, registration.sector):
        raise CodeRefused(_("This code is only for: %(sector)s.") % {"sector": code.sector})
    CodeUse.objects.create(code=code, registration=registration)


def fits_sector(wanted: Sector | None, theirs: Sector | None) -> bool:
    """Whether somebody of a sector may use a code of a sector; a parent stands for its children too."""
    return wanted is None or (theirs is not None and wanted.pk in (theirs.pk, theirs.parent_id))


def revoke_code(code: InvitationCode) -> None:
    """The code lets nobody in any more; who came in with it keeps the place."""
    InvitationCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=timezone.now())


def restore_code(code: InvitationCode) -> None:
    """The same code works again, until its end."""
    InvitationCode.objects.filter(pk=code.pk).update(revoked_at=None)
