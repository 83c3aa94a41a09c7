"""The organiser's editor of questions: order, options, conditions, sets, and never a lost answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import EventSector
from registrations.enums import QuestionKind
from registrations.models import Answer, FormOption, FormQuestion, QuestionSet, Registration
from tests.factories import EventPageFactory, FormQuestionFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db
Kind = QuestionKind


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def change(organiser, event):
    """Presses a button of the list."""

    def press(do, question=None, **fields):
        address = reverse("registrations_admin:questions_change", args=[event.pk])
        data = {"do": do, **({"question": question.pk} if question else {}), **fields}
        return organiser.post(address, data, follow=True)

    return press


@pytest.fixture
def save(organiser, event):
    """Saves a new question of a kind, or a question."""

    def post(question, **fields):
        name = "question_add" if isinstance(question, str) else "question"
        address = reverse(f"registrations_admin:{name}", args=[event.pk, getattr(question, "pk", question)])
        return organiser.post(address, {"text": "Vraag", **fields})

    return post


def ask(event, kind=Kind.SHORT_TEXT, **fields):
    return FormQuestionFactory(event=event, kind=kind, **fields)


def answer(question, option=None):
    registration = RegistrationFactory(event=question.event)
    option = FormOption.objects.get(question=question, text=option) if option else None
    return Answer.objects.create(registration=registration, question=question, option=option, at="2026-01-01T00:00Z")


def texts(event):
    return list(FormQuestion.objects.filter(event=event, archived_at=None).values_list("text", flat=True))


def options(question):
    return list(question.options.filter(archived_at=None).values_list("text", flat=True))


def kept(question):
    """The rows that the form of a question posts."""
    rows = list(question.options.filter(archived_at=None))
    return {"option_id": [row.pk for row in rows], "option_text": [row.text for row in rows]}


@pytest.mark.parametrize("kind", list(Kind))
def test_question_of_every_kind_is_made_and_stands_last(event, save, kind):
    ask(event, text="Eerst")
    extra = {"option_id": ["", ""], "option_text": ["a", "b"]} if kind in (Kind.CHOICE, Kind.MULTIPLE) else {}
    assert save(kind.value, text="Daarna", is_required="on", **extra).status_code == 302
    assert texts(event) == ["Eerst", "Daarna"]
    made = FormQuestion.objects.get(text="Daarna")
    assert made.is_required
    assert options(made) == extra.get("option_text", [])


def test_unknown_kind_and_question_of_another_event_are_a_404(event, save):
    assert save("nonsense").status_code == 404
    assert save(ask(EventPageFactory())).status_code == 404


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("short", {"text": ""}),
        ("short", {"text": "x" * 301}),
        ("short", {"text": "a\x00b"}),
        ("choice", {"option_id": [""], "option_text": ["een"]}),
        ("choice", {"option_id": ["", ""], "option_text": ["een", " een "]}),
        ("choice", {"option_id": ["", ""], "option_text": ["een", "x" * 301]}),
        ("number", {"minimum": "5", "maximum": "2"}),
        ("number", {"minimum": "veel"}),
        ("date", {"first_on": "2026-03-02", "last_on": "2026-03-01"}),
        ("multiple", {"option_id": ["", ""], "option_text": ["a", "b"], "maximum": "0"}),
    ],
)
def test_question_that_cannot_be_is_refused_and_stays_typed(event, save, kind, fields):
    response = save(kind, **{"text": "Getypt", **fields})
    assert response.status_code == 422
    assert not FormQuestion.objects.exists()


def test_buttons_in_the_form_keep_everything_that_was_typed(event, save):
    typed = {"text": "Getypt", "option_id": ["", "", ""], "option_text": ["een", "twee", "drie"]}
    response = save("choice", **typed, row="up:2")
    assert [row.text for row in response.context["form"].rows] == ["een", "drie", "twee"]
    response = save("choice", **typed, row="more")
    assert [row.text for row in response.context["form"].rows] == ["een", "twee", "drie", ""]
    assert "Getypt" in response.content.decode()
    for hostile in ("up:0", "down:2", "up:999999999999", "up:x", ":"):
        assert save("choice", **typed, row=hostile).status_code == 200
    assert not FormQuestion.objects.exists()


def test_more_options_than_fit_are_refused_with_their_number_and_none_is_cut(event, save):
    many = [f"Optie {number}" for number in range(61)]
    response = save("choice", text="Welke?", option_id=[""] * 61, option_text=many)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Er zijn 61 opties" in page
    assert "Optie 60" in page
    assert save("choice", text="Welke?", option_id=[""] * 60, option_text=many[:60]).status_code == 302


def test_option_keeps_its_answers_when_it_is_reworded_or_moved(event, save):
    question = ask(event, Kind.CHOICE, options=["a", "b"])
    given = answer(question, "a")
    rows = kept(question)
    save(question, option_id=rows["option_id"][::-1], option_text=["b", "a, maar beter"])
    assert options(question) == ["b", "a, maar beter"]
    given.refresh_from_db()
    assert given.option.text == "a, maar beter"


def test_option_with_answers_goes_only_with_a_word_and_its_answers_stay(event, save):
    question = ask(event, Kind.CHOICE, options=["a", "b", "c"])
    given = answer(question, "a")
    rows = {**kept(question), "option_text": ["", "b", "c"]}
    response = save(question, **rows)
    assert response.status_code == 422
    assert response.context["form"].lost == [("a", 1)]
    assert options(question) == ["a", "b", "c"]
    assert save(question, **rows, drop_answers_from_sight="on").status_code == 302
    assert options(question) == ["b", "c"]
    given.refresh_from_db()
    assert given.option.text == "a"


def test_option_that_another_question_hangs_on_stays(event, save):
    source = ask(event, Kind.CHOICE, options=["a", "b", "c"])
    hanging = ask(event, depends_on=source)
    hanging.depends_options.add(FormOption.objects.get(text="a"))
    assert save(source, **{**kept(source), "option_text": ["", "b", "c"]}).status_code == 422
    assert options(source) == ["a", "b", "c"]


def test_question_moves_by_buttons_and_never_above_the_one_it_hangs_on(event, change):
    first, _second = ask(event, Kind.CONSENT, text="1"), ask(event, text="2", depends_on=None)
    third = ask(event, text="3", depends_on=first)
    change("up", third)
    assert texts(event) == ["1", "3", "2"]
    page = change("up", third).content.decode()
    assert texts(event) == ["1", "3", "2"]
    assert "blijft" in page
    change("down", first)
    assert texts(event) == ["1", "3", "2"]
    change("down", third)
    assert texts(event) == ["1", "2", "3"]


def test_question_without_answers_is_deleted_and_with_answers_archived(event, change):
    empty, full = ask(event), ask(event, text="Vol")
    answer(full)
    change("remove", empty)
    page = change("remove", full).content.decode()
    assert list(FormQuestion.objects.values_list("text", flat=True)) == ["Vol"]
    assert texts(event) == []
    assert Answer.objects.count() == 1
    assert "Vol" in page
    change("restore", full)
    assert texts(event) == ["Vol"]


def test_question_that_another_hangs_on_cannot_be_taken_out(event, change):
    source = ask(event, Kind.CONSENT)
    ask(event, depends_on=source)
    change("remove", source)
    assert len(texts(event)) == 2


def test_condition_on_answer_and_sector_is_saved_and_shown_again(event, save, organiser):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    source = ask(event, Kind.CHOICE, options=["ja", "nee"])
    option = FormOption.objects.get(text="ja")
    assert save("short", condition=[f"o{option.pk}"], sectors=[sector.pk]).status_code == 302
    made = FormQuestion.objects.latest("pk")
    assert made.depends_on == source
    assert list(made.depends_options.all()) == [option]
    assert list(made.only_sectors.all()) == [sector]
    page = organiser.get(reverse("registrations_admin:question", args=[event.pk, made.pk])).content.decode()
    assert page.count("checked") == 2


def test_condition_on_two_questions_is_an_error(event, save):
    one, two = ask(event, Kind.CONSENT), ask(event, Kind.CONSENT)
    response = save("short", condition=[f"q{one.pk}", f"q{two.pk}"])
    assert "condition" in response.context["form"].errors
    assert save("short", condition=["o999"]).status_code == 422


def test_set_is_kept_and_copied_with_options_and_conditions(event, organiser, change):
    source = ask(event, Kind.CHOICE, text="Auto?", options=["ja", "nee"])
    hanging = ask(event, text="Kenteken", depends_on=source)
    hanging.depends_options.add(FormOption.objects.get(text="ja"))
    change("keep", title="Vervoer")
    change("keep", title="Vervoer")
    assert QuestionSet.objects.count() == 1
    other = EventPageFactory(parent=event.get_parent())
    address = reverse("registrations_admin:questions_change", args=[other.pk])
    organiser.post(address, {"do": "copy", "set": QuestionSet.objects.get().pk})
    assert texts(other) == ["Auto?", "Kenteken"]
    copied = FormQuestion.objects.get(event=other, text="Kenteken")
    assert copied.depends_on.event_id == other.pk
    assert copied.depends_options.get().question == copied.depends_on
    copied.text = "Anders"
    copied.save()
    assert texts(event) == ["Auto?", "Kenteken"]


def test_set_of_another_organisation_cannot_be_copied(event, organiser):
    ask(event)
    theirs = QuestionSet.objects.create(home=event.get_parent(), title="Van hen")
    FormQuestion.objects.create(question_set=theirs, kind=Kind.SHORT_TEXT, text="Geheim")
    ours = EventPageFactory()
    page = organiser.get(reverse("registrations_admin:questions", args=[ours.pk])).content.decode()
    assert "Van hen" not in page
    address = reverse("registrations_admin:questions_change", args=[ours.pk])
    assert organiser.post(address, {"do": "copy", "set": theirs.pk}).status_code == 404
    assert texts(ours) == []


@pytest.mark.parametrize("do", ["", "nonsense", "copy", "up"])
def test_press_that_names_nothing_is_a_404(change, do):
    assert change(do, set="x\x00", question=None).status_code == 404


def test_preview_shows_what_is_typed_and_saves_nothing(event, organiser):
    ask(event, text="Bestaat al")
    address = reverse("registrations_admin:questions_preview", args=[event.pk])
    assert "Bestaat al" in organiser.get(address).content.decode()
    typed = {"kind": "choice", "text": "Nieuw <b>", "option_id": ["", ""], "option_text": ["Optie een", "x"]}
    page = organiser.post(address, typed).content.decode()
    assert "Nieuw &lt;b&gt;" in page
    assert "Optie een" in page
    assert len(texts(event)) == 1
    assert not Registration.objects.exists()
    assert organiser.post(address, {"kind": "nonsense"}).status_code == 404


def test_organiser_reads_the_answers_of_a_person(event, organiser):
    question = ask(event, Kind.CHOICE, text="Auto?", options=["ja zeker"])
    given = answer(question, "ja zeker")
    page = organiser.get(reverse("registrations_admin:detail", args=[event.pk, given.registration_id])).content.decode()
    assert "Auto?" in page
    assert "ja zeker" in page


def test_list_takes_as_many_queries_with_30_questions_as_with_one(event, organiser, django_assert_num_queries):
    address = reverse("registrations_admin:questions", args=[event.pk])
    ask(event, Kind.CHOICE, options=["a", "b"])
    organiser.get(address)
    with CaptureQueriesContext(connection) as one:
        organiser.get(address)
    for _number in range(29):
        ask(event, Kind.CHOICE, options=["a", "b"])
    with django_assert_num_queries(len(one)):
        organiser.get(address)
