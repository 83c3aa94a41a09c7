"""Preparing questions of every kind in the admin: the fields and answers that each asks for."""

import pytest
from django.urls import reverse

from polls.domain.rounds import get_or_create_round, open_round
from polls.models import Option, Question
from tests.factories import EventPageFactory, PollFactory, UserFactory

pytestmark = pytest.mark.django_db
THREE = ["Een", "Twee", "Drie"]


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def poll(event):
    return PollFactory(event=event)


def _typed(answers, fields):
    return {"text": "Wat vindt u?", "answer": answers, "clause": [""] * len(answers), "do": "save", **fields}


def save(organiser, poll, kind, answers=(), **fields):
    address = reverse("polls_questions:list", args=(poll.event_id, poll.pk)) + f"nieuw/{kind}/"
    return organiser.post(address, _typed(list(answers), fields))


def edit(organiser, question, answers=(), **fields):
    address = reverse("polls_questions:edit", args=(question.poll.event_id, question.poll_id, question.pk))
    return organiser.post(address, _typed(list(answers), fields))


@pytest.mark.parametrize(
    ("kind", "options", "fields"),
    [
        ("single", THREE, {}),
        ("multiple", THREE, {"minimum_choices": "2", "maximum_choices": "3"}),
        ("statement", [], {}),
        ("rating", [], {"highest": "10", "low_label": "slecht", "high_label": "goed"}),
        ("ranking", THREE, {"maximum_choices": "2"}),
        ("number", [], {"lowest": "-10", "highest": "2.5", "decimals": "1", "bins": "5"}),
        ("text", [], {}),
        ("words", [], {"maximum_choices": "5", "countdown_seconds": "60"}),
    ],
)
def test_question_of_every_kind_is_kept_and_can_be_opened(organiser, poll, kind, options, fields):
    assert save(organiser, poll, kind, options, **fields).status_code == 302
    question = Question.objects.get()
    assert question.kind == kind
    assert open_round(get_or_create_round(question), actor="test").state == "open"


@pytest.mark.parametrize(
    ("kind", "options", "fields", "field"),
    [
        ("single", THREE[:1], {}, "__all__"),
        ("multiple", [], {}, "__all__"),
        ("multiple", THREE, {"maximum_choices": "4"}, "maximum_choices"),
        ("multiple", THREE, {"minimum_choices": "4"}, "minimum_choices"),
        ("multiple", THREE, {"minimum_choices": "3", "maximum_choices": "2"}, "maximum_choices"),
        ("multiple", THREE, {"minimum_choices": "0"}, "minimum_choices"),
        ("rating", [], {"highest": "11"}, "highest"),
        ("rating", [], {"highest": "2"}, "highest"),
        ("rating", [], {"highest": "4.5"}, "highest"),
        ("rating", [], {"low_label": "x" * 300}, "low_label"),
        ("ranking", [str(n) for n in range(16)], {}, "__all__"),
        ("ranking", THREE, {"maximum_choices": "4"}, "maximum_choices"),
        ("number", [], {}, "lowest"),
        ("number", [], {"lowest": "5", "highest": "5"}, "highest"),
        ("number", [], {"lowest": "0", "highest": "0.5"}, "highest"),
        ("number", [], {"lowest": "nul\x00", "highest": "5"}, "lowest"),
        ("number", [], {"lowest": "0", "highest": "9" * 300}, "highest"),
        ("number", [], {"lowest": "0", "highest": "5", "bins": "21"}, "bins"),
        ("words", [], {"maximum_choices": "6"}, "maximum_choices"),
        ("words", [], {"countdown_seconds": "5"}, "countdown_seconds"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_keeps_what_was_typed(organiser, poll, kind, options, fields, field):
    response = save(organiser, poll, kind, options, **fields)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Wat vindt u?" in response.content.decode()
    assert not Question.objects.exists()


def test_rating_that_goes_further_gets_other_numbers_until_it_is_asked(organiser, poll):
    save(organiser, poll, "rating")
    question = Question.objects.get()
    edit(organiser, question, highest="3")
    assert list(Option.objects.values_list("text", flat=True)) == ["1", "2", "3"]
    open_round(get_or_create_round(question), actor="test")
    kept = set(Option.objects.values_list("pk", flat=True))
    assert edit(organiser, question, highest="4").status_code == 422
    assert set(Option.objects.values_list("pk", flat=True)) == kept


def test_statement_keeps_the_answers_that_it_has(organiser, poll):
    save(organiser, poll, "statement")
    question = Question.objects.get()
    kept = set(Option.objects.values_list("pk", flat=True))
    assert edit(organiser, question, text="Anders").status_code == 302
    assert set(Option.objects.values_list("pk", flat=True)) == kept


def test_answers_typed_for_a_kind_that_has_none_are_not_kept(organiser, poll):
    assert save(organiser, poll, "text", THREE).status_code == 302
    assert not Option.objects.exists()


@pytest.mark.parametrize("kind", ["<script>", "dichtvraag"])
def test_kind_that_does_not_exist_is_a_404(organiser, poll, kind):
    assert save(organiser, poll, kind).status_code == 404


@pytest.mark.parametrize(
    ("kind", "there", "absent"),
    [
        ("single", "answer", "lowest"),
        ("number", "lowest", "answer"),
        ("words", "maximum_choices", "is_before_after"),
        ("text", "help_text", "bins"),
    ],
)
def test_form_shows_the_fields_of_its_kind_and_no_others(organiser, poll, kind, there, absent):
    page = organiser.get(reverse("polls_questions:add", args=(poll.event_id, poll.pk, kind))).content.decode()
    assert f'name="{there}"' in page
    assert f'name="{absent}"' not in page


def test_list_offers_every_kind(organiser, poll):
    page = organiser.get(reverse("polls_questions:list", args=(poll.event_id, poll.pk))).content.decode()
    assert all(f"/nieuw/{kind}/" in page for kind in ("multiple", "statement", "ranking", "words"))
