"""Parts of "my place" about taking part safely: the contact person, and the exchange of contact details."""

from core.sections import Section
from registrations.domain.rules import rules_of
from registrations.models import Registration
from registrations.my_place.parts import register_part


def register_safety_parts() -> None:
    """Add these parts to the page."""
    register_part(contact_person)
    register_part(exchange)


def contact_person(registration: Registration) -> Section | None:
    """Who in the organisation is there for this person."""
    if not registration.is_active or not (registration.contact_person or registration.asks_contact_person):
        return None
    return Section("registrations/my_place/contact_person.html", order=40)


def exchange(registration: Registration) -> Section | None:
    """The way to the exchange, when the event has one."""
    if not registration.is_active or not rules_of(registration.event).has_exchange:
        return None
    return Section("registrations/my_place/exchange.html", order=45)
