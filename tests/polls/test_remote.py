"""The chair's remote and the big screen over plain HTML."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.ballots import count_received
from polls.domain.rooms import get_or_create_room
from polls.enums import RoundState, ScreenView
from polls.models import FrozenResult, Round
from tests.factories import AccessLinkFactory, EventPageFactory, PollFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def question(event):
    return QuestionFactory(poll=PollFactory(event=event), text="Regie bij de gemeente?")


@pytest.fixture
def remote(event):
    """The token of the chair's link."""
    return link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR))


@pytest.fixture
def press(client, remote):
    """Presses a button and gives the page that follows."""

    def do(action, **fields):
        response = client.post(reverse("polls:remote_do", args=(remote,)), {"action": action, **fields}, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return do


@pytest.fixture
def open_round_(press, question):
    press("choose", question=question.pk)
    round_ = Round.objects.get()
    press("open", round=round_.pk)
    return round_


def _state(round_):
    round_.refresh_from_db()
    return round_.state


def _vote(event, round_, number):
    code = get_or_create_room(event).join_code
    options = list(round_.question.options.all())
    for voter in range(number):
        phone = Client()
        phone.get(reverse("polls:room", args=(code,)))
        phone.post(reverse("polls:vote", args=(code,)), {"round": round_.pk, "option": options[voter % 2].pk})
    assert count_received(round_.pk) == number


def _screen(event):
    token = link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN))
    return Client().get(reverse("polls:screen", args=(token,))).content.decode()


def test_chair_walks_a_question_from_queue_to_result(client, event, press, open_round_):
    _vote(event, open_round_, 12)
    assert "<strong data-received>12</strong>" in _screen(event)
    press("close", round=open_round_.pk)
    assert "chart__value" not in _screen(event)

    page = press("result", round=open_round_.pk)

    assert _state(open_round_) == RoundState.CLOSED
    assert "50&nbsp;%" in page
    assert "50&nbsp;%" in _screen(event)
    assert get_or_create_room(event).screen_view == ScreenView.RESULT


def test_pressing_everything_twice_changes_nothing_and_complains_of_nothing(event, press, question):
    press("choose", question=question.pk)
    round_ = Round.objects.get()
    for action in ("open", "close", "result", "breakdown", "code"):
        for _ in range(2):
            assert "notice-warning" not in press(action, round=round_.pk), action
    assert Round.objects.count() == 1
    assert FrozenResult.objects.count() == 1


def test_press_on_an_old_page_changes_nothing_and_says_so(event, press, question, open_round_):
    other = QuestionFactory(poll=question.poll)
    press("close", round=open_round_.pk)
    press("choose", question=other.pk)

    page = press("result", round=open_round_.pk)

    assert "notice-warning" in page
    assert _state(open_round_) == RoundState.CLOSING


def test_two_chairs_see_the_same(event, open_round_):
    pages = []
    for _ in range(2):
        link = AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR)
        page = Client().get(reverse("polls:remote", args=(link_token(link),)) + "?deel=1").content.decode()
        pages.append("press-close" in page and "press-open" not in page)
    assert pages == [True, True]


def test_reopen_after_closing_takes_votes_again(event, press, open_round_):
    press("close", round=open_round_.pk)
    press("reopen", round=open_round_.pk)
    assert _state(open_round_) == RoundState.OPEN


def test_reopen_after_the_result_was_shown_is_refused_in_words(event, press, open_round_):
    press("close", round=open_round_.pk)
    press("result", round=open_round_.pk)
    assert "notice-warning" in press("reopen", round=open_round_.pk)
    assert _state(open_round_) == RoundState.CLOSED


def test_same_question_once_more_is_a_round_of_its_own(press, question, open_round_):
    press("close", round=open_round_.pk)
    press("result", round=open_round_.pk)
    press("again", round=open_round_.pk)
    press("again", round=open_round_.pk)
    assert question.rounds.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "explode"},
        {"action": ""},
        {"action": "open", "round": "x"},
        {"action": "choose", "question": "999999"},
        {"action": "choose", "question": "x\x00"},
        {"action": "choose"},
        {"action": "close", "round": "9" * 40},
        {"action": "result"},
    ],
)
def test_odd_press_is_refused_in_words(press, open_round_, fields):
    assert "notice-warning" in press(**fields)
    assert _state(open_round_) == RoundState.OPEN


def test_question_of_another_event_cannot_be_chosen(press, event):
    stranger = QuestionFactory()
    assert "notice-warning" in press("choose", question=stranger.pk)
    assert get_or_create_room(event).current_round is None


def test_few_votes_give_no_result_on_the_screen_but_a_reason(event, press, open_round_):
    _vote(event, open_round_, 3)
    press("close", round=open_round_.pk)
    press("result", round=open_round_.pk)
    screen = _screen(event)
    assert "not-shown" in screen
    assert "chart__value" not in screen


@pytest.mark.parametrize("name", ["remote", "screen"])
def test_link_of_another_purpose_or_a_revoked_one_is_a_404(client, event, name):
    purposes = {"remote": LinkPurpose.CHAIR, "screen": LinkPurpose.SCREEN}
    other = next(purpose for key, purpose in purposes.items() if key != name)
    right, wrong = (AccessLinkFactory(event=event, purpose=purpose) for purpose in (purposes[name], other))
    assert client.get(reverse(f"polls:{name}", args=(link_token(right),))).status_code == 200
    assert client.get(reverse(f"polls:{name}", args=(link_token(wrong),))).status_code == 404
    assert client.get(reverse(f"polls:{name}", args=("1-x.y",))).status_code == 404


def test_getting_a_press_changes_nothing(client, remote):
    assert client.get(reverse("polls:remote_do", args=(remote,))).status_code == 405


def test_icebreaker_shows_its_bars_while_it_is_open(event, press):
    question = QuestionFactory(poll=PollFactory(event=event), is_icebreaker=True)
    press("choose", question=question.pk)
    round_ = question.rounds.get()
    press("open", round=round_.pk)
    _vote(event, round_, 2)
    assert "chart__value" in _screen(event)


def test_remote_takes_as_many_queries_for_1_question_as_for_30(
    client, event, remote, question, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    look = partial(client.get, reverse("polls:remote", args=(remote,)))
    look()
    with CaptureQueriesContext(connection) as first:
        look()
    for _ in range(29):
        QuestionFactory(poll=question.poll)
    with django_assert_num_queries(len(first)):
        look()


@pytest.mark.parametrize("name", ["remote_state", "screen_state"])
def test_state_for_remote_and_screen_answers_304_until_a_vote_comes_in(client, event, open_round_, name):
    purpose = LinkPurpose.CHAIR if name == "remote_state" else LinkPurpose.SCREEN
    url = reverse(f"polls:{name}", args=(link_token(AccessLinkFactory(event=event, purpose=purpose)),))
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    _vote(event, open_round_, 1)
    assert client.get(url, headers={"If-None-Match": etag}).json()["received"] == 1
