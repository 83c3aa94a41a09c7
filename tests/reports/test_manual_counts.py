"""Counts by hand in the report: a table of their own, with a label, beside the figure and not in it."""

import pytest

from polls.domain.counts import add_manual_count
from polls.enums import CountMethod
from reports.domain.manual_counts import count_tables
from reports.models import results_of
from tests.polls.rooms import cast_many, frozen, opened_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("votes", [[8, 4], [1, 1]])
def test_count_is_a_table_of_its_own_also_when_the_votes_are_too_few_to_show(votes):
    round_ = opened_round()
    cast_many(round_, votes)
    kept = frozen(round_)
    first, second = round_.question.options.all()
    add_manual_count(round_, label="Achterste rij", method=CountMethod.HANDS, counts={first.pk: 20, second.pk: 5})
    [result] = results_of(round_.question.poll.event_id)
    [table] = count_tables(result, "Eens?", "b1")
    assert table.rows == ((first.text, "20"), (second.text, "5"))
    assert "Achterste rij" in table.caption
    assert "n = 25" in table.caption
    kept.refresh_from_db()
    assert kept.payload["n"] in (12, None)


def test_result_without_a_count_has_no_table():
    round_ = opened_round()
    assert list(count_tables(frozen(round_), "Eens?", "b1")) == []
