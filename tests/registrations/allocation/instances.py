"""Random rounds, and their optimum by an independent solver (HiGHS, through scipy)."""

import random
from itertools import pairwise, permutations
from math import prod

import numpy as np
from scipy.optimize import LinearConstraint, milp

from registrations.domain.allocation.problem import Aim, Person, Room, Round, fair_share, loss


def random_round(seed: int) -> Round:
    """A small round with anything in it: tight rooms, limits, fixed places, bars and pairs."""
    rnd = random.Random(seed)
    rooms = tuple(
        Room(
            key=10 + number,
            capacity=rnd.choice([None, rnd.randint(1, 5), rnd.randint(1, 5), rnd.randint(1, 5)]),
            minimum=rnd.choice([0, 0, rnd.randint(1, 4)]),
            is_mixed=rnd.random() < 0.5,
            at_most={rnd.choice([1, 2, None]): rnd.randint(0, 3)} if rnd.random() < 0.3 else {},
        )
        for number in range(rnd.randint(1, 5))
    )
    keys = [room.key for room in rooms]
    people = []
    taken = dict.fromkeys(keys, 0)
    for key in range(rnd.randint(1, 12)):
        ranking = tuple(rnd.sample(keys, rnd.randint(0, len(keys))))
        fixed = None
        room = rnd.choice(rooms)
        if rnd.random() < 0.1 and not room.at_most and taken[room.key] < (room.capacity or 99):
            fixed = room.key
            taken[room.key] += 1
        barred = frozenset(k for k in keys if k != fixed and rnd.random() < 0.1)
        people.append(Person(key, rnd.choice([1, 2, 3, None]), ranking, fixed, barred, rnd.randint(1, 2)))
    numbers = [person.key for person in people if person.fixed is None]
    rnd.shuffle(numbers)
    apart = tuple(list(pairwise(numbers))[: rnd.choice([0, 0, 1, 3])])
    aims = rnd.choice(list(permutations(Aim)))
    return Round(rooms, tuple(people), apart, aims, seed)


def fewest_lacking(round_: Round) -> int:
    """The fewest people that any allocation lacks of what rooms ask of a sector at least."""
    return _least(round_, only_lacks=True)


def optimum(round_: Round) -> int:
    """The least weighted cost of a round; the weights make the order of its aims lexicographic."""
    return _least(round_, only_lacks=False)


def _least(round_: Round, *, only_lacks: bool) -> int:
    """``only_lacks``: what is asked at least may be lacking, and nothing else costs anything."""
    people, rooms, total = round_.people, round_.rooms, len(round_.people)
    weights = weights_of(round_)
    sectors = sorted({person.sector for person in people}, key=str)
    cost: list[float] = []
    rows: list[tuple[dict[int, float], float, float]] = []

    def variable(price: float) -> int:
        cost.append(price)
        return len(cost) - 1

    sits = {}
    counted: list[int] = []
    for person in people:
        options = []
        for room in rooms:
            if room.key not in person.barred and person.fixed in (None, room.key):
                sits[person.key, room.key] = variable(loss(person, room.key) * weights[Aim.RANK])
                options.append(sits[person.key, room.key])
        if person.fixed is None:
            options.append(variable(weights[None]))
        rows.append((dict.fromkeys(options, 1.0), 1, 1))
    for room in rooms:
        inside = [sits[person.key, room.key] for person in people if (person.key, room.key) in sits]
        lacks = [variable(weights[Aim.MINIMUM]) for _ in range(room.minimum)]
        rows.append((dict.fromkeys([*inside, *lacks], 1.0), room.minimum, np.inf))
        if room.capacity is not None:
            rows.append((dict.fromkeys(inside, 1.0), 0, room.capacity))
        for sector, asked in room.at_least.items():
            cell = [sits[p.key, room.key] for p in people if p.sector == sector and (p.key, room.key) in sits]
            lacking = [variable(0) for _ in range(asked)] if only_lacks else []
            counted.extend(lacking)
            rows.append((dict.fromkeys([*cell, *lacking], 1.0), asked, np.inf))
        for sector in sectors:
            cell = [sits[p.key, room.key] for p in people if p.sector == sector and (p.key, room.key) in sits]
            if sector in room.at_most:
                rows.append((dict.fromkeys(cell, 1.0), 0, room.at_most[sector]))
            if room.is_mixed:
                share = fair_share(room, sum(p.sector == sector for p in people), total)
                over = [variable((number + 1) * weights[Aim.MIX]) for number in range(total)]
                rows.append((dict.fromkeys(cell, 1.0) | dict.fromkeys(over, -1.0), -np.inf, share))
    for one, other in round_.apart:
        for room in rooms:
            both = [sits[key, room.key] for key in (one, other) if (key, room.key) in sits]
            rows.append((dict.fromkeys(both, 1.0), 0, 1))
    if only_lacks:
        cost = [float(number in counted) for number in range(len(cost))]
    matrix = np.zeros((len(rows), len(cost)))
    for number, (row, _low, _high) in enumerate(rows):
        for column, factor in row.items():
            matrix[number, column] = factor
    limits = LinearConstraint(matrix, [low for _row, low, _high in rows], [high for _row, _low, high in rows])
    found = milp(cost, constraints=limits, integrality=np.ones(len(cost)), bounds=(0, 1), options={"mip_rel_gap": 0})
    assert found.success, found.message
    return round(found.fun)


def weights_of(round_: Round) -> dict[Aim | None, int]:
    """A weight for each aim, and (None) for a person without a place."""
    people = len(round_.people)
    most = {
        Aim.RANK: sum(len(person.ranking) ** 2 * person.weight for person in round_.people),
        Aim.MIX: people * (people + 1) // 2,
        Aim.MINIMUM: sum(room.minimum for room in round_.rooms),
    }
    weights: dict[Aim | None, int] = {
        aim: prod(most[later] + 1 for later in round_.aims[number + 1 :]) for number, aim in enumerate(round_.aims)
    }
    return {**weights, None: prod(most[aim] + 1 for aim in round_.aims)}


def weighted(round_: Round, value: tuple[int, ...]) -> int:
    """A value as one number, with the same weights."""
    weights = weights_of(round_)
    return value[0] * weights[None] + sum(weights[aim] * part for aim, part in zip(round_.aims, value[1:], strict=True))
