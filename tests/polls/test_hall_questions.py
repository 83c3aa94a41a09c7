"""Asking, supporting and moderating questions from the hall."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live.channels import read_version, revoke_tokens
from polls.domain.ballots import Outcome
from polls.domain.errors import HallError
from polls.domain.hall.asking import MOST_WAITING, Asked, ask_question
from polls.domain.hall.channels import event_of_moderator_channel, moderator_channel
from polls.domain.hall.counting import count_support
from polls.domain.hall.moderating import Changed, edit_question, merge_question, move_question, pin_question
from polls.domain.hall.reading import hall_questions, questions_to_moderate
from polls.domain.hall.sessions import close_session, open_session
from polls.domain.hall.support import Support, support, supported_by, write_support
from polls.domain.voters import room_channel
from polls.enums import HallQuestionState as State
from polls.models import HallBox, HallQuestion, HallSession, KeptHallQuestion, Room, Upvote
from tests.factories import EventPageFactory
from tests.polls.hall import asked, opened_session, voter

pytestmark = pytest.mark.django_db(databases="__all__")


def pinned(session):
    return HallBox.objects.get(session_id=session.pk).pinned


def test_a_question_waits_for_a_moderator_and_wakes_only_moderators(django_capture_on_commit_callbacks):
    session = opened_session()
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_question(voter(session, 1), session.pk, "Wanneer?") is Asked.PENDING
    assert hall_questions(Room.objects.get(event=session.event))["items"] == []
    assert read_version(moderator_channel(session.event_id)).version == 1
    assert read_version(room_channel(session.event_id)).version == 0


def test_without_moderation_a_question_is_shown_at_once():
    session = opened_session(at_once=True)
    assert ask_question(voter(session, 1), session.pk, "Wanneer?") is Asked.SHOWN
    assert [item["text"] for item in hall_questions(Room.objects.get(event=session.event))["items"]] == ["Wanneer?"]


def test_the_same_question_of_one_voter_twice_is_one_and_of_another_is_pointed_at():
    session = opened_session()
    asked(session, "Wanneer krijgen we geld?")
    assert ask_question(voter(session, 1), session.pk, "wanneer krijgen we geld") is Asked.SHOWN
    assert ask_question(voter(session, 2), session.pk, "Wanneer  krijgen wé geld??") is Asked.EXISTS
    assert HallQuestion.objects.count() == 1


@pytest.mark.parametrize("at_once", [True, False])
def test_one_voter_has_five_questions_waiting_at_most(at_once):
    session = opened_session(at_once=at_once)
    for number in range(MOST_WAITING):
        assert ask_question(voter(session, 1), session.pk, f"Vraag {number}") in (Asked.PENDING, Asked.SHOWN)
    assert ask_question(voter(session, 1), session.pk, "Nog een") is Asked.TOO_MANY
    assert ask_question(voter(session, 2), session.pk, "Nog een") in (
        Asked.PENDING,
        Asked.SHOWN,
    )  # control: a voter's limit


def test_who_is_of_another_event_or_holds_an_old_token_asks_and_supports_nothing():
    session, other = opened_session(), opened_session(EventPageFactory())
    question = asked(session, "Wanneer?")
    assert ask_question(voter(other, 1), session.pk, "Hoe?") is Asked.FORBIDDEN
    assert support(Support(voter(other, 1), question.uid, True)) is Outcome.FORBIDDEN
    assert support(Support(voter(session, 1), question.uid, True)) is Outcome.ACCEPTED
    revoke_tokens(room_channel(session.event_id))
    assert ask_question(voter(session, 1), session.pk, "Hoe?") is Asked.REVOKED
    assert support(Support(voter(session, 1), question.uid, True)) is Outcome.REVOKED


def test_support_counts_one_voter_once_and_can_be_taken_back():
    session = opened_session()
    one, other = asked(session, "Een?"), asked(session, "Twee?")
    outcomes = write_support(
        [Support(voter(session, n), question.uid, True) for n in (1, 2, 2, 3) for question in (one, other)]
        + [Support(voter(session, 3), one.uid, False)]
    )
    assert set(outcomes) == {Outcome.ACCEPTED}
    assert count_support(session.pk) == {one.uid: 2, other.uid: 3}
    assert supported_by(voter(session, 3), HallBox.objects.get(session_id=session.pk)) == {other.uid}


@pytest.mark.parametrize(
    ("state", "outcome"),
    [(State.PENDING, Outcome.INVALID), (State.HIDDEN, Outcome.INVALID), (State.ANSWERED, Outcome.CLOSED)],
)
def test_only_a_question_that_is_shown_and_open_takes_support(state, outcome):
    session = opened_session()
    question = asked(session, "Wanneer?", state=state)
    assert support(Support(voter(session, 1), question.uid, True)) is outcome
    assert support(Support(voter(session, 1), uuid4(), True)) is Outcome.INVALID
    assert not Upvote.objects.exists()


def test_merging_counts_who_supported_both_once_and_can_be_undone():
    session = opened_session()
    one, other = asked(session, "Een?"), asked(session, "Nog eens een?")
    write_support([Support(voter(session, n), one.uid, True) for n in (1, 2)])
    write_support([Support(voter(session, n), other.uid, True) for n in (2, 3)])
    merged = merge_question(session.pk, other.uid, one.uid, version=other.version)
    assert count_support(session.pk) == {one.uid: 3}
    assert support(Support(voter(session, 2), other.uid, False)) is Outcome.ACCEPTED  # an old page taps the merged one
    assert support(Support(voter(session, 4), other.uid, True)) is Outcome.ACCEPTED
    assert count_support(session.pk) == {one.uid: 3}
    move_question(session.pk, other.uid, "approve", version=merged.version)
    assert count_support(session.pk) == {one.uid: 2, other.uid: 1}


def test_what_was_merged_follows_and_comes_back_when_its_question_is_hidden():
    session = opened_session()
    one, two, three = (asked(session, text) for text in ("Een?", "Twee?", "Drie?"))
    merge_question(session.pk, one.uid, two.uid, version=1)
    merge_question(session.pk, two.uid, three.uid, version=1)
    assert set(HallQuestion.objects.filter(merged_into=three.uid)) == {one, two}
    move_question(session.pk, three.uid, "hide", version=1)
    assert set(HallQuestion.objects.filter(state=State.PENDING, merged_into=None)) == {one, two}


def test_the_second_of_two_moderators_is_told_and_overwrites_nothing():
    session = opened_session()
    question = asked(session, "Wanner?", state=State.PENDING)
    move_question(session.pk, question.uid, "hide", version=1)
    assert move_question(session.pk, question.uid, "hide", version=1).state == State.HIDDEN  # a double click
    with pytest.raises(Changed) as found:
        edit_question(session.pk, question.uid, "Wanneer?", version=1)
    assert found.value.question.state == State.HIDDEN
    edited = edit_question(session.pk, question.uid, "Wanneer?", version=2)
    assert edited.is_edited
    with pytest.raises(Changed):
        move_question(session.pk, question.uid, "approve", version=2)


def test_one_question_is_pinned_and_goes_from_the_screen_when_it_is_done():
    session = opened_session()
    one, other = asked(session, "Een?"), asked(session, "Twee?")
    pin_question(session.pk, one.uid, is_pinned=True)
    pin_question(session.pk, other.uid, is_pinned=True)
    pin_question(session.pk, one.uid, is_pinned=False)  # a late press on what is not pinned any more
    assert pinned(session) == other.uid
    move_question(session.pk, other.uid, "answered", version=1)
    assert pinned(session) is None
    with pytest.raises(HallError):
        pin_question(session.pk, other.uid, is_pinned=True)


def test_a_question_that_looks_like_another_is_pointed_out_once():
    session = opened_session()
    asked(session, "Wanneer komt er geld voor de opvang?")
    asked(session, "Komt er wanneer geld voor opvang", 2, state=State.PENDING)
    asked(session, "Wie belt de politie?", 3, state=State.PENDING)
    found = questions_to_moderate(HallBox.objects.get(session_id=session.pk), "nl")["pending"]
    assert {item["text"]: bool(item["alike"]) for item in found} == {
        "Komt er wanneer geld voor opvang": True,
        "Wie belt de politie?": False,
    }


def test_one_session_is_open_at_a_time_and_a_closed_one_takes_nothing():
    session = opened_session()
    assert open_session(session.event) == session
    question = asked(session, "Wanneer?")
    close_session(session)
    assert ask_question(voter(session, 1), session.pk, "Hoe?") is Asked.CLOSED
    assert support(Support(voter(session, 1), question.uid, True)) in (Outcome.CLOSED, Outcome.INVALID)
    for press in (
        lambda: move_question(session.pk, question.uid, "hide", version=1),
        lambda: pin_question(session.pk, question.uid, is_pinned=True),
        lambda: edit_question(session.pk, question.uid, "Anders", version=1),
    ):
        with pytest.raises(HallError):
            press()
    assert open_session(session.event) != session


def test_moderators_have_a_channel_that_cannot_be_guessed():
    channel = moderator_channel(7)
    assert event_of_moderator_channel(channel) == 7
    for other in (
        room_channel(7),
        channel.replace(":7-", ":8-"),
        channel[:-1],
        "hall:7-",
        "hall:x-y",
        "hall:" + "9" * 30 + "-a",
        "",
    ):
        assert event_of_moderator_channel(other) is None


PRESSES = st.lists(
    st.tuples(
        st.sampled_from(
            ["approve", "hide", "answered", "unanswered", "merge", "pin", "unpin", "edit", "support", "back"]
        ),
        st.integers(0, 3),
        st.integers(0, 3),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PRESSES)
def test_whatever_moderators_press_the_session_stays_in_order(presses):
    session = open_session(EventPageFactory())
    uids = [asked(session, f"Vraag {n} {uuid4().hex}?", n, state=State.PENDING).uid for n in range(4)]
    supporters = {uid: set() for uid in uids}
    for number, (action, at, to, fresh) in enumerate(presses):
        question = HallQuestion.objects.get(uid=uids[at])
        version = question.version if fresh else max(question.version - 1, 1)
        try:
            if action == "merge":
                merge_question(session.pk, uids[at], uids[to], version=version)
            elif action in ("pin", "unpin"):
                pin_question(session.pk, uids[at], is_pinned=action == "pin")
            elif action == "edit":
                edit_question(session.pk, uids[at], f"Anders {number}", version=version)
            elif action in ("support", "back"):
                person = voter(session, to)
                root = question.merged_into or uids[at]
                if support(Support(person, uids[at], action == "support")) is Outcome.ACCEPTED:
                    family = {root, *HallQuestion.objects.filter(merged_into=root).values_list("uid", flat=True)}
                    if action == "support":
                        supporters[root].add(to)
                    else:
                        for uid in family:
                            supporters[uid].discard(to)
            else:
                move_question(session.pk, uids[at], action, version=version)
        except HallError:
            pass
        rows = {row.uid: row for row in HallQuestion.objects.filter(session_id=session.pk)}
        for row in rows.values():
            assert (row.state == State.MERGED) == (row.merged_into is not None)
            assert row.merged_into is None or rows[row.merged_into].merged_into is None
        assert pinned(session) is None or rows[pinned(session)].state == State.APPROVED
        wanted: dict = {}
        for uid, row in rows.items():
            wanted.setdefault(row.merged_into or uid, set()).update(supporters[uid])
        assert count_support(session.pk) == {uid: len(who) for uid, who in wanted.items() if who}
    close_session(session)
    kept = KeptHallQuestion.objects.filter(session=session)
    assert {row.uid for row in kept} == {
        uid for uid, row in rows.items() if row.state in (State.APPROVED, State.ANSWERED)
    }
    assert all(row.votes == len(wanted.get(row.uid, ())) for row in kept)
    assert HallSession.objects.get(pk=session.pk).closed_at is not None
