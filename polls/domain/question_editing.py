"""Preparing the questions of a poll: save, move, copy, take out. What was put to the room stays as it was (D4).

A question that was asked keeps its words and its answers, because its results were given to those words. It can
still be moved and copied. A rehearsal counts as asking until it is ended and wiped.
"""

import hashlib
import json
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from live.channels import bump
from polls.domain.drafts import Draft, as_plain, draft_of, fields_of, options_of, question_of
from polls.domain.errors import PollError
from polls.domain.kinds import generated_options, has_own_options
from polls.domain.preparing import asked_question_ids
from polls.domain.voters import room_channel
from polls.enums import QuestionKind
from polls.models import DotTarget, Option, Poll, Question

MOST_QUESTIONS = 3000
CHUNK = 500


class QuestionError(PollError):
    """This cannot be done with the question."""


def fingerprint(question: Question) -> str:
    """What the question says now, in short, so that a form can tell whether somebody else changed it."""
    content = json.dumps(as_plain(draft_of(question)), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def ordered_questions(poll: Poll) -> list[Question]:
    """The questions of a poll in their order, with their answers."""
    questions = Question.objects.filter(poll=poll).prefetch_related("options")
    return sorted(questions, key=lambda question: (question.sort_order is None, question.sort_order or 0, question.pk))


def save_question(question: Question, draft: Draft, *, seen: str = "") -> Question:
    """Keep a question that was prepared. ``seen`` is its fingerprint when the form was shown.

    Raises QuestionError when it was asked, or changed by somebody else, in the meantime.
    """
    with transaction.atomic():
        if question.pk:
            question = Question.objects.select_for_update().get(pk=question.pk)
            _refuse_when_asked(question)
            if seen and seen != fingerprint(question):
                raise QuestionError(
                    _("Somebody else changed this question meanwhile. What you typed is below; save again to keep it.")
                )
            fresh = question_of(draft)
            for name in {*fields_of(draft.kind), *fields_of(question.kind)}:
                setattr(question, name, getattr(fresh, name))
            question.kind = draft.kind
            question.save()
            _renew_options(question, draft)
            bump(room_channel(question.poll.event_id))
            return question
        return add_questions(question.poll, [draft])[0]


def last_question(poll: Poll) -> int:
    """The newest question of a poll, so that a form can tell whether some were added since; 0 for none."""
    return Question.objects.filter(poll=poll).aggregate(newest=Max("pk"))["newest"] or 0


def add_questions(poll: Poll, drafts: Sequence[Draft], *, seen: int | None = None) -> list[Question]:
    """Add questions at the end of a poll, in chunks. ``seen`` is what ``last_question`` was when the form was shown.

    Raises QuestionError when there would be too many, or when others were added meanwhile (a double click).
    """
    with transaction.atomic():
        poll = Poll.objects.select_for_update().get(pk=poll.pk)
        if seen is not None and seen != last_question(poll):
            raise QuestionError(
                _(
                    "Questions were added meanwhile, so nothing was added now. "
                    "Look at the list and press again if something is missing."
                )
            )
        places = list(Question.objects.filter(poll=poll).values_list("sort_order", flat=True))
        if len(places) + len(drafts) > MOST_QUESTIONS:
            raise QuestionError(_("A poll has at most %(most)d questions.") % {"most": MOST_QUESTIONS})
        first = max((place for place in places if place is not None), default=-1) + 1
        questions = [question_of(draft) for draft in drafts]
        for place, question in enumerate(questions, start=first):
            question.poll, question.sort_order = poll, place
        Question.objects.bulk_create(questions, batch_size=CHUNK)
        options = [
            option
            for draft, question in zip(drafts, questions, strict=True)
            for option in (options_of(draft, question) or generated_options(question))
        ]
        Option.objects.bulk_create(options, batch_size=CHUNK)
        bump(room_channel(poll.event_id))
    return questions


def move_question(question: Question, *, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    with transaction.atomic():
        poll = Poll.objects.select_for_update().get(pk=question.poll_id)
        questions = ordered_questions(poll)
        place = next(place for place, other in enumerate(questions) if other.pk == question.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(questions):
            questions[place], questions[other] = questions[other], questions[place]
        changed = []
        for number, moved in enumerate(questions):
            if moved.sort_order != number:
                moved.sort_order = number
                changed.append(moved)
        Question.objects.bulk_update(changed, ["sort_order"], batch_size=CHUNK)
        bump(room_channel(poll.event_id))


def duplicate_question(question: Question) -> Question:
    """A copy at the end of the poll, never asked; its answers stand for the same cards."""
    with transaction.atomic():
        (copy,) = add_questions(question.poll, [draft_of(question)])
        targets = DotTarget.objects.filter(option__question=question).select_related("option")
        if targets:
            options = dict(zip(_ordered_ids(question), _ordered_ids(copy), strict=True))
            for target in targets:
                target.pk, target.option_id = None, options[target.option_id]
            DotTarget.objects.bulk_create(targets)
    return copy


def delete_question(question: Question) -> None:
    """Take a question out that was never asked. Raises QuestionError otherwise."""
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=question.pk)
        _refuse_when_asked(question)
        event_id = question.poll.event_id
        question.delete()
        bump(room_channel(event_id))


def _refuse_when_asked(question: Question) -> None:
    if asked_question_ids([question.pk]):
        if not question.rounds.filter(is_rehearsal=False).exclude(state="ready").exists():
            raise QuestionError(_("This question is part of the rehearsal that is going on. End the rehearsal first."))
        raise QuestionError(
            _("This question was put to the room already. It stays as it was; make a copy to ask something else.")
        )


def _renew_options(question: Question, draft: Draft) -> None:
    """The answers as written. One that was there stays the same answer, whatever it says now and wherever it stands:
    a card may get its dots. The five of a statement stay once they are there; those of a rating are its numbers.
    """
    if has_own_options(question.kind):
        present = list(question.options.values_list("text", flat=True))
        options = generated_options(question)
        is_kept = question.kind == QuestionKind.STATEMENT and len(present) == len(options)
        if is_kept or present == [option.text for option in options]:
            return
        Option.objects.filter(question=question).delete()
        Option.objects.bulk_create(options)
        return
    there = {option.pk: option for option in Option.objects.filter(question=question)}
    kept, fresh = [], []
    for answer, option in zip(draft.answers, options_of(draft, question), strict=True):
        if there.pop(answer.option_id, None):
            option.pk = answer.option_id
            kept.append(option)
        else:
            fresh.append(option)
    Option.objects.filter(pk__in=there).delete()
    Option.objects.bulk_update(kept, ["text", "reporting_clause", "sort_order"], batch_size=CHUNK)
    Option.objects.bulk_create(fresh)


def _ordered_ids(question: Question) -> list[int]:
    return list(Option.objects.filter(question=question).values_list("pk", flat=True))
