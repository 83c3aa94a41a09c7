"""Who may do what with registrations, besides running the event (``core.permissions``)."""

from core.enums import Role
from core.permissions import Visitor, holds_role
from events.models import EventPage


def may_read_needs(user: Visitor, event: EventPage) -> bool:
    """Whether the user was asked to arrange access and food: only who has that very role reads needs with names."""
    return holds_role(user, event, Role.NEEDS)
