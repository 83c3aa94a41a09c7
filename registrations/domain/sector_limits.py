"""At most so many people of a sector in one workshop: a hard limit, for an allocation and for who chooses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from core.models import Sector
from registrations.domain.errors import PlacesTaken
from registrations.enums import SEATED_STATES
from registrations.models import Place
from workshops.models import SectorLimit


@dataclass(frozen=True)
class LimitsOfEvent:
    """The limits in the workshops of an event: ``limits`` by workshop and sector; ``parents`` of sectors."""

    limits: Mapping[int, Mapping[int | None, int]] = field(default_factory=dict)
    parents: Mapping[int, int | None] = field(default_factory=dict)

    def group_of(self, sector_id: int | None) -> int | None:
        """What a sector counts as: its parent when a limit names that, else itself."""
        parent = self.parents.get(sector_id) if sector_id is not None else None
        return parent if parent is not None and any(parent in found for found in self.limits.values()) else sector_id


def limits_of(event_id: int) -> LimitsOfEvent:
    """The limits of an event. One query, a second one when there are any."""
    limits: dict[int, dict[int | None, int]] = {}
    rows = SectorLimit.objects.filter(workshop__round__event_id=event_id)
    for workshop_id, sector_id, maximum in rows.values_list("workshop_id", "sector_id", "maximum"):
        limits.setdefault(workshop_id, {})[sector_id] = maximum
    parents = dict(Sector.objects.exclude(parent=None).values_list("pk", "parent_id")) if limits else {}
    return LimitsOfEvent(limits, parents)


def closed_by_limit(event_id: int, sector_id: int | None) -> set[int]:
    """The workshops where no more people of a sector may come in. One query, three when there are limits."""
    found = limits_of(event_id)
    group = found.group_of(sector_id)
    limited = {pk: maximums[group] for pk, maximums in found.limits.items() if group is not None and group in maximums}
    if not limited or group is None:
        return set()
    same = [pk for pk in {*found.parents, group} if found.group_of(pk) == group]
    rows = Place.objects.filter(
        workshop_id__in=limited, registration__sector_id__in=same, registration__state__in=SEATED_STATES
    )
    inside = dict(rows.order_by().values_list("workshop_id").annotate(number=Count("pk")))
    return {pk for pk, maximum in limited.items() if inside.get(pk, 0) >= maximum}


def full_sectors_of(workshop_id: int, event_id: int) -> set[int]:
    """The sectors of which no more people may come into a workshop. One query, three when there are limits."""
    found = limits_of(event_id)
    maximums = found.limits.get(workshop_id)
    if not maximums:
        return set()
    rows = Place.objects.filter(workshop_id=workshop_id, registration__state__in=SEATED_STATES).order_by()
    inside: dict[int | None, int] = {}
    for sector_id, number in rows.values_list("registration__sector_id").annotate(number=Count("pk")):
        group = found.group_of(sector_id)
        inside[group] = inside.get(group, 0) + number
    full = {sector for sector, maximum in maximums.items() if inside.get(sector, 0) >= maximum}
    known = {*found.parents, *(key for key in maximums if key is not None)}
    return {pk for pk in known if found.group_of(pk) in full}


def require_within_limits(
    event_id: int, sector_id: int | None, choices: Mapping[int, int], *, kept: Iterable[int] = ()
) -> None:
    """Raise PlacesTaken for choices, by round, that would bring too many people of one sector into a workshop."""
    if not choices:
        return
    closed = closed_by_limit(event_id, sector_id) - set(kept)
    words = _("Here all places for people with your background are taken. Choose another workshop.")
    problems = {round_id: words for round_id, workshop_id in choices.items() if workshop_id in closed}
    if problems:
        raise PlacesTaken(problems)
