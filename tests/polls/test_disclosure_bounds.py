"""The audit's bounds against an independent solver, and the known leaking example."""

import random

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.disclosure import breakdown_leaks, cell_ranges
from tests.polls.solver import ranges_by_programming


def _bounded_table(rng):
    rows, columns = rng.randint(1, 5), rng.randint(1, 5)
    counts = [[rng.choice((0, 1, 3, rng.randint(0, 30))) for _ in range(columns)] for _ in range(rows)]
    lower = [[rng.randint(max(0, count - 9), count) for count in row] for row in counts]
    upper = [[rng.randint(count, count + 9) for count in row] for row in counts]
    return counts, lower, upper


def test_cell_ranges_of_random_tables_equal_those_of_an_independent_solver():
    rng = random.Random(20150305)
    tables = [_bounded_table(rng) for _ in range(400)]

    expected = ranges_by_programming(tables)

    for (counts, lower, upper), ranges in zip(tables, expected, strict=True):
        assert numpy.array_equal(numpy.array(cell_ranges(counts, lower, upper)), ranges)


def test_cell_ranges_of_a_table_outside_its_bounds_raises():
    with pytest.raises(ValueError, match="own bounds"):
        cell_ranges([[1, 2]], [[0, 0]], [[5, 1]])


def test_cell_ranges_of_one_row_are_pinned_by_the_column_totals():
    assert cell_ranges([[4, 6]], [[0, 0]], [[9, 9]]) == (((4, 4), (6, 6)),)


def _nearest(count, base):
    return (count + base // 2) // base * base


def test_audit_of_nearest_rounding_with_exact_totals_finds_the_leak():
    """(7,3),(2,13) rounded to the nearest five: every cell can be worked out (DESIGN D5)."""
    counts = ((7, 3), (2, 13))
    shown = [[_nearest(count, 5) for count in row] for row in counts]
    lower = tuple(tuple(max(0, value - 2) for value in row) for row in shown)
    upper = tuple(tuple(value + 2 for value in row) for row in shown)

    assert cell_ranges(counts, lower, upper) == (((7, 7), (3, 3)), ((2, 2), (13, 13)))
    assert breakdown_leaks(counts, lower, upper, minimum=10)


def test_audit_of_wide_bounds_passes():
    counts = ((7, 13), (12, 13))
    assert not breakdown_leaks(counts, ((0, 0), (0, 0)), ((20, 20), (25, 25)), minimum=10)


def test_audit_leaves_out_an_option_that_nobody_chose():
    counts = ((17, 13, 0), (12, 13, 0))
    assert not breakdown_leaks(counts, ((0,) * 3,) * 2, ((25,) * 3,) * 2, minimum=10)


def test_audit_of_an_option_with_two_votes_leaks():
    counts = ((17, 13, 1), (12, 13, 1))
    assert breakdown_leaks(counts, ((0,) * 3,) * 2, ((25,) * 3,) * 2, minimum=10)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_cell_ranges_contain_the_table_and_stay_within_the_bounds(seed):
    counts, lower, upper = _bounded_table(random.Random(seed))
    for row, ranges, low_row, high_row in zip(counts, cell_ranges(counts, lower, upper), lower, upper, strict=True):
        for count, (low, high), least, most in zip(row, ranges, low_row, high_row, strict=True):
            assert least <= low <= count <= high <= most


def test_cell_ranges_of_eight_groups_and_ten_options_need_no_long_search():
    """Structure, not time: the largest table that is promised is worked out."""
    rng = random.Random(7)
    counts = [[rng.randint(0, 40) for _ in range(10)] for _ in range(8)]
    lower = [[max(0, count - 4) for count in row] for row in counts]
    upper = [[count + 4 for count in row] for row in counts]
    ranges = cell_ranges(counts, lower, upper)
    assert (len(ranges), len(ranges[0])) == (8, 10)
