"""Results of every kind as pictures with their tables."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from polls import charts
from polls.charts.cloud import SIZES, cloud, size_of
from polls.charts.diverging import agreement_of
from polls.charts.earlier import before_after, net_change
from polls.charts.words import SAYS_NOTHING
from polls.stages import draw_stage, screen_stage, type_step
from tests.polls import samples


def _screen(snapshot):
    context = {**screen_stage(snapshot), "event": {"title": "Bijeenkomst"}, "short_address": "plenair.example"}
    with translation.override("nl"):
        return render_to_string("polls/screen/stage.html", context)


def _text(html):
    return " ".join(strip_tags(html).replace("\xa0", " ").replace("&nbsp;", " ").split())


@pytest.mark.parametrize("kind", samples.KINDS)
@pytest.mark.parametrize("show", ["result", "breakdown", "before_after"])
def test_every_kind_has_a_picture_with_a_table_on_phone_and_screen(kind, show):
    snapshot = samples.snapshot(kind, "closed", show)
    if show == "breakdown" and kind in ("text", "words"):
        snapshot["result"].update(breakdown=None, breakdown_reason="not_asked")
    for html in (draw_stage(snapshot, "nl")["html"], _screen(snapshot)):
        is_list = show == "breakdown" and "chart-group" in html and "<table" not in html
        assert "<table" in html or is_list or kind == "text"
        assert "None" not in html
        assert not re.search(r"\sstyle=", html)


@pytest.mark.parametrize("kind", samples.KINDS)
def test_while_a_question_is_open_no_screen_draws_more_than_the_number_received(kind):
    """The control is an icebreaker of the same kind, whose answers grow on the screen."""
    quiet = _screen(samples.snapshot(kind))
    assert "61" in quiet
    assert "chart" not in quiet.replace("chart-ends", "")
    if kind == "text":
        return
    live = {
        "words": {"words": [{"word": "geheimwoord", "count": 4321}]},
        "number": {"bins": [{"low": "0", "high": "20", "count": 4321}, {"low": "20", "high": "40", "count": 1}]},
    }.get(kind, {"bars": [{"option_id": 11, "count": 4321}]})
    assert "4321" not in quiet
    assert "4321" in _screen(samples.snapshot(kind, **live))


def test_multiple_choice_is_measured_by_voters_and_says_that_more_answers_were_possible():
    text = _text(draw_stage(samples.snapshot("multiple", "closed", "result"), "nl")["html"])
    assert "62 stemmen; meer antwoorden mogelijk" in text
    assert "66 % 41" in text


def test_statement_says_the_totals_of_both_sides():
    text = _text(_screen(samples.snapshot("statement", "closed", "result")))
    assert "Oneens 33 %" in text
    assert "Eens 57 %" in text


def test_rating_gives_its_average_and_number_its_bins_in_dutch():
    assert "Gemiddeld 3,32" in _text(draw_stage(samples.snapshot("rating", "closed", "result"), "nl")["html"])
    number = samples.snapshot("number", "closed", "result")
    number["result"]["bins"] = [
        {"low": "0", "high": "0", "count": 1},
        {"low": "0.5", "high": "2", "count": 3},
        {"low": "2.5", "high": "1000", "count": 4},
    ]
    text = _text(draw_stage(number, "nl")["html"])
    assert "0,5 tot en met 2 " in text
    assert "0 tot en met 0" not in text
    assert "2,5 tot en met 1.000" in text


def test_ranking_is_ordered_by_points_with_times_first():
    snapshot = samples.snapshot("ranking", "closed", "result")
    snapshot["result"]["order"] = [13, 11, 12, 14]
    labels = [bar.label for bar in charts.draw(snapshot["question"], snapshot["result"]).bars]
    assert labels == [samples.CHOICES[2], samples.CHOICES[0], samples.CHOICES[1], samples.CHOICES[3]]
    assert "41 keer eerste" in _text(_screen(snapshot))


def test_comparison_of_multiple_choice_puts_groups_beside_each_other_and_gives_no_percentage():
    html = _screen(samples.snapshot("multiple", "closed", "breakdown"))
    assert html.count("chart-beside__answer") == 4
    assert html.count('class="chart-beside__group"') == 12
    assert "%" not in _text(html).replace("Wat helpt", "")


def test_comparison_in_words_that_is_the_same_everywhere_says_nothing():
    asked = samples.question("rating")
    result = {"suppressed": False, "breakdown": samples.breakdown(asked, in_words=True), "breakdown_reason": ""}
    assert charts.says_something(result)
    assert charts.says_something({**result, "breakdown": samples.breakdown(asked)})
    assert not charts.says_something({**result, "breakdown": None})
    for group in result["breakdown"]["groups"]:
        group["cells"] = [{"word": "minority"} for _cell in group["cells"]]
    assert not charts.says_something(result)
    assert charts.reason_in_words(result) == SAYS_NOTHING


def test_comparison_in_words_is_a_table_without_numbers():
    asked = samples.question("rating")
    snapshot = samples.snapshot("rating", "closed", "breakdown", question=asked)
    snapshot["result"]["breakdown"] = samples.breakdown(asked, in_words=True)
    text = _text(_screen(snapshot))
    assert "ongeveer de helft" in text
    assert "circa" not in text


def test_before_and_after_say_the_net_change_and_nothing_of_persons():
    text = _text(_screen(samples.snapshot("statement", "closed", "before_after")))
    assert "Mee eens: van 33 % naar 57 %." in text
    assert "16 punten meer" in text
    with translation.override("nl"):
        said = [net_change(30, 31), net_change(31, 30), net_change(5, 5)]
    assert said == ["1 punt meer", "1 punt minder", "gelijk"]


def test_before_and_after_are_not_drawn_when_one_side_may_not_be_shown_or_has_other_answers():
    asked = samples.question("single")
    shown, other = samples.result(asked), samples.result(samples.question("single", texts=("a", "b")))
    assert before_after("single", shown, shown) is not None
    assert before_after("single", {**shown, "suppressed": True}, shown) is None
    assert before_after("single", shown, {**shown, "suppressed": True}) is None
    assert before_after("single", other, shown) is None


def test_result_that_may_not_be_shown_says_why_and_draws_nothing():
    snapshot = samples.snapshot("statement", "closed", "result")
    snapshot["result"] = samples.result(snapshot["question"], suppressed=True)
    for option in snapshot["result"]["options"]:
        option["count"] = None
    for html in (draw_stage(snapshot, "nl")["html"], _screen(snapshot)):
        assert "Niet getoond." in html
        assert "chart-agree" not in html


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5))
def test_agreement_stays_in_its_frame_and_has_the_middle_of_neutral_in_the_middle(counts):
    drawn = agreement_of(counts)
    assert all(0 <= segment.start <= segment.start + segment.width <= 1001 for segment in drawn.segments)
    if counts[2] and sum(counts) < 10 * counts[2]:
        neutral = next(segment for segment in drawn.segments if segment.step == 3)
        assert abs(neutral.start + neutral.width / 2 - 500) <= 2
    assert drawn.disagree + drawn.neutral + drawn.agree == sum(counts)


@given(st.integers(1, 500), st.integers(1, 500))
def test_word_given_more_often_is_never_smaller(one, other):
    most = max(one, other)
    assert size_of(most, most) == SIZES
    assert 1 <= size_of(min(one, other), most) <= SIZES


def test_cloud_stands_still_when_a_count_rises_and_a_newcomer_moves_only_what_follows():
    before = [{"word": word, "count": 3} for word in ("rust", "Moed", "tijd")]
    after = [{"word": "tijd", "count": 9}, {"word": "rust", "count": 3}, {"word": "Moed", "count": 4}]
    assert [word.word for word in cloud(before)] == [word.word for word in cloud(after)] == ["Moed", "rust", "tijd"]
    assert [word.word for word in cloud([*after, {"word": "samen", "count": 1}])] == ["Moed", "rust", "samen", "tijd"]
    assert [word.size for word in cloud(after)] == [4, 4, 6]


def test_type_gets_smaller_with_more_and_longer_answers():
    steps = [type_step("Een vraag?", ["Antwoord"] * number) for number in (3, 7, 12, 15)]
    assert steps == sorted(steps)
    assert steps[0] == 1
    assert type_step("x" * 300, ["x" * 200] * 15) == 6
