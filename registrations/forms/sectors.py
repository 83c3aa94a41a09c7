"""Where somebody comes from: the sectors that an event offers."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.prepared import PreparedQuery
from events.models import EventPage, EventSector

_sectors_of = PreparedQuery(
    lambda event_id: (
        EventSector.objects.filter(page_id=event_id).select_related("sector__parent").order_by("sort_order", "pk")
    ),
    int,
)


def sector_choices(event: EventPage) -> list[tuple[Any, Any]]:
    """The sectors of an event as options; those with a shared parent stand under its name. One query."""
    choices: list[tuple[Any, Any]] = []
    groups: dict[int, list[tuple[str, str]]] = {}
    sectors = [row.sector for row in _sectors_of(event.pk)]
    parents = {sector.parent_id for sector in sectors}
    for sector in sectors:
        option = (str(sector.pk), sector.name)
        group_id = sector.parent_id or (sector.pk if sector.pk in parents else None)
        if group_id is None:
            choices.append(option)
            continue
        if group_id not in groups:
            groups[group_id] = []
            choices.append((sector.parent.name if sector.parent_id else sector.name, groups[group_id]))
        groups[group_id].append(option)
    return choices


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[int, str]]:
    """The sectors without their groups: id and name."""
    for value, label in choices:
        if isinstance(label, list):
            yield from flat(label)
        else:
            yield int(value), label
