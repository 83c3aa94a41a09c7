"""The allocation is the optimum, by an independent solver, and keeps every hard limit."""

import pytest

from registrations.domain.allocation import flow
from registrations.domain.allocation.apart import solve_apart
from registrations.domain.allocation.problem import value_of
from tests.registrations.allocation.instances import optimum, random_round, weighted

INSTANCES = 400


@pytest.mark.parametrize("start", range(0, INSTANCES, 50))
def test_allocation_of_random_rounds_equals_the_optimum_of_another_solver(start):
    for seed in range(start, start + 50):
        round_ = random_round(seed)
        answer = solve_apart(round_)
        assert answer.is_proven
        assert answer.value == value_of(round_, answer.rooms)
        assert weighted(round_, answer.value) == optimum(round_), f"seed {seed}"


@pytest.mark.parametrize("start", range(0, INSTANCES, 100))
def test_allocation_of_random_rounds_keeps_every_hard_limit(start):
    for seed in range(start, start + 100):
        round_ = random_round(seed)
        rooms = solve_apart(round_).rooms
        people = {person.key: person for person in round_.people}
        for room in round_.rooms:
            inside = [people[key] for key, where in rooms.items() if where == room.key]
            assert room.capacity is None or len(inside) <= room.capacity
            assert all(sum(p.sector == sector for p in inside) <= most for sector, most in room.at_most.items())
        assert all(rooms[p.key] == p.fixed for p in round_.people if p.fixed is not None)
        assert all(rooms.get(p.key) not in p.barred for p in round_.people)
        assert all(one not in rooms or rooms[one] != rooms.get(other) for one, other in round_.apart)


def test_the_other_solver_sees_an_allocation_that_is_not_the_best(monkeypatch):
    """The control: without the chains of moves, who comes first sits and the rest take what is left."""
    monkeypatch.setattr(flow._Network, "_arcs", _without_moves(flow._Network._arcs))
    worse = 0
    for seed in range(60):
        round_ = random_round(seed)
        worse += weighted(round_, solve_apart(round_).value) > optimum(round_)
    assert worse > 5


def _without_moves(arcs):
    return lambda network, node: [arc for arc in arcs(network, node) if arc[2] is None]


def test_allocation_of_the_same_round_is_the_same_whatever_the_order_of_its_people():
    for seed in range(30):
        round_ = random_round(seed)
        turned = type(round_)(round_.rooms, round_.people[::-1], round_.apart, round_.aims, round_.seed)
        assert solve_apart(round_) == solve_apart(turned)
