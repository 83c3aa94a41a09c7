"""What the chair can press, and what it does. A press that comes too late changes nothing and says so.

Several chairs may press at once: a press says which round it saw, and that is judged under the room's lock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls.disclosure import Preview, comparison_preview
from polls.domain.countdowns import USUAL, extend_countdown, start_countdown, stop_countdown
from polls.domain.errors import RoomError, RoundError
from polls.domain.policies import eligible_numbers, get_or_create_policy, policy_groups, sector_tree
from polls.domain.pressing import press_once, still_at
from polls.domain.rehearsals import end_rehearsal, start_rehearsal
from polls.domain.rooms import set_current_round, set_screen_view
from polls.domain.rounds import (
    close_if_due,
    close_round,
    get_or_create_round,
    is_rehearsing,
    new_round,
    open_round,
    reopen_round,
)
from polls.domain.simulating import begin_simulation
from polls.enums import RoundState, ScreenView
from polls.models import Question, Room, Round


@dataclass(frozen=True)
class Press:
    """One press: the round the chair was looking at, what the button was about, and the key that makes it one press."""

    action: str
    seen_round: int | None = None
    question: Question | None = None
    seconds: int | None = None
    people: int | None = None
    key: str = ""
    actor: str = ""


def press(room: Room, pressed: Press) -> None:
    """Do what the chair pressed.

    If another chair moved on meanwhile, nothing happens. Pressing twice does what pressing once does. Raises
    PollError with a message for the chair.
    """
    press_once(room, pressed.key, lambda: _do(room, pressed))


def preview_comparison(room: Room) -> Preview:
    """Which groups will be compared: those of the locked policy, or those that would be cut now."""
    eligible = eligible_numbers(room.event)
    policy = get_or_create_policy(room.event)
    if policy.locked_at is None:
        return comparison_preview(eligible, sector_tree())
    return Preview(
        tuple((group, sum(eligible.get(sector, 0) for sector in group.sector_ids)) for group in policy_groups(policy))
    )


def _do(room: Room, pressed: Press) -> None:
    room.refresh_from_db()
    if room.current_round_id:
        close_if_due(room.current_round_id)
    if pressed.action in _ROOM_ACTIONS:
        _ROOM_ACTIONS[pressed.action](room, pressed)
        return
    try:
        if pressed.action in _SHOWING:
            _show(room, _SHOWING[pressed.action], pressed)
            return
        with still_at(room, pressed.seen_round) as locked:
            if locked.current_round is None:
                raise RoomError(_("Choose a question first."))
            _ACTIONS[pressed.action](locked, locked.current_round, pressed)
    except Round.DoesNotExist as error:  # a rehearsal ended meanwhile
        raise RoomError(_("Somebody else has moved on meanwhile. This is how things stand now.")) from error


def _choose(room: Room, pressed: Press) -> None:
    """Bring a question before the room. ``seen_round`` says from where, when the page said so."""
    if pressed.question is None:
        raise RoomError(_("This question is not there any more."))
    with still_at(room, pressed.seen_round or room.current_round_id) as locked:
        latest = pressed.question.rounds.filter(is_rehearsal=is_rehearsing(room.event_id)).order_by("number").last()
        if latest and locked.current_round_id == latest.pk and locked.screen_view != ScreenView.WAITING:
            return
        set_current_round(locked, latest or get_or_create_round(pressed.question), actor=pressed.actor)


def _open(room: Room, current: Round, pressed: Press) -> None:
    if current.state == RoundState.OPEN:
        return
    opened = open_round(current, actor=pressed.actor)
    seconds = pressed.seconds or opened.question.countdown_seconds
    if seconds:
        start_countdown(opened, seconds=seconds)


def _close(room: Room, current: Round, pressed: Press) -> None:
    if current.state not in (RoundState.CLOSING, RoundState.CLOSED):
        close_round(current, actor=pressed.actor)


def _reopen(room: Room, current: Round, pressed: Press) -> None:
    if current.state != RoundState.OPEN:
        reopen_round(current, actor=pressed.actor)


def _show(room: Room, view: ScreenView, pressed: Press) -> None:
    """Showing a result freezes it, which must not happen inside another transaction; so the check stands before it,
    and ``set_screen_view`` looks again under the lock."""
    with still_at(room, pressed.seen_round) as locked:
        current = locked.current_round
        if current is None:
            raise RoomError(_("Choose a question first."))
        if view == ScreenView.WAITING and current.state == RoundState.OPEN:
            raise RoomError(_("Close the question that is open first."))
        if locked.screen_view == view:
            return
    set_screen_view(room, view, actor=pressed.actor, seen_round=pressed.seen_round)


def _again(room: Room, current: Round, pressed: Press) -> None:
    """Put the same question once more, as a round of its own."""
    if current.state == RoundState.CLOSED:
        set_current_round(room, new_round(current.question), actor=pressed.actor)


def _countdown(room: Room, current: Round, pressed: Press) -> None:
    start_countdown(current, seconds=pressed.seconds or current.question.countdown_seconds or USUAL)


def _extend(room: Room, current: Round, pressed: Press) -> None:
    extend_countdown(current)


def _stop(room: Room, current: Round, pressed: Press) -> None:
    stop_countdown(current)


def _simulate(room: Room, current: Round, pressed: Press) -> None:
    if not current.is_rehearsal or current.state != RoundState.OPEN:
        raise RoundError(_("Simulated voters vote only while a question of the rehearsal is open."))
    begin_simulation(current, pressed.people or 100)


def _rehearse(room: Room, pressed: Press) -> None:
    start_rehearsal(room)


def _end_rehearsal(room: Room, pressed: Press) -> None:
    end_rehearsal(room)


_ROOM_ACTIONS: Mapping[str, Callable[[Room, Press], Any]] = {
    "choose": _choose,
    "rehearse": _rehearse,
    "end_rehearsal": _end_rehearsal,
}
_SHOWING: Mapping[str, ScreenView] = {
    "result": ScreenView.RESULT,
    "hide": ScreenView.QUESTION,
    "breakdown": ScreenView.BREAKDOWN,
    "before_after": ScreenView.BEFORE_AFTER,
    "code": ScreenView.WAITING,
}
_ACTIONS: Mapping[str, Callable[[Room, Round, Press], None]] = {
    "open": _open,
    "close": _close,
    "reopen": _reopen,
    "again": _again,
    "countdown": _countdown,
    "extend": _extend,
    "stop_countdown": _stop,
    "simulate": _simulate,
}
ACTIONS = (*_ROOM_ACTIONS, *_SHOWING, *_ACTIONS)
