"""What fits as an answer, how it stands in a ballot, and back."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from polls.domain.answers import (
    TEXT_LENGTH,
    WORD_LENGTH,
    Encoded,
    InvalidAnswer,
    Problem,
    as_answer,
    chosen_options,
    encode,
    number_text,
)
from polls.enums import QuestionKind

LARGEST = 2**63 - 1
ONE = {"minimum": 1, "maximum": 1}
NUMBER = {"lowest": "-10", "highest": "1000", "decimals": 1}
WORDS = {"minimum": 1, "maximum": 3, "length": WORD_LENGTH}
TEXT = {"length": TEXT_LENGTH}
EXCLUSIVE = [kind for kind in QuestionKind if kind.is_exclusive]

ids = st.lists(st.integers(1, LARGEST), min_size=2, max_size=15, unique=True)


def problem(kind, rules, option_ids, answer) -> Problem | None:
    try:
        encode(kind, rules, option_ids, answer)
    except InvalidAnswer as error:
        return error.problem
    return None


@given(st.sampled_from(EXCLUSIVE), ids, st.data())
def test_one_option_stands_as_its_id(kind, option_ids, data):
    option = data.draw(st.sampled_from(option_ids))
    assert encode(kind, ONE, option_ids, option) == encode(kind, ONE, option_ids, f" {option} ") == Encoded(option, "")
    assert as_answer(kind, ONE, option_ids, Encoded(option)) == str(option)


@given(ids, st.data())
def test_several_options_come_back_whatever_their_order(option_ids, data):
    chosen = data.draw(st.lists(st.sampled_from(option_ids), min_size=1, unique=True))
    rules = {"minimum": 1, "maximum": len(option_ids)}
    encoded = encode("multiple", rules, option_ids, ",".join(map(str, chosen)))
    assert set(chosen_options("multiple", option_ids, encoded.choice)) == set(chosen)
    assert 0 < encoded.choice <= LARGEST
    again = as_answer("multiple", rules, option_ids, encoded)
    assert encode("multiple", rules, option_ids, again) == encoded


@given(ids, st.data())
def test_order_comes_back_as_it_was(option_ids, data):
    order = data.draw(st.permutations(option_ids))[: data.draw(st.integers(1, len(option_ids)))]
    rules = {"minimum": len(order), "maximum": len(order)}
    encoded = encode("ranking", rules, option_ids, ",".join(map(str, order)))
    assert chosen_options("ranking", option_ids, encoded.choice) == tuple(order)
    assert 0 < encoded.choice <= LARGEST


@given(st.permutations([11, 12, 13, 14]), st.permutations([11, 12, 13, 14]))
def test_two_orders_stand_alike_only_when_they_are_the_same(one, other):
    stands = [
        encode("ranking", {"minimum": 4, "maximum": 4}, [11, 12, 13, 14], ",".join(map(str, o))) for o in (one, other)
    ]
    assert (stands[0] == stands[1]) == (one == other)


@given(st.integers(-100, 10_000), st.sampled_from([".", ","]))
def test_number_stands_in_tenths(tenths, point):
    typed = number_text(tenths, 1)
    assert Decimal(typed) == Decimal(tenths) / 10
    encoded = encode("number", NUMBER, [], typed.replace(".", point))
    assert encoded == Encoded(tenths)
    assert as_answer("number", NUMBER, [], encoded) == typed


@given(st.integers(-(10**12), 10**12))
def test_number_is_taken_exactly_when_it_lies_between_the_bounds(number):
    inside = -10 <= number <= 1000
    assert problem("number", NUMBER, [], str(number)) == (None if inside else Problem.OUT_OF_RANGE)


@given(st.text(max_size=400))
def test_any_text_is_cleaned_once_or_refused(text):
    assume(problem("text", TEXT, [], text) is None)
    encoded = encode("text", TEXT, [], text)
    assert 0 < len(encoded.text) <= TEXT_LENGTH
    assert encoded.text == encoded.text.strip()
    assert "\n" not in encoded.text
    assert encode("text", TEXT, [], encoded.text) == encoded


@given(st.text(max_size=120))
def test_any_words_come_back_or_are_refused(text):
    assume(problem("words", WORDS, [], text) is None)
    encoded = encode("words", WORDS, [], text)
    assert 1 <= len(encoded.text.split("\n")) <= 3
    assert all(0 < len(word) <= WORD_LENGTH for word in encoded.text.split("\n"))
    assert encode("words", WORDS, [], encoded.text) == encoded


@given(st.sampled_from(list(QuestionKind)), st.text(max_size=60) | st.integers())
def test_whatever_is_sent_there_is_an_answer_or_a_refusal(kind, answer):
    rules = {**NUMBER, "minimum": 1, "maximum": 2, "length": 40}
    try:
        encoded = encode(kind, rules, [1, 2, 3], answer)
    except InvalidAnswer:
        return
    assert -(2**63) <= encoded.choice <= LARGEST
    assert bool(encoded.text) == kind.is_written
    encoded.text.encode()
    assert "\x00" not in encoded.text


@pytest.mark.parametrize(
    ("kind", "rules", "answer", "found"),
    [
        ("single", ONE, "", Problem.EMPTY),
        ("single", ONE, "9", Problem.UNKNOWN),
        ("single", ONE, "1,2", Problem.TOO_MANY),
        ("single", ONE, "١", Problem.UNKNOWN),
        ("single", ONE, "1" * 5000, Problem.UNKNOWN),
        ("multiple", {"minimum": 2, "maximum": 2}, "1", Problem.TOO_FEW),
        ("multiple", {"minimum": 1, "maximum": 2}, "1,2,3", Problem.TOO_MANY),
        ("multiple", {"minimum": 1, "maximum": 2}, "1,1", Problem.UNKNOWN),
        ("multiple", {"minimum": 1, "maximum": 2}, "1,", Problem.UNKNOWN),
        ("ranking", {"minimum": 3, "maximum": 3}, "3,1", Problem.TOO_FEW),
        ("ranking", {"minimum": 2, "maximum": 2}, "3,1,2", Problem.TOO_MANY),
        ("ranking", {"minimum": 2, "maximum": 2}, "3,3", Problem.UNKNOWN),
        ("number", NUMBER, "", Problem.EMPTY),
        ("number", NUMBER, "veel", Problem.NOT_A_NUMBER),
        ("number", NUMBER, "1e3", Problem.NOT_A_NUMBER),
        ("number", NUMBER, "NaN", Problem.NOT_A_NUMBER),
        ("number", NUMBER, "1.000,5", Problem.NOT_A_NUMBER),
        ("number", NUMBER, "1.000", Problem.DECIMALS),
        ("number", NUMBER, "3.55", Problem.DECIMALS),
        ("number", NUMBER, "1000.1", Problem.OUT_OF_RANGE),
        ("text", TEXT, " \n\t\u00a0\u200b", Problem.EMPTY),
        ("text", TEXT, "\u0301", Problem.EMPTY),
        ("text", TEXT, "nul\x00", Problem.CHARACTERS),
        ("text", TEXT, "\ud800", Problem.CHARACTERS),
        ("text", TEXT, "x" * 281, Problem.TOO_LONG),
        ("words", WORDS, "\n \n", Problem.EMPTY),
        ("words", WORDS, "a\nb\nc\nd", Problem.TOO_MANY),
        ("words", WORDS, "x" * 41, Problem.TOO_LONG),
        ("words", WORDS, "a\x00", Problem.CHARACTERS),
    ],
)
def test_what_does_not_fit_is_refused_and_says_why(kind, rules, answer, found):
    assert problem(kind, rules, [1, 2, 3], answer) is found


@pytest.mark.parametrize(
    ("kind", "rules", "answer", "text"),
    [
        ("text", TEXT, "  twee\r\n regels ", "twee regels"),
        ("text", TEXT, "e\u0301e\u0301n", "\u00e9\u00e9n"),
        ("text", TEXT, "\u202eomgekeerd\u202c", "omgekeerd"),
        ("text", TEXT, "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("text", TEXT, "x" * 280, "x" * 280),
        ("text", TEXT, "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("words", WORDS, "Regie\r\n\r\n regie \nrust", "Regie\nrust"),
    ],
)
def test_written_answers_are_cleaned(kind, rules, answer, text):
    assert encode(kind, rules, [], answer) == Encoded(0, text)
