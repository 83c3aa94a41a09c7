"""The parts of "my place" that everybody has: status, code for the desk, programme."""

from core.sections import Section
from registrations.domain.programme import day_plans
from registrations.domain.ranking import has_choice_of_places
from registrations.domain.rules import rules_of
from registrations.domain.waiting import waiting_position
from registrations.domain.waiting_words import waiting_words
from registrations.domain.window import window_of
from registrations.enums import RegistrationState
from registrations.models import Registration
from registrations.my_place.parts import register_part


def register_basics() -> None:
    """Add these parts to the page."""
    for provider in (status, code, programme):
        register_part(provider)


def status(registration: Registration) -> Section:
    """Whether there is a place; on the waiting list the number, and how the list works."""
    if registration.event.is_cancelled:
        return Section("registrations/my_place/called_off.html", order=0)
    context: dict[str, object] = {}
    if registration.state == RegistrationState.WAITLISTED:
        event = registration.event
        words = waiting_words(rules_of(event), has_quotas=event.sector_quotas.exists())
        context = {"position": waiting_position(registration), "words": words}
    return Section("registrations/my_place/status.html", context, order=0)


def code(registration: Registration) -> Section | None:
    """The code for the desk, until the event is over."""
    event = registration.event
    if registration.state != RegistrationState.CONFIRMED or event.is_cancelled or window_of(event).is_over:
        return None
    return Section("registrations/my_place/code.html", order=10)


def programme(registration: Registration) -> Section | None:
    """The dates, each with the chosen workshops."""
    if not registration.is_active:
        return None
    plans = day_plans(registration)
    context = {
        "plans": plans,
        "has_choice": has_choice_of_places(registration.event_id),
        "has_venues": all(plan.date.venue for plan in plans) and bool(plans),
    }
    return Section("registrations/my_place/programme.html", context, order=30)
