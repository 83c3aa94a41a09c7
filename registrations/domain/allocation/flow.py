"""The best allocation of one round: a minimum-cost flow by successive shortest paths.

People are added one at a time. Each looks for the cheapest chain of moves that ends on a free seat
(Dijkstra with potentials: Edmonds and Karp, 1972; Ahuja, Magnanti and Orlin, Network Flows, ch. 9),
so after every step the allocation of those who are in is optimal. People of one sector in one room
form a cell; a heap per cell and target keeps who would move there at the least cost. With that the
network has sectors × rooms nodes, however many people there are.

The aims are lexicographic: each is weighted so that one unit outweighs the worst of all later ones.
Convex costs (mix, minimum) are exact in such a flow because each further unit costs at least as much.
What a room asks of a sector at least is of that kind: its first people come free, whoever else costs more
than everything else together. So an allocation that keeps these limits is found whenever there is one.
"""

import random
from collections.abc import Mapping
from heapq import heappop, heappush
from math import prod

from registrations.domain.allocation.problem import (
    Aim,
    Answer,
    Infeasible,
    Person,
    Room,
    Round,
    fair_share,
    lacks_of,
    loss,
    value_of,
)

_NOWHERE = Room(key=-1, capacity=None)


def solve(round_: Round, *, barred: Mapping[int, frozenset[int]] | None = None) -> Answer:
    """The optimum of one round, pairs left aside. The same round and seed always give the same answer.

    Where rooms cannot have what they ask of a sector, the answer lacks as few people as can be and says where.

    ``barred``: rooms that a person may not be in, beside her own. Raises Infeasible when fixed
    places alone break a limit.
    """
    network = _Network(round_, barred or {})
    for person in network.people:
        network.add(person)
    rooms = network.answer()
    return Answer(rooms, value_of(round_, rooms), lacks=lacks_of(round_, rooms))


class _Network:
    """The flow so far. Nodes: a cell per sector and room, then the rooms, then the sink."""

    def __init__(self, round_: Round, barred: Mapping[int, frozenset[int]]) -> None:
        self.rooms = (*round_.rooms, _NOWHERE)
        self.width = width = len(self.rooms)
        self.index = {room.key: number for number, room in enumerate(self.rooms)}
        sectors = sorted({person.sector for person in round_.people}, key=lambda sector: (sector is None, sector or 0))
        self.sector_of = {sector: number for number, sector in enumerate(sectors)}
        self.cells = cells = len(sectors) * width
        self.sink = cells + width
        self.potential = [0] * (self.sink + 1)
        self.in_cell = [0] * cells
        self.in_room = [0] * width
        self.at: dict[int, int] = {}
        self.cost: dict[int, dict[int, int]] = {}
        self.order: dict[int, int] = {}
        self.movable: list[list[list[tuple[int, int, int]]]] = [[[] for _ in self.rooms] for _ in range(cells)]
        self.sector_number: dict[int, int] = {}
        self._weigh(round_)
        self._limits(round_, sectors)
        self.people = self._in_order(round_, barred)

    def _weigh(self, round_: Round) -> None:
        """Weights that make the order of the aims lexicographic, places before everything."""
        number = len(round_.people)
        most = {
            Aim.RANK: sum((len(person.ranking) ** 2) * person.weight for person in round_.people),
            Aim.MIX: number * (number + 1) // 2,
            Aim.MINIMUM: number,
        }
        self.weight = {
            aim: prod(most[later] + 1 for later in round_.aims[position + 1 :])
            for position, aim in enumerate(round_.aims)
        }
        self.mix_weight = self.weight.get(Aim.MIX, 0)
        self.minimum_weight = self.weight.get(Aim.MINIMUM, 0)
        self.nowhere_cost = prod(most[aim] + 1 for aim in round_.aims)
        asks = any(room.at_least for room in round_.rooms)
        self.beyond_weight = self.nowhere_cost * (number + 1) if asks else 0

    def _limits(self, round_: Round, sectors: list[int | None]) -> None:
        totals = {sector: sum(person.sector == sector for person in round_.people) for sector in sectors}
        people = len(round_.people)
        self.share = [
            fair_share(room, totals[sector], people) if room.is_mixed else people
            for sector in sectors
            for room in self.rooms
        ]
        self.at_most = [room.at_most.get(sector, people) for sector in sectors for room in self.rooms]
        self.at_least = [room.at_least.get(sector, 0) for sector in sectors for room in self.rooms]

    def _in_order(self, round_: Round, barred: Mapping[int, frozenset[int]]) -> list[Person]:
        """Fixed people first, then everybody in the order of the lot; who is alike gets places in that order."""
        people = sorted(round_.people, key=lambda person: person.key)
        random.Random(round_.seed).shuffle(people)  # noqa: S311  a lot that can be drawn again
        people.sort(key=lambda person: person.fixed is None)
        rank = self.weight.get(Aim.RANK, 0)
        for number, person in enumerate(people):
            self.order[person.key] = number
            self.sector_number[person.key] = self.sector_of[person.sector]
            closed = person.barred | barred.get(person.key, frozenset())
            self.cost[person.key] = {
                index: loss(person, room.key) * rank
                for index, room in enumerate(self.rooms[:-1])
                if room.key not in closed and person.fixed in (None, room.key)
            }
            if person.fixed is None:
                self.cost[person.key][self.width - 1] = self.nowhere_cost
        self._check_fixed(people)
        return people

    def _check_fixed(self, people: list[Person]) -> None:
        over: dict[int, int] = {}
        for index, room in enumerate(self.rooms[:-1]):
            fixed = [person for person in people if person.fixed == room.key]
            if room.capacity is not None and len(fixed) > room.capacity:
                over[room.key] = len(fixed) - room.capacity
            for sector, number in self.sector_of.items():
                too_many = sum(person.sector == sector for person in fixed) - self.at_most[number * self.width + index]
                if too_many > 0:
                    over[room.key] = max(over.get(room.key, 0), too_many)
        if over:
            raise Infeasible(over)

    def add(self, person: Person) -> None:
        """Give a person a place by the cheapest chain of moves."""
        came_from, mover = self._shortest_path(person.key)
        node = self.sink
        while True:
            before = came_from[node]
            self._push(before, node, mover.get(node))
            if before < 0:
                return
            node = before

    def _push(self, before: int, node: int, mover: int | None) -> None:
        """Send one unit along an arc of the path, last arc first."""
        if node == self.sink:
            self.in_room[before - self.cells] += 1
        elif node >= self.cells:
            self.in_cell[before] += 1
        elif before >= self.cells:
            self.in_cell[node] -= 1
        elif mover is not None:
            self._put(mover, node)

    def _put(self, key: int, cell: int) -> None:
        room = cell % self.width
        self.at[key] = room
        costs = self.cost[key]
        here, order, heaps = costs[room], self.order[key], self.movable[cell]
        for other, cost in costs.items():
            if other != room:
                heappush(heaps[other], (cost - here, order, key))

    def _shortest_path(self, key: int) -> tuple[dict[int, int], dict[int, int]]:
        """Where each node of the path was reached from (-1: from the person), and who moves into a cell."""
        potential, sink = self.potential, self.sink
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        mover: dict[int, int] = {}
        done: set[int] = set()
        queue: list[tuple[int, int]] = []
        first = self.sector_number[key] * self.width
        for room, cost in self.cost[key].items():
            cell = first + room
            distance[cell] = cost - potential[cell]
            came_from[cell], mover[cell] = -1, key
            heappush(queue, (distance[cell], cell))
        while queue:
            so_far, node = heappop(queue)
            nearest = distance.get(sink)
            if nearest is not None and so_far >= nearest:
                break
            if node in done:
                continue
            done.add(node)
            base = so_far + potential[node]
            for target, cost, who in self._arcs(node):
                length = base + cost - potential[target]
                if nearest is not None and length >= nearest:
                    continue  # it leads to no shorter way
                if target not in done and length < distance.get(target, length + 1):
                    distance[target] = length
                    came_from[target] = node
                    if who is not None:
                        mover[target] = who
                    heappush(queue, (length, target))
        for node in done:
            potential[node] += distance[node] - distance[sink]
        return came_from, mover

    def _arcs(self, node: int) -> list[tuple[int, int, int | None]]:
        """(target, cost, who moves) of the residual arcs out of a node."""
        width, cells = self.width, self.cells
        arcs: list[tuple[int, int, int | None]] = []
        if node >= cells:
            room = node - cells
            capacity = self.rooms[room].capacity
            if capacity is None or self.in_room[room] < capacity:
                lacks = self.in_room[room] < self.rooms[room].minimum
                arcs.append((self.sink, 0 if lacks else self.minimum_weight, None))
            for cell in range(room, cells, width):
                if self.in_cell[cell]:
                    arcs.append((cell, -self._entry(cell, self.in_cell[cell]), None))
            return arcs
        inside = self.in_cell[node]
        if inside < self.at_most[node]:
            arcs.append((cells + node % width, self._entry(node, inside + 1), None))
        here = node % width
        first = node - here
        for room, heap in enumerate(self.movable[node]):
            while heap and self.at[heap[0][2]] != here:
                heappop(heap)
            if heap:
                arcs.append((first + room, heap[0][0], heap[0][2]))
        return arcs

    def _entry(self, cell: int, number: int) -> int:
        """What the ``number``-th person of a cell costs: nothing more while the room still asks for them."""
        mix = (number - self.share[cell]) * self.mix_weight if number > self.share[cell] else 0
        return mix + self.beyond_weight if number > self.at_least[cell] else mix

    def answer(self) -> dict[int, int]:
        """The room of everybody who has one."""
        return {key: self.rooms[room].key for key, room in self.at.items() if room != self.width - 1}
