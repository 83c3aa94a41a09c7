"""Supporting a question, and taking it back: the one function behind the gateway's writer and the plain form.

A batch is one transaction that holds the boxes of its sessions (PostgreSQL: FOR SHARE, so that several
gateways write at once and closing waits; SQLite: BEGIN IMMEDIATE). A row knows no user, no time, no sequence.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from live.channels import read_versions
from polls.domain.ballots import Outcome
from polls.domain.hall.counting import family
from polls.domain.hall.keys import supporter_key
from polls.domain.voters import Voter
from polls.enums import BoxState, HallQuestionState
from polls.models import HallBox, HallQuestion, Upvote

UpvoteKey = tuple[UUID, bytes]  # question, supporter's key


class Support(NamedTuple):
    """One voter supports a question, or does not any more."""

    voter: Voter
    question: UUID
    is_given: bool


def support(message: Support) -> Outcome:
    """Write one; see ``write_support``."""
    return write_support([message])[0]


def write_support(messages: Sequence[Support]) -> list[Outcome]:
    """Store a batch and answer each in order; the last message of a voter on a question wins.

    When it returns, what was accepted is committed. A question takes support while it is shown and not
    answered; one that was merged passes it on to the question that took it up.
    """
    with transaction.atomic(using=settings.LIVE_DATABASE):
        asked = {message.question for message in messages}
        boxes = _hold_open_boxes(set(HallQuestion.objects.filter(uid__in=asked).values_list("session_id", flat=True)))
        questions = HallQuestion.objects.in_bulk(asked)
        roots = HallQuestion.objects.in_bulk({q.merged_into for q in questions.values() if q.merged_into})
        revocations = read_versions({box.channel for box in boxes.values()})
        outcomes: list[Outcome] = []
        wanted: dict[UpvoteKey, bool] = {}
        for message in messages:
            question = questions.get(message.question)
            root = roots.get(question.merged_into) if question and question.merged_into else question
            box = boxes.get(root.session_id) if root else None
            version = revocations.get(box.channel) if box else None
            outcome = _judge(message, root, box, version.revocations if version else 0)
            outcomes.append(outcome)
            if outcome is Outcome.ACCEPTED and root and box:
                wanted[(root.uid, supporter_key(bytes(box.key), message.voter.voter_id))] = message.is_given
        _write(wanted)
    return outcomes


def supported_by(voter: Voter, box: HallBox) -> set[UUID]:
    """The questions that this voter supports now, so that a tap can be seen and taken back."""
    key = supporter_key(bytes(box.key), voter.voter_id)
    uids = HallQuestion.objects.filter(session_id=box.session_id).values_list("uid", "merged_into")
    roots = {uid: merged_into or uid for uid, merged_into in uids}
    mine = Upvote.objects.filter(voter_key=key, question_id__in=list(roots)).values_list("question_id", flat=True)
    return {roots[uid] for uid in mine}


def _judge(message: Support, question: HallQuestion | None, box: HallBox | None, revocations: int) -> Outcome:
    if question is None:
        return Outcome.INVALID
    if box is None or question.state == HallQuestionState.ANSWERED:
        return Outcome.CLOSED
    if message.voter.event_id != box.event_id:
        return Outcome.FORBIDDEN
    if message.voter.revocations < revocations:
        return Outcome.REVOKED
    return Outcome.ACCEPTED if question.state == HallQuestionState.APPROVED else Outcome.INVALID


_HOLD = "SELECT session_id FROM polls_hallbox WHERE session_id = ANY(%s) AND state = 1 ORDER BY session_id FOR SHARE"


def _hold_open_boxes(session_ids: Collection[int]) -> dict[int, HallBox]:
    """The boxes that are open, and that stay open until this transaction is over."""
    connection = connections[settings.LIVE_DATABASE]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [list(session_ids)])
            session_ids = {session_id for (session_id,) in cursor.fetchall()}
    found = HallBox.objects.filter(session_id__in=session_ids, state=BoxState.OPEN)
    return {box.session_id: box for box in found}


def _write(wanted: dict[UpvoteKey, bool]) -> None:
    """Sorted by key, so that two gateways never wait for each other in a ring."""
    given = sorted((key for key, is_given in wanted.items() if is_given), key=lambda key: (key[0].bytes, key[1]))
    rows = [Upvote(question_id=uid, voter_key=key) for uid, key in given]
    Upvote.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
    taken: dict[UUID, list[bytes]] = {}
    for (uid, key), is_given in wanted.items():
        if not is_given:
            taken.setdefault(uid, []).append(key)
    merged = family(set(taken)) if taken else {}
    for uid, root in [*((root, root) for root in sorted(taken)), *sorted(merged.items())]:
        Upvote.objects.filter(question_id=uid, voter_key__in=sorted(taken[root])).delete()
