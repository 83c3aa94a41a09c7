"""Questions from the hall over plain HTML: phones, moderators, the screen; unhappy paths first."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token, make_token
from polls.domain.hall.sessions import close_session
from polls.domain.links import revoke_room_links
from polls.domain.rooms import get_or_create_room
from polls.enums import HallQuestionState as State
from polls.enums import ScreenView
from polls.models import HallBox, HallQuestion, HallSession, KeptHallQuestion, Room, Upvote
from tests.factories import (
    AccessLinkFactory,
    EventPageFactory,
    PollFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.polls.hall import asked, opened_session
from tests.polls.test_hall_questions import pinned

pytestmark = pytest.mark.django_db(databases="__all__")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def session():
    return opened_session()


@pytest.fixture
def room(session):
    return Room.objects.get(event=session.event)


@pytest.fixture
def moderator(session):
    """The token of the moderator's link."""
    return link_token(AccessLinkFactory(event=session.event, purpose=LinkPurpose.MODERATOR))


@pytest.fixture
def ask(client, room, session):
    """Sends a question from a phone."""

    def send(text, **extra):
        data = {"session": session.pk, "text": text}
        return client.post(reverse("polls:ask", args=(room.join_code,)), data, **extra)

    return send


@pytest.fixture
def press(client, moderator):
    """Presses a moderator's button and gives the page that follows."""

    def do(pressed, action, **fields):
        data = {"question": pressed.uid, "action": action, "version": 1, **fields}
        response = client.post(reverse("polls:moderator_do", args=(moderator,)), data, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return do


def page_of(client, room):
    return client.get(reverse("polls:room", args=(room.join_code,))).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "???", "\u202e\u200b", "\x00", "a\x00b", "x" * 281, "x" * 300])
def test_a_question_that_does_not_fit_says_so_at_the_field_and_keeps_it(ask, text):
    response = ask(text)
    page = response.content.decode()
    assert response.status_code == 400
    assert 'aria-invalid="true"' in page
    assert not HallQuestion.objects.exists()
    if len(text) > 280:
        assert text in page


def test_a_question_with_markup_is_text_everywhere(ask, client, room, press, moderator):
    assert ask(SCRIPT).status_code == 302
    question = HallQuestion.objects.get()
    assert SCRIPT not in client.get(reverse("polls:moderator", args=(moderator,))).content.decode()
    press(question, "approve")
    page = page_of(client, room)
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_a_question_is_one_line_without_characters_that_turn_a_screen_around(ask):
    ask("Wanneer\r\n\u202e komt\u200b  er\tgeld?")
    assert HallQuestion.objects.get().text == "Wanneer komt er geld?"


def test_a_double_click_asks_once(ask):
    assert [ask("Wanneer?").status_code, ask("Wanneer?").status_code] == [302, 302]
    assert HallQuestion.objects.count() == 1


def test_the_sixth_waiting_question_is_kept_on_the_page(ask):
    for number in range(5):
        ask(f"Vraag {number}")
    response = ask("Nog een vraag")
    assert (response.status_code, HallQuestion.objects.count()) == (429, 5)
    assert "Nog een vraag" in response.content.decode()


def test_a_question_to_a_closed_session_is_kept_on_the_page(ask, session):
    close_session(session)
    response = ask("Te laat?")
    assert response.status_code == 409
    assert "Te laat?" in response.content.decode()


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 40])
def test_a_form_without_a_session_is_refused_in_words(client, room, number):
    response = client.post(reverse("polls:ask", args=(room.join_code,)), {"session": number, "text": "Wanneer?"})
    assert response.status_code == 400


def test_the_script_hears_what_became_of_a_question(ask):
    heard = ask("Wanneer?", headers={"accept": "application/json"}).json()
    assert heard["outcome"] == "pending"
    assert heard["message"]
    assert heard["token"]
    refused = ask("", headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["outcome"]) == (400, "invalid")


def test_support_is_given_once_seen_and_taken_back_without_a_script(client, room, session):
    question = asked(session, "Wanneer?")
    address = reverse("polls:support", args=(room.join_code,))
    page_of(client, room)  # gives the browser its cookie
    for _tap in range(2):
        response = client.post(address, {"question": question.uid, "given": "1"})
    assert response["Location"].startswith(reverse("polls:room", args=(room.join_code,)))
    assert Upvote.objects.count() == 1
    assert 'aria-pressed="true"' in page_of(client, room)
    assert 'aria-pressed="true"' not in page_of(Client(), room)
    client.post(address, {"question": question.uid, "given": "0"})
    assert not Upvote.objects.exists()


@pytest.mark.parametrize("given", ["", "2", "x" * 300, "\x00"])
def test_odd_support_is_refused_in_words(client, room, session, given):
    question = asked(session, "Wanneer?")
    address = reverse("polls:support", args=(room.join_code,))
    response = client.post(address, {"question": question.uid, "given": given}, follow=True)
    assert response.status_code == 200
    assert (
        client.post(address, {"question": "x", "given": "1"}, headers={"accept": "application/json"}).status_code == 422
    )
    assert not Upvote.objects.exists()


def test_a_registrant_asks_and_supports_by_the_personal_link(client, session):
    registration = RegistrationFactory(event=session.event)
    token = make_token("registration", registration.reference)
    question = asked(session, "Wanneer?")
    client.post(reverse("polls:ask_personal", args=(token,)), {"session": session.pk, "text": "Hoe?"})
    client.post(reverse("polls:support_personal", args=(token,)), {"question": question.uid, "given": "1"})
    Client().post(reverse("polls:support_personal", args=(token,)), {"question": question.uid, "given": "1"})
    assert (HallQuestion.objects.count(), Upvote.objects.count()) == (2, 1)
    assert client.post(reverse("polls:ask_personal", args=("x.y",)), {}).status_code == 404


def test_looking_changes_nothing_and_phones_are_not_told_what_waits(client, room, session, moderator):
    asked(session, "Wachtend?", state=State.PENDING)
    asked(session, "Verborgen?", state=State.HIDDEN)
    for name, key in (("ask", room.join_code), ("support", room.join_code), ("moderator_do", moderator)):
        assert client.get(reverse(f"polls:{name}", args=(key,))).status_code == 405
    state = client.get(reverse("polls:room_state", args=(room.join_code,))).content.decode()
    for text in ("Wachtend?", "Verborgen?"):
        assert text not in page_of(client, room) + state
        assert text in client.get(reverse("polls:moderator", args=(moderator,))).content.decode()  # control


def test_a_link_of_another_purpose_or_taken_back_opens_nothing(client, session, moderator):
    chair = link_token(AccessLinkFactory(event=session.event, purpose=LinkPurpose.CHAIR))
    question = asked(session, "Wanneer?")
    for name, args in (("moderator", ()), ("moderator_state", ()), ("moderator_question", (question.uid,))):
        assert client.get(reverse(f"polls:{name}", args=(moderator, *args))).status_code == 200
        assert client.get(reverse(f"polls:{name}", args=(chair, *args))).status_code == 404
    revoke_room_links(session.event, LinkPurpose.MODERATOR)
    assert client.get(reverse("polls:moderator", args=(moderator,))).status_code == 404
    assert client.post(reverse("polls:moderator_do", args=(moderator,)), {}).status_code == 404


def test_a_moderator_reaches_no_question_of_another_event(press, client, moderator):
    foreign = asked(opened_session(EventPageFactory()), "Van elders?", state=State.PENDING)
    press(foreign, "approve")
    press(foreign, "merge", into=foreign.uid)
    foreign.refresh_from_db()
    assert foreign.state == State.PENDING
    assert client.get(reverse("polls:moderator_question", args=(moderator, foreign.uid))).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "burn"},
        {"version": "x"},
        {"version": "9" * 30},
        {"question": "\x00"},
        {"action": "merge"},
        {"action": "merge", "into": "x"},
        {"action": SCRIPT},
    ],
)
def test_an_odd_press_changes_nothing_and_says_so(press, session, fields):
    question = asked(session, "Wanneer?", state=State.PENDING)
    page = press(question, fields.pop("action", "approve"), **fields)
    assert 'class="messages' in page
    question.refresh_from_db()
    assert (question.state, question.version) == (State.PENDING, 1)


def test_a_press_on_a_stale_page_says_so(press, session):
    question = asked(session, "Wanneer?", state=State.PENDING)
    press(question, "hide")
    page = press(question, "approve")
    assert "inmiddels" in page
    question.refresh_from_db()
    assert question.state == State.HIDDEN


def test_two_moderators_edit_and_the_second_sees_both_texts(client, session, moderator):
    question = asked(session, "Wanner?", state=State.PENDING)
    address = reverse("polls:moderator_question", args=(moderator, question.uid))
    assert client.post(address, {"text": "Wanneer?", "version": 1}).status_code == 302
    response = client.post(address, {"text": "Wanneer dan?", "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert all(text in page for text in ("Wanneer?", "Wanneer dan?", 'value="2"'))
    assert client.post(address, {"text": "Wanneer dan?", "version": 2}).status_code == 302
    assert client.post(address, {"text": "x" * 300, "version": 3}).status_code == 400
    question.refresh_from_db()
    assert (question.text, question.is_edited) == ("Wanneer dan?", True)


def test_the_page_of_a_moderator_asks_as_many_queries_for_thirty_questions(
    client, session, moderator, django_assert_num_queries, django_assert_max_num_queries
):
    asked(session, "Vraag nul", 0, state=State.PENDING)
    address = reverse("polls:moderator", args=(moderator,))
    client.get(address)
    with django_assert_max_num_queries(25) as one:
        client.get(address)
    for number in range(1, 30):
        asked(session, f"Vraag {number} {uuid4().hex}", number, state=State.APPROVED if number % 2 else State.PENDING)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(address)


def test_a_hall_that_asks_much_gives_a_moderator_sixty_at_a_time(client, session, moderator):
    many = [
        HallQuestion(session_id=session.pk, text=f"Vraag {uuid4().hex}", author_key=uuid4().bytes) for _ in range(70)
    ]
    HallQuestion.objects.bulk_create(many)

    def waiting():
        page = client.get(reverse("polls:moderator", args=(moderator,))).content.decode()
        return page.count('value="approve"'), "Wacht op u (70)" in page, "nog 10" in page

    assert waiting() == (60, True, True)
    HallQuestion.objects.filter(uid__in=[question.uid for question in many[:10]]).delete()
    assert waiting() == (60, False, False)


def test_the_chair_opens_shows_and_closes(client, moderator):
    event = EventPageFactory()
    item = ProgrammeItemFactory(page=event)
    chair = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR))
    screen = reverse("polls:screen", args=(link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN)),))
    room = get_or_create_room(event)

    def chair_press(action, **fields):
        return client.post(reverse("polls:remote_hall", args=(chair,)), {"action": action, **fields}, follow=True)

    assert 'class="messages' in chair_press("show").content.decode()
    chair_press("open", item=item.pk, moderation="at_once")
    chair_press("open")
    session = HallSession.objects.get(event=event)
    assert (session.programme_item, session.moderation) == (item, "at_once")
    question = asked(session, "Wanneer komt het geld?")
    HallBox.objects.filter(session_id=session.pk).update(pinned=question.uid)
    chair_press("show")
    assert "Wanneer komt het geld?" in client.get(screen).content.decode()
    assert "Wanneer komt het geld?" in page_of(client, room)
    chair_press("close")
    chair_press("close")
    assert KeptHallQuestion.objects.get(session=session).text == "Wanneer komt het geld?"
    assert "Wanneer komt het geld?" in client.get(screen).content.decode()
    chair_press("code")
    assert "Wanneer komt het geld?" not in client.get(screen).content.decode()
    room.refresh_from_db()
    assert room.screen_view == ScreenView.WAITING


@pytest.mark.parametrize("fields", [{"action": "burn"}, {"item": "99999999"}, {"moderation": "x"}, {"seen": "x"}])
def test_an_odd_press_of_the_chair_changes_nothing_and_says_so(client, fields):
    event = EventPageFactory()
    foreign = ProgrammeItemFactory(page=EventPageFactory())
    chair = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR))
    for extra in (fields, {"item": foreign.pk}):
        page = client.post(reverse("polls:remote_hall", args=(chair,)), {"action": "open", **extra}, follow=True)
        assert page.status_code == 200
    assert not HallSession.objects.filter(event=event).exists()


def test_a_question_that_is_open_stays_on_screen(client, session, room):
    from polls.domain.rounds import get_or_create_round, open_round

    open_round(get_or_create_round(QuestionFactory(poll=PollFactory(event=session.event))), actor="test")
    chair = link_token(AccessLinkFactory(event=session.event, purpose=LinkPurpose.CHAIR))
    client.post(reverse("polls:remote_hall", args=(chair,)), {"action": "show"})
    room.refresh_from_db()
    assert room.screen_view == ScreenView.QUESTION
    assert "data-ask" in page_of(client, room)  # phones can still ask


def test_the_pin_shows_on_phone_and_screen_and_unpins(press, session, client, room):
    question = asked(session, "Wanneer?")
    press(question, "pin")
    assert pinned(session) == question.uid
    assert "data-pinned" in page_of(client, room)
    press(question, "unpin")
    assert pinned(session) is None


def test_who_may_run_the_event_opens_and_closes_in_the_workspace(admin_client, client):
    event = EventPageFactory()
    address, room_page = (reverse(f"polls_admin:{name}", args=(event.pk,)) for name in ("hall", "room"))
    foreign = ProgrammeItemFactory(page=EventPageFactory())
    for odd in ({"action": "show"}, {"action": "burn"}, {"action": "open", "item": foreign.pk}, {}):
        admin_client.post(address, odd)
    assert not HallSession.objects.filter(event=event).exists()
    assert admin_client.get(address).status_code == 405
    assert client.post(address, {"action": "open"}).status_code in (302, 403, 404)
    assert not HallSession.objects.filter(event=event).exists()
    admin_client.post(address, {"action": "open", "moderation": "first"})
    assert HallSession.objects.get(event=event).state == "open"
    assert 'value="close"' in admin_client.get(room_page).content.decode()
    admin_client.post(address, {"action": "close"})
    assert HallSession.objects.get(event=event).state == "closed"


def test_screens_and_moderators_without_the_gateway_see_support_move(client, session, moderator):
    question = asked(session, "Wanneer?")
    screen = link_token(AccessLinkFactory(event=session.event, purpose=LinkPurpose.SCREEN))
    Room.objects.filter(event=session.event).update(screen_view=ScreenView.QA)
    addresses = [reverse("polls:moderator_state", args=(moderator,)), reverse("polls:screen_state", args=(screen,))]
    before = [client.get(address)["ETag"] for address in addresses]
    Upvote.objects.create(question_id=question.uid, voter_key=b"k" * 16)
    for address, etag in zip(addresses, before, strict=True):
        response = client.get(address, headers={"if-none-match": etag})
        assert response.json()["support"] == {str(question.uid): 1}
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
