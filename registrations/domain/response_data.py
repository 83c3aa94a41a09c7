"""Reads who was invited, who answered and who comes, for the figures in ``response``. A fixed number of queries."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from core.enums import RegionKind
from core.models import Municipality, Region
from events.models import EventPage
from registrations.domain.response import Answer, Division
from registrations.enums import InvitationState
from registrations.models import Invitation, Registration

# Regions that the sources split for administration, but that count as one of the 28.
PARTS_OF_27 = {"27a": "27", "27b": "27"}
NAME_OF_27 = "Zuid-Limburg"

_OF_MUNICIPALITY = (
    "municipality__code",
    "municipality__is_central",
    "municipality__programme_region__code",
    "municipality__safety_region__code",
)
_OWN_REGIONS = ("programme_region__code", "safety_region__code")


def answers_of(event: EventPage) -> list[Answer]:
    """Everybody who was invited or comes, each once. Two queries."""
    return [*_invited(event), *_others(event)]


def _invited(event: EventPage) -> Iterator[Answer]:
    rows = Invitation.objects.with_state().filter(event=event)
    for state, sector_id, *places in rows.values_list("state", "sector_id", *_OF_MUNICIPALITY, *_OWN_REGIONS):
        found = InvitationState(state)
        yield Answer(found, found == InvitationState.REGISTERED, sector_id, _places(*places))


def _others(event: EventPage) -> Iterator[Answer]:
    """Who comes without having been invited."""
    invited = Invitation.objects.filter(event=event).filter(
        Q(registration=OuterRef("pk")) | Q(email_key=OuterRef("email_key"))
    )
    rows = Registration.objects.active().filter(~Exists(invited), event=event)
    for sector_id, *places in rows.values_list("sector_id", *_OF_MUNICIPALITY):
        yield Answer(None, True, sector_id, _places(*places))


def _places(
    municipality: str | None,
    is_central: bool | None,
    programme_region: str | None,
    safety_region: str | None,
    own_programme_region: str | None = None,
    own_safety_region: str | None = None,
) -> dict[Division, str]:
    """Where somebody is from in each division; what the organiser wrote goes before what the municipality says."""
    programme = own_programme_region or programme_region
    safety = own_safety_region or safety_region
    found = {}
    if programme:
        found[Division.PROGRAMME_REGION] = PARTS_OF_27.get(programme, programme)
    if safety:
        found[Division.SAFETY_REGION] = safety
    if municipality and is_central:
        found[Division.CENTRAL_MUNICIPALITY] = municipality
    return found


def regions_of(division: Division) -> dict[str, str]:
    """The names of a division's regions by code, in alphabetical order. One query."""
    if division is Division.CENTRAL_MUNICIPALITY:
        return dict(Municipality.objects.filter(is_central=True).order_by("name").values_list("code", "name"))
    is_programme = division is Division.PROGRAMME_REGION
    kind = RegionKind.PROGRAMME_REGION if is_programme else RegionKind.SAFETY_REGION
    found = dict(Region.objects.filter(kind=kind).values_list("code", "name"))
    if is_programme and any(part in found for part in PARTS_OF_27):
        found = {code: name for code, name in found.items() if code not in PARTS_OF_27} | {"27": NAME_OF_27}
    return dict(sorted(found.items(), key=lambda item: item[1].lstrip("'s-")))


def sectors_of(event: EventPage) -> dict[int, str]:
    """The names of the event's sectors by id, in order. One query."""
    rows = event.event_sectors.select_related("sector").order_by("sort_order", "pk")
    return {row.sector_id: row.sector.name for row in rows}
