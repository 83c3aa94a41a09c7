"""The life of a session of questions from the hall: open → closed, when only what was approved is left.

On PostgreSQL a step is one transaction. On SQLite sessions and open questions stand in two files; as with
rounds, the order of the commits makes every half-finished step repairable by the sweep: the box is shut
before anything is kept, and emptied only after what is kept was committed.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventPage, ProgrammeItem
from live.channels import bump
from polls.domain.erasure import rewrite_tables
from polls.domain.errors import HallError
from polls.domain.hall.channels import moderator_channel
from polls.domain.hall.counting import count_support
from polls.domain.hall.keys import KEY_BYTES
from polls.domain.voters import room_channel
from polls.enums import BoxState, HallModeration, HallQuestionState, HallState
from polls.models import HallBox, HallQuestion, HallSession, KeptHallQuestion, Room, Upvote

MAX_HOURS = 12
KEPT_STATES = (HallQuestionState.APPROVED, HallQuestionState.ANSWERED)


def open_session(
    event: EventPage,
    *,
    programme_item: ProgrammeItem | None = None,
    moderation: HallModeration = HallModeration.FIRST,
) -> HallSession:
    """Let the hall put questions. A session that is open already is given as it is."""
    Room.objects.get_or_create(event=event)
    with transaction.atomic():
        Room.objects.select_for_update().get(event=event)
        present = HallSession.objects.filter(event=event, state=HallState.OPEN).first()
        if present:
            return present
        if programme_item and programme_item.page_id != event.pk:
            raise HallError(_("This programme item belongs to another event."))
        session = HallSession.objects.create(event=event, programme_item=programme_item, moderation=moderation)
        HallBox.objects.create(
            session_id=session.pk,
            event_id=event.pk,
            channel=room_channel(event.pk),
            key=secrets.token_bytes(KEY_BYTES),
            moderates_first=moderation == HallModeration.FIRST,
        )
        announce(event.pk)
    return session


def close_session(session: HallSession) -> HallSession:
    """Take no more questions, keep those that were approved with their support, and destroy everything else.

    A second call gives the same. Must not run inside another transaction: what it promises holds only once
    it has committed.
    """
    HallBox.objects.filter(session_id=session.pk, state=BoxState.OPEN).update(state=BoxState.CLOSED)
    with transaction.atomic(durable=True):
        session = HallSession.objects.select_for_update().get(pk=session.pk)
        if session.state == HallState.OPEN:
            HallBox.objects.filter(session_id=session.pk, state=BoxState.OPEN).update(state=BoxState.CLOSED)
            _keep_approved(session)
            session.state, session.closed_at = HallState.CLOSED, timezone.now()
            session.save(update_fields=["state", "closed_at"])
            if settings.LIVE_DATABASE == "default":
                empty_session(session.pk)
            announce(session.event_id)
    if HallBox.objects.filter(session_id=session.pk).exists():
        empty_session(session.pk)
        erase_sessions()
    return session


def _keep_approved(session: HallSession) -> None:
    """Kept in the order of their random ids, so that nothing tells which came first."""
    support = count_support(session.pk)
    kept = HallQuestion.objects.filter(session_id=session.pk, state__in=KEPT_STATES).order_by("uid")
    KeptHallQuestion.objects.bulk_create(
        KeptHallQuestion(
            uid=question.uid,
            session=session,
            text=question.text,
            votes=support.get(question.uid, 0),
            is_answered=question.state == HallQuestionState.ANSWERED,
            is_edited=question.is_edited,
        )
        for question in kept
    )


def empty_session(session_id: int) -> None:
    """Delete questions, support and the key that both were made with."""
    with transaction.atomic(using=settings.LIVE_DATABASE):
        HallBox.objects.filter(session_id=session_id).update(state=BoxState.EMPTIED, key=b"", pinned=None)
        questions = HallQuestion.objects.filter(session_id=session_id)
        Upvote.objects.filter(question_id__in=list(questions.values_list("uid", flat=True))).delete()
        questions.delete()


def erase_sessions() -> bool:
    """Have the database overwrite the places of emptied sessions, then forget them. False: try again later."""
    emptied = list(HallBox.objects.filter(state=BoxState.EMPTIED).values_list("session_id", flat=True))
    if emptied and not rewrite_tables((Upvote, HallQuestion, HallBox)):
        return False
    HallBox.objects.filter(session_id__in=emptied, state=BoxState.EMPTIED).delete()
    return True


def sweep_sessions() -> int:
    """Close sessions that were forgotten, finish what broke off. Returns how many it put right."""
    handled = 0
    forgotten = timezone.now() - timedelta(hours=MAX_HOURS)
    for session in HallSession.objects.filter(state=HallState.OPEN):
        is_shut = not HallBox.objects.filter(session_id=session.pk, state=BoxState.OPEN).exists()
        if is_shut or session.opened_at <= forgotten:
            close_session(session)
            handled += 1
    for session_id in HallBox.objects.exclude(state=BoxState.EMPTIED).values_list("session_id", flat=True):
        with transaction.atomic():  # a session that is being opened is not here yet, but its transaction is
            if not HallSession.objects.select_for_update().filter(pk=session_id, state=HallState.OPEN).exists():
                empty_session(session_id)
                handled += 1
    erase_sessions()
    return handled


def announce(event_id: int, *, to_all: bool = True) -> None:
    """Tell moderators, and unless only they may know also everybody in the room, that something changed."""
    bump(moderator_channel(event_id))
    if to_all:
        bump(room_channel(event_id))
