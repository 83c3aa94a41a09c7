"""What rooms ask of a sector at least is kept whenever it can be, and else said exactly, by an independent solver."""

import random
from dataclasses import replace

import pytest

from registrations.domain.allocation import flow
from registrations.domain.allocation.apart import solve_apart
from registrations.domain.allocation.explaining import Reason, explain
from registrations.domain.allocation.joint import allocate_jointly
from registrations.domain.allocation.problem import Infeasible, Person, Room, Round, lacks_of
from registrations.domain.allocation.rounds import allocate
from tests.registrations.allocation.instances import fewest_lacking, optimum, random_round, weighted
from tests.registrations.allocation.test_joint import scipy_solver, two_rounds

INSTANCES = 400


def asking(round_, seed, *, most=3):
    """The same round, with rooms that ask for people of a sector at least; often next to a limit at most."""
    rnd = random.Random(seed + 77_000)
    rooms = []
    for room in round_.rooms:
        least = {sector: rnd.randint(0, most) for sector in (1, 2, 3, None) if rnd.random() < 0.3}
        at_most = {key: max(number, least.get(key, 0)) for key, number in room.at_most.items()}
        rooms.append(replace(room, at_least=least, at_most=at_most))
    return replace(round_, rooms=tuple(rooms))


def attempt(allocation, *args, **kwargs):
    """(what it found, how much is lacking where): one of the two."""
    try:
        return allocation(*args, **kwargs), {}
    except Infeasible as error:
        return None, error.lacks


@pytest.mark.parametrize("start", range(0, INSTANCES, 50))
def test_round_that_asks_for_sectors_equals_the_optimum_of_another_solver(start):
    kept = refused = 0
    for seed in range(start, start + 50):
        round_ = asking(random_round(seed), seed)
        fewest = fewest_lacking(round_)
        answer, lacks = attempt(solve_apart, round_)
        assert sum(lacks.values()) == fewest, f"seed {seed}"
        if answer is None:
            assert fewest > 0, f"seed {seed}"
            refused += 1
            continue
        kept += 1
        assert lacks_of(round_, answer.rooms) == {}
        assert weighted(round_, answer.value) == optimum(round_), f"seed {seed}"
    assert kept > 5
    assert refused > 5


def test_what_is_asked_is_not_kept_by_chance(monkeypatch):
    """The control: where people beyond what is asked cost nothing more, limits that could be kept are broken."""
    monkeypatch.setattr(flow._Network, "_entry", _without_asking(flow._Network._entry))
    broken = 0
    for seed in range(INSTANCES):
        round_ = asking(random_round(seed), seed, most=1)
        _answer, lacks = attempt(solve_apart, round_)
        broken += bool(lacks) and sum(lacks.values()) > fewest_lacking(round_)
    assert broken > 5


def _without_asking(entry):
    def alike(network, cell, number):
        return entry(network, cell, number) - (number > network.at_least[cell]) * network.beyond_weight

    return alike


def test_same_round_gives_the_same_whatever_the_order_of_its_people():
    for seed in range(60):
        round_ = asking(random_round(seed), seed, most=1)
        turned = replace(round_, people=round_.people[::-1])
        assert attempt(solve_apart, round_) == attempt(solve_apart, turned)


@pytest.mark.parametrize("start", range(0, INSTANCES, 100))
def test_all_rounds_together_keep_what_is_asked_whenever_it_can_be(start):
    """And so does one round after another, because people are left over for what later rounds ask."""
    refused = kept = 0
    for seed in range(start, start + 100):
        rounds = [asking(round_, seed + turn, most=1) for turn, round_ in enumerate(two_rounds(seed))]
        joint, lacks = attempt(allocate_jointly, rounds, solver=scipy_solver)
        if joint is None:
            assert lacks
            refused += 1
            assert attempt(allocate, rounds)[0] is None
            continue
        assert all(lacks_of(round_, answer.rooms) == {} for round_, answer in zip(rounds, joint, strict=True))
        kept += 1
        single = allocate(rounds)
        assert all(lacks_of(round_, answer.rooms) == {} for round_, answer in zip(rounds, single, strict=True))
    assert refused > 5
    assert kept > 5


def test_later_round_gets_the_people_it_asks_for():
    people = [Person(key, sector=1, ranking=(1,)) for key in range(3)]
    first = Round((Room(1, 9, topic=7), Room(2, 9)), tuple(people))
    later = Round((Room(3, 9, topic=7, at_least={1: 2}), Room(4, 9)), tuple(replace(p, ranking=()) for p in people))
    for one, two in (allocate([first, later]), allocate_jointly([first, later], solver=scipy_solver)):
        assert list(one.rooms.values()).count(1) == 1
        assert list(two.rooms.values()).count(3) == 2


def test_more_asked_than_there_are_says_how_many_are_missing():
    round_ = Round((Room(1, 9, at_least={1: 4, 5: 2_000_000_000}),), (Person(1, sector=1), Person(2, sector=2)))
    expected = {(1, 1): 3, (1, 5): 2_000_000_000}
    with pytest.raises(Infeasible) as error:
        solve_apart(round_)
    assert error.value.lacks == expected
    with pytest.raises(Infeasible) as error:
        allocate_jointly([round_], solver=scipy_solver)
    assert error.value.lacks == expected


def test_pair_kept_apart_can_make_what_is_asked_impossible():
    people = (Person(1, sector=1), Person(2, sector=1))
    asked = (Room(1, 9, at_least={1: 2}), Room(2, 9))
    assert solve_apart(Round(asked, people)).rooms == {1: 1, 2: 1}
    for most_branches in (200, 0):
        with pytest.raises(Infeasible) as error:
            solve_apart(Round(asked, people, apart=((1, 2),)), most_branches=most_branches)
        assert error.value.lacks == {(1, 1): 1}


def test_who_is_needed_elsewhere_reads_that():
    round_ = Round((Room(1, 9), Room(2, 9, at_least={1: 1})), (Person(1, sector=1, ranking=(1, 2)),))
    [line] = explain(round_, solve_apart(round_))
    assert (line.room, line.missed) == (2, ((1, Reason.NEEDED),))


def test_who_has_no_room_reads_of_every_room_why():
    round_ = Round((Room(1, 1), Room(2, 1), Room(3, 0)), tuple(Person(key, ranking=(2,)) for key in range(3)))
    [line] = [found for found in explain(round_, solve_apart(round_)) if found.room is None]
    assert line.missed == ((2, Reason.FULL), (1, Reason.FULL), (3, Reason.FULL))
