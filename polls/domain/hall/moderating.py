"""What a moderator does with a question. Several moderate at once: every step names the version that was seen.

All steps of a session take its box first, so they happen one after another. A step that finds the question
where it wants it is done already (a double click); a step on a version that is past is refused, with what
the question says now.
"""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from polls.domain.errors import HallError
from polls.domain.hall.locking import lock_open_box
from polls.domain.hall.sessions import announce
from polls.enums import HallQuestionState as State
from polls.models import HallBox, HallQuestion

# From which states an action is possible, and where it leads.
STEPS: Mapping[str, tuple[tuple[State, ...], State]] = {
    "approve": ((State.PENDING, State.HIDDEN, State.MERGED), State.APPROVED),
    "hide": ((State.PENDING, State.APPROVED, State.ANSWERED, State.MERGED), State.HIDDEN),
    "answered": ((State.APPROVED,), State.ANSWERED),
    "unanswered": ((State.ANSWERED,), State.APPROVED),
}
ROOTS = (State.PENDING, State.APPROVED)
SHOWN = (State.APPROVED, State.ANSWERED)


class Changed(HallError):
    """Somebody else changed the question in between; ``question`` is how it stands now."""

    def __init__(self, question: HallQuestion) -> None:
        super().__init__(_("Somebody else dealt with this question meanwhile. This is how it stands now."))
        self.question = question


def move_question(session_id: int, uid: UUID, action: str, *, version: int) -> HallQuestion:
    """Approve, hide, mark as answered or take that back. Raises Changed, HallError."""
    froms, to = STEPS[action]
    with transaction.atomic(using=settings.LIVE_DATABASE):
        box, question = _locked(session_id, uid)
        if question.state == to:
            return question
        _check(question, version, froms)
        was_shown = question.state in SHOWN
        question.state, question.merged_into = to, None
        _save(question, "state", "merged_into")
        if to != State.APPROVED and box.pinned == uid:
            _pin(box, None)
        if to == State.HIDDEN:  # what was merged into it can be judged again
            HallQuestion.objects.filter(merged_into=uid).update(merged_into=None, state=State.PENDING)
        to_all = was_shown or to in SHOWN
    announce(box.event_id, to_all=to_all)
    return question


def merge_question(session_id: int, uid: UUID, into: UUID, *, version: int) -> HallQuestion:
    """Let another question stand for this one; who supported both counts once. Raises Changed, HallError."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        box, question = _locked(session_id, uid)
        if question.merged_into == into:
            return question
        _check(question, version, ROOTS)
        root = HallQuestion.objects.filter(session_id=session_id, uid=into, state__in=ROOTS).exclude(uid=uid).first()
        if root is None:
            raise HallError(_("Choose another question that still waits for its answer."))
        HallQuestion.objects.filter(merged_into=uid).update(merged_into=into)
        question.state, question.merged_into = State.MERGED, into
        _save(question, "state", "merged_into")
        if box.pinned == uid:
            _pin(box, into if root.state == State.APPROVED else None)
    announce(box.event_id)
    return question


def edit_question(session_id: int, uid: UUID, text: str, *, version: int) -> HallQuestion:
    """Mend a typing error; everybody sees that the question was edited. Raises Changed, HallError."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        box, question = _locked(session_id, uid)
        if question.text == text:
            return question
        _check(question, version, (State.PENDING, State.APPROVED, State.HIDDEN))
        question.text, question.is_edited = text, True
        _save(question, "text", "is_edited")
    announce(box.event_id, to_all=question.state in SHOWN)
    return question


def pin_question(session_id: int, uid: UUID, *, is_pinned: bool) -> None:
    """Say which question is being answered now; there is one at most. The last press counts. Raises HallError."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        box, question = _locked(session_id, uid)
        if is_pinned and question.state != State.APPROVED:
            raise HallError(_("Only a question that was approved can be put on the screen."))
        if is_pinned or box.pinned == uid:
            _pin(box, uid if is_pinned else None)
    announce(box.event_id)


def _locked(session_id: int, uid: UUID) -> tuple[HallBox, HallQuestion]:
    box = lock_open_box(session_id)
    if box is None:
        raise HallError(_("The questions from the hall are closed."))
    question = HallQuestion.objects.filter(session_id=session_id, uid=uid).first()
    if question is None:
        raise HallError(_("This question is not there any more."))
    return box, question


def _check(question: HallQuestion, version: int, states: tuple[State, ...]) -> None:
    if question.version != version or question.state not in states:
        raise Changed(question)


def _save(question: HallQuestion, *fields: str) -> None:
    question.version += 1
    question.save(update_fields=[*fields, "version"])


def _pin(box: HallBox, uid: UUID | None) -> None:
    if box.pinned != uid:
        box.pinned = uid
        box.save(update_fields=["pinned"])
