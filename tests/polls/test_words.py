"""Merging the words of a word cloud: each rule, and what holds for any input."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.words import merge_words, word_key
from polls.words.merging import clean_word
from polls.words.stopwords import END_WORDS, STOP_WORDS
from polls.words.typing_errors import is_one_edit

WORDS = st.sampled_from(
    [
        "Veilig Thuis",
        "veilig thuis",
        "wachtlijst",
        "de wachtlijsten",
        "samenwerking",
        "samnwerking",
        "het is",
        "€",
        "creche",
        "crèche",
        "kind",
        "Kinderen",
        "veiligheid",
        "jeugd zorg",
        "Jeugdzorg",
        "vertrouwen",
        "vertrouwne",
    ]
)
ANSWERS = st.lists(st.lists(WORDS | st.text(max_size=12), max_size=4).map("\n".join), max_size=25)


def merged(*entries: str, language: str = "nl") -> dict[str, int]:
    return dict(merge_words(entries, language))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("wachtlijst", "Wachtlijsten", "nl"),
        ("kind", "kinderen", "nl"),
        ("mens", "mensen", "nl"),
        ("lokaal", "lokale", "nl"),
        ("samenwerken", "samenwerking", "nl"),
        ("gemeenten", "gemeente", "nl"),
        ("crèche", "creche", "nl"),
        ("cre\u0300che", "crèche", "nl"),
        ("jeugdzorg", "jeugd zorg", "nl"),
        ("Veilig-Thuis", "veilig thuis", "nl"),
        ("wachtlijst!", "‘de wachtlijst’", "nl"),
        ("foto’s", "foto's", "nl"),
        ("policy", "Policies", "en"),
        ("the children", "child", "en-gb"),
    ],
)
def test_forms_of_one_word_are_one_word(one: str, other: str, language: str) -> None:
    assert list(merged(one, other, language=language).values()) == [2]
    assert word_key(one, language) == word_key(other, language) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("veilig", "veiligheid"),
        ("veilig", "onveilig"),
        ("gemeen", "gemeente"),
        ("Veilig Thuis", "thuis"),
        ("tijd", "tijdig"),
        ("mens", "menselijk"),
        ("macht", "onmacht"),
        ("politie", "politiek"),
        ("lief", "liefde"),
    ],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert word_key(one, "nl") != word_key(other, "nl")


def test_function_words_alone_say_nothing() -> None:
    assert merged("het is", "de", "...", "", "recht op hulp", "meer tijd") == {"recht op hulp": 1, "meer tijd": 1}
    assert merged("het is", language="fr") == {"het is": 1}


def test_a_voter_counts_once_per_word_in_whatever_spelling() -> None:
    assert merged("wachtlijst\nWachtlijsten\nwachtlijst", "wachtlijst") == {"wachtlijst": 2}


def test_a_typing_error_of_a_voter_who_also_spelt_it_right_adds_nothing() -> None:
    assert merged(*["vertrouwen"] * 4, "vertrouwen\nvertruowen") == {"vertrouwen": 5}


@pytest.mark.parametrize("error", ["samnwerking", "samenwerkking", "samenwerkimg", "samenwerkign"])
def test_a_rare_spelling_next_to_a_frequent_word_is_a_typing_error(error: str) -> None:
    assert merged(*["samenwerking"] * 5, error) == {"samenwerking": 6}


@pytest.mark.parametrize(
    ("frequent", "rare"),
    [
        (["samenwerking"] * 4, ["samnwerking"]),  # not five times as many
        (["schelding"] * 9, ["scheiding"] * 2),  # the other is not rare
        (["zorgen"] * 2, ["zorgem"]),  # too few to know the word
        (["groep"] * 9, ["groei"]),  # too short
        (["bereiken"] * 9, ["gereiken"]),  # another first letter
        (["model 12345"] * 9, ["model 12346"]),  # a digit is no typing error
        (["bedenken"] * 9 + ["bedanken"] * 9, ["bedonken"]),  # which of the two?
    ],
)
def test_what_may_be_meant_is_left_alone(frequent: list[str], rare: list[str]) -> None:
    counted = merged(*frequent, *rare)
    assert counted == {**Counter(frequent), **Counter(rare)}


def test_the_most_used_spelling_is_shown() -> None:
    assert merged("Veilig Thuis", "veilig thuis", "Veilig thuis") == {"Veilig Thuis": 3}  # as many each: the name
    assert merged("veilig thuis", "veilig thuis", "Veilig Thuis") == {"veilig thuis": 3}
    assert merged("Samenwerking", "samenwerking", "Samenwerken") == {"samenwerking": 3}
    assert merged("creche", "crèche") == {"crèche": 2}


def test_most_given_come_first_and_ties_by_the_alphabet() -> None:
    assert merge_words(["zorg\nécole\nlef", "zorg\nlef\nfiets", "lef"], "nl") == [
        ("lef", 3),
        ("zorg", 2),
        ("école", 1),
        ("fiets", 1),
    ]


def test_ten_thousand_different_words_take_no_minute() -> None:
    many = [f"woord{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}" for n in range(10_000)]
    assert sum(merged(*many).values()) == 10_000


@given(ANSWERS, st.sampled_from(["nl", "en", "fr", ""]), st.randoms(use_true_random=False))
def test_whatever_was_sent_counts_are_of_voters_and_order_does_not_matter(answers, language, random) -> None:
    counted = merge_words(answers, language)
    assert [n for _word, n in counted] == sorted((n for _word, n in counted), reverse=True)
    assert all(1 <= n <= len(answers) for _word, n in counted)
    lines = [line for answer in answers for line in answer.splitlines()]
    assert {word for word, _n in counted} <= {clean_word(line, language) for line in lines}
    assert sum(n for _word, n in counted) <= len(lines)
    assert len({word_key(word, language) for word, _n in counted} - {""}) == len(counted)
    random.shuffle(answers)
    assert merge_words(answers, language) == counted


@given(st.text(max_size=30), st.sampled_from(["nl", "en", "fr"]))
def test_a_cleaned_word_is_clean_and_has_the_same_key(text: str, language: str) -> None:
    word = clean_word(text, language)
    assert clean_word(word, language) == word
    assert word_key(word, language) == word_key(text, language)
    assert not set("\0\n\u200b") & set(word)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_edit_is_what_the_textbook_says(one: str, other: str) -> None:
    letters = "abc"
    edits = {one[:at] + one[at + 1 :] for at in range(len(one))}
    edits |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in letters}
    edits |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in letters}
    edits |= {one[:at] + one[at : at + 2][::-1] + one[at + 2 :] for at in range(len(one) - 1)}
    assert is_one_edit(one, other) == (other in edits - {one})


def test_words_at_the_ends_are_stop_words_too() -> None:
    assert all(END_WORDS[language] <= STOP_WORDS[language] for language in END_WORDS)
