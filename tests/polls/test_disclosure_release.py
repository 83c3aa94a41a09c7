"""The ladder of release: its rules, its rounding, and what 1,000 random polls give away (nothing)."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.disclosure import Band, CountTable, Reason, Rung, band_of, release, round_randomly, shown_bounds
from polls.disclosure.ladder import POSSIBLE_VALUES
from tests.polls.solver import random_poll, ranges_by_programming


def _table(*rows):
    return CountTable(tuple(range(1, len(rows) + 1)), tuple(range(10, 10 + len(rows[0]))), tuple(rows))


def test_release_of_fewer_than_ten_votes_shows_no_result_at_all():
    shown = release(_table((3, 2), (2, 2)))
    assert (shown.n, shown.totals, shown.breakdown, shown.reason) == (9, None, None, Reason.TOO_FEW_VOTES)


def test_release_of_ten_votes_shows_the_total():
    assert release(_table((3, 2), (3, 2))).totals == (6, 4)


def test_release_with_a_minimum_of_five_shows_the_total_of_five_votes():
    assert release(_table((3, 2)), minimum=5).totals == (3, 2)


def test_release_without_breakdown_gives_only_the_total():
    shown = release(_table((20, 22), (25, 20)), with_breakdown=False)
    assert (shown.totals, shown.breakdown, shown.reason) == ((45, 42), None, Reason.NOT_ASKED)


def test_release_of_one_group_gives_only_the_total():
    assert release(_table((20, 22), (0, 0))).reason is Reason.ONE_GROUP


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((5, 4), Reason.GROUP_TOO_SMALL),
        ((91, 9), Reason.PROTECTED),
        ((8, 2), Reason.PROTECTED),
        ((40, 0), Reason.PROTECTED),
    ],
)
def test_release_with_one_group_that_breaks_a_rule_gives_no_breakdown_of_any(row, reason):
    shown = release(_table((40, 38), (31, 29), row), rng=random.Random(1))
    assert (shown.breakdown, shown.reason) == (None, reason)


def test_release_of_large_even_groups_reaches_the_first_rung():
    shown = release(_table((42, 38), (31, 29)), rng=random.Random(1))
    assert shown.rung is Rung.FIVES
    assert shown.breakdown.group_sizes == (80, 60)
    assert all(cell % 5 == 0 for row in shown.breakdown.cells for cell in row)


def test_release_is_the_same_for_the_same_draw():
    table = _table((42, 38), (31, 29))
    assert release(table, rng=random.Random(5)) == release(table, rng=random.Random(5))


def test_release_of_the_known_leaking_example_never_shows_a_cell_that_can_be_worked_out():
    for seed in range(50):
        _assert_safe([(_table((7, 3), (2, 13)), release(_table((7, 3), (2, 13)), rng=random.Random(seed)))])


def test_counts_from_ballots_keep_order_and_add_unlisted_groups():
    table = CountTable.from_ballots([2, 1], [11, 10], [(1, 10, 3), (2, 11, 4), (0, 10, 1), (1, 10, 1)])
    assert (table.group_ids, table.counts) == ((2, 1, 0), ((4, 0), (0, 4), (0, 1)))


def test_counts_for_an_option_that_was_not_asked_raise():
    with pytest.raises(ValueError, match="not asked"):
        CountTable.from_ballots([1], [10], [(1, 99, 3)])


@given(st.integers(0, 500), st.sampled_from([5, 10]), st.integers(0, 2**32))
def test_rounding_gives_a_neighbouring_multiple_and_leaves_multiples_alone(count, base, seed):
    rounded = round_randomly(count, base, random.Random(seed))
    assert rounded % base == 0
    assert abs(rounded - count) < base
    assert rounded == count or count % base


@pytest.mark.parametrize("base", [5, 10])
def test_rounding_is_unbiased(base):
    """The mean over 20,000 draws lies within five standard errors of the count, for every remainder."""
    rng = random.Random(42)
    for count in range(20, 20 + base):
        mean = sum(round_randomly(count, base, rng) for _ in range(20_000)) / 20_000
        assert abs(mean - count) < 5 * (base / 2) / 20_000**0.5


@given(st.integers(1, 300), st.data())
def test_band_bounds_are_exactly_the_counts_of_that_band(size, data):
    count = data.draw(st.integers(0, size))
    band = band_of(count, size)
    low, high = shown_bounds(band, Rung.BANDS, size)
    assert [value for value in range(size + 1) if band_of(value, size) is band] == list(range(low, high + 1))


@pytest.mark.parametrize(
    ("count", "band"), [(39, Band.MINORITY), (40, Band.ABOUT_HALF), (60, Band.ABOUT_HALF), (61, Band.MAJORITY)]
)
def test_band_edges_lie_at_forty_and_sixty_percent(count, band):
    assert band_of(count, 100) is band


def _assert_safe(pairs, minimum=10):
    """No cell below the minimum of any shown breakdown has fewer than four possible values."""
    checked = []
    for table, shown in pairs:
        if shown.breakdown is None:
            continue
        limits = [
            [shown_bounds(cell, shown.rung, size) for cell in row]
            for row, size in zip(shown.breakdown.cells, shown.breakdown.group_sizes, strict=True)
        ]
        # What everybody may conclude from the rules: no answer has over 90 %, at least three differ.
        most = [min(size * 9 // 10, size - 3) for size in shown.breakdown.group_sizes]
        lower = [[low for low, _ in row] for row in limits]
        upper = [[min(high, cap) for _, high in row] for row, cap in zip(limits, most, strict=True)]
        checked.append((table.without_empty_groups().counts, lower, upper))
    if not checked:
        return
    for (counts, _, _), ranges in zip(checked, ranges_by_programming(checked), strict=True):
        for i, row in enumerate(counts):
            for j, count in enumerate(row):
                nobody_chose_it = not any(other[j] for other in counts)
                low, high = ranges[i, j]
                assert count >= minimum or nobody_chose_it or high - low + 1 >= POSSIBLE_VALUES, (counts, i, j)


@pytest.mark.parametrize(("minimum", "polls"), [(10, 1000), (5, 200)])
def test_thousand_random_polls_never_expose_a_small_cell_and_stay_useful(minimum, polls, capsys):
    rng = random.Random(1000 + minimum)
    pairs = []
    for _ in range(polls):
        table = random_poll(rng)
        pairs.append((table, release(table, minimum=minimum, rng=rng)))

    for start in range(0, len(pairs), 100):
        _assert_safe(pairs[start : start + 100], minimum)

    rungs = Counter(shown.rung for _, shown in pairs)
    with capsys.disabled():
        print(f"\nbreakdowns with k={minimum}: " + ", ".join(f"{rung.name} {rungs[rung] / polls:.1%}" for rung in Rung))
    assert rungs[Rung.FIVES] > polls / 2
    assert rungs[Rung.TENS] + rungs[Rung.BANDS] > polls / 100


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=4), st.integers(0, 2**32))
def test_release_obeys_its_rules_for_any_table(rows, seed):
    table = _table(*[tuple(row) for row in rows])
    shown = release(table, rng=random.Random(seed))
    if shown.totals is not None:
        assert table.n >= 10
        assert shown.totals == table.totals
    if shown.breakdown is not None:
        voted = table.without_empty_groups()
        assert shown.breakdown.group_ids == voted.group_ids
        for row, size in zip(voted.counts, voted.group_sizes, strict=True):
            assert size >= 10
            assert max(row) <= 0.9 * size
            assert size - max(row) >= 3
        _assert_safe([(table, shown)])
