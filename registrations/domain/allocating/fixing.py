"""An organiser decides where somebody sits, whatever the next allocation would do."""

from django.db import transaction
from django.utils.translation import gettext as _

from registrations.domain.errors import RegistrationError
from registrations.domain.waiting import lock_event
from registrations.enums import SEATED_STATES
from registrations.models import FixedPlace, Registration
from workshops.enums import ChoiceMode
from workshops.models import Workshop


def fix_place(registration: Registration, workshop: Workshop) -> FixedPlace:
    """Fix somebody in a workshop of a round that is divided; in the same round this replaces what was fixed.

    Nobody is told: it counts from the next allocation on. Raises RegistrationError.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.get(pk=registration.pk)
        if current.state not in SEATED_STATES:
            raise RegistrationError(_("Who has no place at the meeting cannot be fixed in a workshop."))
        if workshop.round.event_id != current.event_id or workshop.round.choice_mode != ChoiceMode.RANKING:
            raise RegistrationError(_("This workshop is not in a round that is divided."))
        if workshop.is_cancelled:
            raise RegistrationError(_("This workshop is cancelled."))
        fixed, _made = FixedPlace.objects.update_or_create(
            registration=current, round_id=workshop.round_id, defaults={"workshop": workshop}
        )
    return fixed


def release_place(registration: Registration, round_id: int) -> bool:
    """Let the next allocation decide again; returns whether anything was fixed."""
    deleted, _by_model = FixedPlace.objects.filter(registration=registration, round_id=round_id).delete()
    return bool(deleted)
