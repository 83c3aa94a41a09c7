"""What phones need besides the room's state to show the questions from the hall."""

from typing import Any

from polls.domain.hall.locking import open_box
from polls.domain.hall.support import supported_by
from polls.enums import HallQuestionState, ScreenView
from polls.hall_forms import AskForm
from polls.views.visitors import Participant

SCREEN_ALONE, SCREEN_BESIDE = 5, 3  # more cannot be read from the back row
HALL_VIEWS = (ScreenView.QA, ScreenView.REPORT_BACK)


def hall_context(participant: Participant, snapshot: dict[str, Any], ask_form: AskForm | None = None) -> dict[str, Any]:
    """The form, and what this voter supports already."""
    shown = snapshot["qa"]
    box = open_box(participant.room.event_id) if shown and shown["open"] else None
    mine = {str(uid) for uid in supported_by(participant.voter, box)} if box else set()
    return {
        "ask_form": ask_form or AskForm(initial={"session": box.session_id if box else None}),
        "hall_items": [{**item, "is_mine": item["uid"] in mine} for item in shown["items"]] if shown else [],
    }


def hall_stage(snapshot: dict[str, Any]) -> str:
    """Which part of the hall the big screen shows now; empty when it shows something else."""
    if snapshot["show"] == ScreenView.ANSWERS and snapshot["answers"]:
        return snapshot["show"]
    return snapshot["show"] if snapshot["state"] == "waiting" and snapshot["show"] in HALL_VIEWS else ""


def questions_on_screen(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The question that is being answered, and those that come next by their support."""
    shown = snapshot["qa"] or {"items": [], "pinned": None}
    pinned = next((item for item in shown["items"] if item["uid"] == shown["pinned"]), None)
    waiting = [item for item in shown["items"] if item["state"] == HallQuestionState.APPROVED and item is not pinned]
    answers = snapshot["answers"] or {"items": [], "spotlit": None}
    spotlit = next((item for item in answers["items"] if item["uid"] == answers["spotlit"]), None)
    return {
        "spotlit": spotlit,
        "screen_answers": answers["items"],
        "pinned": pinned,
        "waiting": waiting[: SCREEN_BESIDE if pinned else SCREEN_ALONE],
    }
