"""The sentence about a shift agrees with the printed shares."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports.phrases.in_words import shift_in_words
from reports.phrases.numbers import percent
from reports.phrases.results import OptionResult, PollResult
from reports.phrases.shift import HARDLY, shift_sentence

COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=6)


def result(counts, kind="single"):
    options = tuple(OptionResult(place, f"Antwoord {place}", "", count) for place, count in enumerate(counts))
    return PollResult(question="Wat nu?", n=sum(counts), minimum=10, options=options, kind=kind)


@given(COUNTS, st.sampled_from(["nl", "en"]))
def test_difference_is_that_of_the_printed_shares_and_the_largest(pairs, language):
    before, after = ([pair[side] for pair in pairs] for side in (0, 1))
    told = shift_sentence(result(before), result(after), language)
    if not sum(before) or not sum(after):
        assert told == ""
        return
    moves = [percent(b, sum(after)) - percent(a, sum(before)) for a, b in zip(before, after, strict=True)]
    largest = max(map(abs, moves))
    points = re.search(r"(\d+) (?:procentpunt|percentage points)", told)
    if largest < HARDLY:
        assert points is None
        return
    assert int(points[1]) == largest
    place = int(re.search(r"Antwoord (\d+)", told)[1])
    assert abs(moves[place]) == largest
    assert (moves[place] > 0) == bool(re.search(r"\bmeer\.|\bup\b", told))


def test_other_answers_and_rankings_are_not_compared():
    one, other = result([10, 20]), result([10, 20, 30])
    assert shift_sentence(one, other, "nl") == ""
    assert shift_sentence(result([10, 20], "ranking"), result([20, 10], "ranking"), "nl") == ""
    assert shift_sentence(one, result([20, 10]), "nl") != ""  # control


def stated(agree, neutral, disagree):
    return replace(result([agree, neutral, disagree], "statement"), agree=agree, neutral=neutral, disagree=disagree)


def text(value):
    return value.replace("\u00a0", " ")


def test_shift_of_a_statement_is_that_of_who_agrees():
    told = shift_sentence(stated(29, 28, 25), stated(59, 15, 10), "nl")
    assert text(told) == (
        "Vóór het gesprek was 35 % het eens met de stelling ‘Wat nu?’, na het gesprek 70 %: 35 procentpunt meer."
    )
    told = shift_sentence(stated(10, 40, 50), stated(12, 68, 20), "en")
    assert told.startswith("Before the conversation 50% disagreed with the statement “Wat nu?”, after it 20%: down 30")


def test_shift_of_a_statement_in_words_gives_no_number():
    told = shift_in_words(stated(29, 28, 25), stated(59, 15, 10), "nl")
    assert told == (
        "Vóór het gesprek was een minderheid het eens met de stelling ‘Wat nu?’, na het gesprek een meerderheid."
    )
    told = shift_in_words(stated(65, 20, 15), stated(72, 20, 8), "nl")
    assert told == "Na het gesprek waren meer mensen het eens met de stelling ‘Wat nu?’ dan ervoor."
