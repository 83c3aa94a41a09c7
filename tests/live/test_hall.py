"""Support for questions from the hall through the gateway, as phones send it."""

from urllib.parse import urlencode
from uuid import uuid4

import pytest

from live.tokens import make_view_token
from polls.domain.hall.asking import ask_question
from polls.domain.hall.channels import moderator_channel
from polls.domain.hall.counting import count_support
from polls.domain.voters import browser_voter_id, mint_voter_token
from polls.enums import VoterScope
from tests.live.gateway import GatewayProcess
from tests.polls.hall import asked, opened_session, voter

pytestmark = [pytest.mark.django_db(transaction=True, databases="__all__"), pytest.mark.processes]


@pytest.fixture
def gateway(transactional_db):
    process = GatewayProcess()
    yield process
    process.stop()


def token(session, number):
    event_id = session.event_id
    return mint_voter_token(
        event_id, voter_id=browser_voter_id(event_id, f"browser-{number}"), sector=None, scope=VoterScope.ROOM
    )


def send(gateway, **fields):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return gateway.request("POST", "/live/vote", urlencode({"kind": "upvote", **fields}), headers).status


def test_support_travels_with_votes_and_moderators_hear_of_questions(gateway):
    session = opened_session()
    question = asked(session, "Wanneer?")
    for number in (1, 2, 2):
        assert send(gateway, token=token(session, number), question=question.uid, given=1) == 200
    assert send(gateway, token=token(session, 1), question=question.uid, given=0) == 200
    assert count_support(session.pk) == {question.uid: 1}
    odd = [{"question": "x"}, {"question": uuid4()}, {"given": "2"}, {"question": "%00"}, {}]
    assert {send(gateway, token=token(session, 1), **fields) for fields in odd} == {422}
    assert send(gateway, token="x", question=question.uid) == 401

    channel = moderator_channel(session.event_id)
    assert gateway.get(f"/live/{channel}/events?view=moderator").status == 401
    assert gateway.get(f"/live/{channel}/events?view=phone").status == 404
    address = f"/live/{channel}/events?view=moderator&token={make_view_token(channel, 'moderator')}"
    with gateway.stream(address) as stream:
        first = stream.snapshots.get(timeout=30)
        assert (first["pending"], first["support"]) == (0, {str(question.uid): 1})
        ask_question(voter(session, 9), session.pk, "Hoe?")
        while stream.snapshots.get(timeout=30)["pending"] != 1:
            pass
