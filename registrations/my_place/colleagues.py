"""The part of "my place" for who was registered by a colleague: going on alone."""

from core.sections import Section
from registrations.domain.colleagues import contact_of
from registrations.models import Registration
from registrations.my_place.parts import register_part


def register_colleague_parts() -> None:
    """Add this part to the page."""
    register_part(taken_over)


def taken_over(registration: Registration) -> Section | None:
    """Who registered this person, as long as that one can still cancel for them."""
    found = contact_of(registration) if registration.is_active else None
    if found is None:
        return None
    context = {"contact": found.group.contact_name, "is_new": found.is_new}
    return Section("registrations/my_place/colleague.html", context, order=5)
