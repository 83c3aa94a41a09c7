"""What the verslag tells of each kind of question, from a result that was frozen by the polls app itself."""

import pytest
from django.utils import translation

from polls.models import FrozenResult, TextAnswer
from reports.domain.result_facts import result_facts
from reports.figures.kinds import result_figure
from reports.models import results_of
from reports.phrases.kinds import answer_line, answer_paragraph
from tests.polls.rooms import frozen
from tests.polls.test_results_of_kinds import voted

pytestmark = pytest.mark.django_db
ASKED = "Wat helpt?"


def told(kind, answers, texts=(), **kwargs):
    """The facts of a closed question whose options are called A, B, C …"""
    round_ = voted(kind, answers, text=ASKED, **kwargs)
    for name, option in zip(texts, round_.question.options.all(), strict=False):
        option.text = name
        option.save()
    result = frozen(round_)
    with translation.override("nl"):
        return result_facts(results_of(round_.question.poll.event_id).get(pk=result.pk)).result


def text(value):
    return value.replace("\u00a0", " ")


def paragraph(result, language="nl"):
    return text(answer_paragraph(result, language))


SEVERAL = ("multiple", ["0", "0,1", "0,1", "0,2"] * 3)


def test_several_answers_are_shares_of_the_voters_and_said_not_to_add_up():
    result = told(*SEVERAL, texts=["Tijd", "Regie", "Geld"], options=3)
    assert paragraph(result) == (
        "Op de vraag ‘Wat helpt?’ noemt iedereen (100 % van de 12 stemmers) ‘Tijd’. "
        "Verder noemt 50 % ‘Regie’ en 25 % ‘Geld’. "
        "Stemmers konden meer dan één antwoord kiezen. Samen kan dat meer dan 100 procent zijn."
    )
    assert text(answer_line(result, "nl")).endswith("‘Tijd’.")
    figure = result_figure(result, "Wat helpt")
    assert figure.note == "n = 12. Meerdere antwoorden waren mogelijk."
    assert [row[0] for row in figure.data.rows] == ["Tijd", "Regie", "Geld"]  # no total


def test_statement_tells_both_sides():
    result = told("statement", ["0", "1", "2", "3", "3", "3", "4", "4", "4", "4"])
    assert paragraph(result) == (
        "Ruim twee derde van de 10 stemmers (70 %) is het eens of zeer eens met de stelling ‘Wat helpt?’; "
        "20 % is het oneens of zeer oneens en 10 % staat er neutraal tegenover."
    )
    assert len(result_figure(result, "x").data.rows) == 6  # five answers and the total


def test_rating_tells_the_mean_in_the_language_of_the_report():
    result = told("rating", ["4"] * 5 + ["3"] * 4 + ["0"] * 2)
    assert "gemiddeld een 3,91, op een schaal van 1 tot en met 5." in paragraph(result)
    assert "gave 3.91 on average" in paragraph(result, "en")
    with translation.override("nl"):
        assert "3,91" in result_figure(result, "x").note


def test_ranking_tells_the_order_by_points():
    result = told("ranking", ["0,1,2"] * 6 + ["1,2,0"] * 5, texts=["Tijd", "Regie", "Geld"], options=3)
    assert paragraph(result) == (
        "Bij ‘Wat helpt?’ staat ‘Regie’ bovenaan, met 27 punten; 45 % van de stemmers zette dit antwoord op de eerste "
        "plaats. Daarna volgen ‘Tijd’ (23) en ‘Geld’ (16)."
    )
    figure = result_figure(result, "x")
    assert [row[:2] for row in figure.data.rows] == [("1. Regie", "27"), ("2. Tijd", "23"), ("3. Geld", "16")]


def test_number_tells_the_bar_with_most_answers():
    result = told("number", ["0", "9", "10", "99", "100", *["50"] * 6], highest=100)
    assert paragraph(result).startswith("Op de vraag ‘Wat helpt?’: een krappe meerderheid van de 11 antwoorden (55 %)")
    assert paragraph(result).endswith("ligt van 50 tot en met 59.")
    assert [row[0] for row in result_figure(result, "x").data.rows][:2] == ["0–9", "10–19"]


def test_number_with_decimals_is_written_with_a_comma():
    result = told("number", ["0.5"] * 10, highest=1, decimals=1, bins=2)
    assert paragraph(result).endswith("ligt van 0,5 tot en met 1,0.")


def test_words_tell_what_was_named_most():
    result = told("words", ["Regie", "regie\nrust", "regie\nrust"] * 4)
    assert paragraph(result) == (
        "Op de vraag ‘Wat helpt?’ noemden de deelnemers het vaakst ‘regie’ (twaalf keer) en ‘rust’ (acht keer)."
    )
    assert [row[:2] for row in result_figure(result, "x").data.rows] == [("regie", "12"), ("rust", "8")]


def test_open_answers_tell_their_number_and_only_what_was_approved():
    round_ = voted("text", [f"Antwoord {number}" for number in range(12)], text=ASKED)
    kept = frozen(round_)
    shown = TextAnswer.objects.get(text="Antwoord 3")
    shown.state = "approved"
    shown.save()
    result = result_facts(FrozenResult.objects.get(pk=kept.pk)).result
    assert paragraph(result) == "Op de open vraag ‘Wat helpt?’ kwamen twaalf antwoorden. Onder meer: ‘Antwoord 3’."
    assert not result.has_figure


@pytest.mark.parametrize("kind", ["multiple", "statement", "rating", "ranking", "number", "words", "text"])
def test_too_few_votes_say_so_and_draw_nothing(kind):
    answer = {"text": "geheim", "words": "geheim", "number": "7", "ranking": "1,0"}.get(kind, "1")
    result = told(kind, [answer] * 9)
    assert "minder dan tien antwoorden" in paragraph(result)
    assert answer_line(result, "nl") == ""
    assert not result.has_figure
    assert "geheim" not in repr(result)


def test_open_answers_are_read_with_the_results_in_a_constant_number_of_queries(django_assert_num_queries):
    first = voted("text", ["a"] * 12)
    frozen(first)
    for _ in range(3):
        frozen(voted("text", ["b"] * 12, poll=first.question.poll))
    with django_assert_num_queries(3):
        assert len([result_facts(result) for result in results_of(first.question.poll.event_id)]) == 4
