"""What phones, screens and the chair's remote may know of a room now, as plain data (D3, D5).

While a round is open nobody gets more than the number received (an icebreaker's bars excepted), so
that two snapshots cannot be subtracted. Results appear only when the chair shows them.

Every snapshot has: ``version``, ``event``, ``state`` (waiting, ready, open, closing or closed), ``show``
(a ScreenView), ``rehearsal``, ``round`` and ``question`` with its ``options`` and ``rules`` or null, ``result`` or
null, ``earlier`` (the result of the round before, when the two are shown together) and ``counts`` (counted on paper
or by show of hands, beside the result). Screens and remotes also get ``join_code`` and ``received``, and of an open
icebreaker ``bars`` (first choices for a ranking), ``bins`` or ``words``; remotes ``can_reopen`` and ``queue``.
"""

from collections.abc import Sequence
from typing import Any

from live.channels import read_version
from polls.domain.ballots import count_received
from polls.domain.bins import shown_bins
from polls.domain.countdowns import state_now
from polls.domain.counting import Tally, cloud, tally_round
from polls.domain.counts import shown_counts
from polls.domain.hall.reading import count_pending, hall_questions
from polls.domain.hall.stage import report_back_shown
from polls.domain.hall.texts import answers_shown, without_hidden
from polls.domain.kinds import has_options, question_rules
from polls.domain.payloads import KIND_PARTS, read_payload
from polls.domain.rooms import earlier_round
from polls.domain.rounds import can_reopen, is_rehearsing
from polls.domain.voters import room_channel
from polls.enums import QuestionKind, RoundState, ScreenView
from polls.models import FrozenResult, Option, Question, Room, Round

COLLECTING = (RoundState.OPEN, RoundState.CLOSING)
WITHOUT_QUESTION = (ScreenView.WAITING, ScreenView.QA, ScreenView.REPORT_BACK)
SHOWS_RESULT = (ScreenView.RESULT, ScreenView.BREAKDOWN, ScreenView.BEFORE_AFTER)
SHOWN = ("rules", "n", "minimum", "suppressed", "options", *KIND_PARTS)


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
        .order_by("poll__position", "poll__pk", "sort_order", "pk")
    )
    shown = _snapshot(room)
    rehearsal = shown["rehearsal"]
    return {
        **shown,
        "join_code": room.join_code,
        **pulse(room.current_round),
        "can_reopen": bool(room.current_round and can_reopen(room.current_round)),
        "qa_pending": count_pending(room.event_id),
        "queue": [_queued(question, is_rehearsal=rehearsal) for question in questions],
    }


def pulse(round_: Round | None) -> dict[str, Any]:
    """What changes on screens while votes come in; cheap, asked for several times a second."""
    if round_ is None or round_.state not in COLLECTING:
        return {"received": None}
    if not round_.question.is_icebreaker:
        return {"received": count_received(round_.pk)}
    tally = tally_round(round_)
    return {"received": tally.n, **_live(tally, round_)}


def _live(tally: Tally, round_: Round) -> dict[str, Any]:
    """What an icebreaker shows while it is open. Open answers never show before a moderator read them."""
    if tally.kind is QuestionKind.TEXT:
        return {}
    if tally.kind is QuestionKind.WORDS:
        return {"words": cloud(tally.texts, round_.hidden_words)}
    if tally.kind is QuestionKind.NUMBER:
        return {"bins": shown_bins(tally.rules, tally.totals)}
    return {"bars": [{"option_id": option, "count": count} for option, count in sorted(tally.totals.items())]}


def _fresh(room: Room) -> Room:
    return Room.objects.select_related("current_round__question__poll").get(pk=room.pk)


def _nothing(room: Room) -> dict[str, Any]:
    """What every snapshot has, of a room in which nothing goes on."""
    return {
        "version": read_version(room_channel(room.event_id)).version,
        "event": room.event_id,
        "show": room.screen_view,
        "state": "waiting",
        "rehearsal": is_rehearsing(room.event_id),
        "round": None,
        "question": None,
        "result": None,
        "earlier": None,
        "counts": [],
        "qa": None,
        "report_back": None,
        "answers": None,
    }


def _snapshot(room: Room) -> dict[str, Any]:
    round_ = room.current_round
    snapshot = {
        **_nothing(room),
        "state": state_now(round_) if round_ else "waiting",
        "qa": hall_questions(room),
        "report_back": report_back_shown(room),
        "answers": answers_shown(room),
    }
    if round_ is None or (room.screen_view in WITHOUT_QUESTION and round_.state not in COLLECTING):
        return {**snapshot, "state": "waiting"}
    question = round_.question
    options = list(question.options.all()) if has_options(question) else []
    snapshot["round"] = {
        "id": round_.pk,
        "number": round_.number,
        "label": round_.label,
        "open_until": round_.open_until.isoformat() if round_.open_until else None,
        "countdown_until": round_.countdown_until.isoformat() if round_.countdown_until else None,
        "rehearsal": round_.is_rehearsal,
    }
    snapshot["question"] = _asked(question, options)
    if round_.state == RoundState.CLOSED and room.screen_view in SHOWS_RESULT:
        snapshot["result"] = _shown(round_, with_breakdown=room.screen_view == ScreenView.BREAKDOWN)
        snapshot["counts"] = shown_counts(round_, options)
    if snapshot["result"] and room.screen_view == ScreenView.BEFORE_AFTER:
        snapshot["earlier"] = _earlier(round_)
    return snapshot


def preview_snapshot(room: Room, question: Question, options: Sequence[Option]) -> dict[str, Any]:
    """What a screen would get if this question were open now. The question need not be saved."""
    return {
        **_nothing(room),
        "state": str(RoundState.OPEN),
        "show": str(ScreenView.QUESTION),
        "rehearsal": False,
        "round": {"id": 1, "number": 1, "label": "", "open_until": None, "countdown_until": None, "rehearsal": False},
        "question": _asked(question, options),
        "join_code": room.join_code,
        "received": 0,
    }


def _asked(question: Question, options: Sequence[Option]) -> dict[str, Any]:
    return {
        "id": question.pk,
        "text": question.text,
        "help": question.help_text,
        "kind": str(question.kind),
        "icebreaker": question.is_icebreaker,
        "voters": question.poll.voters,
        "options": [{"id": option.pk, "text": option.text} for option in options],
        "rules": question_rules(question, len(options)),
    }


def _shown(round_: Round, *, with_breakdown: bool) -> dict[str, Any] | None:
    """The kept result, without a breakdown that the chair has not shown."""
    kept = FrozenResult.objects.filter(round=round_).first()
    if kept is None:
        return None
    payload = read_payload(kept.payload)
    wanted = [*SHOWN, "breakdown", "breakdown_reason"] if with_breakdown else SHOWN
    words = without_hidden(payload["words"], round_.hidden_words) if payload["words"] else payload["words"]
    return {"kind": payload["question"]["kind"], **{name: payload[name] for name in wanted}, "words": words}


def _earlier(round_: Round) -> dict[str, Any] | None:
    """The shown result of the round before this one, with its label; only totals, never who changed."""
    before = earlier_round(round_)
    shown = _shown(before, with_breakdown=False) if before else None
    return {"label": before.label, **shown} if before and shown else None


def _queued(question: Question, *, is_rehearsal: bool) -> dict[str, Any]:
    rounds = sorted(
        (round_ for round_ in question.rounds.all() if round_.is_rehearsal == is_rehearsal),
        key=lambda round_: round_.number,
    )
    latest = rounds[-1] if rounds else None
    return {
        "question": question.pk,
        "poll": question.poll.title,
        "text": question.text,
        "kind": str(question.kind),
        "icebreaker": question.is_icebreaker,
        "before_after": question.is_before_after,
        "rounds": sum(round_.state != RoundState.READY for round_ in rounds),
        "round": latest.pk if latest else None,
        "number": latest.number if latest else None,
        "state": latest.state if latest else None,
    }
