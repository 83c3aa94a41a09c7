"""Two chairs press at the same moment: one moves on, the other is told. The control shows what happens without."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connections

from polls.domain import remote
from polls.domain.errors import PollError
from polls.domain.remote import Press, press
from polls.domain.rooms import get_or_create_room, set_current_round
from polls.domain.rounds import get_or_create_round
from polls.enums import RoundState
from polls.models import Room, Round
from tests.factories import PollFactory, QuestionFactory

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
TURNS = 6


@pytest.fixture
def room():
    poll = PollFactory()
    first, _second = (QuestionFactory(poll=poll) for _ in range(2))
    room = get_or_create_room(poll.event)
    return set_current_round(room, get_or_create_round(first), actor="test")


def _both(room, *presses):
    """Two presses at once, each on a connection of its own; gives how many were refused."""
    barrier, refused, broken = threading.Barrier(2), [], []

    def chair(pressed):
        barrier.wait()
        try:
            press(Room.objects.get(pk=room.pk), pressed)
        except PollError as error:
            refused.append(error)
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=chair, args=(pressed,)) for pressed in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return len(refused)


def _reset(room):
    Round.objects.all().delete()
    question = room.event.polls.get().questions.order_by("pk")[0]
    return set_current_round(room, get_or_create_round(question), actor="test")


def test_one_opens_while_another_moves_on_and_an_open_question_is_always_the_one_before_the_room(room):
    other = room.event.polls.get().questions.order_by("pk")[1]
    for _ in range(TURNS):
        room = _reset(room)
        seen = room.current_round_id
        refused = _both(room, Press("open", seen_round=seen), Press("choose", question=other, seen_round=seen))
        room.refresh_from_db()
        opened = Round.objects.filter(state=RoundState.OPEN)
        assert refused == 1
        assert [round_.pk for round_ in opened] in ([], [room.current_round_id])


def test_two_presses_with_one_key_are_done_once(room):
    Round.objects.update(state=RoundState.CLOSED)
    seen = room.current_round_id
    again = Press("again", seen_round=seen, key="one-press-only")
    assert _both(room, again, again) == 0
    assert Round.objects.count() == 2


def test_two_chairs_who_ask_once_more_make_one_round(room):
    Round.objects.update(state=RoundState.CLOSED)
    seen = room.current_round_id
    again = (Press("again", seen_round=seen, key=f"chair-number-{number}") for number in range(2))
    assert _both(room, *again) == 1
    assert Round.objects.count() == 2


def test_control_without_the_lock_both_chairs_ask_once_more(room, monkeypatch):
    meet = threading.Barrier(2)

    @contextmanager
    def no_lock(room, seen_round):
        found = Room.objects.get(pk=room.pk)
        assert found.current_round_id == seen_round
        meet.wait()
        yield found

    monkeypatch.setattr(remote, "still_at", no_lock)
    Round.objects.update(state=RoundState.CLOSED)
    seen = room.current_round_id
    again = (Press("again", seen_round=seen) for _ in range(2))
    try:
        refused = _both(room, *again)
    except Exception:
        refused = 0
    assert refused == 0
