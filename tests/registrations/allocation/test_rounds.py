"""Rounds one after another, what is too little, and why people got what they got."""

import pytest

from registrations.domain.allocation.apart import solve_apart
from registrations.domain.allocation.explaining import Reason, choices_met, explain, fills
from registrations.domain.allocation.problem import Aim, Infeasible, Person, Room, Round
from registrations.domain.allocation.rounds import allocate, shortages


def reasons(round_, person):
    [found] = [line for line in explain(round_, solve_apart(round_)) if line.person == person]
    return dict(found.missed)


def test_nobody_gets_a_topic_twice():
    first = Round((Room(1, 2, topic=7), Room(2, 2)), (Person(1, ranking=(1,)), Person(2, ranking=(2,))))
    second = Round((Room(3, 2, topic=7), Room(4, 2)), (Person(1, ranking=(3,)), Person(2, ranking=(3,))))
    one, two = allocate([first, second])
    assert one.rooms == {1: 1, 2: 2}
    assert two.rooms == {1: 4, 2: 3}


def test_who_was_unlucky_goes_first_in_the_next_round():
    rooms = (Room(1, 1), Room(2, 9))
    people = (Person(1, ranking=(1, 2)), Person(2, ranking=(1, 2)))
    one, two = allocate([Round(rooms, people), Round(rooms, people)])
    [lucky] = [key for key, room in one.rooms.items() if room == 1]
    assert two.rooms[lucky] == 2


def test_shortage_names_the_round_and_the_places():
    enough = Round((Room(1, 3),), tuple(Person(key) for key in range(3)))
    short = Round((Room(1, 1), Room(2, 1)), tuple(Person(key) for key in range(16)))
    barred = Round((Room(1, None),), (Person(1, barred=frozenset({1})),))
    rounds = [enough, short, barred]
    [first, second] = shortages(rounds, allocate(rounds))
    assert (first.round_number, first.places_too_few, first.without_place) == (2, 14, 14)
    assert (second.round_number, second.places_too_few, second.without_place) == (3, 0, 1)


def test_fixed_places_that_do_not_fit_say_where_and_by_how_many():
    with pytest.raises(Infeasible) as error:
        solve_apart(Round((Room(1, 1),), (Person(1, fixed=1), Person(2, fixed=1))))
    assert error.value.rooms == {1: 1}


def test_fixed_pair_in_one_room_is_refused():
    with pytest.raises(Infeasible):
        solve_apart(Round((Room(1, 5),), (Person(1, fixed=1), Person(2, fixed=1)), apart=((1, 2),)))


def test_pairs_beyond_the_search_are_parted_and_the_answer_is_not_called_proven():
    people = tuple(Person(key, ranking=(1,)) for key in range(6))
    apart = tuple((a, b) for a in range(6) for b in range(a))
    answer = solve_apart(Round((Room(1, 9), Room(2, 9)), people, apart), most_branches=3)
    assert not answer.is_proven
    assert len(set(answer.rooms.values())) == len(answer.rooms)


def test_full_room_is_the_reason_for_who_did_not_get_it():
    round_ = Round((Room(1, 1), Room(2, 1)), (Person(1, ranking=(1, 2)), Person(2, ranking=(1, 2))))
    answer = solve_apart(round_)
    second = next(key for key, room in answer.rooms.items() if room == 2)
    assert reasons(round_, second) == {1: Reason.FULL}
    assert choices_met(explain(round_, answer)) == {1: 1, 2: 1}


def test_pair_kept_apart_gives_a_reason_that_does_not_tell():
    round_ = Round((Room(1, 5), Room(2, 5)), (Person(1, fixed=1), Person(2, ranking=(1, 2))), apart=((1, 2),))
    assert reasons(round_, 2) == {1: Reason.NOT_POSSIBLE}


def test_mix_and_minimum_and_limit_are_named():
    people = tuple(Person(key, sector=1, ranking=(1, 2)) for key in range(4))
    mixed = Round((Room(1, 2, is_mixed=True), Room(2, 4)), people, aims=(Aim.MIX, Aim.RANK, Aim.MINIMUM))
    assert {Reason.FULL} == {why for line in explain(mixed, solve_apart(mixed)) for _room, why in line.missed}
    needed = Round((Room(1, 9), Room(2, 9, minimum=1)), people[:1], aims=(Aim.MINIMUM, Aim.RANK, Aim.MIX))
    assert reasons(needed, 0) == {1: Reason.MINIMUM}
    limited = Round((Room(1, 9, at_most={1: 0}), Room(2, 9)), people[:1])
    assert reasons(limited, 0) == {1: Reason.LIMIT}
    others = tuple(Person(key, sector=2, ranking=(2,)) for key in range(10, 16))
    one_sided = Round(
        (Room(1, 4, is_mixed=True), Room(2, 9)), (*people, *others), aims=(Aim.MIX, Aim.RANK, Aim.MINIMUM)
    )
    found = [why for line in explain(one_sided, solve_apart(one_sided)) for _room, why in line.missed]
    assert set(found) == {Reason.MIX}


def test_rooms_as_they_would_be_are_counted():
    round_ = Round((Room(1, 3), Room(2, None)), (Person(1, 5, (1,)), Person(2, None, (1,)), Person(3, 5, (2,))))
    [first, second] = fills(round_, solve_apart(round_))
    assert (first.inside, first.first_choices, first.sectors) == (2, 2, {5: 1, None: 1})
    assert (second.inside, second.capacity) == (1, None)
