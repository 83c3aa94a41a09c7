"""Putting a question from the hall."""

from enum import Enum
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from live.channels import read_version
from polls.domain.hall.keys import author_key
from polls.domain.hall.locking import lock_open_box
from polls.domain.hall.sessions import announce
from polls.domain.voters import Voter
from polls.enums import HallQuestionState
from polls.models import HallBox, HallQuestion
from polls.words.likeness import same_text

MOST_WAITING = 5  # of one voter
MOST_OF_VOTER = 20
MOST_PENDING = 500  # of a session; nobody reads more
VISIBLE = (HallQuestionState.APPROVED, HallQuestionState.ANSWERED)


class Asked(Enum):
    """What became of a question."""

    PENDING = "pending"  # received; a moderator reads it first
    SHOWN = "shown"  # received, and everybody sees it
    EXISTS = "exists"  # somebody else's question says the same and can be supported
    TOO_MANY = "too_many"  # of this voter
    BUSY = "busy"  # of everybody
    CLOSED = "closed"
    FORBIDDEN = "forbidden"
    REVOKED = "revoked"


def ask_question(voter: Voter, session_id: int, text: str) -> Asked:
    """Put a question; ``text`` is clean already. The same question of the same voter arrived twice: it is one."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        box = lock_open_box(session_id)
        if box is None:
            return Asked.CLOSED
        refusal = _refusal(voter, box)
        if refusal:
            return refusal
        author = author_key(bytes(box.key), voter.voter_id)
        questions = list(HallQuestion.objects.filter(session_id=session_id).only("text", "state", "author_key"))
        mine = [question for question in questions if bytes(question.author_key) == author]
        again = next((question for question in mine if same_text(question.text, text)), None)
        if again:
            return Asked.SHOWN if again.state in VISIBLE else Asked.PENDING
        if any(
            question.state == HallQuestionState.APPROVED and same_text(question.text, text) for question in questions
        ):
            return Asked.EXISTS
        waiting = [question for question in mine if question.state in (HallQuestionState.PENDING, _waits(box))]
        if len(waiting) >= MOST_WAITING or len(mine) >= MOST_OF_VOTER:
            return Asked.TOO_MANY
        if sum(question.state == HallQuestionState.PENDING for question in questions) >= MOST_PENDING:
            return Asked.BUSY
        state = HallQuestionState.PENDING if box.moderates_first else HallQuestionState.APPROVED
        HallQuestion.objects.create(uid=uuid4(), session_id=session_id, text=text, state=state, author_key=author)
        event_id, to_all = box.event_id, not box.moderates_first
    announce(event_id, to_all=to_all)
    return Asked.SHOWN if to_all else Asked.PENDING


def _refusal(voter: Voter, box: HallBox) -> Asked | None:
    if voter.event_id != box.event_id:
        return Asked.FORBIDDEN
    return Asked.REVOKED if voter.revocations < read_version(box.channel).revocations else None


def _waits(box: HallBox) -> HallQuestionState:
    """Without moderation a question waits until it is answered."""
    return HallQuestionState.PENDING if box.moderates_first else HallQuestionState.APPROVED
