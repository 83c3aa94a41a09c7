"""Finds the best other workshop for the people of one that is cancelled; everybody else stays where they are."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence

from registrations.domain.allocation.apart import solve_apart
from registrations.domain.allocation.problem import Aim, Person, Room, Round
from registrations.domain.sector_limits import limits_of
from registrations.models import KeepApart, Place, Preference
from workshops.models import Workshop


def new_rooms(workshop: Workshop) -> dict[int, int | None]:
    """By registration the workshop of the same round that suits best, by what they ranked; None: no room is left.

    The hard limits hold: places, limits of sectors, pairs kept apart, no topic twice. Leaders and scribes of the
    workshop are people like others here. Who stays only makes the rooms smaller. A fixed number of queries.
    """
    rows = list(
        Place.objects.filter(round_id=workshop.round_id)
        .order_by("registration_id")
        .values_list("registration_id", "workshop_id", "registration__sector_id", "registration__email_key")
    )
    moving = {pk: (sector, key) for pk, room, sector, key in rows if room == workshop.pk}
    if not moving:
        return {}
    event_id = workshop.round.event_id
    limits = limits_of(event_id)
    staying = [row for row in rows if row[1] != workshop.pk]
    inside = Counter(room for _pk, room, _sector, _key in staying)
    sectors = Counter((room, limits.group_of(sector)) for _pk, room, sector, _key in staying)
    rooms = list(
        Workshop.objects.filter(round_id=workshop.round_id, cancelled_at=None, is_open_for_choice=True)
        .exclude(pk=workshop.pk)
        .order_by("number", "pk")
    )
    apart, met = _pairs(event_id, moving, staying)
    rankings, had = _rankings(workshop), _topics_had(workshop, moving)
    people = tuple(
        Person(
            key=pk,
            sector=limits.group_of(sector),
            ranking=rankings.get(pk, ()),
            barred=frozenset({room.pk for room in rooms if room.topic in had.get(pk, ())} | met.get(pk, set())),
        )
        for pk, (sector, _key) in moving.items()
    )
    smaller = tuple(
        Room(
            key=room.pk,
            capacity=None if room.capacity is None else max(room.capacity - inside[room.pk], 0),
            minimum=max(room.minimum - inside[room.pk], 0),
            at_most={
                sector: max(number - sectors[room.pk, sector], 0)
                for sector, number in limits.limits.get(room.pk, {}).items()
            },
        )
        for room in rooms
    )
    answer = solve_apart(Round(smaller, people, apart, (Aim.RANK, Aim.MINIMUM, Aim.MIX)))
    return {pk: answer.rooms.get(pk) for pk in moving}


def _rankings(workshop: Workshop) -> dict[int, tuple[int, ...]]:
    """What people ranked in the round, the workshop itself left out. One query."""
    rows = Preference.objects.filter(workshop__round_id=workshop.round_id, workshop__cancelled_at=None)
    found: dict[int, tuple[int, ...]] = {}
    for pk, room in rows.order_by("rank", "pk").values_list("registration_id", "workshop_id"):
        if room != workshop.pk:
            found[pk] = (*found.get(pk, ()), room)
    return found


def _topics_had(workshop: Workshop, moving: Mapping[int, object]) -> dict[int, set[uuid.UUID]]:
    """The topics that people have in other rounds. One query."""
    rows = Place.objects.filter(registration_id__in=moving).exclude(round_id=workshop.round_id)
    had: dict[int, set[uuid.UUID]] = {}
    for pk, topic in rows.values_list("registration_id", "workshop__topic"):
        had.setdefault(pk, set()).add(topic)
    return had


def _pairs(
    event_id: int, moving: Mapping[int, tuple[int | None, str]], staying: Sequence[tuple[int, int, int | None, str]]
) -> tuple[tuple[tuple[int, int], ...], dict[int, set[int]]]:
    """The pairs of two who move, and by mover the rooms where somebody sits whom they must not meet. One query."""
    movers = {key: pk for pk, (_sector, key) in moving.items()}
    room_of = {key: room for _pk, room, _sector, key in staying}
    pairs: list[tuple[int, int]] = []
    met: dict[int, set[int]] = {}
    rows = KeepApart.objects.filter(first__event_id=event_id).values_list("first__email_key", "second__email_key")
    for one, other in rows:
        if one in movers and other in movers:
            pairs.append((movers[one], movers[other]))
        for here, there in ((one, other), (other, one)):
            if here in movers and there in room_of:
                met.setdefault(movers[here], set()).add(room_of[there])
    return tuple(sorted(pairs)), met
