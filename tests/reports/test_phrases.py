"""Sentences agree with the numbers they tell."""

import itertools
import re
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.phrases import dates
from reports.phrases.attendance import AttendanceCount, SectorCount, attendance_sentence, rest_of, safe_groups
from reports.phrases.numbers import counted, number_word, percent, percent_text
from reports.phrases.proportions import BANDS, Relation, proportion, share_of
from reports.phrases.results import (
    GroupResult,
    OptionResult,
    PollResult,
    notable_group,
    result_line,
    result_paragraph,
    support_object,
)
from reports.phrases.text import enumeration, parties, sentence

SHARES = st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
LANGUAGES = st.sampled_from(["nl", "en"])


def text(value: str) -> str:
    return value.replace("\u00a0", " ")


# --- proportions -----------------------------------------------------------------------------


def test_bands_partition_all_per_cents_once():
    assert [shown for band in BANDS for shown in range(band.low, band.high + 1)] == list(range(101))


@given(SHARES)
def test_word_is_true_of_the_exact_share(share):
    count, total = share
    found = proportion(count, total)
    exact, anchor = Fraction(count, total), Fraction(*found.anchor)
    if found.relation is Relation.OVER:
        assert exact > anchor
    elif found.relation is Relation.UNDER:
        assert exact < anchor
    else:
        assert abs(exact - anchor) <= Fraction(25, 1000)


@given(SHARES, SHARES)
def test_one_per_cent_has_one_word_except_for_nobody_and_everybody(first, second):
    exact = {Fraction(*first), Fraction(*second)}
    if percent(*first) == percent(*second) and not exact & {Fraction(0), Fraction(1)}:
        assert proportion(*first) == proportion(*second)


@given(SHARES)
def test_majority_is_only_said_of_more_than_half(share):
    found = proportion(*share)
    if "meerderheid" in found.nl or "ruim de helft" in found.nl:
        assert Fraction(*share) > Fraction(1, 2)


@given(SHARES)
def test_nobody_and_everybody_are_exact(share):
    count, total = share
    assert (proportion(count, total).nl == "niemand") is (count == 0)
    assert (proportion(count, total).nl == "iedereen") is (count == total)
    shown = percent_text(count, total, "en")
    assert (shown == "0%") is (count == 0)
    assert (shown == "100%") is (count == total)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "niemand van de 84 stemmers (0 %)"),
        (1, "een klein deel van de 84 stemmers (1 %)"),
        (16, "een op de vijf stemmers (19 % van de 84)"),
        (21, "een kwart van de 84 stemmers (25 %)"),
        (44, "de helft van de 84 stemmers (52 %)"),
        (45, "een krappe meerderheid van de 84 stemmers (54 %)"),
        (56, "twee derde van de 84 stemmers (67 %)"),
        (66, "ruim driekwart van de 84 stemmers (79 %)"),
        (83, "vrijwel iedereen (99 % van de 84 stemmers)"),
        (84, "iedereen (100 % van de 84 stemmers)"),
    ],
)
def test_share_of_84_voters_reads_so(count, expected):
    assert text(share_of(count, 84, "nl", singular="stemmer", plural="stemmers")) == expected


@given(SHARES)
def test_percent_rounds_half_up(share):
    count, total = share
    assert percent(count, total) == int(Fraction(100 * count, total) + Fraction(1, 2))


def test_percent_of_nobody_is_refused():
    with pytest.raises(ValueError, match="no share"):
        percent(0, 0)


# --- numbers, dates, lists -------------------------------------------------------------------


def test_counts_are_words_up_to_twelve():
    assert [number_word(n, "nl") for n in (1, 5, 12, 13, 1234)] == ["één", "vijf", "twaalf", "13", "1.234"]
    assert number_word(1234, "en") == "1,234"
    assert counted(1, "workshop", "workshops", "nl") == "één workshop"
    assert counted(5, "workshop", "workshops", "nl") == "vijf workshops"


def test_dates_and_hours_read_so():
    assert dates.day(date(2015, 3, 5), "nl") == "donderdag 5 maart 2015"
    assert dates.day(date(2015, 3, 5), "en") == "Thursday 5 March 2015"
    start, end = datetime(2015, 3, 5, 12, 30), datetime(2015, 3, 5, 17)
    assert dates.hours(start, end, "nl") == "van 12.30 tot 17.00 uur"
    series = [date(2015, 3, 3), date(2015, 3, 10), date(2015, 3, 17)]
    assert dates.days(series, "nl") == "3 maart, 10 maart en 17 maart 2015"


@given(st.lists(st.text("abcdef", min_size=1, max_size=6), max_size=8), LANGUAGES)
def test_enumeration_names_every_part_in_order(parts, language):
    told = enumeration(parts, language)
    place = 0
    for part in parts:
        place = told.index(part, place) + len(part)


def test_enumeration_with_commas_inside_uses_semicolons():
    assert enumeration(["a, b", "c", "d"], "nl") == "a, b; c; en d"
    assert enumeration(["a", "b", "c"], "nl") == "a, b en c"


def test_ministries_are_named_together():
    ministries = ["Ministerie van OCW", "Ministerie van VWS", "Ministerie van VenJ"]
    assert parties(ministries, "nl") == "de ministeries van OCW, VWS en VenJ"
    assert parties([*ministries, "de VNG"], "nl") == "de ministeries van OCW, VWS en VenJ samen met de VNG"
    assert parties(["Ministerie van OCW"], "nl") == "het ministerie van OCW"
    assert parties(["Atria", "Movisie"], "nl") == "Atria en Movisie"
    assert parties([], "nl") == ""


@given(st.text(max_size=80))
def test_sentence_ends_once_and_keeps_the_words(given_text):
    made = sentence(given_text)
    assert made == "" or made[-1] in ".!?…\"'”’)]"
    letters = [c for c in given_text if c.isalnum()]
    assert [c.casefold() for c in made if c.isalnum()][1:] == [c.casefold() for c in letters][1:] or len(made) < 3


# --- results ---------------------------------------------------------------------------------


def result(*counts: int, clauses=("vindt A", "vindt B", "vindt C"), groups=(), rung="") -> PollResult:
    options = tuple(
        OptionResult(number, f"Antwoord {number}", clauses[number] if clauses else "", count)
        for number, count in enumerate(counts)
    )
    return PollResult("Wat vindt u?", sum(counts), 10, options, groups=tuple(groups), rung=rung)


def test_even_split_is_told_as_divided():
    assert text(result_paragraph(result(44, 40), "nl")) == (
        "De zaal is verdeeld: de helft van de 84 stemmers (52 %) vindt A, maar de andere helft (48 %) vindt B."
    )


def test_half_with_a_third_answer_is_not_called_divided():
    told = text(result_paragraph(result(42, 41, 1), "nl"))
    assert "andere helft" not in told
    assert told.startswith("De helft van de 84 stemmers (50 %) vindt A; 49 % vindt B; een klein deel (1 %)")


@given(st.lists(st.integers(0, 60), min_size=2, max_size=3).filter(any), LANGUAGES)
def test_one_word_is_not_said_twice_in_a_row(counts, language):
    told = result_paragraph(replace(result(*counts), kind="single"), language)
    words = [re.sub(r" (van de|of the) .*| (stemmers )?\(.*", "", part).strip().lower() for part in told.split("; ")]
    assert all(one != other or one in ("", "niemand", "none") for one, other in itertools.pairwise(words))


def test_number_and_per_cent_sign_stay_on_one_line():
    told = result_paragraph(result(42, 41, 1), "nl")
    assert told.count("\u00a0%") == told.count("%") == 3
    assert sentence("  een\u00a0regel \n met\truimte ") == "Een\u00a0regel met ruimte."


def test_broad_support_is_said_from_two_to_one():
    clauses = ("is voor een gendersensitieve aanpak", "ziet daar niets in")
    assert text(result_paragraph(result(56, 28, clauses=clauses), "nl")).startswith("Er is veel draagvlak voor een g")
    assert "draagvlak" not in result_paragraph(result(55, 29, clauses=clauses), "nl")
    assert result_paragraph(result(80, 4, clauses=clauses), "nl").startswith("Er is zeer veel draagvlak")
    assert "draagvlak" not in result_paragraph(result(4, 80, clauses=clauses), "nl")


@pytest.mark.parametrize(
    ("clause", "supported"),
    [
        ("is voor een gendersensitieve aanpak", "een gendersensitieve aanpak"),
        ("vindt een gendersensitieve aanpak nodig om geweld te stoppen.", "een gendersensitieve aanpak"),
        ("vindt een gendersensitieve aanpak daarvoor niet nodig", ""),
        ("vindt dat de gemeente dit belangrijk moet maken", ""),
        ("weet het nog niet", ""),
    ],
)
def test_support_is_said_only_when_the_clause_says_so(clause, supported):
    assert support_object(clause, "nl") == supported


def test_group_that_chose_an_answer_less_often_is_not_named():
    fewer = GroupResult("Gemeente", "beleidsmedewerkers", 29, {0: 20, 1: 0, 2: 0})
    more = GroupResult("Overig", "", 55, {0: 50, 1: 5, 2: 5})
    assert notable_group(result(71, 6, 7, groups=[fewer, more], rung="rounded5"), 0, "nl") == ""


def test_answers_without_clause_are_quoted():
    told = text(result_paragraph(result(60, 24, clauses=None), "nl"))
    assert told == (
        "Op de vraag ‘Wat vindt u?’ koos ruim twee derde van de 84 stemmers (71 %) voor ‘Antwoord 0’; "
        "ruim een kwart (29 %) voor ‘Antwoord 1’."
    )


def test_suppressed_result_tells_no_number():
    few = PollResult("Wat vindt u?", None, 10, (OptionResult(1, "Ja", "vindt A", None),), suppressed=True)
    told = result_paragraph(few, "nl")
    assert told == "Op de vraag ‘Wat vindt u?’ kwamen minder dan tien antwoorden. Daarom staat hier geen uitslag."
    assert result_line(few, "nl") == ""


@given(st.lists(st.integers(0, 300), min_size=1, max_size=3).filter(lambda counts: sum(counts) >= 10), LANGUAGES)
def test_every_share_in_a_result_is_right(counts, language):
    told = text(result_paragraph(result(*counts), language))
    shown = [percent_text(count, sum(counts), language).replace("\u00a0", " ") for count in counts if count]
    assert all(share in told for share in shown)
    assert told.endswith(".")


def test_group_is_named_only_when_its_cells_hold_under_every_rounding():
    many = GroupResult("Gemeente", "beleidsmedewerkers", None, {0: 5, 1: 25})
    rest = GroupResult("Overig", "anderen", None, {0: 40, 1: 10})
    assert notable_group(result(44, 40, groups=[many, rest], rung="rounded5"), 1, "nl") == (
        "een flink aantal beleidsmedewerkers"
    )
    few = GroupResult("Gemeente", "beleidsmedewerkers", None, {0: 5, 1: 10})  # may be six people
    assert notable_group(result(44, 40, groups=[few, rest], rung="rounded5"), 1, "nl") == ""
    assert notable_group(result(44, 40, groups=[many, rest], rung=""), 1, "nl") == ""


@given(
    st.lists(st.lists(st.integers(0, 60), min_size=2, max_size=2), min_size=2, max_size=4),
    st.sampled_from([5, 10]),
    st.integers(0, 1),
    st.randoms(),
)
def test_named_group_is_at_least_ten_people_whatever_the_rounding_drew(table, base, option, rng):
    def rounded(count):
        return count - count % base + (base if rng.randrange(base) < count % base else 0)

    groups = [
        GroupResult(f"G{i}", f"mensen {i}", sum(row), {0: rounded(row[0]), 1: rounded(row[1])})
        for i, row in enumerate(table)
    ]
    told = notable_group(result(42, 42, groups=groups, rung=f"rounded{base}"), option, "nl")
    if told:
        row = table[int(told.rsplit(" ", 1)[1])]
        assert row[option] >= 10
        assert row[option] * 3 >= sum(row)


def test_words_rung_names_the_one_group_with_a_majority():
    groups = [
        GroupResult("Gemeente", "beleidsmedewerkers", None, words={0: "minority", 1: "majority"}),
        GroupResult("Overig", "anderen", None, words={0: "majority", 1: "about_half"}),
    ]
    found = result(44, 40, groups=groups, rung="words")
    assert notable_group(found, 1, "nl") == "de meerderheid van de beleidsmedewerkers"
    assert notable_group(found, 1, "en") == "the majority of the beleidsmedewerkers"


# --- attendance ------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, 30), st.integers(5, 20))
def test_no_group_under_the_minimum_is_shown_or_can_be_computed(counts, unknown, minimum):
    sectors = [SectorCount(f"S{i}", f"mensen {i}", count) for i, count in enumerate(counts)]
    total = sum(counts) + unknown
    groups = safe_groups(sectors, total, minimum=minimum, **rest_of("nl"))
    assert all(group.count >= minimum for group in groups)
    assert not groups or sum(group.count for group in groups) == total
    assert len(groups) != 1


def test_small_sectors_are_told_as_one_group():
    sectors = [SectorCount("A", "ambtenaren", 40), SectorCount("B", "bakkers", 6), SectorCount("C", "clowns", 4)]
    groups = safe_groups(sectors, 50, minimum=10, **rest_of("nl"))
    told = text(attendance_sentence(AttendanceCount(50, groups, 10), "nl"))
    assert told == "Er waren 50 deelnemers: ambtenaren (80 %) en mensen met een andere achtergrond (20 %)."


def test_small_meeting_tells_no_number():
    assert attendance_sentence(AttendanceCount(6, (), 10), "nl") == "Er waren minder dan tien deelnemers."
