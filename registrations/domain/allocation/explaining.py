"""Says of everybody what they got and why not something they wanted more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from registrations.domain.allocation.problem import Aim, Answer, Person, Room, Round, fair_share


class Reason(Enum):
    """Why somebody is not in a room that she ranked higher."""

    FIXED = "fixed"  # the organiser gave another place
    NOT_POSSIBLE = "not possible"  # had it before, or must not be there; which of the two is nobody's business
    FULL = "full"  # every place went to others
    LIMIT = "limit"  # as many of this sector as may be
    NEEDED = "needed"  # the room she is in asks for people of her sector
    MIX = "mix"  # the room would become one-sided
    MINIMUM = "minimum"  # the room she is in needs her


@dataclass(frozen=True)
class Explanation:
    """``choice``: 1 for the first choice, None for a room that was not ranked. ``missed``: (room, why), best first."""

    person: int
    room: int | None
    choice: int | None
    missed: tuple[tuple[int, Reason], ...]


@dataclass(frozen=True)
class Fill:
    """How full a room is, how often it was ranked first, and how many of each sector are in it."""

    room: int
    inside: int
    capacity: int | None
    first_choices: int
    sectors: dict[int | None, int]


def explain(round_: Round, answer: Answer) -> list[Explanation]:
    """One explanation for each person, in the order of the round.

    For who has no room it says of every room why not, those she ranked first.
    """
    rooms = {room.key: room for room in round_.rooms}
    inside = Counter(answer.rooms.values())
    sector_of = {person.key: person.sector for person in round_.people}
    of_sector = Counter((room, sector_of[key]) for key, room in answer.rooms.items())
    totals = Counter(sector_of.values())
    explanations = []
    for person in round_.people:
        room = answer.rooms.get(person.key)
        position = person.ranking.index(room) if room in person.ranking else None
        better = person.ranking if position is None else person.ranking[:position]
        if room is None:
            better = (*better, *(key for key in rooms if key not in person.ranking))
        missed = tuple(
            (wanted, _reason(round_, answer, person, rooms[wanted], inside, of_sector, totals))
            for wanted in better
            if wanted in rooms
        )
        explanations.append(Explanation(person.key, room, None if position is None else position + 1, missed))
    return explanations


def _reason(
    round_: Round,
    answer: Answer,
    person: Person,
    wanted: Room,
    inside: Counter,
    of_sector: Counter,
    totals: Counter,
) -> Reason:
    if person.fixed is not None:
        return Reason.FIXED
    if wanted.key in person.barred or _meets(round_, answer, person, wanted):
        return Reason.NOT_POSSIBLE
    if wanted.capacity is not None and inside[wanted.key] >= wanted.capacity:
        return Reason.FULL
    if of_sector[wanted.key, person.sector] >= wanted.at_most.get(person.sector, len(round_.people)):
        return Reason.LIMIT
    here = answer.rooms.get(person.key)
    left = next((room for room in round_.rooms if room.key == here), None)
    if left is not None and of_sector[left.key, person.sector] <= left.at_least.get(person.sector, 0):
        return Reason.NEEDED
    costs = {
        Aim.MIX: _mix_cost(round_, person, wanted, 1, of_sector, totals),
        Aim.MINIMUM: -int(inside[wanted.key] < wanted.minimum),
    }
    if left is not None:
        costs[Aim.MIX] -= _mix_cost(round_, person, left, 0, of_sector, totals)
        costs[Aim.MINIMUM] += int(inside[left.key] <= left.minimum)
    for aim in round_.aims:
        if costs.get(aim, 0) > 0:
            return Reason.MIX if aim is Aim.MIX else Reason.MINIMUM
    return Reason.NOT_POSSIBLE


def _mix_cost(round_: Round, person: Person, room: Room, more: int, of_sector: Counter, totals: Counter) -> int:
    """What the last (``more`` 0) or one further person (1) of this sector costs in a mixed room."""
    if not room.is_mixed:
        return 0
    share = fair_share(room, totals[person.sector], len(round_.people))
    return max(of_sector[room.key, person.sector] + more - share, 0)


def _meets(round_: Round, answer: Answer, person: Person, wanted: Room) -> bool:
    others = [b if a == person.key else a for a, b in round_.apart if person.key in (a, b)]
    return any(answer.rooms.get(other) == wanted.key for other in others)


def fills(round_: Round, answer: Answer) -> list[Fill]:
    """The rooms of a round as they would be."""
    people = {person.key: person for person in round_.people}
    first = Counter(person.ranking[0] for person in round_.people if person.ranking)
    found = []
    for room in round_.rooms:
        inside = [people[key] for key, where in answer.rooms.items() if where == room.key]
        sectors = Counter(person.sector for person in inside)
        found.append(Fill(room.key, len(inside), room.capacity, first[room.key], dict(sectors)))
    return found


def choices_met(explanations: Sequence[Explanation]) -> dict[int | None, int]:
    """How many got their first, second … choice, a room they did not rank (None), or no room (0)."""
    return dict(Counter(0 if found.room is None else found.choice for found in explanations))
