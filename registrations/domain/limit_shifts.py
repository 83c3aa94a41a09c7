"""What moving people does to the limits of sectors: which of them no longer hold, from how many people to how many."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.models import Sector
from registrations.domain.sector_limits import Inside, broken_of, limits_of
from registrations.enums import SEATED_STATES
from registrations.models import Place
from workshops.models import Workshop


@dataclass(frozen=True)
class Shift:
    """A limit that does not hold any more; ``before`` and ``after``: how many people of the sector are inside."""

    title: str
    sector: str
    limit: int
    is_too_few: bool
    before: int
    after: int

    def __str__(self) -> str:
        words = (
            _(
                "“%(title)s” asks for at least %(limit)s people of “%(sector)s”: from %(before)s to %(after)s, "
                "%(number)s too few."
            )
            if self.is_too_few
            else _(
                "“%(title)s” takes at most %(limit)s people of “%(sector)s”: from %(before)s to %(after)s, "
                "%(number)s too many."
            )
        )
        return words % {**asdict(self), "number": abs(self.after - self.limit)}


def kept(shifts: Iterable[Shift]) -> list[dict[str, Any]]:
    """As they are kept with a change. No people are in it."""
    return [asdict(shift) for shift in shifts]


def words_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was kept, in sentences."""
    return [str(Shift(**row)) for row in rows]


def inside_round(round_id: int) -> dict[int, tuple[int, int | None]]:
    """By registration the workshop of a round and the sector. One query."""
    rows = Place.objects.filter(round_id=round_id, registration__state__in=SEATED_STATES)
    found = rows.values_list("registration_id", "workshop_id", "registration__sector_id")
    return {person: (workshop, sector) for person, workshop, sector in found}


def limit_shifts(event_id: int, before: Inside, after: Inside, *, new: Container[int] = ()) -> list[Shift]:
    """The limits that hold less after a change than before it; nothing of those that it leaves alone or mends.

    ``new``: workshops that were not there before, so that all their limits count. Two queries, two more when there
    is something to say.
    """
    found = limits_of(event_id)
    before, after = list(before), list(after)
    numbers = found.counted(before)
    worse = []
    for item in broken_of(found, after, {pk for pk, _sector in (*before, *after)}):
        was = numbers[item.workshop_id, item.sector_id]
        if item.workshop_id in new or (item.inside < was if item.is_too_few else item.inside > was):
            worse.append((item, was))
    if not worse:
        return []
    titles = dict(Workshop.objects.filter(round__event_id=event_id).values_list("pk", "title"))
    names = dict(Sector.objects.values_list("pk", "name"))
    return [
        Shift(
            title=titles[item.workshop_id],
            sector=names.get(item.sector_id or 0, "–"),
            limit=item.limit,
            is_too_few=item.is_too_few,
            before=was,
            after=item.inside,
        )
        for item, was in worse
    ]
