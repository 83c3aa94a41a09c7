"""What an allocation is asked and answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Aim(Enum):
    """What the organiser wants of a round, besides a place for everybody. The order of the aims is hers."""

    RANK = "rank"  # what people would like best
    MIX = "mix"  # every sector spread over the rooms
    MINIMUM = "minimum"  # no room with fewer people than it needs


@dataclass(frozen=True)
class Room:
    """One workshop of a round.

    ``capacity`` None: no limit. ``minimum``: fewer makes no sense. ``is_mixed``: sectors should be spread
    over this room. ``at_most`` and ``at_least``: hard limits for a sector. ``topic``: what is repeated in
    another round.
    """

    key: int
    capacity: int | None
    minimum: int = 0
    is_mixed: bool = False
    at_most: Mapping[int | None, int] = field(default_factory=dict)
    topic: int | None = None
    at_least: Mapping[int | None, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Somebody who gets a place: the rooms of this round by preference, best first; no rooms: no preference.

    ``fixed``: the room is given. ``barred``: rooms that cannot be. ``weight``: how much this person's
    wishes count; more after a disappointment in an earlier round.
    """

    key: int
    sector: int | None = None
    ranking: tuple[int, ...] = ()
    fixed: int | None = None
    barred: frozenset[int] = frozenset()
    weight: int = 1


@dataclass(frozen=True)
class Round:
    """One round: its rooms, its people, the pairs that never share a room, and the order of the aims."""

    rooms: tuple[Room, ...]
    people: tuple[Person, ...]
    apart: tuple[tuple[int, int], ...] = ()
    aims: tuple[Aim, ...] = (Aim.RANK, Aim.MIX, Aim.MINIMUM)
    seed: int = 0


@dataclass(frozen=True)
class Answer:
    """The room of each person who got one, and how good it is: (without a place, then a sum for each aim).

    ``is_proven``: whether no better allocation exists. It is false only when so many pairs had to be kept
    apart that the search was ended (see ``apart``). ``lacks``: see ``lacks_of``; empty in what is handed out.
    """

    rooms: dict[int, int]
    value: tuple[int, ...]
    is_proven: bool = True
    lacks: Mapping[tuple[int, int | None], int] = field(default_factory=dict)


class Infeasible(Exception):
    """No allocation keeps the hard limits.

    ``rooms``: where the fixed places alone are too many, by how many. ``lacks``: the fewest people that any
    allocation lacks of what rooms ask for at least, by room and sector.
    """

    def __init__(self, rooms: Mapping[int, int], lacks: Mapping[tuple[int, int | None], int] | None = None) -> None:
        super().__init__(f"Too many fixed places: {dict(rooms)}; too few of a sector: {dict(lacks or {})}")
        self.rooms = dict(rooms)
        self.lacks = dict(lacks or {})


def loss(person: Person, room: int) -> int:
    """How far a room is from a person's wish: the square of its rank from 0, unranked one further than the last.

    Squares spare people the worst: two second choices (1 + 1) are better than a first and a third (0 + 4).
    """
    if not person.ranking:
        return 0
    rank = person.ranking.index(room) if room in person.ranking else len(person.ranking)
    return rank * rank * person.weight


def fair_share(room: Room, of_sector: int, people: int) -> int:
    """How many of a sector a mixed room may have before it counts as one-sided: its share, rounded up.

    ``of_sector`` out of ``people`` in the round; a room without limit has no share.
    """
    if room.capacity is None or people == 0:
        return of_sector
    return -(-of_sector * room.capacity // people)


def lacks_of(round_: Round, rooms: Mapping[int, int]) -> dict[tuple[int, int | None], int]:
    """How many people a room lacks of a sector it asks for, by room and sector; nothing where it has them."""
    inside: dict[tuple[int, int | None], int] = {}
    for person in round_.people:
        if person.key in rooms:
            cell = rooms[person.key], person.sector
            inside[cell] = inside.get(cell, 0) + 1
    asked = {(room.key, sector): number for room in round_.rooms for sector, number in room.at_least.items()}
    return {cell: number - inside.get(cell, 0) for cell, number in asked.items() if inside.get(cell, 0) < number}


def value_of(round_: Round, rooms: Mapping[int, int]) -> tuple[int, ...]:
    """The value of any allocation: (people without a place, then a sum for each aim in order); less is better.

    RANK adds up ``loss``. MIX: in mixed rooms, each person beyond a sector's fair share costs 1, 2, 3 …
    MINIMUM: each seat that a room lacks costs 1.
    """
    sectors = _count(person.sector for person in round_.people)
    inside: dict[int, list[Person]] = {room.key: [] for room in round_.rooms}
    for person in round_.people:
        if person.key in rooms:
            inside[rooms[person.key]].append(person)
    sums = {
        Aim.RANK: sum(loss(person, rooms[person.key]) for person in round_.people if person.key in rooms),
        Aim.MIX: 0,
        Aim.MINIMUM: sum(max(room.minimum - len(inside[room.key]), 0) for room in round_.rooms),
    }
    for room in round_.rooms:
        if room.is_mixed:
            for sector, number in _count(person.sector for person in inside[room.key]).items():
                over = max(number - fair_share(room, sectors[sector], len(round_.people)), 0)
                sums[Aim.MIX] += over * (over + 1) // 2
    return (len(round_.people) - len(rooms), *(sums[aim] for aim in round_.aims))


def _count(sectors: Iterable[int | None]) -> dict[int | None, int]:
    numbers: dict[int | None, int] = {}
    for sector in sectors:
        numbers[sector] = numbers.get(sector, 0) + 1
    return numbers
