"""Keeping what people answered, and showing it to organisers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.asking import AskedQuestion, is_given
from registrations.domain.history import note_history
from registrations.enums import CHOICE_KINDS, HistoryKind, QuestionKind
from registrations.models import Answer, FormQuestion, Registration

TEXT_KINDS = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


def write_answers(registration: Registration, questions: Iterable[AskedQuestion], given: Mapping[int, Any]) -> None:
    """Write the answers of a new registration in the caller's transaction. One query, none without answers."""
    rows = [row for question in questions for row in _rows(registration, question, given.get(question.id))]
    if rows:
        Answer.objects.bulk_create(rows)


def change_answers(
    registration: Registration, questions: Iterable[AskedQuestion], given: Mapping[int, Any], *, actor: str = ""
) -> bool:
    """Put these answers in the place of those to the same questions; returns whether anything changed.

    Answers to questions that are no longer asked stay as they are.
    """
    asked = list(questions)
    with transaction.atomic():
        Registration.objects.select_for_update().values_list("pk").get(pk=registration.pk)
        before = answers_of(registration)
        if all(_same(before.get(question.id), given.get(question.id)) for question in asked):
            return False
        Answer.objects.filter(registration=registration, question_id__in=[item.id for item in asked]).delete()
        write_answers(registration, asked, given)
        note_history(registration, HistoryKind.CHANGED, actor=actor, note=_("Answers"))
    return True


def answers_of(registration: Registration) -> dict[int, Any]:
    """The answers by question as ``write_answers`` takes them. One query."""
    found: dict[int, Any] = {}
    for answer in Answer.objects.filter(registration=registration).select_related("question"):
        kind = answer.question.kind
        if kind == QuestionKind.MULTIPLE:
            found.setdefault(answer.question_id, []).append(answer.option_id)
        else:
            found[answer.question_id] = _value(answer, kind)
    return found


def _rows(registration: Registration, question: AskedQuestion, value: Any) -> list[Answer]:
    if not is_given(value):
        return []
    fixed: dict[str, Any] = {"registration": registration, "question_id": question.id, "at": timezone.now()}
    if question.kind in CHOICE_KINDS:
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return [Answer(option_id=pk, **fixed) for pk in chosen]
    if question.kind == QuestionKind.NUMBER:
        return [Answer(number=value, **fixed)]
    if question.kind == QuestionKind.DATE:
        return [Answer(date=value, **fixed)]
    if question.kind == QuestionKind.CONSENT:
        return [Answer(**fixed)]
    return [Answer(text=value, **fixed)]


def _value(answer: Answer, kind: str) -> Any:
    if kind in CHOICE_KINDS:
        return answer.option_id
    if kind == QuestionKind.NUMBER:
        return answer.number
    if kind == QuestionKind.DATE:
        return answer.date
    return True if kind == QuestionKind.CONSENT else answer.text


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, list) or isinstance(after, list):
        return set(before or []) == set(after or [])
    return before == after if is_given(before) or is_given(after) else True


@dataclass(frozen=True)
class AnswerColumn:
    """A column of a list or an export: its heading, and the text of one registration's cell."""

    title: str
    cell: Callable[[Registration], str]


def shown_questions(event: EventPage) -> list[FormQuestion]:
    """The questions that organisers see: those that are asked, and archived ones with answers. Two queries."""
    questions = FormQuestion.objects.filter(event=event).order_by("position", "pk")
    answered = set(Answer.objects.filter(question__event=event).values_list("question_id", flat=True).distinct())
    return [question for question in questions if question.archived_at is None or question.pk in answered]


def answer_columns(event: EventPage) -> list[AnswerColumn]:
    """A column for each question that organisers see. Two queries.

    Fetch the registrations with ``with_answers``; otherwise each cell costs queries.
    """
    return [AnswerColumn(question.text, _cell_of(question)) for question in shown_questions(event)]


def answers_by_person(registrations: Any) -> dict[tuple[int, int], Any]:
    """The answers of these people, by registration and question: numbers and dates as such, else text. One query."""
    found: dict[tuple[int, int], Any] = {}
    rows = Answer.objects.filter(registration__in=registrations).values_list(
        "registration_id", "question_id", "option__text", "number", "date", "text"
    )
    for pk, question_id, option, number, date, text in rows:
        key = (pk, question_id)
        if option is None:
            found[key] = number if number is not None else date or text or _("Yes")
        else:
            found[key] = f"{found[key]}; {option}" if key in found else option
    return found


def with_answers(registrations: "QuerySet[Registration]") -> "QuerySet[Registration]":
    """The same registrations with what ``AnswerColumn.cell`` reads. One more query, however many."""
    return registrations.prefetch_related(Prefetch("answers", Answer.objects.select_related("option", "question")))


def _cell_of(question: FormQuestion) -> Callable[[Registration], str]:
    def cell(registration: Registration) -> str:
        return in_words([answer for answer in registration.answers.all() if answer.question_id == question.pk])

    return cell


def in_words(answers: Iterable[Answer]) -> str:
    """The answers to one question as text; empty: none."""
    return "; ".join(_words(answer) for answer in answers)


def _words(answer: Answer) -> str:
    if answer.option is not None:
        return answer.option.text
    if answer.number is not None:
        return formats.localize(answer.number.normalize() if answer.number % 1 else int(answer.number), use_l10n=True)
    if answer.date is not None:
        return formats.date_format(answer.date, "Y-m-d")
    return answer.text or _("Yes")
