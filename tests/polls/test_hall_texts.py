"""Moderating open answers and words: nothing on any screen before it was approved."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.ballots import Vote, cast_vote
from polls.domain.errors import HallError
from polls.domain.hall.press import press_hall
from polls.domain.hall.texts import hide_word, move_text, spotlight_text, without_hidden
from polls.domain.rooms import get_or_create_room, set_current_round
from polls.domain.rounds import close_round, freeze_round
from polls.domain.snapshots import phone_snapshot, screen_snapshot
from polls.domain.voters import read_voter_token
from polls.enums import QuestionKind, RoundState, ScreenView, TextState
from polls.models import FrozenResult, Round, TextAnswer
from tests.factories import AccessLinkFactory, EventPageFactory, PollFactory, QuestionFactory, RoundFactory
from tests.polls.rooms import opened_round, token_for

pytestmark = pytest.mark.django_db(databases="__all__")
SCRIPT = "<script>alert(1)</script>"


def closed_round(kind: QuestionKind) -> Round:
    """A closed round before its room."""
    question = QuestionFactory(poll=PollFactory(event=EventPageFactory()), kind=kind, text="Wat neemt u mee?")
    round_ = RoundFactory(question=question, state=RoundState.CLOSED)
    set_current_round(get_or_create_room(question.poll.event), round_, actor="test")
    return round_


@pytest.fixture
def round_():
    return closed_round(QuestionKind.TEXT)


@pytest.fixture
def event(round_):
    return round_.question.poll.event


@pytest.fixture
def moderator(event):
    return link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.MODERATOR))


def answer(round_, text, state=TextState.PENDING):
    return TextAnswer.objects.create(round=round_, text=text, state=state)


def test_only_approved_answers_are_on_screens_and_phones(round_, event, client):
    for state in TextState:
        answer(round_, f"{state} {SCRIPT}", state)
    room = get_or_create_room(event)
    press_hall(room, "answers")
    room.refresh_from_db()
    assert room.screen_view == ScreenView.ANSWERS
    for snapshot in (screen_snapshot(room), phone_snapshot(room)):
        assert [item["text"] for item in snapshot["answers"]["items"]] == [f"approved {SCRIPT}"]
    screen = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    page = client.get(reverse("polls:screen", args=(screen,))).content.decode()
    assert SCRIPT not in page
    assert "approved &lt;script&gt;" in page
    assert "pending" not in page
    assert "hidden &lt;" not in page


def test_answers_are_shown_only_of_a_closed_open_question(round_):
    room = get_or_create_room(round_.question.poll.event)
    Round.objects.filter(pk=round_.pk).update(state=RoundState.CLOSING)
    with pytest.raises(HallError):
        press_hall(room, "answers")
    with pytest.raises(HallError):
        press_hall(get_or_create_room(closed_round(QuestionKind.WORDS).question.poll.event), "answers")


def test_moderators_read_answers_only_after_closing_and_are_told_why(moderator, client):
    address = reverse("polls:moderator", args=(moderator,))
    closed = Round.objects.get()
    assert "zodra de vraag gesloten is" not in client.get(address, headers={"accept-language": "nl"}).content.decode()
    round_ = opened_round(question=QuestionFactory(poll=closed.question.poll, kind=QuestionKind.TEXT))
    set_current_round(get_or_create_room(round_.question.poll.event), round_, actor="test")
    assert cast_vote(Vote(read_voter_token(token_for(round_, 1)), round_.pk, "Meer tijd graag")).accepted
    page = client.get(address, headers={"accept-language": "nl"}).content.decode()
    assert "zodra de vraag gesloten is" in page
    assert "Meer tijd graag" not in page
    for number in range(2, 14):
        cast_vote(Vote(read_voter_token(token_for(round_, number)), round_.pk, f"Nog een {number}"))
    freeze_round(close_round(round_, actor="test"))
    page = client.get(address, headers={"accept-language": "nl"}).content.decode()
    assert "Meer tijd graag" in page
    assert "zodra de vraag gesloten is" not in page


def test_one_answer_stands_in_the_spotlight_and_hiding_takes_it_away(round_, event):
    one, other = answer(round_, "Een", TextState.APPROVED), answer(round_, "Twee", TextState.APPROVED)
    spotlight_text(event.pk, one.uid, is_spotlit=True)
    spotlight_text(event.pk, other.uid, is_spotlit=True)
    assert [row.text for row in TextAnswer.objects.filter(is_spotlit=True)] == ["Twee"]
    move_text(event.pk, other.uid, TextState.HIDDEN, seen=TextState.APPROVED)
    assert not TextAnswer.objects.filter(is_spotlit=True).exists()
    with pytest.raises(HallError):
        spotlight_text(event.pk, other.uid, is_spotlit=True)


def test_the_second_of_two_moderators_is_told(round_, event):
    one = answer(round_, "Een")
    move_text(event.pk, one.uid, TextState.HIDDEN, seen=TextState.PENDING)
    move_text(event.pk, one.uid, TextState.HIDDEN, seen=TextState.PENDING)  # a double click
    with pytest.raises(HallError):
        move_text(event.pk, one.uid, TextState.APPROVED, seen=TextState.PENDING)
    assert TextAnswer.objects.get().state == TextState.HIDDEN


def test_a_moderator_reaches_no_answer_and_no_word_of_another_event(round_, event):
    elsewhere = EventPageFactory()
    one = answer(round_, "Een")
    with pytest.raises(HallError):
        move_text(elsewhere.pk, one.uid, TextState.APPROVED, seen=TextState.PENDING)
    with pytest.raises(HallError):
        spotlight_text(elsewhere.pk, one.uid, is_spotlit=True)
    with pytest.raises(HallError):
        hide_word(elsewhere.pk, closed_round(QuestionKind.WORDS).pk, "geld", is_hidden=True)


def test_a_hidden_word_never_shows_in_any_spelling_and_can_come_back():
    round_ = closed_round(QuestionKind.WORDS)
    event_id = round_.question.poll.event_id
    words = [{"word": "Wachtlijsten", "count": 4}, {"word": "geld", "count": 2}]
    for _press in range(2):
        hide_word(event_id, round_.pk, "wachtlijst", is_hidden=True)
    round_.refresh_from_db()
    assert round_.hidden_words == ["wachtlijst"]
    assert without_hidden(words, round_.hidden_words) == words[1:]
    assert without_hidden(words, []) == words  # control
    hide_word(event_id, round_.pk, "Wachtlijsten", is_hidden=False)
    round_.refresh_from_db()
    assert round_.hidden_words == []


def test_a_word_hidden_after_the_result_was_kept_leaves_the_screen_and_not_the_kept_result(client):
    round_ = closed_round(QuestionKind.WORDS)
    event = round_.question.poll.event
    words = [{"word": "wachtlijst", "count": 14}, {"word": "geld", "count": 12}]
    payload = {
        "version": 2,
        "question": {"id": 1, "text": "?", "kind": "words", "icebreaker": False},
        "round": {},
        "options": [],
        "n": 26,
        "minimum": 10,
        "suppressed": False,
        "words": words,
        "breakdown": None,
        "breakdown_reason": "not_asked",
    }
    FrozenResult.objects.create(round=round_, payload=payload, sha256="x")
    room = get_or_create_room(event)
    room.screen_view = ScreenView.RESULT
    room.save()
    assert [one["word"] for one in screen_snapshot(room)["result"]["words"]] == ["wachtlijst", "geld"]
    token = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.MODERATOR))
    fields = {"round": round_.pk, "word": "wachtlijst", "action": "hide"}
    page = client.post(reverse("polls:moderator_word", args=(token,)), fields, follow=True).content.decode()
    assert "geld" in page
    assert [one["word"] for one in screen_snapshot(room)["result"]["words"]] == ["geld"]
    assert FrozenResult.objects.get().payload["words"] == words


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("moderator_text", {"action": "burn"}),
        ("moderator_text", {"action": "approve", "seen": "x"}),
        ("moderator_text", {"action": "approve", "answer": "\x00"}),
        ("moderator_text", {"action": "spotlight", "answer": str(uuid4())}),
        ("moderator_word", {"action": "hide", "round": "9" * 40, "word": "x"}),
        ("moderator_word", {"action": "hide", "round": "1", "word": "x" * 300}),
        ("moderator_word", {"action": "hide", "round": "1", "word": "\x00"}),
        ("moderator_word", {}),
    ],
)
def test_an_odd_press_changes_nothing_and_says_so(client, round_, moderator, name, fields):
    one = answer(round_, "Een")
    address = reverse(f"polls:{name}", args=(moderator,))
    page = client.post(address, {"answer": one.uid, "seen": "pending", **fields}, follow=True)
    assert page.status_code == 200
    assert 'class="messages' in page.content.decode()
    assert client.get(address).status_code == 405
    one.refresh_from_db()
    assert one.state == TextState.PENDING


def test_the_moderators_page_has_a_button_for_each_answer(client, round_, moderator):
    one = answer(round_, f"Meer tijd {SCRIPT}")
    page = client.get(reverse("polls:moderator", args=(moderator,))).content.decode()
    assert f'id="approve-{one.uid}"' in page
    assert SCRIPT not in page
    fields = {"answer": one.uid, "seen": "pending", "action": "approve"}
    page = client.post(reverse("polls:moderator_text", args=(moderator,)), fields, follow=True).content.decode()
    assert f'id="spotlight-{one.uid}"' in page


def test_a_hall_that_writes_much_gives_a_page_that_opens_and_lets_the_rest_come_up(client, round_, moderator):
    TextAnswer.objects.bulk_create(TextAnswer(round=round_, text=f"Antwoord {number}") for number in range(70))

    def waiting():
        page = client.get(reverse("polls:moderator", args=(moderator,))).content.decode()
        return page.count('value="approve"'), re.search(r"Wacht op u \((\d+)\)", page)[1], "nog 10" in page

    assert waiting() == (60, "70", True)
    TextAnswer.objects.filter(uid__in=TextAnswer.objects.values("uid")[:20]).update(state=TextState.HIDDEN)
    assert waiting()[1:] == ("50", False)


@pytest.fixture
def on_remote(client, event):
    """The chair's remote: a press for the hall, and the page that comes back."""
    token = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR))

    def do(action, **fields):
        url = reverse("polls:remote_hall", args=(token,))
        return client.post(url, {"action": action, **fields}, follow=True).content.decode()

    return do


def _spotlit(event):
    return (screen_snapshot(get_or_create_room(event))["answers"] or {}).get("spotlit")


def test_the_chair_puts_an_answer_in_the_spotlight_and_takes_it_back(round_, event, on_remote):
    one = answer(round_, f"Bel elkaar {SCRIPT}", TextState.APPROVED)
    answer(round_, "Niet gelezen")
    page = on_remote("answers")
    assert "&lt;script&gt;" in page
    assert SCRIPT not in page
    assert "Niet gelezen" not in page
    get_or_create_room(event)
    on_remote("code")
    on_remote("spotlight", answer=one.uid)
    assert _spotlit(event) == str(one.uid)
    on_remote("spotlight", answer=one.uid)
    assert _spotlit(event) == str(one.uid)
    on_remote("all")
    assert _spotlit(event) is None
    assert get_or_create_room(event).screen_view == ScreenView.ANSWERS


def test_what_was_not_approved_gets_no_spotlight_and_leaves_the_screen_as_it_was(round_, event, on_remote):
    unread = answer(round_, "Niet gelezen")
    earlier = answer(closed_round(QuestionKind.TEXT), "Elders", TextState.APPROVED)
    for uid in (unread.uid, earlier.uid, uuid4()):
        assert "notice-warning" in on_remote("spotlight", answer=uid)
    assert get_or_create_room(event).screen_view == ScreenView.QUESTION
    assert not TextAnswer.objects.filter(is_spotlit=True).exists()


def test_a_press_of_the_hall_that_arrives_again_changes_nothing_back(round_, event, on_remote):
    for sent in ("key-one-1", "key-one-1", "key-two-2"):
        on_remote("answers", key=sent)
        before = get_or_create_room(event).screen_view
        on_remote("code")
    assert before == ScreenView.ANSWERS  # the second key is a press of its own, as control
    on_remote("answers", key="key-one-1")
    assert get_or_create_room(event).screen_view == ScreenView.WAITING
