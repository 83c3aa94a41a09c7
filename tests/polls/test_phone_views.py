"""The room on a phone over plain HTML: joining, background, voting, waiting."""

import json
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.tokens import make_token
from polls import guessing
from polls.disclosure.groups import SMALLEST_GROUP
from polls.disclosure.ladder import LEAST_DISSENT, POSSIBLE_VALUES
from polls.domain.ballots import count_received
from polls.domain.rooms import set_current_round, set_screen_view
from polls.domain.rounds import REOPEN_SECONDS, close_round, get_or_create_round, open_round
from polls.enums import ScreenView, VoterScope
from polls.models import Ballot, DisclosurePolicy
from tests.factories import PollFactory, QuestionFactory, RegistrationFactory, RoomFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """For the brake on guessing no time passes: no test falls on the edge of a minute."""
    monkeypatch.setattr(guessing, "time", SimpleNamespace(time=lambda: 1_800_000_000.0))


@pytest.fixture
def room():
    return RoomFactory()


@pytest.fixture
def question(room):
    return QuestionFactory(poll=PollFactory(event=room.event), text="Regie bij de gemeente?")


@pytest.fixture
def open_question(room, question):
    """The round of an open question."""
    return open_round(get_or_create_round(question), actor="test")


def _room_url(room):
    return reverse("polls:room", args=(room.join_code,))


def _vote(client, room, round_, option, **extra):
    url = reverse("polls:vote", args=(room.join_code,))
    return client.post(url, {"round": round_.pk, "option": option.pk}, **extra)


@pytest.mark.parametrize("gap", ["", " ", "-", "\u00a0"])
def test_join_with_the_code_however_spaced_leads_to_the_room(client, room, gap):
    typed = f" {room.join_code[:3]}{gap}{room.join_code[3:]} "
    response = client.post(reverse("polls:join"), {"code": typed})
    assert (response.status_code, response["Location"]) == (302, _room_url(room))


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "1234567", "abcdef", "٣٣٣٣٣٣", "<script>alert(1)</script>", "1" * 300, "123\x00456", "000000"],
)
def test_join_with_a_bad_code_says_so_at_the_field_and_keeps_it(client, room, typed):
    response = client.post(reverse("polls:join"), {"code": typed})
    page = response.content.decode()
    assert response.status_code == 400
    assert 'aria-invalid="true"' in page
    assert "<script>alert" not in page
    if typed.isascii() and typed.isdigit() and len(typed) < 20:
        assert f'value="{typed}"' in page


def test_join_by_get_gives_the_field_and_changes_nothing(client, room):
    response = client.get(reverse("polls:join"), {"code": room.join_code})
    assert response.status_code == 200
    assert not response.cookies.get(f"plenair_room_{room.event_id}")


def test_hundred_thousand_guesses_are_braked_and_the_right_code_is_refused_too(client, room):
    wrong = "999999" if room.join_code != "999999" else "999998"
    statuses = [client.post(reverse("polls:join"), {"code": wrong}).status_code for _ in range(guessing.BUCKET + 10)]
    assert statuses[: guessing.BUCKET] == [400] * guessing.BUCKET
    assert 429 in statuses[guessing.BUCKET :]
    assert client.get(_room_url(room)).status_code == 429
    assert client.get(reverse("polls:room", args=(wrong,))).status_code == 429


def test_guesses_of_others_do_not_shut_out_who_is_in_the_room(client, client_elsewhere, room):
    assert client.get(_room_url(room)).status_code == 200
    for _ in range(guessing.BUCKET + 10):
        client_elsewhere.get(reverse("polls:room", args=("999999",)))
    assert client_elsewhere.get(_room_url(room)).status_code == 429
    assert client.get(_room_url(room)).status_code == 200


def test_hall_behind_one_address_may_mistype_many_codes(client, room):
    for _ in range(150):
        assert client.post(reverse("polls:join"), {"code": "999999"}).status_code == 400
    assert Client().get(_room_url(room)).status_code == 200


def test_guesses_from_one_address_do_not_brake_another_behind_the_same_proxy(client, room, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    guesser, visitor = Client(headers={"x-forwarded-for": "1.1.1.1, 192.0.2.7"}), Client()
    for number in range(guessing.BUCKET + 10):
        guesser.defaults["HTTP_X_FORWARDED_FOR"] = f"1.1.1.{number % 250}, 192.0.2.7"
        guesser.get(reverse("polls:room", args=("999999",)))
    assert guesser.get(_room_url(room)).status_code == 429
    assert visitor.get(_room_url(room), headers={"x-forwarded-for": "192.0.2.8"}).status_code == 200


def test_personal_link_is_never_braked(client, room):
    personal = reverse(
        "polls:room_personal", args=[make_token("registration", RegistrationFactory(event=room.event).reference)]
    )
    for _ in range(guessing.BUCKET + 10):
        client.get(reverse("polls:room", args=("999999",)))
    assert Client().get(_room_url(room)).status_code == 429
    assert Client().get(personal).status_code == 200


@pytest.fixture
def client_elsewhere():
    return Client()


def test_unknown_code_in_the_address_is_a_kind_404(client, room):
    response = client.get("/doe-mee/abc/")
    assert response.status_code == 404
    assert b"<form" in response.content


def test_room_that_is_closed_lets_nobody_in(client, room):
    room.is_open = False
    room.save()
    assert client.get(_room_url(room)).status_code == 404


def test_looking_at_a_room_makes_no_vote_and_no_row(client, room, open_question):
    page = client.get(_room_url(room)).content.decode()
    assert "Regie bij de gemeente?" in page
    assert count_received(open_question.pk) == 0


def test_background_is_asked_once_and_may_be_skipped(client, room, open_question):
    SectorFactory(name="Politie")
    url = reverse("polls:background", args=(room.join_code,))
    assert "Politie" in client.get(_room_url(room)).content.decode()
    client.post(url, {"sector": "0"})
    page = client.get(_room_url(room)).content.decode()
    assert "Politie" not in page
    assert "Regie bij de gemeente?" in page


@pytest.mark.parametrize("sector", ["999999", "x", "", "-1", "9" * 40])
def test_background_that_does_not_exist_counts_as_skipped(client, room, open_question, sector):
    SectorFactory()
    client.get(_room_url(room))
    assert client.post(reverse("polls:background", args=(room.join_code,)), {"sector": sector}).status_code == 302
    assert "Regie bij de gemeente?" in client.get(_room_url(room)).content.decode()


def test_vote_is_received_and_can_be_changed_until_closing(client, room, question, open_question):
    first, second = question.options.all()
    _vote(client, room, open_question, first)
    page = client.get(_room_url(room)).content.decode()
    assert page.count('aria-pressed="true"') == 1

    _vote(client, room, open_question, second)

    assert count_received(open_question.pk) == 1
    assert Ballot.objects.get(round_id=open_question.pk).choice == second.pk


def test_vote_after_closing_is_refused_in_words(client, room, question, open_question):
    client.get(_room_url(room))
    close_round(open_question, actor="test")
    response = _vote(client, room, open_question, question.options.first())
    assert response.status_code == 302
    assert "notice-warning" in client.get(_room_url(room)).content.decode()
    assert count_received(open_question.pk) == 0


@pytest.mark.parametrize(
    "data", [{}, {"round": "x", "option": "y"}, {"round": "999999"}, {"round": "9" * 30, "option": "1"}]
)
def test_vote_that_makes_no_sense_is_refused_without_an_error(client, room, open_question, data):
    url = reverse("polls:vote", args=(room.join_code,))
    assert client.post(url, data).status_code == 302
    assert client.post(url, data, headers={"Accept": "application/json"}).json()["outcome"] in ("invalid", "closed")
    assert count_received(open_question.pk) == 0


def test_vote_for_an_option_of_another_question_is_invalid(client, room, open_question):
    stranger = QuestionFactory(poll=PollFactory(event=room.event)).options.first()
    response = _vote(client, room, open_question, stranger, headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["outcome"]) == (422, "invalid")


@pytest.mark.parametrize("name", ["vote", "background"])
def test_get_never_votes(client, room, open_question, name):
    assert client.get(reverse(f"polls:{name}", args=(room.join_code,))).status_code == 405


def test_tampered_cookie_is_a_new_browser(client, room, question, open_question):
    client.get(_room_url(room))
    _vote(client, room, open_question, question.options.first())
    client.cookies[f"plenair_room_{room.event_id}"] = "forged.0:abc:def"
    _vote(client, room, open_question, question.options.first())
    assert count_received(open_question.pk) == 2


def test_personal_link_is_one_voter_on_two_devices(client, client_elsewhere, room, question, open_question):
    registration = RegistrationFactory(event=room.event)
    url = reverse("polls:vote_personal", args=(make_token("registration", registration.reference),))
    for device, option in zip((client, client_elsewhere), question.options.all(), strict=True):
        device.post(url, {"round": open_question.pk, "option": option.pk})
    assert count_received(open_question.pk) == 1


@pytest.mark.parametrize("state", ["cancelled", "waitlisted"])
def test_personal_link_without_a_place_is_a_404(client, room, state):
    registration = RegistrationFactory(event=room.event, state=state)
    assert (
        client.get(
            reverse("polls:room_personal", args=(make_token("registration", registration.reference),))
        ).status_code
        == 404
    )


def test_forged_personal_link_is_a_404(client, room):
    assert client.get(reverse("polls:room_personal", args=("abc.def",))).status_code == 404


def test_question_for_registrants_tells_a_browser_so(client, room, question):
    question.poll.voters = VoterScope.REGISTERED
    question.poll.save()
    round_ = open_round(get_or_create_round(question), actor="test")
    page = client.get(_room_url(room)).content.decode()
    assert "bevestigingsmail" in page or "confirmation mail" in page
    _vote(client, room, round_, question.options.first())
    assert count_received(round_.pk) == 0


def test_state_that_did_not_change_takes_two_queries(client, room, question, django_assert_num_queries):
    set_current_round(room, get_or_create_round(question), actor="test")
    url = reverse("polls:room_state", args=(room.join_code,))
    etag = client.get(url)["ETag"]
    on_default = 2 if settings.LIVE_DATABASE == "default" else 1
    with django_assert_num_queries(on_default):
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_state_has_an_etag_and_answers_304_until_something_changes(
    client, room, question, django_capture_on_commit_callbacks
):
    url = reverse("polls:room_state", args=(room.join_code,))
    first = client.get(url)
    assert first["Cache-Control"] == "no-store"
    assert json.loads(first.content)["state"] == "waiting"
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304

    with django_capture_on_commit_callbacks(execute=True):
        set_current_round(room, get_or_create_round(question), actor="test")

    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_phone_shows_the_result_only_when_the_chair_does(client, room, question, open_question):
    for _ in range(12):
        phone = Client()
        phone.get(_room_url(room))
        _vote(phone, room, open_question, question.options.first())
    close_round(open_question, actor="test")
    assert "chart" not in client.get(_room_url(room) + "?deel=1").content.decode()

    set_screen_view(room, ScreenView.RESULT, actor="test")

    assert "100&nbsp;%" in client.get(_room_url(room) + "?deel=1").content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "minder dan 10 stemmen"),
        ("?vanaf=5", "minder dan 5 stemmen"),
        ("?vanaf=10", "minder dan 10 stemmen"),
        ("?vanaf=1", "minder dan 10 stemmen"),
        ("?vanaf=%00", "minder dan 10 stemmen"),
    ],
)
def test_protection_page_promises_what_the_code_holds_and_says_what_is_not_promised(client, query, told):
    page = client.get(f"/hoe-uw-stem-beschermd-is/{query}").content.decode()
    assert told in page
    for promise in (
        f"binnen {REOPEN_SECONDS} seconden",
        f"minstens {SMALLEST_GROUP} mensen een plaats",
        f"minstens {LEAST_DISSENT} van hen, en minstens 1 op de 10",
        f"minder dan {POSSIBLE_VALUES} mogelijkheden",
        "Wat we niet beloven",
    ):
        assert promise in page
    assert ("kan daar 5 van maken" in page) == (query not in ("?vanaf=5", "?vanaf=10"))


def test_phone_says_from_how_many_votes_its_room_shows_a_result(client, room):
    assert "vanaf 10 stemmen" in client.get(_room_url(room)).content.decode()
    assert not DisclosurePolicy.objects.exists()
    DisclosurePolicy.objects.create(event=room.event, minimum=5)
    page = client.get(_room_url(room)).content.decode()
    assert "vanaf 5 stemmen" in page
    assert "?vanaf=5" in page
