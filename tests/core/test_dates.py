"""Dates and times as people say them, in the time zone of the meeting."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from core.dates import clock, date_range, day, time_range

START = datetime(2015, 3, 5, 11, 30, tzinfo=UTC)
END = datetime(2015, 3, 5, 16, 0, tzinfo=UTC)


def test_range_on_one_day_in_dutch():
    assert date_range(START, END) == "donderdag 5 maart 2015, 12.30–17.00 uur"


def test_range_in_english():
    with translation.override("en"):
        assert date_range(START, END) == "Thursday 5 March 2015, 12.30–17.00"


def test_range_over_midnight_names_both_days():
    late = datetime(2015, 3, 5, 23, 30, tzinfo=UTC)
    assert date_range(START, late) == "donderdag 5 maart 2015, 12.30 uur tot vrijdag 6 maart 2015, 00.30 uur"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(datetime(2015, 3, 29, 0, 59, tzinfo=UTC), "01.59"), (datetime(2015, 3, 29, 1, 0, tzinfo=UTC), "03.00")],
)
def test_clock_jumps_with_summer_time(moment, expected):
    assert clock(moment) == expected


def test_filters_say_the_same():
    template = Template("{% load dates %}{{ a|day }} {{ a|time_range:b }} {{ a|clock }}")
    assert template.render(Context({"a": START, "b": END})) == f"{day(START)} {time_range(START, END)} {clock(START)}"
