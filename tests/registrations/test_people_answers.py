"""Organisers change what somebody answered: the checks of the form, and nobody's change is lost."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from registrations.domain.answering import answers_of, change_answers
from registrations.domain.asking import questions_of
from registrations.enums import HistoryKind, QuestionKind
from registrations.models import FormOption
from tests.factories import EventPageFactory, FormQuestionFactory, RegistrationFactory, SectorFactory, UserFactory

pytestmark = pytest.mark.django_db
Kind = QuestionKind


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


@pytest.fixture
def anna(event):
    return RegistrationFactory(event=event, name="Anna", sector=SectorFactory(name="Politie"))


@pytest.fixture
def asked(event):
    """Lunch yes or no, what to eat if yes, how many guests, which days."""
    lunch = FormQuestionFactory(event=event, kind=Kind.CHOICE, text="Lunch?", options=["ja", "nee"], is_required=True)
    meal = FormQuestionFactory(event=event, text="Wat eet u?", depends_on=lunch)
    meal.depends_options.set(lunch.options.filter(text="ja"))
    guests = FormQuestionFactory(event=event, kind=Kind.NUMBER, text="Gasten", maximum=3)
    days = FormQuestionFactory(event=event, kind=Kind.MULTIPLE, text="Dagen", options=["ma", "di", "wo"])
    return lunch, meal, guests, days


def url(registration, name="answers"):
    return reverse(f"registrations_admin:{name}", args=[registration.event_id, registration.pk])


def pick(question, *texts):
    found = list(question.options.filter(text__in=texts).values_list("pk", flat=True))
    return found if question.kind == Kind.MULTIPLE else found[0]


def put(registration, **given):
    """Somebody else, or the form, writes these answers."""
    by_name = {f"q{question.id}": question for question in questions_of(registration.event)}
    change_answers(registration, [by_name[name] for name in given], {by_name[n].id: v for n, v in given.items()})


@pytest.fixture
def answered(anna, asked):
    lunch, meal, guests, days = asked
    given = {lunch: pick(lunch, "ja"), meal: "Soep", guests: Decimal(2), days: pick(days, "ma", "di")}
    put(anna, **{f"q{question.pk}": value for question, value in given.items()})
    return anna


@pytest.fixture
def opened(organiser):
    """What the page sends back unless something is changed."""

    def open_page(registration, **changes):
        form = organiser.get(url(registration)).context["form"]
        return {name: value for name in form.fields if (value := form[name].value())} | changes

    return open_page


def test_answers_are_changed_with_a_line_in_the_history(organiser, answered, asked, opened):
    _lunch, meal, guests, days = asked
    page = organiser.get(url(answered, "detail")).content.decode()
    assert url(answered) in page
    typed = {f"question_{meal.pk}": "Brood", f"question_{guests.pk}": "1,5"}
    assert organiser.post(url(answered), opened(answered, **typed)).status_code == 302
    after = answers_of(answered)
    assert (after[meal.pk], after[guests.pk]) == ("Brood", Decimal("1.5"))
    assert after[days.pk] == pick(days, "ma", "di")
    line = answered.history.filter(kind=HistoryKind.CHANGED, actor="organisator").get()
    assert line.note == "Antwoorden"


def test_nothing_changed_writes_nothing(organiser, answered, opened):
    before = answered.history.count()
    assert organiser.post(url(answered), opened(answered)).status_code == 302
    assert answered.history.count() == before


def test_checks_are_those_of_the_form(organiser, answered, asked, opened):
    lunch, meal, guests, _days = asked
    wrong = {f"question_{lunch.pk}": "", f"question_{guests.pk}": "9", f"question_{meal.pk}": "x" * 301}
    response = organiser.post(url(answered), opened(answered, **wrong))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {f"question_{lunch.pk}", f"question_{guests.pk}"}
    assert answers_of(answered)[guests.pk] == 2


def test_answer_to_a_question_that_is_no_longer_asked_goes(organiser, answered, asked, opened):
    lunch, meal, *_rest = asked
    organiser.post(url(answered), opened(answered, **{f"question_{lunch.pk}": pick(lunch, "nee")}))
    assert meal.pk not in answers_of(answered)


def test_other_answers_of_somebody_else_stay(organiser, answered, asked, opened):
    _lunch, meal, guests, _days = asked
    typed = opened(answered, **{f"question_{meal.pk}": "Brood"})
    put(answered, **{f"q{guests.pk}": Decimal(3)})
    assert organiser.post(url(answered), typed).status_code == 302
    assert (answers_of(answered)[meal.pk], answers_of(answered)[guests.pk]) == ("Brood", 3)


def test_same_answer_changed_by_two_shows_both_and_overwrites_only_knowingly(organiser, answered, asked, opened):
    _lunch, meal, *_rest = asked
    typed = opened(answered, **{f"question_{meal.pk}": "Brood"})
    put(answered, **{f"q{meal.pk}": "Vis"})
    response = organiser.post(url(answered), typed)
    assert response.status_code == 422
    assert "“Vis”" in response.content.decode()
    assert answers_of(answered)[meal.pk] == "Vis"
    typed["seen"] = response.context["form"]["seen"].value()
    assert organiser.post(url(answered), typed).status_code == 302
    assert answers_of(answered)[meal.pk] == "Brood"


def test_answer_to_a_question_that_somebody_else_switched_off_is_a_conflict(organiser, anna, asked, opened):
    lunch, meal, *_rest = asked
    put(anna, **{f"q{lunch.pk}": pick(lunch, "ja")})
    typed = opened(anna, **{f"question_{meal.pk}": "Brood"})
    put(anna, **{f"q{lunch.pk}": pick(lunch, "nee")})
    response = organiser.post(url(anna), typed)
    assert response.status_code == 422
    assert "“nee”" in response.content.decode()
    assert meal.pk not in answers_of(anna)


def test_chosen_option_that_was_withdrawn_since_is_kept(organiser, answered, asked, opened):
    _lunch, meal, _guests, days = asked
    FormOption.objects.filter(question=days, text="di").update(archived_at=timezone.now())
    organiser.post(url(answered), opened(answered, **{f"question_{meal.pk}": "Brood"}))
    assert answers_of(answered)[days.pk] == pick(days, "ma", "di")


@pytest.mark.parametrize("seen", ["", "verzonnen:abc:def"])
def test_forged_memory_is_refused(organiser, answered, asked, opened, seen):
    _lunch, meal, *_rest = asked
    typed = opened(answered, seen=seen, **{f"question_{meal.pk}": "Brood"})
    assert organiser.post(url(answered), typed).status_code == 422
    assert answers_of(answered)[meal.pk] == "Soep"


def test_person_of_another_event_and_event_without_questions_are_404(organiser, answered):
    elsewhere = RegistrationFactory()
    address = reverse("registrations_admin:answers", args=[answered.event_id, elsewhere.pk])
    assert organiser.get(address).status_code == 404
    assert organiser.get(url(elsewhere)).status_code == 404
