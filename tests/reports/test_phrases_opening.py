"""The opening of a report: it reads with few facts and with many, and its tense follows the dates."""

import re
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reports.phrases.opening import Opening, gap_sentence, introduction, opening_paragraphs, workshops_sentence

LANGUAGES = st.sampled_from(["nl", "en"])
PAST = re.compile(r"\b(?:vond|stond|werd|lag|kwamen|took|was|came)\b")
PLAN = re.compile(r"\b(?:vindt|staat|wordt|ligt|komen|takes|come)\b|\bquestion is\b|\bis (?:organised|held)\b")
DAYS = st.lists(st.integers(1, 300), max_size=4, unique=True)


def periods(days: list[int]) -> tuple[tuple[datetime, datetime], ...]:
    starts = [datetime(2026, 1, 1, 13) + timedelta(days=day) for day in sorted(days)]
    return tuple((start, start + timedelta(hours=3)) for start in starts)


@given(DAYS, DAYS, st.integers(0, 2), st.booleans(), st.booleans(), LANGUAGES)
def test_only_what_was_held_is_told_as_held(held, to_come, questions, with_organiser, with_contractor, language):
    facts = Opening(
        "Dag",
        "werksessie",
        periods=periods(held),
        planned=periods([day + 400 for day in to_come]),
        questions=("Hoe verder?",) * questions,
        organisers=("VNG",) if with_organiser else (),
        contractors=("Atria",) if with_contractor else (),
    )
    told = " ".join(opening_paragraphs(facts, language))
    line = introduction(facts, language)
    if to_come and not held:
        assert PLAN.search(told)
        assert not PAST.search(told)
    else:
        assert not PLAN.search(told)
    for start, _end in facts.planned if held else ():
        assert f"{start.year}" not in line  # 2027: the line under the title names what was held
        assert f"{start.year}" in told
    assert (("bijeenkomst." in told) or ("bijeenkomsten." in told) or ("follow" in told)) is bool(held and to_come)


def test_dates_that_follow_are_told_after_what_was_held():
    facts = Opening("Dag", "masterclass", periods=periods([1, 20]), planned=periods([401]))
    assert opening_paragraphs(facts, "nl") == (
        "Op 2 januari en 21 januari 2026 vond de masterclass ‘Dag’ plaats.",
        "Op zaterdag 6 februari 2027 is er nog een bijeenkomst.",
    )
    assert opening_paragraphs(facts, "en")[1] == "On Saturday 6 February 2027 one more meeting follows."


def test_opening_without_any_fact_still_reads():
    assert opening_paragraphs(Opening("Dag", "werksessie"), "nl") == ("Dit is het verslag van de werksessie ‘Dag’.",)


def test_verb_agrees_with_the_number_of_contractors():
    one = Opening("Dag", "werksessie", project="P", contractors=("Atria",))
    two = Opening("Dag", "werksessie", project="P", contractors=("Atria", "Movisie"))
    assert "dat Atria uitvoert." in opening_paragraphs(one, "nl")[1]
    assert "dat Atria en Movisie uitvoeren." in opening_paragraphs(two, "nl")[1]


def test_workshops_and_gaps_are_named():
    told = workshops_sentence(5, ["Knelpunten", "Goede voorbeelden"], "nl", semi_fictional_cases=True)
    assert told == (
        "In vijf workshops is aan de hand van semi-fictieve casussen gesproken over knelpunten en goede voorbeelden."
    )
    assert gap_sentence("workshop 4", ["Voorbeelden"], "nl") == "workshop 4: geen voorbeelden genoteerd"
