"""The gateway as a process: streams, votes, and everything that is refused."""

import json

import pytest

from live.addresses import stream_url
from live.channels import bump, revoke_tokens
from live.tokens import make_view_token
from polls.domain.ballots import count_received
from polls.domain.rooms import set_screen_view
from polls.domain.rounds import close_round, freeze_round, open_round
from polls.domain.voters import room_channel
from polls.enums import ScreenView
from polls.models import Room
from tests.factories import QuestionFactory, RoomFactory, RoundFactory
from tests.live.gateway import ORIGIN, GatewayProcess
from tests.polls.rooms import event_id, opened_round, option_ids, token_for

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def gateway(django_db_setup):
    process = GatewayProcess()
    yield process
    process.stop()


def phone(round_):
    return stream_url(room_channel(event_id(round_)), "phone")


def screen(round_, view="screen"):
    return stream_url(room_channel(event_id(round_)), view, needs_token=True)


def test_phone_follows_a_round_from_waiting_to_result(gateway):
    round_ = RoundFactory()
    RoomFactory(event=round_.question.poll.event)
    with gateway.stream(phone(round_)) as stream:
        assert stream.until(lambda seen: True)["state"] == "waiting"
        open_round(round_, actor="test")
        seen = stream.until(lambda seen: seen["state"] == "open")
        assert [option["id"] for option in seen["question"]["options"]] == option_ids(round_)
        assert "received" not in seen
        for number in range(12):
            assert gateway.vote(token_for(round_, number), round_.pk, option_ids(round_)[0]).status == 200
        close_round(round_, actor="test")
        assert stream.until(lambda seen: seen["state"] == "closing")["result"] is None
        set_screen_view(Room.objects.get(), ScreenView.RESULT, actor="test")
        seen = stream.until(lambda seen: seen["result"])
        assert [option["count"] for option in seen["result"]["options"]] == [12, 0]
        assert "breakdown" not in seen["result"]
        assert stream.retry >= 2000


def test_phone_gets_the_room_drawn_in_its_language(gateway):
    round_ = opened_round()
    channel = room_channel(event_id(round_))
    with (
        gateway.stream(stream_url(channel, "phone-nl")) as dutch,
        gateway.stream(stream_url(channel, "phone-en")) as english,
    ):
        opened = [stream.until(lambda seen: seen["stage"] == "open") for stream in (dutch, english)]
        close_round(round_, actor="test")
        closed = [stream.until(lambda seen: seen["stage"] == "closing") for stream in (dutch, english)]
    for seen in opened:
        assert [f'value="{option}"' in seen["html"] for option in option_ids(round_)] == [True, True]
        assert "\n " not in seen["html"]
        assert not {"received", "result", "question"} & set(seen)
    assert opened[0]["key"] == opened[1]["key"] != closed[0]["key"]
    assert closed[0]["html"] != closed[1]["html"]
    assert gateway.get(stream_url(channel, "phone-xx")).status == 404


def test_screen_sees_votes_come_in_but_not_what_they_are(gateway):
    round_ = opened_round()
    with gateway.stream(screen(round_)) as stream:
        assert stream.until(lambda seen: seen["state"] == "open")["received"] == 0
        for number in range(5):
            answer = gateway.vote(token_for(round_, number), round_.pk, option_ids(round_)[0])
            assert (answer.status, json.loads(answer.text)) == (200, {"received": True})
        seen = stream.until(lambda seen: seen["received"] == 5)
        assert "bars" not in seen
        gateway.vote(token_for(round_, 0), round_.pk, option_ids(round_)[1])
    assert count_received(round_.pk) == 5


def test_screen_sees_the_bars_of_an_icebreaker(gateway):
    round_ = opened_round(question=QuestionFactory(is_icebreaker=True))
    with gateway.stream(screen(round_)) as stream:
        gateway.vote(token_for(round_, 1), round_.pk, option_ids(round_)[1])
        seen = stream.until(lambda seen: seen["received"] == 1)
        assert seen["bars"] == [{"option_id": option_ids(round_)[1], "count": 1}]


def test_remote_gets_the_queue(gateway):
    round_ = opened_round()
    with gateway.stream(screen(round_, "remote")) as stream:
        seen = stream.until(lambda seen: True)
        assert [(row["question"], row["state"]) for row in seen["queue"]] == [(round_.question_id, "open")]


def test_newcomer_gets_the_present_state_at_once(gateway):
    round_ = opened_round()
    for _ in range(3):
        with gateway.stream(phone(round_)) as one, gateway.stream(phone(round_)) as two:
            assert one.until(lambda seen: True)["state"] == two.until(lambda seen: True)["state"] == "open"


def test_bump_without_anything_new_sends_nothing_that_is_older(gateway):
    round_ = opened_round()
    with gateway.stream(phone(round_)) as stream:
        first = stream.until(lambda seen: True)
        bump(room_channel(event_id(round_)))
        assert stream.until(lambda seen: True)["version"] > first["version"]


def test_vote_as_json_is_received(gateway):
    round_ = opened_round()
    body = json.dumps({"token": token_for(round_, 1), "round": round_.pk, "option": option_ids(round_)[0]})
    assert gateway.request("POST", "/live/vote", body, {"Content-Type": "application/json"}).status == 200
    assert count_received(round_.pk) == 1


def test_replayed_token_gives_one_ballot(gateway):
    round_ = opened_round()
    token = token_for(round_, 1)
    assert {gateway.vote(token, round_.pk, option_ids(round_)[0]).status for _ in range(100)} == {200}
    assert count_received(round_.pk) == 1


def test_late_vote_is_told_that_the_round_is_closed(gateway):
    round_ = opened_round()
    assert gateway.vote(token_for(round_, 1), round_.pk, option_ids(round_)[0]).status == 200
    close_round(round_, actor="test")
    answer = gateway.vote(token_for(round_, 2), round_.pk, option_ids(round_)[0])
    assert (answer.status, json.loads(answer.text)["error"]) == (409, "closed")
    freeze_round(round_)
    assert gateway.vote(token_for(round_, 2), round_.pk, option_ids(round_)[0]).status == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"token": ""}, 401),
        ({"token": "é" * 71}, 401),
        ({"token": "A" * 71}, 401),
        ({"token": None}, 401),
        ({"token": ["x"]}, 401),
        ({"round": "abc"}, 422),
        ({"round": -1}, 422),
        ({"round": True}, 422),
        ({"round": 2**70}, 422),
        ({"round": "9" * 40}, 422),
        ({"round": 1.5}, 422),
        ({"round": 2**62}, 409),
        ({"option": 999_999_999}, 422),
        ({"option": "<script>"}, 422),
        ({"option": "\x00"}, 422),
        ({"option": None}, 422),
    ],
)
def test_odd_field_is_refused_in_words(gateway, change, status):
    round_ = opened_round()
    fields = {"token": token_for(round_, 1), "round": round_.pk, "option": option_ids(round_)[0], **change}
    answer = gateway.request("POST", "/live/vote", json.dumps(fields), {"Content-Type": "application/json"})
    assert answer.status == status
    assert json.loads(answer.text)["received"] is (status == 200)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 401),
        (b"{", "application/json", 400),
        (b"[" * 4000, "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b"token=%FF%FE", "application/x-www-form-urlencoded", 401),
        (b"\xff\xfe", "text/plain", 400),
        (b"&".join(b"a=%d" % number for number in range(50)), "application/x-www-form-urlencoded", 400),
        (b"x" * 5000, "application/json", 413),
    ],
)
def test_odd_body_is_refused(gateway, body, content_type, status):
    assert gateway.request("POST", "/live/vote", body, {"Content-Type": content_type}).status == status


def test_body_without_length_is_bounded_too(gateway):
    chunks = iter([b"x" * 1000] * 8)
    assert gateway.request("POST", "/live/vote", chunks, {"Content-Type": "application/json"}).status == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/live/vote", 405),
        ("DELETE", "/live/vote", 405),
        ("POST", "/live/healthz", 405),
        ("GET", "/live/healthz", 200),
        ("GET", "/live/hello", 200),
        ("GET", "/live/", 404),
        ("GET", "/", 404),
        ("GET", "/live/1-abc/events", 404),
        ("GET", "/live/%00/events", 404),
        ("GET", "/live/" + "9" * 300 + "/events", 404),
        ("GET", "/live//events", 404),
    ],
)
def test_other_addresses(gateway, method, path, status):
    assert gateway.request(method, path).status == status


def test_screen_without_its_own_token_is_refused(gateway):
    round_ = opened_round()
    channel = room_channel(event_id(round_))
    other = room_channel(event_id(opened_round()))
    tokens = ["", "x.y", make_view_token(channel, "remote"), make_view_token(other, "screen")]
    statuses = [gateway.get(f"/live/{channel}/events?view=screen&token={token}").status for token in tokens]
    assert statuses == [401] * 4
    assert gateway.get(f"/live/{channel}/events?view=admin").status == 404


def test_screen_is_dropped_when_its_token_is_revoked(gateway):
    round_ = opened_round()
    address = screen(round_)
    with gateway.stream(address) as watching, gateway.stream(phone(round_)) as bystander:
        watching.until(lambda seen: True)
        bystander.until(lambda seen: True)
        revoke_tokens(room_channel(event_id(round_)))
        assert watching.ended.wait(60)
        assert not bystander.ended.is_set()
    assert gateway.get(address).status == 401
    with gateway.stream(screen(round_)) as renewed:
        assert renewed.until(lambda seen: True)["state"] == "open"


def test_only_our_own_origin_may_read(gateway):
    round_ = opened_round()
    ours = gateway.request("POST", "/live/vote", "", {"Origin": ORIGIN})
    theirs = gateway.request("POST", "/live/vote", "", {"Origin": "https://elders.example"})
    assert ours.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert ours.headers["Access-Control-Allow-Credentials"] is None
    assert theirs.headers["Access-Control-Allow-Origin"] is None
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = gateway.request("OPTIONS", "/live/vote", headers={"Origin": ORIGIN, **asked})
    assert (preflight.status, preflight.headers["Access-Control-Allow-Headers"]) == (204, "content-type")
    foreign = gateway.request("OPTIONS", "/live/vote", headers={"Origin": "null", **asked})
    assert foreign.headers["Access-Control-Allow-Methods"] is None
    with gateway.stream(phone(round_)) as stream:
        assert stream.answer.headers["Access-Control-Allow-Origin"] is None


def test_acknowledged_votes_survive_kill_9():
    """Votes are sent one after another until the process is killed; all that were answered are there."""
    round_ = opened_round()
    process = GatewayProcess()
    acknowledged = 0
    for number in range(60):
        if number == 40:
            process.kill()
            break
        acknowledged += process.vote(token_for(round_, number), round_.pk, option_ids(round_)[0]).status == 200
    assert acknowledged == 40
    assert count_received(round_.pk) == 40
    again = GatewayProcess()
    assert again.vote(token_for(round_, 39), round_.pk, option_ids(round_)[1]).status == 200
    again.stop()
    assert count_received(round_.pk) == 40
