"""Moderating what people wrote: open answers of a closed round, and words of a cloud.

Nothing that was written is on any screen before a moderator approved it. ``answers`` in a snapshot is null,
or: ``items`` (uid and text of the approved ones) and ``spotlit`` (the uid of the one shown large, or null).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from polls.domain.errors import HallError
from polls.domain.hall.press_state import check_nothing_is_open
from polls.domain.hall.sessions import announce
from polls.domain.payloads import read_payload
from polls.enums import QuestionKind, RoundState, ScreenView, TextState
from polls.models import FrozenResult, Room, Round, TextAnswer
from polls.words import word_key

MOST_SHOWN = 60


def move_text(event_id: int, uid: UUID, to: TextState, *, seen: TextState) -> None:
    """Approve or hide an open answer. Raises HallError when it is not as it was seen; twice is the same as once."""
    with transaction.atomic():
        answers = TextAnswer.objects.filter(uid=uid, round__question__poll__event=event_id)
        moved = answers.filter(state=seen).update(state=to, is_spotlit=False)
        if not moved and not answers.filter(state=to).exists():
            raise HallError(_("Somebody else dealt with this answer meanwhile. This is how it stands now."))
        announce(event_id)


def spotlight_text(event_id: int, uid: UUID, *, is_spotlit: bool) -> None:
    """Show one approved answer large, or none. Raises HallError."""
    with transaction.atomic():
        answer = TextAnswer.objects.filter(uid=uid, round__question__poll__event=event_id).first()
        if answer is None or answer.state != TextState.APPROVED:
            raise HallError(_("Only an answer that was approved can be put on the screen."))
        Round.objects.select_for_update(of=("self",)).get(pk=answer.round_id)
        if is_spotlit:
            TextAnswer.objects.filter(round=answer.round_id, is_spotlit=True).update(is_spotlit=False)
        TextAnswer.objects.filter(pk=uid, state=TextState.APPROVED).update(is_spotlit=is_spotlit)
        announce(event_id)


def hide_word(event_id: int, round_id: int, word: str, *, is_hidden: bool) -> None:
    """Take a word, in all its spellings, out of a cloud, or put it back; also after the result was kept."""
    with transaction.atomic():
        round_ = _round_of_words(event_id, round_id)
        key = word_key(word, settings.LANGUAGE_CODE)
        others = [one for one in round_.hidden_words if word_key(one, settings.LANGUAGE_CODE) != key]
        round_.hidden_words = [*others, word] if is_hidden and key else others
        round_.save(update_fields=["hidden_words"])
        announce(event_id)


def without_hidden(words: Iterable[Mapping[str, Any]], hidden_words: Iterable[str]) -> list[Mapping[str, Any]]:
    """The words of a kept cloud without those that were hidden since."""
    hidden = {word_key(word, settings.LANGUAGE_CODE) for word in hidden_words}
    return [one for one in words if word_key(str(one["word"]), settings.LANGUAGE_CODE) not in hidden]


def released_payload(frozen: FrozenResult) -> dict[str, Any]:
    """What may be told of a frozen result, in the shape of ``read_payload``: words that were hidden since are left out.

    The kept payload and its fingerprint stay as they are.
    """
    payload = read_payload(frozen.payload if isinstance(frozen.payload, dict) else {})
    if payload["words"]:
        payload["words"] = without_hidden(payload["words"], frozen.round.hidden_words)
    return payload


def show_answers(room: Room) -> None:
    """Bring the approved answers of the present question on screen. Raises HallError."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        check_nothing_is_open(room)
        current = room.current_round
        if current is None or current.state != RoundState.CLOSED or current.question.kind != QuestionKind.TEXT:
            raise HallError(_("There are answers to show only after an open question is closed."))
        room.screen_view = ScreenView.ANSWERS
        room.save(update_fields=["screen_view"])
        announce(room.event_id)


def show_answer(room: Room, uid: UUID | None) -> None:
    """Bring one approved answer of the present question on screen, large; without one all of them. Raises HallError."""
    with transaction.atomic():
        show_answers(room)
        current = Room.objects.get(pk=room.pk).current_round_id
        answers = TextAnswer.objects.filter(round=current, state=TextState.APPROVED)
        answers.filter(is_spotlit=True).update(is_spotlit=False)
        if uid is not None and not answers.filter(pk=uid).update(is_spotlit=True):
            raise HallError(_("Only an answer that was approved can be put on the screen."))
        announce(room.event_id)


def answers_shown(room: Room) -> dict[str, Any] | None:
    """What screens and phones may see of the open answers: only those that were approved."""
    if room.screen_view != ScreenView.ANSWERS or room.current_round_id is None:
        return None
    approved = list(TextAnswer.objects.filter(round=room.current_round_id, state=TextState.APPROVED)[:MOST_SHOWN])
    spotlit = next((str(answer.uid) for answer in approved if answer.is_spotlit), None)
    return {"items": [{"uid": str(answer.uid), "text": answer.text} for answer in approved], "spotlit": spotlit}


def answers_for_chair(room: Room) -> dict[str, Any] | None:
    """What of a closed open question can be put on screen, and how many wait to be read; else null."""
    round_ = room.current_round
    if round_ is None or round_.state != RoundState.CLOSED or round_.question.kind != QuestionKind.TEXT:
        return None
    answers = TextAnswer.objects.filter(round=round_)
    return {
        "approved": list(answers.filter(state=TextState.APPROVED)[:MOST_SHOWN]),
        "pending": answers.filter(state=TextState.PENDING).count(),
    }


@dataclass(frozen=True)
class Pile:
    """Answers in one state: the first of them, and how many there are. A hall can write thousands."""

    shown: Sequence[TextAnswer]
    number: int

    @property
    def more(self) -> int:
        """How many come up when those that are shown are dealt with."""
        return self.number - len(self.shown)


def answers_to_moderate(round_: Round | None) -> dict[str, Pile] | None:
    """The answers of the round that is before the room, by state; null when it is no open question."""
    if round_ is None or round_.state != RoundState.CLOSED or round_.question.kind != QuestionKind.TEXT:
        return None
    answers = TextAnswer.objects.filter(round=round_)
    numbers = dict(answers.order_by().values_list("state").annotate(Count("pk")))
    return {
        state.value: Pile(list(answers.filter(state=state)[:MOST_SHOWN]), numbers.get(state.value, 0))
        for state in TextState
    }


def _round_of_words(event_id: int, round_id: int) -> Round:
    rounds = Round.objects.select_for_update(of=("self",)).filter(question__poll__event=event_id)
    round_ = rounds.filter(pk=round_id, question__kind=QuestionKind.WORDS).first()
    if round_ is None:
        raise HallError(_("This word cloud is not there any more."))
    return round_
