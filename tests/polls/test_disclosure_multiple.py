"""Multiple choice: the audit with the choices that were not made, against a solver of its own."""

import random
from collections import Counter

import numpy
import pytest

from polls.disclosure import CountTable, Reason, Rung, audited_table, breakdown_leaks, cell_ranges, release, show_cells
from polls.disclosure.ladder import POSSIBLE_VALUES
from tests.polls.solver import ranges_by_programming

POLLS = 150


def random_multiple(rng: random.Random) -> CountTable:
    """Groups of voters who each choose between least and most of the options, with tastes of their own."""
    options = rng.randint(3, 6)
    least = rng.randint(1, 2)
    most = rng.randint(least, options)
    appeal = [rng.gammavariate(1.5, 1) for _ in range(options)]
    rows, voters = [], []
    for _ in range(rng.randint(2, 5)):
        size = rng.randint(10, 120)
        tally = Counter()
        leaning = [weight * rng.gammavariate(3, 1 / 3) + 0.01 for weight in appeal]
        for _voter in range(size):
            by_taste = sorted(range(options), key=lambda option: rng.random() ** (1 / leaning[option]), reverse=True)
            tally.update(by_taste[: rng.randint(least, most)])
        rows.append(tuple(tally[option] for option in range(options)))
        voters.append(size)
    return CountTable(tuple(range(len(rows))), tuple(range(options)), tuple(rows), tuple(voters), (least, most))


def test_released_tables_leave_every_small_cell_four_values_by_another_solver():
    rng = random.Random(20150305)
    shown = [(table, release(table, rng=rng)) for table in (random_multiple(rng) for _ in range(POLLS))]
    broken_down = [(table, release) for table, release in shown if release.breakdown]
    assert len(broken_down) > POLLS / 5
    audits = [audited_table(table, outcome.breakdown.cells, outcome.breakdown.rung) for table, outcome in broken_down]
    for (table, _outcome), found in zip(broken_down, ranges_by_programming(audits), strict=True):
        chosen = numpy.array(table.totals) > 0
        people = found[:, :-1][:, chosen]
        values = people[..., 1] - people[..., 0] + 1
        others = numpy.array(table.voters)[:, None] - people[..., 1]  # the least who did not choose it
        for small in (people[..., 0] < 10, others < 10):
            assert values[small].min(initial=POSSIBLE_VALUES) >= POSSIBLE_VALUES


def test_who_did_not_choose_an_answer_is_protected_as_who_did():
    rng = random.Random(11)
    exposed = 0
    for _ in range(POLLS):
        table = random_multiple(rng)
        cap = tuple(min(9 * size // 10, size - 3) for size in table.group_sizes)
        if any(max(row) > most for row, most in zip(table.counts, cap, strict=True)):
            continue
        for rung in (Rung.FIVES, Rung.TENS, Rung.BANDS):
            audit = audited_table(table, show_cells(table.counts, rung, rng, table.group_sizes), rung)
            chosen = [column for column in range(len(table.option_ids)) if table.totals[column]]
            few = any(
                size - row[column][1] < 10 and row[column][1] - row[column][0] + 1 < POSSIBLE_VALUES
                for size, row in zip(table.voters, cell_ranges(*audit), strict=True)
                for column in chosen
            )
            leaks = breakdown_leaks(*audit, minimum=10, voters=table.voters)
            assert leaks or not few
            exposed += few and not _chosen_few(audit, chosen)
    assert exposed > 0  # the audit of those who chose alone would have shown these


def _chosen_few(audit, chosen) -> bool:
    """Whether the audit of those who chose an answer refuses the table by itself."""
    return any(
        row[column][0] < 10 and row[column][1] - row[column][0] + 1 < POSSIBLE_VALUES
        for row in cell_ranges(*audit)
        for column in chosen
    )


def test_exact_bounds_agree_with_the_solver_for_every_rung():
    rng = random.Random(7)
    audits = []
    for _ in range(40):
        table = random_multiple(rng)
        cap = tuple(min(9 * size // 10, size - 3) for size in table.group_sizes)
        if any(max(row) > most for row, most in zip(table.counts, cap, strict=True)):
            continue
        for rung in (Rung.FIVES, Rung.TENS, Rung.BANDS):
            audits.append(audited_table(table, show_cells(table.counts, rung, rng, table.group_sizes), rung))
    assert len(audits) > 30
    for audit, found in zip(audits, ranges_by_programming(audits), strict=True):
        assert numpy.array_equal(numpy.array(cell_ranges(*audit)), found)


def test_audit_that_lets_choices_stay_unused_at_will_sees_less_as_control():
    """Everybody must choose one at least: who forgets that takes some cells for freer than they are."""
    rng = random.Random(3)
    forgotten = 0
    for _ in range(60):
        table = random_multiple(rng)
        least, most = table.picks
        counts, lower, upper = audited_table(table, show_cells(table.counts, Rung.FIVES, rng), Rung.FIVES)
        if any(x > high for row, highs in zip(counts, upper, strict=True) for x, high in zip(row, highs, strict=True)):
            continue
        at_will = tuple((*row[:-1], most * size) for row, size in zip(upper, table.group_sizes, strict=True))
        assert [row[-1] for row in upper] == [(most - least) * size for size in table.group_sizes]
        forgotten += cell_ranges(counts, lower, upper) != cell_ranges(counts, lower, at_will)
    assert forgotten > 0


@pytest.mark.parametrize(
    ("rows", "voters", "picks", "reason"),
    [
        (((40, 30), (28, 9)), (40, 31), (1, 2), Reason.PROTECTED),  # everybody of a group chose an answer
        (((38, 10), (20, 15)), (40, 31), (1, 2), Reason.PROTECTED),  # more than nine in ten
        (((4, 3), (28, 20)), (5, 31), (1, 2), Reason.GROUP_TOO_SMALL),
        (((30, 20), (0, 0)), (40, 0), (1, 2), Reason.ONE_GROUP),
    ],
)
def test_group_that_breaks_a_rule_gives_no_comparison_of_any(rows, voters, picks, reason):
    shown = release(CountTable((1, 2), (10, 11), rows, voters, picks), rng=random.Random(1))
    assert (shown.breakdown, shown.reason) == (None, reason)
    assert shown.n == sum(voters)


def test_number_of_voters_counts_for_the_minimum_and_not_the_number_of_choices():
    table = CountTable((1,), (10, 11, 12), ((9, 9, 9),), (9,), (1, 3))
    assert release(table).reason is Reason.TOO_FEW_VOTES


@pytest.mark.parametrize(("row", "voters"), [((4, 0), 3), ((1, 0), 2), ((3, 3), 2)])
def test_table_that_these_voters_cannot_make_raises(row, voters):
    with pytest.raises(ValueError, match="choices"):
        CountTable((1,), (10, 11), (row,), (voters,), (1, 2))
