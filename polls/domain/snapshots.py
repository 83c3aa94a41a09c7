"""What phones, screens and the chair's remote may know of a room now, as plain data (D3, D5).

While a round is open nobody gets more than the number received (an icebreaker's bars excepted), so
that two snapshots cannot be subtracted. Results appear only when the chair shows them.

Every snapshot has: ``version``, ``event``, ``state`` (waiting, ready, open, closing or closed), ``show``
(a ScreenView), ``round`` and ``question`` with its ``options`` or null, ``result`` or null. Screens and
remotes also get ``join_code`` and ``received``; remotes ``can_reopen`` and ``queue``.
"""

from typing import Any

from live.channels import read_version
from polls.domain.ballots import count_choices, count_received
from polls.domain.rounds import can_reopen
from polls.domain.voters import room_channel
from polls.enums import RoundState, ScreenView
from polls.models import FrozenResult, Question, Room, Round

COLLECTING = (RoundState.OPEN, RoundState.CLOSING)
SHOWS_RESULT = (ScreenView.RESULT, ScreenView.BREAKDOWN)


def phone_snapshot(room: Room) -> dict[str, Any]:
    """What everybody in the room may know; the same for every phone."""
    return _snapshot(_fresh(room))


def screen_snapshot(room: Room) -> dict[str, Any]:
    """What the big screen shows."""
    room = _fresh(room)
    return {**_snapshot(room), "join_code": room.join_code, **pulse(room.current_round)}


def remote_snapshot(room: Room) -> dict[str, Any]:
    """What the chair's remote shows: the screen, and the questions that were prepared with their rounds."""
    room = _fresh(room)
    questions = (
        Question.objects.filter(poll__event=room.event_id)
        .select_related("poll")
        .prefetch_related("rounds")
        .order_by("poll__position", "poll__pk", "sort_order")
    )
    return {
        **_snapshot(room),
        "join_code": room.join_code,
        **pulse(room.current_round),
        "can_reopen": bool(room.current_round and can_reopen(room.current_round)),
        "queue": [_queued(question) for question in questions],
    }


def pulse(round_: Round | None) -> dict[str, Any]:
    """What changes on screens while votes come in; cheap, asked for several times a second."""
    if round_ is None or round_.state not in COLLECTING:
        return {"received": None}
    received: dict[str, Any] = {"received": count_received(round_.pk)}
    if round_.question.is_icebreaker:
        received["bars"] = [{"option_id": pk, "count": n} for pk, n in count_choices(round_.pk).items()]
    return received


def _fresh(room: Room) -> Room:
    return Room.objects.select_related("current_round__question__poll").get(pk=room.pk)


def _snapshot(room: Room) -> dict[str, Any]:
    round_ = room.current_round
    snapshot: dict[str, Any] = {
        "version": read_version(room_channel(room.event_id)).version,
        "event": room.event_id,
        "show": room.screen_view,
        "state": str(round_.state) if round_ else "waiting",
        "round": None,
        "question": None,
        "result": None,
    }
    if round_ is None or (room.screen_view == ScreenView.WAITING and round_.state not in COLLECTING):
        return {**snapshot, "state": "waiting"}
    question = round_.question
    snapshot["round"] = {
        "id": round_.pk,
        "number": round_.number,
        "label": round_.label,
        "open_until": round_.open_until.isoformat() if round_.open_until else None,
        "rehearsal": round_.is_rehearsal,
    }
    snapshot["question"] = {
        "id": question.pk,
        "text": question.text,
        "help": question.help_text,
        "kind": question.kind,
        "icebreaker": question.is_icebreaker,
        "voters": question.poll.voters,
        "options": [{"id": option.pk, "text": option.text} for option in question.options.all()],
    }
    if round_.state == RoundState.CLOSED and room.screen_view in SHOWS_RESULT:
        snapshot["result"] = _shown(round_, with_breakdown=room.screen_view == ScreenView.BREAKDOWN)
    return snapshot


def _shown(round_: Round, *, with_breakdown: bool) -> dict[str, Any] | None:
    """The kept result, without a breakdown that the chair has not shown."""
    kept = FrozenResult.objects.filter(round=round_).first()
    if kept is None:
        return None
    wanted = ["n", "minimum", "suppressed", "options"]
    wanted += ["breakdown", "breakdown_reason"] if with_breakdown else []
    return {name: kept.payload[name] for name in wanted}


def _queued(question: Question) -> dict[str, Any]:
    rounds = sorted(question.rounds.all(), key=lambda round_: round_.number)
    latest = rounds[-1] if rounds else None
    return {
        "question": question.pk,
        "poll": question.poll.title,
        "text": question.text,
        "icebreaker": question.is_icebreaker,
        "round": latest.pk if latest else None,
        "number": latest.number if latest else None,
        "state": latest.state if latest else None,
    }
