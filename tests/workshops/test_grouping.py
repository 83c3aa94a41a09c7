"""The suggested groups: by shared stems, the same whatever the order, and each says why."""

from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.grouping import suggest_groups

WORDS = ["veiligheid", "melden", "meldingen", "scholing", "wijkteam", "politie", "opvang", "kinderen", "geld", "wonen"]
texts_of_words = st.dictionaries(
    st.text("abcdefgh0123456789", min_size=1, max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
    max_size=14,
)


def test_suggest_groups_shared_stem_makes_a_group_and_says_because():
    groups = suggest_groups(
        {
            "a": "Veiligheid begint met melden bij Veilig Thuis.",
            "b": "Wie wil melden, moet veiligheid voelen.",
            "c": "Meer scholing over gender.",
            "d": "Scholing voor elk wijkteam.",
            "e": "Geld voor opvang.",
        }
    )
    assert [group.keys for group in groups] == [("a", "b"), ("c", "d")]
    assert groups[0].because == ("melden", "veiligheid")
    assert groups[1].because == ("scholing",)


def test_suggest_groups_english_texts_are_compared_as_english():
    groups = suggest_groups(
        {"a": "There should be more training for the police.", "b": "Trainings of the neighbourhood teams."}
    )
    assert [(group.keys, group.because) for group in groups] == [(("a", "b"), ("training",))]


def test_suggest_groups_word_in_nearly_all_texts_holds_no_group():
    texts = {str(number): f"vrouwen {word}" for number, word in enumerate(WORDS)}
    assert all("vrouwen" not in group.because for group in suggest_groups(texts))


@given(texts_of_words)
def test_suggest_groups_any_texts_each_in_one_group_that_holds_its_reason(texts):
    groups = suggest_groups(texts)
    grouped = [key for group in groups for key in group.keys]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(texts)
    for group in groups:
        assert len(group.keys) >= 2
        assert any(group.because[0] in texts[key] for key in group.keys)


@given(texts_of_words, st.randoms(use_true_random=False))
def test_suggest_groups_other_order_of_texts_gives_the_same(texts, random):
    shuffled = list(texts.items())
    random.shuffle(shuffled)
    assert suggest_groups(dict(shuffled)) == suggest_groups(texts)
