"""Keeps pairs of people out of one room, exactly: best-first branch and bound over the flow.

The optimum without the pairs bounds the one with them. Where a pair meets, one of the two must go
elsewhere: two branches, each with one person barred from that room. The first allocation in which no
pair meets, taken in order of value, is the best. There are few pairs, so there are few branches.
"""

from heapq import heappop, heappush
from itertools import count

from registrations.domain.allocation.flow import solve
from registrations.domain.allocation.problem import Answer, Infeasible, Round, lacks_of, value_of

MOST_BRANCHES = 200


def solve_apart(round_: Round, *, most_branches: int = MOST_BRANCHES) -> Answer:
    """The optimum of one round in which no pair of ``apart`` shares a room.

    When ``most_branches`` do not suffice, one of each pair that still meets stays without a place and the
    answer says that it is not proven. Raises Infeasible when two fixed people would meet, or when rooms cannot
    have what they ask of a sector; then it names the fewest that are missing.
    """
    fixed = {person.key: person.fixed for person in round_.people if person.fixed is not None}
    start: dict[int, frozenset[int]] = {}
    for one, other in round_.apart:
        if one in fixed and fixed[one] == fixed.get(other):
            raise Infeasible({fixed[one]: 1})
        for here, there in ((one, other), (other, one)):
            if here in fixed:
                start[there] = start.get(there, frozenset()) | {fixed[here]}
    number = count()
    answer = solve(round_, barred=start)
    queue = [(_order(answer), next(number), start, answer)]
    while True:
        _value, branch, barred, answer = heappop(queue)
        meeting = _first_meeting(round_, answer)
        if meeting is not None and branch >= most_branches:
            answer, meeting = _parted(round_, answer), None
        if meeting is None:
            if answer.lacks:
                raise Infeasible({}, answer.lacks)
            return answer
        one, other, room = meeting
        for person in (one, other):
            if person not in fixed:
                more = {**barred, person: barred.get(person, frozenset()) | {room}}
                found = solve(round_, barred=more)
                heappush(queue, (_order(found), next(number), more, found))


def _order(answer: Answer) -> tuple[int, ...]:
    """What is asked at least comes before everything else."""
    return (sum(answer.lacks.values()), *answer.value)


def _first_meeting(round_: Round, answer: Answer) -> tuple[int, int, int] | None:
    for one, other in round_.apart:
        room = answer.rooms.get(one)
        if room is not None and room == answer.rooms.get(other):
            return one, other, room
    return None


def _parted(round_: Round, answer: Answer) -> Answer:
    """The pairs that still meet parted by force: the one of the two who is not fixed loses the place."""
    fixed = {person.key for person in round_.people if person.fixed is not None}
    rooms = dict(answer.rooms)
    while meeting := _first_meeting(round_, Answer(rooms, ())):
        one, other, _room = meeting
        del rooms[one if other in fixed else other]
    return Answer(rooms, value_of(round_, rooms), is_proven=False, lacks=lacks_of(round_, rooms))
