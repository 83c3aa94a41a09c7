"""Who is behind an event, grouped by role."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import npgettext_lazy

from events.enums import PartyRole
from events.models import EventPage

ROLE_NAMES: dict[str, Promise] = {
    PartyRole.COMMISSIONER: npgettext_lazy("role of parties", "Commissioner", "Commissioners", "count"),
    PartyRole.ORGANISER: npgettext_lazy("role of parties", "Organiser", "Organisers", "count"),
    PartyRole.CO_ORGANISER: npgettext_lazy("role of parties", "Co-organiser", "Co-organisers", "count"),
    PartyRole.CONTRACTOR: npgettext_lazy("role of parties", "Contractor", "Contractors", "count"),
}


@dataclass(frozen=True)
class PartyGroup:
    """The parties of one role, under the names they had at the time."""

    role: str
    names: list[str]


def party_groups(event: EventPage) -> list[PartyGroup]:
    """The parties by role in the order of PartyRole; within a role in the editor's order."""
    parties = event.parties_in_order()
    names = {role: [party.name for party in parties if party.role == role] for role in PartyRole.values}
    return [PartyGroup(str(ROLE_NAMES[role] % {"count": len(found)}), found) for role, found in names.items() if found]
