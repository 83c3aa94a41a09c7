"""A countdown on an open round: a deadline that the ballot box keeps, so that nobody votes after zero.

The deadline stands in two places: the round (what screens count down to) and the box (``closes_at``, judged by
the database in the statement that stores a vote). A worker then says "closing"; until it does, whoever looks sees
the round as closing already (``state_now``), and the sweep does it when no worker came.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from live.channels import bump
from polls.domain.errors import RoundError
from polls.domain.voters import room_channel
from polls.domain.waking import ask_later
from polls.enums import BoxState, RoundState
from polls.models import BallotBox, Round

SHORTEST, LONGEST, USUAL = 10, 600, 60
STEP_SECONDS = 30
CLOSE_TASK = "polls.tasks.close_due_round"


def deadline_of(round_: Round) -> datetime | None:
    """When an open round stops taking votes by itself."""
    moments = [moment for moment in (round_.countdown_until, round_.open_until) if moment]
    return min(moments) if moments else None


def is_past_deadline(round_: Round) -> bool:
    """Whether the round is open in name only: its box takes no votes any more."""
    deadline = deadline_of(round_)
    return round_.state == RoundState.OPEN and deadline is not None and deadline <= timezone.now()


def state_now(round_: Round) -> str:
    """The state that people see: a round whose time is up is closing, whether or not a worker came by."""
    return str(RoundState.CLOSING if is_past_deadline(round_) else round_.state)


def start_countdown(round_: Round, *, seconds: int) -> Round:
    """Let an open round close by itself in so many seconds; a countdown that runs starts anew."""
    seconds = min(max(seconds, SHORTEST), LONGEST)
    return _set_deadline(round_, lambda _round: timezone.now() + timedelta(seconds=seconds))


def extend_countdown(round_: Round, *, seconds: int = STEP_SECONDS) -> Round:
    """Give some more seconds. When the time is up it is too late: then the question can be opened again."""

    def later(locked: Round) -> datetime:
        if locked.countdown_until is None:
            raise RoundError(_("There is no countdown to extend."))
        return locked.countdown_until + timedelta(seconds=seconds)

    return _set_deadline(round_, later)


def stop_countdown(round_: Round) -> Round:
    """Take the countdown away; the question stays open until somebody closes it."""
    return _set_deadline(round_, lambda _round: None)


def _set_deadline(round_: Round, choose: Callable[[Round], datetime | None]) -> Round:
    with transaction.atomic():
        round_ = Round.objects.select_for_update(of=("self",)).select_related("question__poll").get(pk=round_.pk)
        if round_.state != RoundState.OPEN or is_past_deadline(round_):
            raise RoundError(_("This question is not open."))
        moment = choose(round_)
        if moment and round_.open_until and moment > round_.open_until:
            moment = round_.open_until
        round_.countdown_until = moment
        round_.save(update_fields=["countdown_until"])
        closes_at = moment or round_.open_until
        BallotBox.objects.filter(round_id=round_.pk, state=BoxState.OPEN).update(closes_at=closes_at)
        bump(room_channel(round_.question.poll.event_id))
        if moment:
            wait = (moment - timezone.now()).total_seconds() + 0.2
            transaction.on_commit(partial(ask_later, CLOSE_TASK, round_.pk, seconds=wait), robust=True)
    return round_
