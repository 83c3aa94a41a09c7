"""At most, and at least, so many people of a sector in one workshop: hard for an allocation and for who chooses."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _

from core.models import Sector
from registrations.domain.errors import PlacesTaken
from registrations.enums import SEATED_STATES
from registrations.models import Place
from workshops.models import SectorLimit


@dataclass(frozen=True)
class LimitsOfEvent:
    """The limits in the workshops of an event, by workshop and sector; ``parents`` of sectors.

    ``limits``: at most; ``least``: at least.
    """

    limits: Mapping[int, Mapping[int | None, int]] = field(default_factory=dict)
    parents: Mapping[int, int | None] = field(default_factory=dict)
    least: Mapping[int, Mapping[int | None, int]] = field(default_factory=dict)

    def group_of(self, sector_id: int | None) -> int | None:
        """What a sector counts as: its parent when a limit names that, else itself."""
        parent = self.parents.get(sector_id) if sector_id is not None else None
        return parent if parent in self._named else sector_id

    @cached_property
    def _named(self) -> set[int | None]:
        rows = (*self.limits.values(), *self.least.values())
        return {sector for row in rows for sector in row} - {None}

    def counted(self, inside: "Inside") -> Counter[tuple[int, int | None]]:
        """How many people there are by workshop and by what their sector counts as."""
        return Counter((pk, self.group_of(sector)) for pk, sector in inside)

    def sectors_like(self, group: int | None) -> list[int]:
        """All sectors that count as this one."""
        return [pk for pk in {*self.parents, group} if pk is not None and self.group_of(pk) == group]


# People with a place, as (workshop, sector of one person).
Inside = Iterable[tuple[int, int | None]]


def limits_of(event_id: int) -> LimitsOfEvent:
    """The limits of an event. One query, a second one when there are any."""
    limits: dict[int, dict[int | None, int]] = {}
    least: dict[int, dict[int | None, int]] = {}
    rows = SectorLimit.objects.filter(workshop__round__event_id=event_id)
    for pk, sector_id, minimum, maximum in rows.values_list("workshop_id", "sector_id", "minimum", "maximum"):
        if maximum is not None:
            limits.setdefault(pk, {})[sector_id] = maximum
        if minimum:
            least.setdefault(pk, {})[sector_id] = minimum
    any_limit = bool(limits or least)
    parents = dict(Sector.objects.exclude(parent=None).values_list("pk", "parent_id")) if any_limit else {}
    return LimitsOfEvent(limits, parents, least)


def closed_by_limit(event_id: int, sector_id: int | None) -> set[int]:
    """The workshops where no more people of a sector may come in. One query, three when there are limits."""
    found = limits_of(event_id)
    group = found.group_of(sector_id)
    limited = {pk: maximums[group] for pk, maximums in found.limits.items() if group is not None and group in maximums}
    if not limited or group is None:
        return set()
    inside = _inside(limited, found.sectors_like(group))
    return {pk for pk, maximum in limited.items() if inside.get(pk, 0) >= maximum}


def _inside(workshop_ids: Iterable[int], sectors: Iterable[int]) -> dict[int, int]:
    """How many people of these sectors have a place in each workshop. One query."""
    rows = Place.objects.filter(
        workshop_id__in=list(workshop_ids), registration__sector_id__in=sectors, registration__state__in=SEATED_STATES
    )
    return dict(rows.order_by().values_list("workshop_id").annotate(number=Count("pk")))


def needs_to_keep(event_id: int, sector_id: int | None, workshop_ids: Iterable[int]) -> set[int]:
    """Those of these workshops that asked for at least as many of a sector as are in it: nobody of it may be missed.

    One query, three when something is asked of the sector.
    """
    found = limits_of(event_id)
    group = found.group_of(sector_id)
    asked = {pk: found.least.get(pk, {}).get(group, 0) for pk in workshop_ids} if group is not None else {}
    asked = {pk: number for pk, number in asked.items() if number}
    if not asked:
        return set()
    inside = _inside(asked, found.sectors_like(group))
    return {pk for pk, number in asked.items() if inside.get(pk, 0) <= number}


def people_to_keep(event_id: int, round_id: int) -> set[int]:
    """The people whom their workshop in a round cannot miss. One query, three where a workshop asks for people."""
    found = limits_of(event_id)
    if not found.least:
        return set()
    rows = Place.objects.filter(round_id=round_id, workshop_id__in=found.least, registration__state__in=SEATED_STATES)
    places = list(rows.values_list("registration_id", "workshop_id", "registration__sector_id"))
    cells = Counter((pk, found.group_of(sector)) for _person, pk, sector in places)
    return {
        person
        for person, pk, sector in places
        if cells[pk, found.group_of(sector)] <= found.least[pk].get(found.group_of(sector), 0)
    }


@dataclass(frozen=True)
class Broken:
    """A workshop with too few or too many people of a sector."""

    workshop_id: int
    sector_id: int | None
    inside: int
    limit: int
    is_too_few: bool


def broken_limits(event_id: int, inside: Inside, workshop_ids: Iterable[int]) -> list[Broken]:
    """The limits that these workshops would not keep with these people inside.

    One query, a second one when there are limits.
    """
    return broken_of(limits_of(event_id), inside, workshop_ids)


def broken_of(found: LimitsOfEvent, inside: Inside, workshop_ids: Iterable[int]) -> list[Broken]:
    """The same, of limits that were read before."""
    if not found.limits and not found.least:
        return []
    numbers = found.counted(inside)
    broken = []
    for pk in sorted(set(workshop_ids)):
        least, most = found.least.get(pk, {}), found.limits.get(pk, {})
        few = [Broken(pk, s, numbers[pk, s], number, True) for s, number in least.items() if numbers[pk, s] < number]
        many = [Broken(pk, s, numbers[pk, s], number, False) for s, number in most.items() if numbers[pk, s] > number]
        broken += few + many
    return broken


def require_not_needed(
    event_id: int, sector_id: int | None, before: Mapping[int, int], choices: Mapping[int, int]
) -> None:
    """Raise PlacesTaken where somebody would leave a workshop that then has too few people of the sector.

    ``before`` and ``choices``: the workshop by round.
    """
    left = {pk: round_id for round_id, pk in before.items() if choices.get(round_id) != pk}
    if not left:
        return
    words = _(
        "Your workshop needs people with your background and has no more than that. You can leave it as soon as "
        "somebody else comes; the organiser can help you."
    )
    if problems := {left[pk]: words for pk in needs_to_keep(event_id, sector_id, left)}:
        raise PlacesTaken(problems)


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
