"""What phones, screens and moderators may know of the questions from the hall. Only what was approved is for all.

``qa`` in a snapshot is null, or: ``open``, ``session`` (the open one, or null), ``items`` (uid, text, votes, state,
edited; most supported first, answered ones last) and ``pinned`` (the uid of the one being answered, or null).
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from live.channels import read_version
from polls.domain.hall.channels import moderator_channel
from polls.domain.hall.counting import count_support
from polls.domain.hall.locking import open_box
from polls.enums import HallQuestionState, ScreenView
from polls.models import HallBox, HallQuestion, HallSession, KeptHallQuestion, Room
from polls.words.likeness import is_alike, meaning

MOST_SHOWN = 40
MOST_TO_READ = 60
COUNT_SECONDS = 1.0
SHOWN = (HallQuestionState.APPROVED, HallQuestionState.ANSWERED)


def hall_questions(room: Room) -> dict[str, Any] | None:
    """What everybody may see; null when no session is open and the screen shows none."""
    box = open_box(room.event_id)
    if box:
        support = count_support(box.session_id)
        questions = HallQuestion.objects.filter(session_id=box.session_id, state__in=SHOWN)
        items = [
            {
                "uid": str(question.uid),
                "text": question.text,
                "votes": support.get(question.uid, 0),
                "state": str(question.state),
                "edited": question.is_edited,
            }
            for question in questions
        ]
        return {
            "open": True,
            "session": box.session_id,
            "pinned": str(box.pinned) if box.pinned else None,
            "items": _sorted(items)[:MOST_SHOWN],
        }
    if room.screen_view != ScreenView.QA:
        return None
    last = HallSession.objects.filter(event=room.event_id).last()
    kept = KeptHallQuestion.objects.filter(session=last) if last else ()
    return {"open": False, "session": None, "pinned": None, "items": _sorted(list(map(_kept, kept)))[:MOST_SHOWN]}


def support_pulse(event_id: int) -> Callable[[], dict[str, Any]]:
    """The numbers of supporters, for screens; they move without a new version, and are counted once a second."""
    counted: dict[str, Any] = {}
    until = 0.0

    def pulse() -> dict[str, Any]:
        nonlocal counted, until
        if time.monotonic() >= until:
            box = open_box(event_id)
            counts = count_support(box.session_id) if box else {}
            counted = {"support": {str(uid): counts[uid] for uid in sorted(counts)}}
            until = time.monotonic() + COUNT_SECONDS
        return counted

    return pulse


def support_shown(room: Room) -> dict[str, Any]:
    """The same numbers at once, for screens that cannot reach the gateway; nothing while they show something else."""
    return support_pulse(room.event_id)() if room.screen_view == ScreenView.QA else {}


def moderator_snapshot(event_id: int) -> dict[str, Any]:
    """What a moderator's page must know to fetch itself anew."""
    return {"version": read_version(moderator_channel(event_id)).version, "pending": count_pending(event_id)}


def count_pending(event_id: int) -> int:
    """How many questions wait for a moderator."""
    box = open_box(event_id)
    if box is None:
        return 0
    return HallQuestion.objects.filter(session_id=box.session_id, state=HallQuestionState.PENDING).count()


def questions_to_moderate(box: HallBox, language: str) -> dict[str, list[dict[str, Any]]]:
    """The questions of an open session by state, each with its support and what it may be the same as.

    Of those that wait the first that a moderator can read; the rest comes up as these are dealt with.
    """
    support = count_support(box.session_id)
    questions = list(HallQuestion.objects.filter(session_id=box.session_id))
    approved = [question for question in questions if question.state == HallQuestionState.APPROVED]
    pending = [question for question in questions if question.state == HallQuestionState.PENDING]
    pending = sorted(pending, key=lambda question: question.uid)[:MOST_TO_READ]
    roots = [*sorted(approved, key=lambda question: question.uid), *pending]
    meanings = {question.uid: meaning(question.text, language) for question in roots}
    texts = {question.uid: question.text for question in questions}
    found: dict[str, list[dict[str, Any]]] = {state.value: [] for state in HallQuestionState}
    others = [question for question in questions if question.state != HallQuestionState.PENDING]
    for question in [*others, *pending]:
        found[question.state].append(
            {
                "uid": str(question.uid),
                "text": question.text,
                "state": question.state,
                "votes": support.get(question.uid, 0),
                "version": question.version,
                "edited": question.is_edited,
                "pinned": box.pinned == question.uid,
                "merged_into": texts.get(question.merged_into) if question.merged_into else None,
                "alike": _alike(question, roots, meanings),
            }
        )
    for items in found.values():
        items.sort(key=lambda item: (not item["pinned"], -item["votes"], item["uid"]))
    return found


def _alike(
    question: HallQuestion, roots: Sequence[HallQuestion], meanings: dict[Any, frozenset[str]]
) -> dict[str, str] | None:
    """The approved question that a pending one may repeat, else another pending one with a smaller uid.

    ``roots``: approved ones first, each by uid.
    """
    if question.state != HallQuestionState.PENDING:
        return None
    for root in roots:
        comes_first = root.state == HallQuestionState.APPROVED or root.uid < question.uid
        if root.uid != question.uid and comes_first and is_alike(meanings[root.uid], meanings[question.uid]):
            return {"uid": str(root.uid), "text": root.text}
    return None


def _sorted(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: (item["state"] != HallQuestionState.APPROVED, -item["votes"], item["uid"]))


def _kept(question: KeptHallQuestion) -> dict[str, Any]:
    state = HallQuestionState.ANSWERED if question.is_answered else HallQuestionState.APPROVED
    return {
        "uid": str(question.uid),
        "text": question.text,
        "votes": question.votes,
        "state": str(state),
        "edited": question.is_edited,
    }
