"""Who holds everything cannot link a person to an answer after closing, and easily could before (D4)."""

import logging
import random

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.tokens import make_token
from polls.domain import ballots
from polls.domain.rooms import get_or_create_room, registrant_token, set_screen_view
from polls.domain.rounds import close_round
from polls.domain.voters import read_voter_token
from polls.enums import ScreenView
from polls.models import Ballot, BallotBox, FrozenResult
from polls.source import RoomSource
from tests.factories import PollFactory, QuestionFactory
from tests.polls.evidence import WAYS, Person, gather, score, spellings
from tests.polls.rooms import opened_round, option_ids, sectors_with_people

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 200
AT_THE_MAIN_DOOR = 60  # the others vote by the gateway
OPTIONS = 4
CHANCE = 1 / OPTIONS
FOUR_DEVIATIONS = 4 * (CHANCE * (1 - CHANCE) / PEOPLE) ** 0.5


@pytest.fixture
def diary(caplog):
    """Every line that anything logs, however unimportant."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records)


@pytest.fixture
def open_question():
    poll = PollFactory()
    sectors_with_people(poll.event, *[PEOPLE // 4] * 4)
    get_or_create_room(poll.event)
    return opened_round(question=QuestionFactory(poll=poll, options=OPTIONS))


def everybody_votes(round_) -> list[Person]:
    """All registered people vote one by one, in random order, each with an answer of their own choice."""
    rng = random.Random(20150305)
    people = list(round_.question.poll.event.registrations.all())
    rng.shuffle(people)
    choices = option_ids(round_) * (PEOPLE // OPTIONS)
    rng.shuffle(choices)
    source, voted = RoomSource(), []
    for number, (registration, choice) in enumerate(zip(people, choices, strict=True)):
        token = registrant_token(registration)
        if number < AT_THE_MAIN_DOOR:
            link = make_token("registration", registration.reference)
            browser = Client(headers={"accept": "text/html" if number % 2 else "application/json"})
            answer = browser.post(
                reverse("polls:vote_personal", args=(link,)), {"round": round_.pk, "option": choice}, follow=True
            )
            assert answer.status_code == 200
        else:
            fields = {"token": token, "round": str(round_.pk), "option": str(choice)}
            assert source.write([source.read(fields)])[0].status == 200
        voter = read_voter_token(token)
        traces = (token, registration.reference, registration.email, registration.name)
        voted.append(Person((*traces, *spellings(voter.voter_id)), voter.voter_id, choice))
    return voted


def scores(people, found) -> dict[str, float]:
    answers = sorted({person.answer for person in people}, key=str)
    return {name: score(people, way(people, found, answers)) for name, way in WAYS.items()}


def test_after_closing_every_way_to_link_is_at_chance(open_question, diary, capsys):
    people = everybody_votes(open_question)
    before = scores(people, gather(diary()))
    close_round(open_question, actor="test")
    closing = scores(people, gather(diary()))
    room = get_or_create_room(open_question.question.poll.event)
    set_screen_view(room, ScreenView.RESULT, actor="test")
    after = scores(people, gather(diary()))

    with capsys.disabled():
        print("\nlinked before and after closing: ", end="")
        print(", ".join(f"by {name} {before[name]:.0%} → {after[name]:.0%}" for name in WAYS), f"(chance {CHANCE:.0%})")
    # The control: while ballots exist, key and order give nearly everybody away.
    for found in (before, closing):
        assert found["key"] > 0.9
        assert found["order"] > 0.9
    # No record ever names a person and an answer, not even while the question is open.
    for share in (before["record"], closing["record"], *after.values()):
        assert abs(share - CHANCE) < FOUR_DEVIATIONS
    assert FrozenResult.objects.get().payload["n"] == PEOPLE
    assert not Ballot.objects.exists()
    assert not BallotBox.objects.exists()


def test_line_in_the_log_would_be_found_as_control(open_question, diary, monkeypatch):
    judge = ballots._judge

    def tell(vote, *rest):
        logging.getLogger("polls").info("vote of %s: option %s", vote.voter.voter_id.hex(), vote.answer)
        return judge(vote, *rest)

    monkeypatch.setattr(ballots, "_judge", tell)
    people = everybody_votes(open_question)
    assert scores(people, gather(diary()))["record"] > 0.9


def test_row_that_stays_would_be_found_as_control(open_question, diary, monkeypatch):
    """Ballots without key and voter, kept in the order in which they came."""
    from polls.domain import rounds

    monkeypatch.setattr(rounds, "empty_box", lambda round_id: None)
    people = everybody_votes(open_question)
    set_screen_view_after_closing(open_question)
    BallotBox.objects.update(key=b"")
    found = scores(people, gather(diary()))
    assert abs(found["key"] - CHANCE) < FOUR_DEVIATIONS
    assert found["order"] > 0.9


def set_screen_view_after_closing(round_):
    close_round(round_, actor="test")
    set_screen_view(get_or_create_room(round_.question.poll.event), ScreenView.RESULT, actor="test")


@pytest.mark.redis
@pytest.mark.skipif(not settings.REDIS_URL, reason="no REDIS_URL")
def test_what_is_kept_in_redis_is_looked_through_as_control(db):
    import redis

    client = redis.Redis.from_url(settings.REDIS_URL)
    client.set("test:linking", "kanarie option 1", ex=60)
    assert any("kanarie" in line for line in gather("").lines)
    client.delete("test:linking")
