"""The life of a round (D4): ready → open → closing (refuses votes at once) → closed (only the result is left).

On PostgreSQL all steps are one transaction. On SQLite rounds and ballots stand in two files; the order
of the two commits makes every half-finished step either harmless or repairable by the sweep: a box is
shut before its round says so, and emptied only after the result is committed.
"""

import contextlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from live.channels import bump
from polls.domain.countdowns import deadline_of, is_past_deadline
from polls.domain.dots import keep_dots
from polls.domain.erasure import empty_box, erase_residue
from polls.domain.errors import RoundError
from polls.domain.kinds import give_options, has_options, question_rules
from polls.domain.policies import groups_by_sector, policy_for
from polls.domain.results import freeze
from polls.domain.voters import room_channel
from polls.enums import BoxState, RoundState, ScreenView, VoterScope
from polls.models import Ballot, BallotBox, FrozenResult, Question, Rehearsal, Room, Round

MAX_MINUTES = 60
REOPEN_SECONDS = 30
KEY_BYTES = 32


def get_or_create_round(question: Question) -> Round:
    """The round of a question that is not over yet, or else its first one, made when it is first needed.

    During a rehearsal a question has rounds of its own.
    """
    with transaction.atomic():
        Question.objects.select_for_update().get(pk=question.pk)
        rounds = question.rounds.filter(is_rehearsal=is_rehearsing(question.poll.event_id))
        return rounds.exclude(state=RoundState.CLOSED).last() or new_round(question)


def new_round(question: Question, *, label: str = "") -> Round:
    """The next round of a question, ready to be opened. Before and after the discussion it is labelled so."""
    last = question.rounds.order_by("number").last()
    rehearsal = is_rehearsing(question.poll.event_id)
    if question.is_before_after and not label:
        label = _before_or_after(question.rounds.filter(is_rehearsal=rehearsal).count())
    return Round.objects.create(
        question=question, number=last.number + 1 if last else 1, label=label, is_rehearsal=rehearsal
    )


def is_rehearsing(event_id: int) -> bool:
    """Whether the room of an event rehearses now."""
    return Rehearsal.objects.filter(room__event=event_id).exists()


def _before_or_after(earlier: int) -> str:
    """The label is kept, so it stands in the site's language."""
    with override(settings.LANGUAGE_CODE):
        return [_("before the discussion"), _("after the discussion")][earlier] if earlier < 2 else ""


def _check_rehearsing(round_: Round, event_id: int) -> None:
    if round_.is_rehearsal != is_rehearsing(event_id):
        raise RoundError(_("The rehearsal began or ended meanwhile. Choose the question again."))


def open_round(round_: Round, *, actor: str, max_minutes: int = MAX_MINUTES) -> Round:
    """Put the question to the room. Makes a ballot box with a fresh key; the first opening locks the policy.

    Raises RoundError when the round was opened before or another question of the event is open.
    """
    event = round_.question.poll.event
    _check_rehearsing(round_, event.pk)
    policy = policy_for(round_)
    Room.objects.get_or_create(event=event)
    with transaction.atomic():
        room = Room.objects.select_for_update().get(event=event)
        Question.objects.select_for_update().get(pk=round_.question_id)  # nobody edits it meanwhile
        round_ = _locked(round_)
        _check_rehearsing(round_, event.pk)
        if round_.state != RoundState.READY:
            raise RoundError(_("This question was opened before."))
        if Round.objects.filter(question__poll__event=event, state=RoundState.OPEN).exists():
            raise RoundError(_("Close the question that is open first."))
        if Round.objects.filter(question=round_.question, state=RoundState.CLOSING).exists():
            raise RoundError(_("The previous round of this question is still closing."))
        question = round_.question
        option_ids = [option.pk for option in give_options(question)] if has_options(question) else []
        if has_options(question) and len(option_ids) < 2:
            raise RoundError(_("A question needs at least two answers before it can be opened."))
        now = timezone.now()
        round_.state, round_.opened_at = RoundState.OPEN, now
        round_.open_until = now + timedelta(minutes=max_minutes)
        round_.save(update_fields=["state", "opened_at", "open_until"])
        room.current_round, room.screen_view = round_, ScreenView.QUESTION
        room.save(update_fields=["current_round", "screen_view"])
        with transaction.atomic(using=settings.LIVE_DATABASE):
            Ballot.objects.filter(round_id=round_.pk).delete()
            BallotBox.objects.update_or_create(
                round_id=round_.pk,
                defaults={
                    "state": BoxState.OPEN,
                    "event_id": event.pk,
                    "channel": room_channel(event.pk),
                    "scope": VoterScope(round_.question.poll.voters).rank,
                    "groups": groups_by_sector(policy),
                    "key": secrets.token_bytes(KEY_BYTES),
                    "kind": question.kind,
                    "rules": question_rules(question, len(option_ids)),
                    "option_ids": option_ids,
                    "closes_at": round_.open_until,
                },
            )
        bump(room_channel(event.pk))
    return round_


def close_if_due(round_id: int) -> bool:
    """Close a round whose time is up; False when it is not open, or got more time."""
    with transaction.atomic():
        round_ = Round.objects.select_for_update().filter(pk=round_id).first()
        if round_ is None or not is_past_deadline(round_):
            return False
        close_round(round_, actor="countdown")
    return True


def close_round(round_: Round, *, actor: str) -> Round:
    """Refuse votes from this instant. Every vote that was acknowledged is in the box, none comes after."""
    with transaction.atomic():
        round_ = _locked(round_)
        if round_.state == RoundState.CLOSING:
            return round_
        if round_.state != RoundState.OPEN:
            raise RoundError(_("This question is not open."))
        BallotBox.objects.filter(round_id=round_.pk).update(state=BoxState.CLOSED)
        round_.state, round_.closing_at = RoundState.CLOSING, timezone.now()
        round_.save(update_fields=["state", "closing_at"])
        bump(room_channel(round_.question.poll.event_id))
    return round_


def reopen_round(round_: Round, *, actor: str = "") -> Round:
    """Take votes again, within 30 seconds after closing and as long as no result was shown."""
    with transaction.atomic():
        event_id = round_.question.poll.event_id
        Room.objects.select_for_update().filter(event_id=event_id).first()
        round_ = _locked(round_)
        if not can_reopen(round_):
            raise RoundError(_("This question can no longer be reopened."))
        if Round.objects.filter(question__poll__event_id=event_id, state=RoundState.OPEN).exists():
            raise RoundError(_("Close the question that is open first."))
        round_.state, round_.closing_at, round_.countdown_until = RoundState.OPEN, None, None
        round_.save(update_fields=["state", "closing_at", "countdown_until"])
        BallotBox.objects.filter(round_id=round_.pk, state=BoxState.CLOSED).update(
            state=BoxState.OPEN, closes_at=round_.open_until
        )
        bump(room_channel(event_id))
    return round_


def can_reopen(round_: Round) -> bool:
    """Whether the chair may still take the closing back. Showing a result freezes, so closing means: not shown."""
    closed = round_.closing_at if round_.state == RoundState.CLOSING else None
    if is_past_deadline(round_):
        closed = deadline_of(round_)
    return (
        closed is not None
        and timezone.now() - closed <= timedelta(seconds=REOPEN_SECONDS)
        and (round_.open_until is None or timezone.now() < round_.open_until)
    )


def freeze_round(round_: Round, *, closed_at: datetime | None = None) -> FrozenResult:
    """Count, keep what may be shown, and destroy ballots and key. A second call gives the same result.

    ``closed_at`` is for meetings that are entered afterwards; without it the round closes now.

    Must not run inside another transaction: what it promises holds only once it has committed.
    """
    with transaction.atomic(durable=True):
        round_ = _locked(round_)
        kept = FrozenResult.objects.filter(round=round_).first()
        if kept is None:
            if round_.state != RoundState.CLOSING:
                raise RoundError(_("Close the question before its result is made."))
            BallotBox.objects.filter(round_id=round_.pk).update(state=BoxState.CLOSED)
            round_.state, round_.closed_at = RoundState.CLOSED, closed_at or timezone.now()
            round_.save(update_fields=["state", "closed_at"])
            kept = freeze(round_, policy_for(round_))
            keep_dots(kept)
            if settings.LIVE_DATABASE == "default":
                empty_box(round_.pk)
            bump(room_channel(round_.question.poll.event_id))
    if BallotBox.objects.filter(round_id=round_.pk).exists():
        empty_box(round_.pk)
        erase_residue()
    return kept


def sweep_forgotten_rounds() -> int:
    """Close rounds that were open too long, freeze those that closed 30 seconds ago, finish what broke off.

    Returns how many boxes it put right.
    """
    now = timezone.now()
    handled = 0
    for round_ in Round.objects.filter(state=RoundState.OPEN):
        is_shut = not BallotBox.objects.filter(round_id=round_.pk, state=BoxState.OPEN, closes_at__gt=now).exists()
        if is_shut or is_past_deadline(round_):
            with contextlib.suppress(RoundError):  # the chair was first
                close_round(round_, actor="sweep")
                handled += 1
    overdue = now - timedelta(seconds=REOPEN_SECONDS)
    for round_ in Round.objects.filter(state=RoundState.CLOSING, closing_at__lte=overdue):
        with contextlib.suppress(RoundError):  # the chair reopened it
            freeze_round(round_)
            handled += 1
    for round_id in BallotBox.objects.exclude(state=BoxState.EMPTIED).values_list("round_id", flat=True):
        if not Round.objects.filter(pk=round_id, state__in=[RoundState.OPEN, RoundState.CLOSING]).exists():
            handled += _discard_stray_box(round_id)
    erase_residue()
    return handled


def _discard_stray_box(round_id: int) -> int:
    """Empty a box whose round never came to be open, or is over. A round that is being opened is left alone."""
    with transaction.atomic():
        round_ = Round.objects.select_for_update().filter(pk=round_id).first()
        if round_ and round_.state in (RoundState.OPEN, RoundState.CLOSING):
            return 0
        empty_box(round_id)
    return 1


def _locked(round_: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("question__poll__event").get(pk=round_.pk)
