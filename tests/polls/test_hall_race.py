"""Many at once: support is exact, moderators overwrite nothing, closing leaves no acknowledged support out."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections

from polls.domain.ballots import Outcome
from polls.domain.errors import HallError
from polls.domain.hall import moderating, sessions, support
from polls.domain.hall.counting import count_support
from polls.domain.hall.moderating import Changed, move_question, pin_question
from polls.domain.hall.sessions import close_session, open_session
from polls.domain.hall.support import Support, write_support
from polls.enums import HallQuestionState as State
from polls.models import HallBox, HallSession, KeptHallQuestion
from tests.factories import EventPageFactory
from tests.polls.hall import asked, opened_session, voter

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
AT_ONCE = 10
VOTERS = 200


def together(*jobs: Callable[[], object]) -> list[object]:
    """Run all at the same moment; what each gave or raised."""
    start, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int) -> None:
        start.wait(30)
        try:
            found[number] = jobs[number]()
        except HallError as error:
            found[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_two_hundred_voters_who_tap_at_once_are_counted_exactly():
    session = opened_session()
    one, other = asked(session, "Een?"), asked(session, "Twee?")

    def tap(part: int) -> list[Outcome]:
        people = range(part, VOTERS, AT_ONCE)
        wanted = [Support(voter(session, n), question.uid, True) for n in people for question in (one, other, one)]
        return write_support(wanted)

    outcomes = together(*(lambda part=part: tap(part) for part in range(AT_ONCE)))
    assert {outcome for found in outcomes for outcome in found} == {Outcome.ACCEPTED}
    assert count_support(session.pk) == {one.uid: VOTERS, other.uid: VOTERS}
    close_session(session)
    assert {row.votes for row in KeptHallQuestion.objects.all()} == {VOTERS}


def race_of_closing() -> tuple[int, int]:
    """How many taps were acknowledged while the session closed, and how many are kept."""
    session = opened_session()
    question = asked(session, "Een?")
    accepted = []

    def tap(part: int) -> None:
        for turn in range(25):
            outcome = write_support([Support(voter(session, part * 1000 + turn), question.uid, True)])[0]
            if outcome is not Outcome.ACCEPTED:
                return
            accepted.append(1)

    def close() -> None:
        time.sleep(0.05)
        close_session(session)

    together(close, *(lambda part=part: tap(part) for part in range(6)))
    return len(accepted), KeptHallQuestion.objects.get(session=session).votes


def test_support_that_was_acknowledged_is_kept_when_the_session_closes():
    for _trial in range(3):
        acknowledged, kept = race_of_closing()
        assert acknowledged == kept > 0


def tap_while_closing(monkeypatch) -> tuple[Outcome, int]:
    """One tap arrives after the supporters were counted: its answer, and how many supporters are kept."""
    session = opened_session()
    question = asked(session, "Een?")
    outcomes = []
    keep = sessions._keep_approved

    def keep_and_tap(closing: HallSession) -> None:
        keep(closing)
        outcomes.extend(write_support([Support(voter(session, 1), question.uid, True)]))

    monkeypatch.setattr(sessions, "_keep_approved", keep_and_tap)
    close_session(session)
    return outcomes[0], KeptHallQuestion.objects.get(session=session).votes


def test_support_that_comes_after_the_count_is_refused(monkeypatch):
    assert tap_while_closing(monkeypatch) == (Outcome.CLOSED, 0)


def test_without_looking_at_the_box_it_would_be_acknowledged_and_lost_as_control(monkeypatch):
    boxes = HallBox.objects.filter
    monkeypatch.setattr(support, "_hold_open_boxes", lambda ids: {box.session_id: box for box in boxes(pk__in=ids)})
    assert tap_while_closing(monkeypatch) == (Outcome.ACCEPTED, 0)


def test_of_two_moderators_at_once_one_is_told():
    for _trial in range(5):
        session = open_session(EventPageFactory())
        question = asked(session, "Een?", state=State.PENDING)
        found = together(
            lambda: move_question(session.pk, question.uid, "approve", version=1),  # noqa: B023
            lambda: move_question(session.pk, question.uid, "hide", version=1),  # noqa: B023
        )
        assert sorted(isinstance(one, Changed) for one in found) == [False, True]
        question.refresh_from_db()
        assert question.version == 2


def test_without_the_comparison_the_second_moderator_overwrites_the_first_as_control(monkeypatch):
    monkeypatch.setattr(moderating, "_check", lambda *args: None)
    session = opened_session()
    question = asked(session, "Een?", state=State.PENDING)
    found = together(
        lambda: move_question(session.pk, question.uid, "approve", version=1),
        lambda: move_question(session.pk, question.uid, "hide", version=1),
    )
    assert not any(isinstance(one, Changed) for one in found)
    question.refresh_from_db()
    assert question.version == 3


def test_moderators_who_pin_at_once_leave_one_pinned():
    session = opened_session()
    questions = [asked(session, f"Vraag {n}?", n) for n in range(5)]
    together(*(lambda q=q: pin_question(session.pk, q.uid, is_pinned=True) for q in questions))
    assert HallBox.objects.get(session_id=session.pk).pinned in {question.uid for question in questions}


def test_chairs_who_open_at_once_open_one_session():
    event = EventPageFactory()
    together(*(lambda: open_session(event) for _ in range(4)))
    assert HallSession.objects.filter(event=event).count() == HallBox.objects.count() == 1
