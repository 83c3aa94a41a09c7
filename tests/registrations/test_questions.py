"""Questions on the form: every kind, conditions, hostile answers, and what organisers get to see."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.domain.spreadsheets import csv_lines
from events.models import EventSector
from registrations.domain.answering import answer_columns, answers_of, with_answers
from registrations.domain.exporting import export_columns, export_sheet
from registrations.enums import QuestionKind
from registrations.models import Answer, FormOption, Registration
from tests.factories import EventPageFactory, FormQuestionFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db
Kind = QuestionKind


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def ask(event):
    """Adds a question to the event."""

    def add(kind=Kind.SHORT_TEXT, **fields):
        return FormQuestionFactory(event=event, kind=kind, **fields)

    return add


def answered(question, registration=None):
    return answers_of(registration or Registration.objects.latest("pk")).get(question.pk)


def option_of(question, text):
    return FormOption.objects.get(question=question, text=text).pk


def errors(response):
    assert response.status_code == 422
    return response.context["form"].errors


def test_every_kind_is_kept_in_its_own_column(event, ask, send):
    short, long, number, day = ask(), ask(Kind.LONG_TEXT), ask(Kind.NUMBER), ask(Kind.DATE)
    choice, several = ask(Kind.CHOICE, options=["a", "b"]), ask(Kind.MULTIPLE, options=["a", "b", "c"])
    consent = ask(Kind.CONSENT)
    picked = [option_of(several, "a"), option_of(several, "c")]
    response = send(
        event,
        **{
            f"question_{short.pk}": "Kort",
            f"question_{long.pk}": "Eerste regel\nTweede regel",
            f"question_{number.pk}": "1,5",
            f"question_{day.pk}": "2026-03-05",
            f"question_{choice.pk}": option_of(choice, "b"),
            f"question_{several.pk}": [*picked, picked[0]],
            f"question_{consent.pk}": "on",
        },
    )
    assert response.status_code == 302
    assert answered(short) == "Kort"
    assert answered(long) == "Eerste regel\nTweede regel"
    assert answered(number) == Decimal("1.5")
    assert answered(day) == date(2026, 3, 5)
    assert answered(choice) == option_of(choice, "b")
    assert sorted(answered(several)) == picked
    assert answered(consent) is True
    assert Answer.objects.count() == 8


@pytest.mark.parametrize("kind", list(Kind))
def test_question_that_must_be_answered_is_an_error_there(event, ask, send, kind):
    question = ask(kind, is_required=True, options=["a"] if kind in (Kind.CHOICE, Kind.MULTIPLE) else None)
    assert f"question_{question.pk}" in errors(send(event))
    assert not Registration.objects.exists()


def test_question_that_need_not_be_answered_leaves_no_row(event, ask, send):
    ask(), ask(Kind.NUMBER), ask(Kind.CONSENT)
    assert send(event).status_code == 302
    assert not Answer.objects.exists()


def test_zero_is_an_answer(event, ask, send):
    question = ask(Kind.NUMBER, is_required=True)
    assert send(event, **{f"question_{question.pk}": "0"}).status_code == 302
    assert answered(question) == 0


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        (Kind.SHORT_TEXT, {}, "x" * 301),
        (Kind.SHORT_TEXT, {}, "a\x00b"),
        (Kind.LONG_TEXT, {}, "x" * 4001),
        (Kind.LONG_TEXT, {}, "\x00"),
        (Kind.NUMBER, {}, "veel"),
        (Kind.NUMBER, {}, "NaN"),
        (Kind.NUMBER, {}, "Infinity"),
        (Kind.NUMBER, {}, "1e400"),
        (Kind.NUMBER, {}, "9" * 40),
        (Kind.NUMBER, {"minimum": 2}, "1"),
        (Kind.NUMBER, {"maximum": 2}, "3"),
        (Kind.DATE, {}, "31-02-2026"),
        (Kind.DATE, {}, "\x00"),
        (Kind.DATE, {"first_on": date(2026, 3, 1)}, "2026-02-28"),
        (Kind.DATE, {"last_on": date(2026, 3, 1)}, "2026-03-02"),
        (Kind.CHOICE, {"options": ["a"]}, "999999999999999999999"),
        (Kind.CHOICE, {"options": ["a"]}, "<script>alert(1)</script>"),
        (Kind.MULTIPLE, {"options": ["a"]}, "\x00"),
    ],
)
def test_answer_that_cannot_be_is_an_error_there_and_stays(event, ask, send, kind, fields, value):
    question = ask(kind, **fields)
    response = send(event, **{f"question_{question.pk}": value})
    assert f"question_{question.pk}" in errors(response)
    assert "<script>alert" not in response.content.decode()
    assert not Registration.objects.exists()


def test_option_of_another_question_or_an_archived_one_cannot_be_chosen(event, ask, send):
    question, other = ask(Kind.CHOICE, options=["a", "b"]), ask(Kind.CHOICE, options=["c"])
    assert f"question_{question.pk}" in errors(send(event, **{f"question_{question.pk}": option_of(other, "c")}))
    FormOption.objects.filter(text="b").update(archived_at="2026-01-01T00:00Z")
    assert f"question_{question.pk}" in errors(send(event, **{f"question_{question.pk}": option_of(question, "b")}))


def test_options_and_questions_may_be_as_long_as_organisers_need(client, event, ask):
    ask(Kind.CHOICE, text="W" * 300, options=["lang" * 75, "<b>vet</b>"])
    page = client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    assert "lang" * 75 in page
    assert "&lt;b&gt;vet&lt;/b&gt;" in page


def test_more_choices_than_allowed_is_an_error_there(event, ask, send):
    question = ask(Kind.MULTIPLE, options=["a", "b", "c"], maximum=2)
    chosen = [option_of(question, text) for text in "abc"]
    assert f"question_{question.pk}" in errors(send(event, **{f"question_{question.pk}": chosen}))
    assert send(event, **{f"question_{question.pk}": chosen[:2]}).status_code == 302


def conditional(ask, **fields):
    source = ask(Kind.CHOICE, text="Komt u met de auto?", options=["ja", "nee"])
    question = ask(text="Wat is uw kenteken?", depends_on=source, is_required=True, **fields)
    question.depends_options.add(option_of(source, "ja"))
    return source, question


def test_conditional_question_is_required_only_when_its_condition_holds(event, ask, send):
    source, question = conditional(ask)
    yes, no = option_of(source, "ja"), option_of(source, "nee")
    assert f"question_{question.pk}" in errors(send(event, **{f"question_{source.pk}": yes}))
    assert send(event, **{f"question_{source.pk}": no}).status_code == 302


def test_answer_to_a_question_that_is_not_asked_is_dropped_whatever_it_says(event, ask, send):
    source, question = conditional(ask)
    typed = {f"question_{source.pk}": option_of(source, "nee"), f"question_{question.pk}": "x" * 1000}
    assert send(event, **typed).status_code == 302
    assert answered(question) is None


def test_question_under_a_question_that_is_not_asked_is_not_asked_either(event, ask, send):
    source, middle = conditional(ask)
    consent = ask(Kind.CONSENT, depends_on=source)
    consent.depends_options.add(option_of(source, "ja"))
    last = ask(depends_on=consent, is_required=True)
    typed = {f"question_{source.pk}": option_of(source, "nee"), f"question_{consent.pk}": "on"}
    assert send(event, **typed).status_code == 302
    typed = {f"question_{source.pk}": option_of(source, "ja"), f"question_{consent.pk}": "on"}
    assert set(errors(send(event, email="b@gemeente.example", **typed))) == {
        f"question_{middle.pk}",
        f"question_{last.pk}",
    }


def test_question_for_one_sector_looks_at_every_role_of_the_person(event, ask, send):
    mine, other = SectorFactory(), SectorFactory()
    for sector in (mine, other):
        EventSector.objects.create(page=event, sector=sector)
    question = ask(is_required=True)
    question.only_sectors.add(mine)
    name = f"question_{question.pk}"
    assert name in errors(send(event, sector=mine.pk))
    assert name in errors(send(event, sector=other.pk, sectors=[mine.pk]))
    assert send(event, sector=other.pk).status_code == 302
    assert send(event, sector="none", email="b@gemeente.example").status_code == 302


def test_condition_stands_there_in_words_and_as_data_for_the_script(client, event, ask):
    source, question = conditional(ask)
    police = SectorFactory(name="Politie")
    EventSector.objects.create(page=event, sector=police)
    question.only_sectors.add(police)
    page = client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    assert "Alleen als u komt vanuit: Politie en u op “Komt u met de auto?” antwoordt: “ja”." in page
    assert f'data-depends="question_{source.pk}" data-values="{option_of(source, "ja")}"' in page


def test_question_for_a_sector_that_the_event_does_not_offer_is_asked_of_nobody(client, event, ask, send):
    question = ask(text="Voor niemand", is_required=True)
    question.only_sectors.add(SectorFactory())
    ask(text="Daaronder", depends_on=question)
    page = client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    assert "Voor niemand" not in page
    assert "Daaronder" not in page
    assert send(event).status_code == 302


def test_event_without_questions_costs_no_query_more(client, event, ask):
    address = reverse("registrations:register", args=[event.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    assert not any("registrations_formoption" in query["sql"] for query in without.captured_queries)
    for _number in range(3):
        ask(Kind.CHOICE, options=["a", "b"])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    assert len(few) == len(without) + 4
    for _number in range(12):
        ask(Kind.CHOICE, options=["a", "b"])
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_columns_show_answers_in_words_and_keep_archived_questions_with_answers(event, ask, send):
    several, number, gone = ask(Kind.MULTIPLE, options=["a", "b"]), ask(Kind.NUMBER), ask()
    ask(archived_at="2026-01-01T00:00Z")
    picked = [option_of(several, "a"), option_of(several, "b")]
    send(event, **{f"question_{several.pk}": picked, f"question_{number.pk}": "3", f"question_{gone.pk}": "=1+1"})
    gone.archived_at = "2026-01-01T00:00Z"
    gone.save()
    columns = answer_columns(event)
    registration = with_answers(Registration.objects.all()).get()
    assert [column.title for column in columns] == [several.text, number.text, gone.text]
    assert [column.cell(registration) for column in columns] == ["a; b", "3", "=1+1"]


def test_cells_cost_the_same_number_of_queries_for_one_and_thirty(event, ask, django_assert_num_queries):
    question = ask()
    for number in (1, 29):
        for registration in [RegistrationFactory(event=event) for _ in range(number)]:
            Answer.objects.create(registration=registration, question=question, text="ja", at="2026-01-01T00:00Z")
        with django_assert_num_queries(4):
            columns = answer_columns(event)
            cells = [columns[0].cell(registration) for registration in with_answers(Registration.objects.all())]
        assert set(cells) == {"ja"}


def test_answers_go_with_the_person(event, ask, send):
    question = ask()
    send(event, **{f"question_{question.pk}": "kanarie"})
    Registration.objects.all().delete()
    assert not Answer.objects.exists()


def test_event_with_questions_and_answers_can_be_deleted(event, ask, send):
    question = ask()
    ask(depends_on=ask(Kind.CONSENT))
    send(event, **{f"question_{question.pk}": "kanarie"})
    event.delete()
    assert not Answer.objects.exists()


def test_export_holds_the_answers_that_were_asked_for(event, ask, send):
    several, number, consent = ask(Kind.MULTIPLE, options=["a", "b"]), ask(Kind.NUMBER), ask(Kind.CONSENT)
    text = ask()
    picked = [option_of(several, "a"), option_of(several, "b")]
    answers = {f"question_{several.pk}": picked, f"question_{number.pk}": "2,5", f"question_{consent.pk}": "on"}
    send(event, **answers, **{f"question_{text.pk}": "=1+1"})
    columns = [column for column in export_columns(event) if column.key.startswith("answer_")]
    assert not any(column.is_usual for column in columns)
    [row] = list(export_sheet(event, Registration.objects.all(), columns).rows)
    assert row == ["a; b", Decimal("2.5"), "Ja", "=1+1"]
    line = "".join(csv_lines(export_sheet(event, Registration.objects.all(), columns)))
    assert "'=1+1" in line
