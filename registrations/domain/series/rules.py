"""The rules of a masterclass: what the organiser set, else the defaults."""

from events.models import EventPage
from registrations.models import MasterclassRules


def masterclass_rules_of(event: EventPage) -> MasterclassRules:
    """The rules of an event; an unsaved row with the defaults when nobody set any. At most one query per object."""
    try:
        found: MasterclassRules = event.masterclass_rules
    except MasterclassRules.DoesNotExist:
        found = MasterclassRules(event=event)
    return found
