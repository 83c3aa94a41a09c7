"""The one next step of the chair, and what phones and screen show now, from a snapshot. Pure; no database.

Buttons, the space bar and the arrows all follow ``next_step``, so they can never disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polls.enums import RoundState, ScreenView

Snapshot = Mapping[str, Any]
SHOWN_ALREADY = (ScreenView.RESULT, ScreenView.BREAKDOWN, ScreenView.BEFORE_AFTER, ScreenView.ANSWERS)
OF_HALL = ("answers", "next")


@dataclass(frozen=True)
class Step:
    """One press: its action and, for "choose", the question."""

    action: str
    question: int | None = None
    text: str = ""

    @property
    def is_of_hall(self) -> bool:
        """Whether it is a press of the hall: open answers and the report-back."""
        return self.action in OF_HALL


@dataclass(frozen=True)
class Possible:
    """What may be shown of the round that the room is at, once it is closed; and whether a room can report back."""

    breakdown: bool = False
    before_after: bool = False
    answers: bool = False
    next_room: bool = False


def next_step(snapshot: Snapshot, possible: Possible) -> Step | None:
    """What the chair will want to do now; none after the last question or the last room."""
    state, show = snapshot["state"], snapshot["show"]
    simple = {RoundState.READY: "open", RoundState.OPEN: "close", RoundState.CLOSING: "result"}
    if state in simple:
        return Step(simple[state])
    if is_on_stage(snapshot):  # a press too many must not leave the stage while a late room still writes
        return Step("next") if possible.next_room else None
    if state == RoundState.CLOSED and show not in SHOWN_ALREADY:
        return Step("result")
    if show == ScreenView.RESULT and state == RoundState.CLOSED:
        if possible.before_after:
            return Step("before_after")
        if possible.breakdown:
            return Step("breakdown")
        if possible.answers:
            return Step("answers")
    return following(snapshot)


def is_on_stage(snapshot: Snapshot) -> bool:
    """Whether rooms report back now, so that forward and back go from room to room."""
    return bool(snapshot["show"] == ScreenView.REPORT_BACK and snapshot["state"] == "waiting")


def following(snapshot: Snapshot) -> Step | None:
    """The first question after the present one that was not asked yet; else the first such question of all."""
    queue, place = snapshot["queue"], _place(snapshot)
    asked_later = [*queue[place + 1 :], *queue[: max(place, 0)]]
    item = next((item for item in asked_later if item["state"] in (None, RoundState.READY)), None)
    return Step("choose", item["question"], item["text"]) if item else None


def preceding(snapshot: Snapshot) -> Step | None:
    """The question just before the present one in the order that was prepared."""
    place = _place(snapshot)
    if place < 1:
        return None
    item = snapshot["queue"][place - 1]
    return Step("choose", item["question"], item["text"])


def phones_see(snapshot: Snapshot) -> Promise:
    """What is on the phones now, to be read after "Phones:"."""
    if snapshot["state"] == "waiting" and snapshot["show"] in _PHONES_WAITING:
        return _PHONES_WAITING[snapshot["show"]]
    if snapshot["show"] in _PHONES_BY_VIEW and snapshot["state"] != RoundState.OPEN:
        return _PHONES_BY_VIEW[snapshot["show"]]
    return _PHONES[snapshot["state"]]


def screen_sees(snapshot: Snapshot) -> Promise:
    """What is on the big screen now, to be read after "Screen:"."""
    state, show = snapshot["state"], snapshot["show"]
    if show in _SCREEN_BY_VIEW and state not in (RoundState.OPEN, "waiting"):
        return _SCREEN_BY_VIEW[show]
    return _SCREEN_BY_VIEW[show] if show in _FREE_VIEWS else _SCREEN[state]


def _place(snapshot: Snapshot) -> int:
    current = snapshot["question"]["id"] if snapshot["question"] else None
    return next((place for place, item in enumerate(snapshot["queue"]) if item["question"] == current), -1)


_FREE_VIEWS = (ScreenView.QA, ScreenView.REPORT_BACK)
_PHONES: Mapping[str, Promise] = {
    "waiting": _("“You are in”, and nothing to answer"),
    "ready": _("the question, without answers yet"),
    "open": _("the question with its answers; people can vote"),
    "closing": _("the question; voting has closed"),
    "closed": _("the question; voting has closed"),
}
_PHONES_BY_VIEW: Mapping[str, Promise] = {
    "result": _("the result"),
    "breakdown": _("the comparison of groups"),
    "before_after": _("before and after, side by side"),
    "answers": _("open answers"),
}
_PHONES_WAITING: Mapping[str, Promise] = {
    "qa": _("questions from the hall"),
    "report_back": _("the report-back of the workshops"),
}
_SCREEN: Mapping[str, Promise] = {
    "waiting": _("the join code"),
    "ready": _("the question, “opens soon”"),
    "open": _("the question and how many answers came in"),
    "closing": _("the question, “voting has closed”"),
    "closed": _("the question, “voting has closed”"),
}
_SCREEN_BY_VIEW: Mapping[str, Promise] = {
    **_PHONES_BY_VIEW,
    **_PHONES_WAITING,
}
