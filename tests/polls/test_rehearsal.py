"""A rehearsal leaves nothing behind, locks nothing, and takes simulated voters; each with its control."""

import re
from random import Random

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain import simulating
from polls.domain.ballots import count_received
from polls.domain.errors import PollError
from polls.domain.hall.sessions import close_session, open_session
from polls.domain.rehearsals import end_rehearsal, start_rehearsal
from polls.domain.remote import Press, press
from polls.domain.rooms import get_or_create_room, set_screen_view
from polls.domain.rounds import close_round, get_or_create_round, open_round
from polls.domain.simulating import draw_answer, due_by, simulate_step
from polls.enums import QuestionKind, RoundState, ScreenView
from polls.models import (
    Ballot,
    BallotBox,
    DisclosurePolicy,
    FrozenResult,
    HallBox,
    HallSession,
    Question,
    Rehearsal,
    Round,
    TextAnswer,
)
from reports.models.pages import results_of
from tests.factories import AccessLinkFactory, EventPageFactory, PollFactory, QuestionFactory
from tests.polls.rooms import sectors_with_people

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = 0.0


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def room(event):
    return get_or_create_room(event)


@pytest.fixture
def question(event):
    return QuestionFactory(poll=PollFactory(event=event))


def _rehearse(room, question, people=60):
    """A whole rehearsal round with a result on the screen."""
    start_rehearsal(room)
    press(room, Press("choose", question=question))
    room.refresh_from_db()
    round_ = open_round(room.current_round, actor="test")
    assert simulate_step(round_.pk, people, 0, LONG_AGO) == people
    close_round(round_, actor="test")
    set_screen_view(room, ScreenView.RESULT, actor="test")
    return round_


def _ask(room, question):
    """The control: the same, in earnest."""
    press(room, Press("choose", question=question))
    room.refresh_from_db()
    round_ = open_round(room.current_round, actor="test")
    close_round(round_, actor="test")
    set_screen_view(room, ScreenView.RESULT, actor="test")
    return round_


def test_ending_a_rehearsal_wipes_everything_that_was_voted(room, question):
    round_ = _rehearse(room, question)
    assert FrozenResult.objects.get(round=round_).payload["n"] == 60  # the control: it was there

    assert end_rehearsal(room) == 1

    assert not Round.objects.exists()
    assert not FrozenResult.objects.exists()
    assert not Ballot.objects.exists()
    assert not BallotBox.objects.exists()
    assert not Rehearsal.objects.exists()
    room.refresh_from_db()
    assert (room.current_round, room.screen_view) == (None, ScreenView.WAITING)


def test_ending_a_rehearsal_leaves_results_of_the_meeting(room, question, event):
    kept = _ask(room, QuestionFactory(poll=question.poll))
    _rehearse(room, question)
    end_rehearsal(room)
    assert [result.round_id for result in FrozenResult.objects.all()] == [kept.pk]


def test_rehearsal_that_ends_while_people_vote_empties_the_box(room, question):
    start_rehearsal(room)
    round_ = open_round(get_or_create_round(question), actor="test")
    simulate_step(round_.pk, 40, 0, LONG_AGO)
    assert count_received(round_.pk) == 40
    end_rehearsal(room)
    assert not BallotBox.objects.exists()
    assert simulate_step(round_.pk, 80, 40, LONG_AGO) == 40  # the rest finds no round


def test_open_answers_of_a_rehearsal_are_wiped(room, event):
    question = QuestionFactory(poll=PollFactory(event=event), kind=QuestionKind.TEXT, options=0)
    _rehearse(room, question, people=20)
    end_rehearsal(room)
    assert not TextAnswer.objects.exists()


def test_rehearsal_neither_locks_the_policy_nor_cuts_groups_and_a_real_round_does(room, question, event):
    sectors_with_people(event, 25, 25)
    _rehearse(room, question)
    policy = DisclosurePolicy.objects.get(event=event)
    assert (policy.locked_at, policy.groups) == (None, [])
    end_rehearsal(room)
    _ask(room, question)
    policy.refresh_from_db()
    assert policy.locked_at is not None
    assert len(policy.groups) == 2


def test_rehearsal_compares_groups_as_the_meeting_would(room, question, event):
    sectors_with_people(event, 30, 30)
    start_rehearsal(room)
    round_ = open_round(get_or_create_round(question), actor="test")
    assert sorted(BallotBox.objects.get(round_id=round_.pk).groups.values()) == [1, 2]


def test_rehearsal_is_in_no_report_and_a_real_round_is(room, question, event):
    _rehearse(room, question)
    assert not list(results_of(event.pk))
    end_rehearsal(room)
    _ask(room, question)
    assert len(list(results_of(event.pk))) == 1


def test_verify_results_does_not_see_rehearsals(room, question, capsys):
    _rehearse(room, question)
    call_command("verify_results")
    assert re.match("0 results", capsys.readouterr().out)


def test_rehearsal_cannot_begin_while_a_real_question_is_open(room, question):
    open_round(get_or_create_round(question), actor="test")
    with pytest.raises(PollError):
        start_rehearsal(room)
    assert not Rehearsal.objects.exists()


def test_round_that_was_prepared_before_the_rehearsal_cannot_be_opened_in_it(room, question):
    real = get_or_create_round(question)
    start_rehearsal(room)
    with pytest.raises(PollError):
        open_round(real, actor="test")
    rehearsal = get_or_create_round(question)
    assert rehearsal.is_rehearsal
    end_rehearsal(room)
    assert open_round(real, actor="test").state == RoundState.OPEN


def test_simulated_votes_are_refused_by_a_real_round(room, question):
    round_ = open_round(get_or_create_round(question), actor="test")
    assert simulate_step(round_.pk, 50, 0, LONG_AGO) == 0
    assert count_received(round_.pk) == 0


def test_step_that_is_sent_twice_gives_no_more_votes(room, question):
    start_rehearsal(room)
    round_ = open_round(get_or_create_round(question), actor="test")
    for _ in range(2):
        simulate_step(round_.pk, 50, 0, LONG_AGO)
    assert count_received(round_.pk) == 50


def test_simulated_voters_come_in_over_twenty_seconds(monkeypatch, room, question):
    asked = []
    monkeypatch.setattr(simulating, "ask_later", lambda *arguments, seconds: asked.append((arguments, seconds)))
    moment = 1000.0
    monkeypatch.setattr(simulating.time, "time", lambda: moment)
    start_rehearsal(room)
    round_ = open_round(get_or_create_round(question), actor="test")
    sent, received = 0, []
    while True:
        sent = simulate_step(round_.pk, 100, sent, 1000.0)
        received.append(count_received(round_.pk))
        if len(asked) < len(received):
            break
        moment += 0.5
    assert received[0] == 0
    assert received == sorted(received)
    assert received[-1] == 100
    assert 15 <= moment - 1000 <= 20


def test_due_by_is_none_at_first_and_all_at_the_end():
    assert [due_by(seconds, 500) for seconds in (0, 20, 60, -5)] == [0, 500, 500, 0]


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_every_kind_gets_answers_that_fit(room, event, kind):
    extra = {"lowest": 0, "highest": 10, "decimals": 1} if kind == QuestionKind.NUMBER else {}
    options = 4 if kind in ("single", "multiple", "ranking") else 0
    question = QuestionFactory(poll=PollFactory(event=event), kind=kind, options=options, **extra)
    start_rehearsal(room)
    round_ = open_round(get_or_create_round(question), actor="test")
    assert simulate_step(round_.pk, 60, 0, LONG_AGO) == 60
    assert count_received(round_.pk) == 60


def test_drawn_answers_differ_between_voters():
    options = [1, 2, 3, 4]
    drawn = {draw_answer("single", {}, options, Random(number), Random(7)) for number in range(50)}
    assert len(drawn) == 4


def test_all_screens_say_that_it_is_a_rehearsal_and_no_longer_after_it(event, room, question):
    links = {
        name: reverse(f"polls:{name}", args=(link_token(AccessLinkFactory(event=event, purpose=purpose)),))
        for name, purpose in (
            ("screen", LinkPurpose.SCREEN),
            ("remote", LinkPurpose.CHAIR),
            ("frame", LinkPurpose.FRAME),
        )
    }
    phone = Client()
    addresses = [*links.values(), reverse("polls:room", args=(room.join_code,))]
    _rehearse(room, question)
    assert ["data-rehearsal" in phone.get(address).content.decode() for address in addresses] == [True] * 4
    end_rehearsal(room)
    assert ["data-rehearsal" in phone.get(address).content.decode() for address in addresses] == [False] * 4


def test_question_with_a_rehearsal_round_counts_as_not_asked_in_the_queue(room, question):
    _rehearse(room, question)
    end_rehearsal(room)
    press(room, Press("choose", question=question))
    assert Question.objects.get().rounds.get().number == 1


def test_questions_from_the_hall_in_a_rehearsal_are_wiped_and_those_before_it_are_kept(room, event):
    before = close_session(open_session(event))
    start_rehearsal(room)
    open_session(event)
    assert HallSession.objects.count() == 2
    end_rehearsal(room)
    assert [session.pk for session in HallSession.objects.all()] == [before.pk]
    assert not HallBox.objects.exists()


def test_rehearsal_cannot_begin_while_the_hall_puts_questions(room, event):
    open_session(event)
    with pytest.raises(PollError):
        start_rehearsal(room)
