"""What the chair can press, and what it does. A press that comes too late changes nothing and says so."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from polls.disclosure import Preview, comparison_preview
from polls.domain.errors import RoomError
from polls.domain.policies import eligible_numbers, get_or_create_policy, policy_groups, sector_tree
from polls.domain.rooms import set_current_round, set_screen_view
from polls.domain.rounds import close_round, get_or_create_round, new_round, open_round, reopen_round
from polls.enums import RoundState, ScreenView
from polls.models import Question, Room, Round


def press(room: Room, action: str, *, question: Question | None, seen_round: int | None, actor: str) -> None:
    """Do what the chair pressed.

    ``seen_round`` is the round the chair was looking at; if another chair moved on meanwhile, nothing
    happens. Pressing twice does what pressing once does. Raises PollError with a message for the chair.
    """
    room.refresh_from_db()
    if action == "choose":
        if question is None:
            raise RoomError(_("This question is not there any more."))
        _choose(room, question, actor)
        return
    current = room.current_round
    if current is None or seen_round != current.pk:
        raise RoomError(_("Somebody else has moved on meanwhile. This is how things stand now."))
    _ACTIONS[action](room, current, actor)


def preview_comparison(room: Room) -> Preview:
    """Which groups will be compared: those of the locked policy, or those that would be cut now."""
    eligible = eligible_numbers(room.event)
    policy = get_or_create_policy(room.event)
    if policy.locked_at is None:
        return comparison_preview(eligible, sector_tree())
    return Preview(
        tuple((group, sum(eligible.get(sector, 0) for sector in group.sector_ids)) for group in policy_groups(policy))
    )


def _choose(room: Room, question: Question, actor: str) -> None:
    latest = question.rounds.order_by("number").last()
    if latest and room.current_round_id == latest.pk and room.screen_view != ScreenView.WAITING:
        return
    set_current_round(room, latest or get_or_create_round(question), actor=actor)


def _open(room: Room, current: Round, actor: str) -> None:
    if current.state != RoundState.OPEN:
        open_round(current, actor=actor)


def _close(room: Room, current: Round, actor: str) -> None:
    if current.state not in (RoundState.CLOSING, RoundState.CLOSED):
        close_round(current, actor=actor)


def _reopen(room: Room, current: Round, actor: str) -> None:
    if current.state != RoundState.OPEN:
        reopen_round(current, actor=actor)


def _show(view: ScreenView) -> Callable[[Room, Round, str], None]:
    def show(room: Room, current: Round, actor: str) -> None:
        if view == ScreenView.WAITING and current.state == RoundState.OPEN:
            raise RoomError(_("Close the question that is open first."))
        if room.screen_view != view:
            set_screen_view(room, view, actor=actor)

    return show


def _again(room: Room, current: Round, actor: str) -> None:
    """Put the same question once more, as a round of its own."""
    if current.state == RoundState.CLOSED:
        set_current_round(room, new_round(current.question), actor=actor)


_ACTIONS: Mapping[str, Callable[[Room, Round, str], None]] = {
    "open": _open,
    "close": _close,
    "reopen": _reopen,
    "result": _show(ScreenView.RESULT),
    "breakdown": _show(ScreenView.BREAKDOWN),
    "code": _show(ScreenView.WAITING),
    "again": _again,
}
