"""Who hears of what comes in for a report."""

from core.enums import Role
from core.models import User
from events.models import EventPage


def reporters_of(event: EventPage) -> list[User]:
    """Who writes the report; where nobody has that role, who organises the meeting or made its page."""
    people = User.objects.filter(is_active=True).exclude(email="")
    for role in (Role.REPORTER, Role.ORGANISER):
        found = list(people.filter(event_roles__event=event, event_roles__role=role).order_by("pk"))
        if found:
            return found
    return list(people.filter(pk=event.owner_id))
