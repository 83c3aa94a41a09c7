"""Frozen results as charts show them."""

import itertools

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from polls import charts
from polls.disclosure import Reason


def _result(**changes):
    options = [{"id": 1, "text": "Eens", "count": 44}, {"id": 2, "text": "Oneens", "count": 40}]
    return {"n": 84, "suppressed": False, "options": options, "breakdown": None, "breakdown_reason": "", **changes}


def test_bars_give_count_percent_and_width():
    first, second = charts.result_bars({**_result(), "options": _result()["options"]})
    assert (first.count, first.percent, first.width) == (44, 52, 524)
    assert (second.count, second.percent) == (40, 48)


def test_suppressed_result_has_no_bars_and_a_reason():
    result = _result(suppressed=True, breakdown_reason=Reason.TOO_FEW_VOTES.value)
    assert charts.result_bars(result) == ()
    assert charts.reason_in_words(result) == charts.REASONS[Reason.TOO_FEW_VOTES]


def test_bars_of_nobody_are_empty_and_not_an_error():
    assert [bar.percent for bar in charts.bars({"options": [{"id": 1, "text": "Ja"}]}, {})] == [0]


def test_comparison_in_words_has_words_and_no_widths():
    group = {
        "label": "Gemeente",
        "n": 30,
        "cells": [{"option_id": 1, "word": "about_half"}, {"option_id": 2, "word": "minority"}],
    }
    shown = charts.comparison(_result(breakdown={"rung": "words", "groups": [group]}))
    assert shown.in_words
    assert [cell.word for cell in shown.rows[0].cells] == [
        charts.BAND_WORDS["about_half"],
        charts.BAND_WORDS["minority"],
    ]


@given(st.lists(st.integers(0, 40).map(lambda number: 5 * number), min_size=2, max_size=8))
def test_segments_follow_each_other_and_never_run_over(values):
    cells = [{"option_id": number, "value": value} for number, value in enumerate(values)]
    options = [{"id": number, "text": str(number), "count": 1} for number in range(len(values))]
    result = _result(
        options=options, breakdown={"rung": "rounded5", "groups": [{"label": "G", "n": 50, "cells": cells}]}
    )
    drawn = charts.comparison(result).rows[0].cells
    assert all(cell.width >= 0 for cell in drawn)
    assert all(before.start + before.width == after.start for before, after in itertools.pairwise(drawn))
    assert drawn[-1].start + drawn[-1].width <= 1000
    assert {cell.colour for cell in drawn} <= set(range(1, charts.COLOURS + 1))


def test_comparison_in_numbers_shows_them_as_rounded_and_without_percentages():
    """25 and 5 of 29 would read as 86 and 17 per cent; the total, as control, has its percentage."""
    group = {"label": "Gemeente", "n": 29, "cells": [{"option_id": 1, "value": 25}, {"option_id": 2, "value": 5}]}
    result = _result(breakdown={"rung": "rounded5", "groups": [group]})
    shown = charts.comparison(result)
    for name in ("comparison_list", "comparison_screen"):
        text = " ".join(strip_tags(render_to_string(f"polls/charts/{name}.html", {"comparison": shown})).split())
        assert "circa 25" in text
        assert "circa 5" in text
        assert ("ca. 25" in text) is (name == "comparison_screen")
        assert "%" not in text
    assert "%" in render_to_string("polls/charts/bar.html", {"bar": charts.result_bars(result)[0]})
