"""An organiser changes who somebody is. Two people who edit at once never undo each other unseen.

The form carries what it showed. A field that only one of the two changed gets that change; a field that both
changed differently is a conflict, and nothing is written until a person has chosen.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mailing.domain.bouncing import redirect_held
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.registering import normalise_email, recognise
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import ACTIVE_STATES, HistoryKind
from registrations.models import Registration

EDITABLE = (
    "name",
    "email",
    "organisation_name",
    "function",
    "sector_id",
    "badge_name",
    "companion_name",
    "contact_person",
    "language",
)


class EditConflict(RegistrationError):
    """Somebody else changed the same fields meanwhile: what stands there now, by field."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        super().__init__(_("Somebody else changed this meanwhile. Look at both and choose."))
        self.theirs = dict(theirs)


class AddressTaken(RegistrationError):
    """Another registration for the event has this address."""

    def __init__(self, other: Registration) -> None:
        super().__init__(_("%(name)s is registered with this address already.") % {"name": other.name})
        self.other = other


def values_of(registration: Registration) -> dict[str, Any]:
    """What a form shows, and sends back as what it showed."""
    return {name: getattr(registration, name) for name in EDITABLE}


def edit_registration(
    registration: Registration, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: str
) -> Registration:
    """Write the fields that changed since ``seen``. Raises EditConflict or AddressTaken; then nothing is written."""
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_for_update().get(pk=registration.pk)
        now = values_of(current)
        changed = {name: value for name, value in values.items() if value != seen[name] and value != now[name]}
        theirs = {name: now[name] for name in changed if now[name] != seen[name]}
        if theirs:
            raise EditConflict(theirs)
        if not changed:
            return current
        _apply(current, changed)
        current.save(update_fields=[*EDITABLE, "email_key", "organisation", "municipality"])
        note_history(current, HistoryKind.CHANGED, actor=actor, note=", ".join(_names(changed)))
        if "email" in changed and current.email:  # what has not left yet
            redirect_held(current.reference, current.email, event=current.event, old_address=now["email"])
        if "sector_id" in changed:  # a place held for one background may now be for another
            give_what_is_free(current.event_id)
    return current


def _apply(registration: Registration, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        setattr(registration, name, value)
    if "email" in changed:
        # Without an address a person is told apart by the reference; it can never equal an address.
        registration.email_key = normalise_email(registration.email) or registration.reference
        require_free_address(registration)
    if "organisation_name" in changed:
        registration.organisation, registration.municipality = recognise(registration.organisation_name)


def require_free_address(registration: Registration) -> None:
    """Raise AddressTaken when another running registration of the event has the address."""
    same = Registration.objects.filter(
        event_id=registration.event_id, email_key=registration.email_key, state__in=ACTIVE_STATES
    )
    other = same.exclude(pk=registration.pk).first() if registration.is_active else None
    if other is not None:
        raise AddressTaken(other)


def _names(changed: Mapping[str, Any]) -> list[str]:
    """The fields in words, for the history."""
    fields = {name: Registration._meta.get_field(name.removesuffix("_id")) for name in changed}
    return [str(getattr(field, "verbose_name", name)) for name, field in fields.items()]
