"""An independent solver for the tests: cell bounds by linear programming (scipy, HiGHS)."""

import random

import numpy
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

from polls.disclosure import CountTable


def ranges_by_programming(tables):
    """Exact (least, greatest) per cell of many (counts, lower, upper), as arrays; one programme for all.

    Margins with interval bounds are totally unimodular, so the programme's corners are whole numbers.
    """
    blocks, right, bounds, costs, places = [], [], [], [], []
    start = 0
    for number, (counts, lower, upper) in enumerate(tables):
        grid = numpy.array(counts)
        rows, columns = grid.shape
        margins = numpy.zeros((rows + columns, rows * columns))
        for i in range(rows):
            for j in range(columns):
                margins[i, i * columns + j] = margins[rows + j, i * columns + j] = 1
        sums = numpy.concatenate([grid.sum(axis=1), grid.sum(axis=0)])
        limits = list(zip(numpy.ravel(lower), numpy.ravel(upper), strict=True))
        for cell in range(rows * columns):
            for sign in (1, -1):
                cost = numpy.zeros(rows * columns)
                cost[cell] = sign
                blocks.append(csr_matrix(margins))
                right.append(sums)
                bounds.extend(limits)
                costs.append(cost)
                places.append((number, cell // columns, cell % columns, 0 if sign == 1 else 1, start + cell))
                start += rows * columns
    solved = linprog(
        numpy.concatenate(costs),
        A_eq=block_diag(blocks, format="csr"),
        b_eq=numpy.concatenate(right),
        bounds=bounds,
        method="highs",
    )
    assert solved.success, solved.message
    found = [numpy.zeros((*numpy.array(counts).shape, 2), dtype=int) for counts, _, _ in tables]
    for number, i, j, side, variable in places:
        value = solved.x[variable]
        assert abs(value - round(value)) < 1e-6
        found[number][i, j, side] = round(value)
    return found


def random_poll(rng: random.Random) -> CountTable:
    """A poll as meetings have them: 2 to 5 groups of 10 to 150 people, 2 to 5 options, opinions that differ."""
    groups, options = rng.randint(2, 5), rng.randint(2, 5)
    appeal = [rng.gammavariate(1.2, 1) for _ in range(options)]
    rows = []
    for _ in range(groups):
        leaning = [weight * rng.gammavariate(3, 1 / 3) for weight in appeal]
        votes = rng.choices(range(options), leaning, k=rng.randint(10, 150))
        rows.append(tuple(votes.count(option) for option in range(options)))
    return CountTable(tuple(range(groups)), tuple(range(options)), tuple(rows))
