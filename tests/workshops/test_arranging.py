"""Dragging, the three points of the report-back, merging and what is suggested for it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import CapturePromptFactory, CaptureSheetFactory
from workshops.domain.cards import Conflict, UnknownCard, create_card, delete_card, update_card
from workshops.domain.duplicates import alike
from workshops.domain.merging import merge_outcomes, undo_merge
from workshops.domain.ordering import place_card
from workshops.domain.reading import captured
from workshops.domain.starring import TooManyPoints, move_point, points_of, star_outcome
from workshops.models import Outcome


@pytest.fixture
def sheet(db):
    return CaptureSheetFactory()


@pytest.fixture
def cards(sheet):
    """Four outcomes under one prompt: A, B, C, D."""
    prompt = CapturePromptFactory(template=sheet.template)
    return [
        create_card(sheet, Outcome, uid=uuid4(), fields={"text": text, "prompt_id": prompt.pk, "case_id": None})
        for text in "ABCD"
    ]


def texts(sheet):
    return "".join(Outcome.objects.filter(sheet=sheet).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("moved", "before", "expected"), [(3, 0, "DABC"), (0, 2, "BACD"), (0, None, "BCDA"), (1, 1, "ABCD")]
)
def test_dragged_card_stands_before_the_other_and_twice_is_once(sheet, cards, moved, before, expected):
    for _ in range(2):
        place_card(sheet, Outcome, cards[moved].uid, before=None if before is None else cards[before].uid)

        assert texts(sheet) == expected


def test_card_is_not_dragged_before_one_that_is_gone(sheet, cards):
    with pytest.raises(UnknownCard):
        place_card(sheet, Outcome, cards[0].uid, before=uuid4())
    assert texts(sheet) == "ABCD"


def test_three_points_in_the_order_of_choosing_and_a_fourth_is_refused(sheet, cards):
    for number in (2, 0, 3):
        star_outcome(sheet, cards[number].uid, is_starred=True)

    with pytest.raises(TooManyPoints):
        star_outcome(sheet, cards[1].uid, is_starred=True)
    assert [point.text for point in points_of(sheet)] == ["C", "A", "D"]
    move_point(sheet, cards[3].uid, steps=-1)
    assert [point.text for point in points_of(sheet)] == ["C", "D", "A"]
    star_outcome(sheet, cards[2].uid, is_starred=False)
    star_outcome(sheet, cards[1].uid, is_starred=True)
    assert [(point.text, point.star_position) for point in points_of(sheet)] == [("D", 0), ("A", 1), ("B", 2)]


def test_merged_outcome_is_read_nowhere_gives_its_star_and_comes_back(sheet, cards):
    star_outcome(sheet, cards[1].uid, is_starred=True)
    for _ in range(2):
        merge_outcomes(sheet, cards[0].uid, cards[1].uid)

    assert texts(sheet) == "ACD"
    assert [point.text for point in points_of(sheet)] == ["A"]
    assert [outcome.text for outcome in captured(sheet.event).outcomes] == ["A", "C", "D"]
    undo_merge(sheet, cards[1].uid)
    assert texts(sheet) == "ABCD"


def test_merging_what_holds_merged_ones_takes_them_along_and_deleting_gives_all_back(sheet, cards):
    merge_outcomes(sheet, cards[1].uid, cards[2].uid)
    merge_outcomes(sheet, cards[0].uid, cards[1].uid)

    assert set(Outcome.with_merged.filter(merged_into=cards[0]).values_list("text", flat=True)) == {"B", "C"}
    delete_card(sheet, Outcome, cards[0].uid, version=1)
    assert texts(sheet) == "BCD"


def test_merged_outcome_that_somebody_changes_stands_by_itself_after_seeing_both_texts(sheet, cards):
    merge_outcomes(sheet, cards[0].uid, cards[1].uid)

    with pytest.raises(Conflict) as conflict:
        update_card(sheet, Outcome, cards[1].uid, version=1, fields={"text": "B, anders"})
    update_card(sheet, Outcome, cards[1].uid, version=conflict.value.version, fields={"text": "B, anders"})

    assert texts(sheet) == "AB, andersCD"


def test_outcomes_of_two_sheets_or_one_with_itself_are_not_merged(sheet, cards):
    other = CaptureSheetFactory(template=sheet.template)

    for on, kept, merged in ((other, cards[0], cards[1]), (sheet, cards[0], cards[0])):
        with pytest.raises(UnknownCard):
            merge_outcomes(on, kept.uid, merged.uid)
    assert texts(sheet) == "ABCD"


def test_texts_that_share_most_stems_are_alike_and_others_are_not():
    found = alike(
        {
            "a": "Wijkagent en wijkteam weten niet van elkaar dat zij bij hetzelfde gezin komen.",
            "b": "Het wijkteam en de wijkagent weten van elkaar niet dat ze bij hetzelfde gezin kwamen.",
            "c": "Een gesprekskaart over geld, wonen en werk.",
            "d": "Dat is er niet.",
            "e": "Dat is er ook niet.",
        }
    )
    assert [(pair.first, pair.second) for pair in found] == [("a", "b")]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_suggestions_are_few_and_never_of_one_with_itself(found):
    pairs = alike({str(number): text for number, text in enumerate(found)})

    assert len(pairs) <= 5
    assert all(pair.first != pair.second and 0.5 <= pair.share <= 1 for pair in pairs)
