"""The parts of "my place" about what one can do oneself: reconfirm, a substitute, data, workshops, cancelling."""

from core.sections import Section
from registrations.domain.deadlines import changes_deadline, may_cancel, may_change
from registrations.domain.ranking import has_choice_of_places
from registrations.domain.reconfirming import schedule_for
from registrations.domain.rules import rules_of
from registrations.domain.substitutes import open_handover, problem_with_handing_over
from registrations.enums import RegistrationState
from registrations.models import Reconfirmation, Registration
from registrations.my_place.parts import register_part


def register_selfservice() -> None:
    """Add these parts to the page."""
    for provider in (reconfirmation, handover, actions):
        register_part(provider)


def reconfirmation(registration: Registration) -> Section | None:
    """Who was asked whether they come and did not answer sees the three buttons first."""
    if registration.state != RegistrationState.CONFIRMED or not may_cancel(registration):
        return None
    if not rules_of(registration.event).reconfirmation_days:
        return None
    asked = Reconfirmation.objects.filter(registration=registration).first()
    if asked is None or asked.answer:
        return None
    context = {
        "schedule": schedule_for(registration),
        "can_hand_over": not problem_with_handing_over(registration),
    }
    return Section("registrations/my_place/reconfirmation.html", context, order=2)


def handover(registration: Registration) -> Section | None:
    """Who was asked to take over the place, and until when."""
    if registration.state != RegistrationState.CONFIRMED:
        return None
    found = open_handover(registration)
    return Section("registrations/my_place/handover.html", {"handover": found}, order=3) if found else None


def actions(registration: Registration) -> Section | None:
    """What one can change and until when, in words; nothing after the event."""
    if not may_cancel(registration):
        return None
    context = {
        "can_change": may_change(registration),
        "deadline": changes_deadline(registration.event).at,
        "has_choice": has_choice_of_places(registration.event_id),
        "can_hand_over": not problem_with_handing_over(registration),
    }
    return Section("registrations/my_place/actions.html", context, order=60)
