"""What belongs to the form and shows itself on other pages: questions, needs, taking part safely."""

from registrations.my_place.colleagues import register_colleague_parts
from registrations.my_place.safety import register_safety_parts
from registrations.organiser.needs import register_needs
from registrations.organiser.questions import register_questions
from registrations.organiser.safety import register_safety


def register_form_parts() -> None:
    """Tell the organiser's pages and "my place"."""
    register_safety()
    register_questions()
    register_needs()
    register_safety_parts()
    register_colleague_parts()
