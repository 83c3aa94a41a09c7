"""Making and changing the questions of a form. What people answered is never lost without a word."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.errors import RegistrationError
from registrations.enums import CHOICE_KINDS, QuestionKind
from registrations.models import Answer, FormOption, FormQuestion, QuestionSet

MOST_QUESTIONS = 60


class QuestionRefused(RegistrationError):
    """The change would break the form or lose answers."""


class Removed(Enum):
    """What became of a question that was taken out of the form."""

    DELETED = "deleted"
    ARCHIVED = "archived"  # it has answers; they stay


@dataclass(frozen=True)
class QuestionDraft:
    """What an organiser typed. ``options``: id (None: new) and text, in order."""

    values: Mapping[str, Any]
    options: Sequence[tuple[int | None, str]] = ()
    depends_on: int | None = None
    depends_options: Collection[int] = field(default_factory=tuple)
    only_sectors: Collection[int] = field(default_factory=tuple)


def save_question(question: FormQuestion, draft: QuestionDraft) -> FormQuestion:
    """Save a new or a changed question with its options and conditions.

    An option that was left out and has answers is archived, never deleted. Raises QuestionRefused.
    """
    with transaction.atomic():
        if question.pk is None:
            siblings = _siblings(question)
            if siblings.filter(archived_at=None).count() >= MOST_QUESTIONS:
                raise QuestionRefused(_("A form has at most %(most)d questions.") % {"most": MOST_QUESTIONS})
            question.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
        for name, value in draft.values.items():
            setattr(question, name, value)
        question.depends_on_id = draft.depends_on
        question.save()
        if question.kind in CHOICE_KINDS:
            _write_options(question, draft.options)
        question.depends_options.set(draft.depends_options)
        question.only_sectors.set(draft.only_sectors)
    return question


def _siblings(question: FormQuestion) -> Any:
    return FormQuestion.objects.filter(event=question.event, question_set=question.question_set)


def _write_options(question: FormQuestion, options: Iterable[tuple[int | None, str]]) -> None:
    before = {option.pk: option for option in question.options.filter(archived_at=None)}
    for position, (pk, text) in enumerate(options):
        option = before.pop(pk, None) if pk else None
        option = option or FormOption(question=question)
        option.text, option.position = text, position
        option.save()
    used = question.dependents.filter(archived_at=None, depends_options__in=before).first()
    if used is not None:
        raise QuestionRefused(
            _("The question “%(question)s” is asked because of an option that you took away.") % {"question": used.text}
        )
    answered = set(Answer.objects.filter(option__in=before).values_list("option_id", flat=True))
    for pk, option in before.items():
        if pk in answered:
            option.archived_at = timezone.now()
            option.save(update_fields=["archived_at"])
        else:
            option.delete()


def answers_lost_from_sight(question: FormQuestion, kept: Collection[int]) -> list[tuple[str, int]]:
    """The options that a draft leaves out and that people chose: text and number of answers. One query."""
    if question.pk is None:
        return []
    options = question.options.filter(archived_at=None).exclude(pk__in=kept)
    counts = options.filter(answers__isnull=False).values_list("text").order_by("position")
    found: dict[str, int] = {}
    for (text,) in counts:
        found[text] = found.get(text, 0) + 1
    return list(found.items())


def remove_question(question: FormQuestion) -> Removed:
    """Take a question out of the form: deleted without answers, else archived with them.

    Raises QuestionRefused while another question is asked because of it.
    """
    with transaction.atomic():
        used = question.dependents.filter(archived_at=None).first()
        if used is not None:
            raise QuestionRefused(
                _("The question “%(question)s” is asked because of this one. Change that one first.")
                % {"question": used.text}
            )
        if question.answers.exists() or question.dependents.exists():
            question.archived_at = timezone.now()
            question.save(update_fields=["archived_at"])
            return Removed.ARCHIVED
        question.delete()
        return Removed.DELETED


def restore_question(question: FormQuestion) -> FormQuestion:
    """Ask an archived question again, at the end. Raises QuestionRefused when what it hangs on is archived."""
    if question.depends_on is not None and question.depends_on.archived_at is not None:
        raise QuestionRefused(_("This question hangs on another archived question. Restore that one first."))
    question.archived_at = None
    question.position = (_siblings(question).aggregate(last=Max("position"))["last"] or 0) + 1
    question.save(update_fields=["archived_at", "position"])
    return question


def move_question(question: FormQuestion, *, up: bool) -> None:
    """One place up or down. A question never comes before the one it hangs on (QuestionRefused)."""
    with transaction.atomic():
        rows = list(_siblings(question).filter(archived_at=None).order_by("position", "pk").select_for_update())
        place = [row.pk for row in rows].index(question.pk)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        first, second = (rows[other], rows[place]) if up else (rows[place], rows[other])
        if second.depends_on_id == first.pk:
            raise QuestionRefused(
                _("“%(question)s” is asked because of the question above it, so it stays below.")
                % {"question": second.text}
            )
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, start=1):
            row.position = position
        FormQuestion.objects.bulk_update(rows, ["position"])


def sets_for(event: EventPage) -> Any:
    """The sets that an event may use: those of the page that holds it."""
    return QuestionSet.objects.filter(home=event.get_parent())


def save_as_set(event: EventPage, title: str) -> QuestionSet:
    """Keep the questions of an event as a set; a set of the same name is replaced. Raises QuestionRefused."""
    with transaction.atomic():
        questions = FormQuestion.objects.filter(event=event, archived_at=None)
        if not questions.exists():
            raise QuestionRefused(_("There are no questions yet."))
        kept, _made = QuestionSet.objects.get_or_create(home=event.get_parent(), title=title)
        FormQuestion.objects.filter(question_set=kept).update(depends_on=None)
        FormQuestion.objects.filter(question_set=kept).delete()
        _copy(questions, sectors=None, question_set=kept)
    return kept


def copy_set(question_set: QuestionSet, event: EventPage) -> int:
    """Copy the questions of a set to the end of an event's form; returns how many. Raises QuestionRefused.

    A copy lives its own life. Of its conditions only sectors that the event offers are kept.
    """
    with transaction.atomic():
        now = FormQuestion.objects.filter(event=event)
        questions = FormQuestion.objects.filter(question_set=question_set)
        if now.filter(archived_at=None).count() + questions.count() > MOST_QUESTIONS:
            raise QuestionRefused(_("A form has at most %(most)d questions.") % {"most": MOST_QUESTIONS})
        offered = set(event.event_sectors.values_list("sector_id", flat=True))
        start = now.aggregate(last=Max("position"))["last"] or 0
        return _copy(questions, sectors=offered, event=event, start=start)


def _copy(questions: Any, *, sectors: Collection[int] | None, start: int = 0, **owner: Any) -> int:
    """New questions with the same options and conditions."""
    copied: dict[int, FormQuestion] = {}
    options: dict[int, FormOption] = {}
    fields = ("kind", "text", "help_text", "is_required", "minimum", "maximum", "first_on", "last_on")
    rows = questions.prefetch_related("options", "depends_options", "only_sectors").order_by("position", "pk")
    for number, row in enumerate(rows, start=start + 1):
        values = {name: getattr(row, name) for name in fields}
        source = copied.get(row.depends_on_id or 0)
        new = FormQuestion.objects.create(**values, **owner, position=number, depends_on=source)
        copied[row.pk] = new
        for option in row.options.all():
            if option.archived_at is None:
                options[option.pk] = FormOption.objects.create(question=new, text=option.text, position=option.position)
        new.depends_options.set([options[item.pk] for item in row.depends_options.all() if item.pk in options])
        only = [item.pk for item in row.only_sectors.all()]
        new.only_sectors.set(only if sectors is None else [pk for pk in only if pk in sectors])
    return len(copied)


def earlier_sources(question: FormQuestion) -> Any:
    """The questions that this one can hang on: earlier ones with options or a tick."""
    kinds = [*CHOICE_KINDS, QuestionKind.CONSENT]
    found = _siblings(question).filter(archived_at=None, kind__in=kinds)
    if question.pk is not None:
        found = found.filter(Q(position__lt=question.position) | Q(position=question.position, pk__lt=question.pk))
    return found.prefetch_related("options")
