"""The questions of a poll in the admin: order, copies, what was asked, the library."""

import pytest
from django.urls import reverse

from core.enums import Role
from polls.domain.question_editing import fingerprint
from polls.domain.rehearsals import end_rehearsal, start_rehearsal
from polls.domain.rooms import get_or_create_room
from polls.domain.rounds import get_or_create_round, open_round
from polls.models import Option, QuestionSet
from tests.factories import EventPageFactory, EventRoleFactory, PollFactory, QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def poll():
    return PollFactory(event=EventPageFactory())


@pytest.fixture
def questions(poll):
    return [QuestionFactory(poll=poll, text=text, sort_order=place) for place, text in enumerate("ABC")]


def _url(poll, name="list", *args):
    return reverse(f"polls_questions:{name}", args=(poll.event_id, poll.pk, *args))


def _do(client, poll, what, question=None, **fields):
    data = {"do": what, **fields} | ({"question": question.pk} if question else {})
    return client.post(_url(poll, "change"), data)


def _texts(poll):
    return [question.text for question in poll.questions.order_by("sort_order")]


def _edit(client, question, **fields):
    data = {"text": question.text, "answer": ["Ja", "Nee"], "clause": ["", ""], "do": "save", **fields}
    return client.post(_url(question.poll, "edit", question.pk), data)


def _asked(question):
    return open_round(get_or_create_round(question), actor="test")


@pytest.mark.parametrize(
    ("what", "place", "order"), [("up", 1, "BAC"), ("down", 1, "ACB"), ("up", 0, "ABC"), ("down", 2, "ABC")]
)
def test_buttons_move_a_question_one_place(organiser, poll, questions, what, place, order):
    _do(organiser, poll, what, questions[place])
    assert "".join(_texts(poll)) == order


def test_copy_stands_at_the_end_with_its_answers(organiser, poll, questions):
    _do(organiser, poll, "copy", questions[0])
    assert _texts(poll) == ["A", "B", "C", "A"]
    assert poll.questions.order_by("sort_order").last().options.count() == 2


def test_deleting_takes_a_question_out_until_it_is_asked(organiser, poll, questions):
    _do(organiser, poll, "delete", questions[0])
    _asked(questions[1])
    _do(organiser, poll, "delete", questions[1])
    assert _texts(poll) == ["B", "C"]


def test_asked_question_cannot_change_and_its_copy_can(organiser, poll, questions):
    _asked(questions[0])
    assert _edit(organiser, questions[0], text="Anders").status_code == 422
    assert _texts(poll)[0] == "A"
    _do(organiser, poll, "copy", questions[0])
    copy = poll.questions.order_by("sort_order").last()
    assert _edit(organiser, copy, text="Anders").status_code == 302
    assert _texts(poll) == ["A", "B", "C", "Anders"]


@pytest.mark.django_db(transaction=True)
def test_rehearsed_question_can_change_after_the_rehearsal_is_wiped(organiser, poll, questions):
    room = get_or_create_room(poll.event)
    start_rehearsal(room)
    _asked(questions[0])
    assert _edit(organiser, questions[0], text="Anders").status_code == 422
    end_rehearsal(room)
    assert _edit(organiser, questions[0], text="Anders").status_code == 302


def test_second_of_two_editors_is_told_keeps_the_words_and_can_save_then(organiser, poll, questions):
    seen = fingerprint(questions[0])
    assert _edit(organiser, questions[0], text="Eerste", seen=seen).status_code == 302
    response = _edit(organiser, questions[0], text="Tweede", seen=seen)
    assert response.status_code == 422
    assert "Tweede" in response.content.decode()
    assert _texts(poll)[0] == "Eerste"
    again = response.context["form"]["seen"].value()
    assert _edit(organiser, questions[0], text="Tweede", seen=again).status_code == 302


def test_rows_of_answers_move_without_saving(organiser, poll, questions):
    response = _edit(organiser, questions[0], row="up:1", answer=["Ja", "Nee"])
    assert [row.text for row in response.context["form"].rows] == ["Nee", "Ja"]
    assert [option.text for option in questions[0].options.all()] == ["Antwoord 1", "Antwoord 2"]
    assert len(_edit(organiser, questions[0], row="more").context["form"].rows) == 3


def test_answer_that_is_renamed_or_moved_stays_the_same_answer(organiser, poll, questions):
    first, second = questions[0].options.values_list("pk", flat=True)
    stranger = questions[1].options.first().pk
    for _twice in range(2):
        fields = {"answer": ["Nieuw", "B", "Aa"], "clause": ["", "", "zegt a"], "option": [stranger, second, first]}
        assert _edit(organiser, questions[0], **fields).status_code == 302
    options = list(questions[0].options.values_list("text", "reporting_clause", "pk"))
    assert options[1:] == [("B", "", second), ("Aa", "zegt a", first)]
    assert options[0][0] == "Nieuw"
    assert questions[1].options.first().pk == stranger
    response = _edit(organiser, questions[0], row="down:1", answer=["Nieuw", "B", "Aa"], option=["", second, first])
    assert [row.option_id for row in response.context["form"].rows] == [0, first, second]


def test_more_answers_than_fit_are_refused_with_their_number_and_none_is_cut(organiser, poll, questions):
    many = [f"Antwoord {number}" for number in range(21)]
    response = _edit(organiser, questions[0], answer=many, clause=[""] * 21)
    assert response.status_code == 422
    page = response.content.decode()
    assert "21" in str(response.context["form"].errors)
    assert "Antwoord 20" in page
    assert "kan hoogstens 20 antwoorden hebben" in page
    assert 'value="more"' not in page
    assert _edit(organiser, questions[0], answer=many[:20], clause=[""] * 20).status_code == 302


@pytest.mark.parametrize("answers", [["Ja"], ["Ja", "ja"], ["Ja", "x" * 300], ["Ja", "nul\x00"], []])
def test_answers_that_do_not_fit_are_refused_and_stay_in_the_form(organiser, poll, questions, answers):
    response = _edit(organiser, questions[0], answer=answers)
    assert response.status_code == 422
    assert [row.text for row in response.context["form"].rows] == answers
    assert [option.text for option in questions[0].options.all()] == ["Antwoord 1", "Antwoord 2"]


@pytest.mark.parametrize("text", ["", "x" * 301, "nul\x00"])
def test_bad_question_text_is_said_at_the_field(organiser, questions, text):
    response = _edit(organiser, questions[0], text=text)
    assert response.status_code == 422
    assert "text" in response.context["form"].errors


@pytest.mark.parametrize("place", ["telefoon", "scherm"])
def test_preview_shows_what_is_typed_and_saves_nothing(organiser, poll, questions, place):
    data = {"question": questions[0].pk, "text": "<b>Nieuw</b>", "answer": ["Misschien"], "clause": [""]}
    response = organiser.post(_url(poll, "preview", place), data)
    page = response.content.decode()
    assert "&lt;b&gt;Nieuw" in page
    assert "Misschien" in page
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert _texts(poll) == ["A", "B", "C"]


@pytest.mark.parametrize("kind", ["statement", "rating", "number", "text", "words"])
def test_preview_of_an_empty_question_of_every_kind_works(organiser, poll, kind):
    for place in ("telefoon", "scherm"):
        assert organiser.get(_url(poll, "preview", place), {"kind": kind, "question": ""}).status_code == 200


def test_pages_of_a_poll_of_another_event_are_a_404(organiser, poll, questions):
    other = EventPageFactory()
    for name, args in (("list", ()), ("edit", (questions[0].pk,)), ("import", ()), ("example", ()), ("add", ("text",))):
        address = reverse(f"polls_questions:{name}", args=(other.pk, poll.pk, *args))
        assert organiser.get(address).status_code == 404, name
    stranger = QuestionFactory()
    assert organiser.get(_url(poll, "edit", stranger.pk)).status_code == 404
    assert _do(organiser, poll, "up", stranger).status_code == 404


def test_chair_may_prepare_questions_and_scribe_may_not(client, poll):
    from django.contrib.auth.models import Permission

    statuses = []
    for role in (Role.CHAIR, Role.SCRIBE):
        user = EventRoleFactory(event=poll.event, role=role).user
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        statuses.append(client.get(_url(poll)).status_code)
    assert statuses == [200, 404]


@pytest.mark.parametrize(
    "fields", [{"do": "explode"}, {}, {"do": "up", "question": "x"}, {"do": "take", "set": "9" * 40}]
)
def test_odd_press_is_a_404_and_changes_nothing(organiser, poll, questions, fields):
    assert organiser.post(_url(poll, "change"), fields).status_code == 404
    assert _texts(poll) == ["A", "B", "C"]


def test_getting_a_change_changes_nothing(organiser, poll):
    assert organiser.get(_url(poll, "change")).status_code == 405


def test_list_takes_as_many_queries_for_1_question_as_for_30(organiser, poll, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    QuestionFactory(poll=poll)
    organiser.get(_url(poll))
    with CaptureQueriesContext(connection) as first:
        organiser.get(_url(poll))
    for _ in range(29):
        QuestionFactory(poll=poll)
    with django_assert_num_queries(len(first)):
        organiser.get(_url(poll))


def test_set_goes_to_the_library_and_into_another_meeting_of_the_same_organisation(organiser, poll, questions):
    _do(organiser, poll, "keep", title="Vaste vragen")
    kept = QuestionSet.objects.get()
    sibling = PollFactory(event=EventPageFactory(parent=poll.event.get_parent()))
    _do(organiser, sibling, "take", set=kept.pk)
    assert _texts(sibling) == ["A", "B", "C"]
    assert Option.objects.filter(question__poll=sibling).count() == 6


def test_set_of_another_organisation_is_a_404(organiser, poll, questions):
    stranger = QuestionSet.objects.create(home=EventPageFactory(), title="Elders", questions=[])
    for what in ("take", "forget"):
        assert _do(organiser, poll, what, set=stranger.pk).status_code == 404
    assert QuestionSet.objects.filter(pk=stranger.pk).exists()


@pytest.mark.parametrize("title", ["", "x" * 161, "nul\x00"])
def test_bad_title_of_a_set_is_refused_in_words(organiser, poll, questions, title):
    assert _do(organiser, poll, "keep", title=title).status_code == 302
    assert not QuestionSet.objects.exists()


def test_set_that_is_copied_twice_by_a_double_click_comes_once(organiser, poll, questions):
    _do(organiser, poll, "keep", title="Vaste vragen")
    seen = organiser.get(_url(poll)).context["seen"]
    for _ in range(2):
        _do(organiser, poll, "take", set=QuestionSet.objects.get().pk, seen=seen)
    assert _texts(poll) == [*"ABC", *"ABC"]
    _do(organiser, poll, "take", set=QuestionSet.objects.get().pk, seen=organiser.get(_url(poll)).context["seen"])
    assert len(_texts(poll)) == 9
