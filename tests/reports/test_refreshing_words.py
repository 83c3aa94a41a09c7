"""What a block says in words, and which words differ."""

from hypothesis import given
from hypothesis import strategies as st

from reports.domain.refreshing.comparing import apply_choices, compare
from reports.domain.refreshing.words import Words, text_of, word_differences


def block(source: str, text: str, *, fingerprint: str = "f", kind: str = "text") -> dict:
    value = {"text": text, "source": source, "fingerprint": fingerprint, "generated_from": source}
    return {"type": kind, "value": value, "id": f"id-{source}"}


def test_words_that_went_and_came_stand_beside_what_stayed():
    assert word_differences("Er waren 84 deelnemers.", "Er waren 90 deelnemers.") == (
        Words("same", "Er waren"),
        Words("old", "84"),
        Words("new", "90"),
        Words("same", "deelnemers."),
    )


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_leaving_out_new_words_gives_the_old_text_and_the_other_way_round(old, new):
    found = word_differences(old, new)
    assert " ".join(w.text for w in found if w.kind != "new").split() == old.split()
    assert " ".join(w.text for w in found if w.kind != "old").split() == new.split()


def test_markup_is_read_in_rich_text_and_literal_elsewhere():
    assert text_of("text", {"text": "<p>Een &lt;b&gt;</p><p>twee<br/>drie</p>"}) == "Een <b>\ntwee\ndrie"
    assert text_of("quote", {"text": "a <b> c", "attribution": "iemand"}) == "a <b> c\niemand"


def test_rows_are_lines_and_keys_of_figures_are_not_read():
    rows = [{"type": "item", "value": {"label": "Politie", "count": 12}, "id": "x"}]
    assert text_of("attendance_figure", {"caption": "Wie", "rows": rows}) == "Wie\nPolitie · 12"
    assert text_of("poll_figure", {"result": "31", "caption": "Vraag", "show_breakdown": True}) == "Vraag"


def test_new_block_goes_after_the_one_it_follows_wherever_that_was_moved():
    stored = [block("c", "<p>c</p>"), {"type": "text", "value": {"text": "<p>eigen</p>"}, "id": "own"}, block("a", "a")]
    fresh = [block("first", "1"), block("a", "a"), block("b", "b"), block("b2", "b2"), block("c", "<p>c</p>")]
    changes = compare(stored, fresh)
    assert [(change.source, change.place) for change in changes] == [("first", -1), ("b", 2), ("b2", 2)]
    after = apply_choices(stored, fresh, changes, {change.key for change in changes})
    assert [one["value"].get("source") for one in after] == ["first", "c", None, "a", "b", "b2"]
    assert apply_choices(stored, fresh, changes, set()) == stored


def test_verslag_with_its_own_colophon_is_not_offered_a_second_one():
    own = {"type": "colophon", "value": {"authors": "Wij"}, "id": "own"}
    assert compare([own], [block("colophon", "", kind="colophon")]) == []
    assert len(compare([], [block("colophon", "", kind="colophon")])) == 1
