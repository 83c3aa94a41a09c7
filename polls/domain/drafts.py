"""A question as it is prepared, copied, kept in the library or read from a table: plain data, with what is wrong in it.

Only the fields of its kind are kept, so a question that was first a number and then a ranking holds nothing of both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from polls.domain.kinds import has_own_options
from polls.domain.preparing import misfit_of_options
from polls.enums import QuestionKind
from polls.models import Option, Question

COMMON = ("text", "help_text", "countdown_seconds", "is_icebreaker")
BY_KIND: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.SINGLE: ("is_before_after",),
    QuestionKind.MULTIPLE: ("minimum_choices", "maximum_choices", "is_before_after"),
    QuestionKind.STATEMENT: ("is_before_after",),
    QuestionKind.RATING: ("highest", "low_label", "high_label", "is_before_after"),
    QuestionKind.RANKING: ("maximum_choices", "is_before_after"),
    QuestionKind.NUMBER: ("lowest", "highest", "decimals", "bins", "low_label", "high_label", "is_before_after"),
    QuestionKind.TEXT: (),
    QuestionKind.WORDS: ("maximum_choices",),
}


@dataclass(frozen=True)
class Answer:
    """One answer to choose from; ``clause`` completes a sentence of the report.

    ``option_id`` says which saved answer it was, so that one that is renamed or moved stays the same answer.
    """

    text: str
    clause: str = ""
    option_id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Draft:
    """A question that belongs to no poll yet."""

    kind: QuestionKind
    fields: Mapping[str, Any] = field(default_factory=dict)
    answers: Sequence[Answer] = ()


def fields_of(kind: str) -> tuple[str, ...]:
    """Which fields of a question its kind uses, in the order of the form."""
    text, help_text, *rest = COMMON
    return (text, help_text, *BY_KIND[QuestionKind(kind)], *rest)


def takes_answers(kind: str) -> bool:
    """Whether the organiser writes the answers; a statement and a rating get theirs by themselves."""
    return QuestionKind(kind).has_options and not has_own_options(kind)


def draft_of(question: Question) -> Draft:
    """A saved question as plain data; its answers are read with one query, or none when they were prefetched."""
    kind = QuestionKind(question.kind)
    answers = [Answer(option.text, option.reporting_clause, option.pk or 0) for option in question.options.all()]
    return Draft(
        kind,
        {name: getattr(question, name) for name in fields_of(kind)},
        answers if takes_answers(kind) else (),
    )


def question_of(draft: Draft) -> Question:
    """The question, not saved and in no poll; fields of other kinds keep their defaults."""
    wanted = fields_of(draft.kind)
    return Question(kind=draft.kind, **{name: value for name, value in draft.fields.items() if name in wanted})


def options_of(draft: Draft, question: Question) -> list[Option]:
    """The answers that the organiser wrote, not saved."""
    return [
        Option(question=question, text=answer.text, reporting_clause=answer.clause, sort_order=place)
        for place, answer in enumerate(draft.answers)
    ]


def problems_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """The fields that are not right, each with a message; "answers" stands for the answers."""
    question = question_of(draft)
    try:
        question.full_clean(exclude=["poll"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            for text in texts:
                yield name, text
    yield from _problems_of_answers(draft)
    misfit = misfit_of_options(question, len(draft.answers))
    if misfit and not has_own_options(draft.kind):
        name, text = misfit
        yield (name if name in fields_of(draft.kind) else "answers"), text


def _problems_of_answers(draft: Draft) -> Iterator[tuple[str, str]]:
    seen = set()
    for number, answer in enumerate(draft.answers, start=1):
        if len(answer.text) > 200 or len(answer.clause) > 300:
            yield "answers", _("Answer %(number)s is too long.") % {"number": number}
        if "\x00" in answer.text + answer.clause:
            yield "answers", _("Answer %(number)s has a sign that is not allowed.") % {"number": number}
        if answer.text.casefold() in seen:
            yield "answers", _("“%(answer)s” stands there twice.") % {"answer": answer.text[:60]}
        seen.add(answer.text.casefold())


def as_plain(draft: Draft) -> dict[str, Any]:
    """As JSON keeps it."""
    fields = {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in draft.fields.items()
        if value not in (None, "")
    }
    return {
        "kind": str(draft.kind),
        **fields,
        "answers": [[answer.text, answer.clause] for answer in draft.answers],
    }


def from_plain(plain: Mapping[str, Any]) -> Draft:
    """The reverse; a field that this version does not know is left out."""
    kind = QuestionKind(plain["kind"])
    fields = {name: plain[name] for name in fields_of(kind) if name in plain}
    for name in ("lowest", "highest"):
        if name in fields:
            fields[name] = Decimal(fields[name])
    return Draft(kind, fields, [Answer(text, clause) for text, clause in plain.get("answers", [])])
