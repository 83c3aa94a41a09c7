"""All rounds together: the model is the optimum of another solver, and never worse than round by round."""

import random
import sys

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_matrix

from registrations.domain.allocation.joint import SolverGaveUp, SolverMissing, allocate_jointly
from registrations.domain.allocation.problem import Aim, Infeasible, Person, Room, Round, value_of
from registrations.domain.allocation.rounds import allocate
from tests.registrations.allocation.instances import random_round

INSTANCES = 400


def scipy_solver(model, costs, seconds):
    """The same programme by HiGHS inside scipy, which needs nothing that is not installed for the tests."""
    objective = np.zeros(model.size)
    for number, cost in costs.items():
        objective[number] = cost
    places = [
        (number, column, factor) for number, (row, _l, _h) in enumerate(model.rows) for column, factor in row.items()
    ]
    matrix = csr_matrix(
        ([factor for _r, _c, factor in places], ([r for r, _c, _f in places], [c for _r, c, _f in places])),
        shape=(len(model.rows), model.size),
    )
    limits = LinearConstraint(matrix, [low for _r, low, _h in model.rows], [high for _r, _l, high in model.rows])
    whole = np.zeros(model.size)
    whole[model.whole] = 1
    found = milp(objective, constraints=limits, integrality=whole, bounds=(0, 1), options={"mip_rel_gap": 0})
    return list(found.x) if found.success else None


def two_rounds(seed):
    """Two random rounds with the same people and aims, and topics that come back."""
    first, second = random_round(seed), random_round(seed + 10_000)
    rnd = random.Random(seed)
    rooms = [
        tuple(
            Room(room.key + 100 * turn, room.capacity, room.minimum, room.is_mixed, room.at_most, rnd.randint(1, 4))
            for room in round_.rooms
        )
        for turn, round_ in enumerate((first, second))
    ]
    people = [
        Person(
            p.key,
            p.sector,
            tuple(k + 100 for k in p.ranking),
            p.fixed and p.fixed + 100,
            frozenset(k + 100 for k in p.barred),
        )
        for p in second.people
    ]
    mine = [Person(p.key, p.sector, p.ranking, p.fixed, p.barred) for p in first.people]
    return [
        Round(rooms[0], tuple(mine), first.apart, first.aims, seed),
        Round(rooms[1], tuple(people), second.apart, first.aims, seed),
    ]


def total(rounds, answers):
    return tuple(map(sum, zip(*(value_of(r, a.rooms) for r, a in zip(rounds, answers, strict=True)), strict=True)))


@pytest.mark.parametrize("start", range(0, INSTANCES, 100))
def test_all_rounds_together_are_never_worse_than_one_after_another_and_keep_every_limit(start):
    better = 0
    for seed in range(start, start + 100):
        rounds = two_rounds(seed)
        joint, single = allocate_jointly(rounds, solver=scipy_solver), allocate(rounds)
        assert total(rounds, joint) <= total(rounds, single), f"seed {seed}"
        better += total(rounds, joint) < total(rounds, single)
        had = {}
        for round_, answer in zip(rounds, joint, strict=True):
            topics = {room.key: room.topic for room in round_.rooms}
            for person in round_.people:
                room = answer.rooms.get(person.key)
                assert person.fixed in (None, room)
                assert room not in person.barred
                if person.fixed is None and room is not None:
                    assert topics[room] not in had.get(person.key, ()), f"seed {seed}"
                if room is not None:
                    had.setdefault(person.key, set()).add(topics[room])
            assert all(
                one not in answer.rooms or answer.rooms[one] != answer.rooms.get(two) for one, two in round_.apart
            )
    assert better > 5  # the control: round by round is not the optimum of all


def test_topic_fixed_in_a_later_round_is_not_given_in_an_earlier_one():
    first = Round((Room(1, 9, topic=7), Room(2, 9)), (Person(1, ranking=(1,)),))
    second = Round((Room(3, 9, topic=7),), (Person(1, fixed=3),))
    for answers in (allocate([first, second]), allocate_jointly([first, second], solver=scipy_solver)):
        assert [answer.rooms for answer in answers] == [{1: 2}, {1: 3}]


def test_too_many_fixed_say_where():
    round_ = Round((Room(1, 1),), (Person(1, fixed=1), Person(2, fixed=1)))
    with pytest.raises(Infeasible) as error:
        allocate_jointly([round_], solver=scipy_solver)
    assert error.value.rooms == {1: 1}


def test_solver_that_is_missing_or_gives_up_says_so(monkeypatch):
    round_ = Round((Room(1, 1),), (Person(1, ranking=(1,)),), aims=(Aim.RANK, Aim.MIX, Aim.MINIMUM))
    with pytest.raises(SolverGaveUp):
        allocate_jointly([round_], solver=lambda *args: None)
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(SolverMissing):
        allocate_jointly([round_])


def test_highspy_gives_the_same_value_as_the_other_solver():
    for seed in range(30):
        rounds = two_rounds(seed)
        assert total(rounds, allocate_jointly(rounds)) == total(rounds, allocate_jointly(rounds, solver=scipy_solver))
