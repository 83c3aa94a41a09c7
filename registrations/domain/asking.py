"""The questions of a form as plain data, and which of them somebody must be asked. Knows no database below ``load``."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.enums import CHOICE_KINDS, QuestionKind
from registrations.models import FormQuestion


@dataclass(frozen=True)
class AskedOption:
    """One answer that can be chosen."""

    id: int
    text: str


@dataclass(frozen=True)
class AskedQuestion:
    """One question as the form asks it.

    ``depends_on``: the id of an earlier question; with ``depends_options`` one of these must be its answer.
    """

    id: int
    kind: QuestionKind
    text: str
    help_text: str = ""
    is_required: bool = False
    options: tuple[AskedOption, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    first_on: date | None = None
    last_on: date | None = None
    depends_on: int | None = None
    depends_options: frozenset[int] = frozenset()
    only_sectors: frozenset[int] = frozenset()

    @property
    def is_conditional(self) -> bool:
        """Whether some people are not asked it."""
        return self.depends_on is not None or bool(self.only_sectors)


Given = Mapping[int, Any]  # the answer by question: text, number, date, True, or the ids of the chosen options


def is_given(value: Any) -> bool:
    """Whether an answer says anything; zero does."""
    return bool(value) or (value == 0 and value is not False)


def applies(question: AskedQuestion, given: Given, sectors: Collection[int]) -> bool:
    """Whether this person is asked the question. ``given`` holds only answers to questions that were asked."""
    if question.only_sectors and not question.only_sectors.intersection(sectors):
        return False
    if question.depends_on is None:
        return True
    answer = given.get(question.depends_on)
    if not is_given(answer):
        return False
    if not question.depends_options:
        return True
    chosen = answer if isinstance(answer, (list, tuple, set, frozenset)) else [answer]
    return bool(question.depends_options.intersection(chosen))


def possible(questions: Iterable[AskedQuestion], sectors: Collection[int]) -> list[AskedQuestion]:
    """Those that somebody can be asked: for a sector that the event offers, and not under one that nobody is asked."""
    found: dict[int, AskedQuestion] = {}
    for question in questions:
        is_for_nobody = bool(question.only_sectors) and not question.only_sectors.intersection(sectors)
        if not is_for_nobody and (question.depends_on is None or question.depends_on in found):
            found[question.id] = question
    return list(found.values())


def asked_of(questions: Iterable[AskedQuestion], answers: Given, sectors: Collection[int]) -> dict[int, Any]:
    """The answers that count: of the questions that are asked of this person, in order. Others are dropped.

    A question that hangs on one that is not asked is not asked either.
    """
    counted: dict[int, Any] = {}
    for question in questions:
        if applies(question, counted, sectors):
            counted[question.id] = answers.get(question.id)
    return counted


def condition_in_words(question: AskedQuestion, questions: Sequence[AskedQuestion], sectors: Mapping[int, str]) -> str:
    """When the question is asked, as a sentence for who cannot see the form unfold; empty: always."""
    parts = []
    if question.only_sectors:
        names = [name for pk, name in sectors.items() if pk in question.only_sectors]
        parts.append(_("you come from: %(sectors)s") % {"sectors": _one_of(names)})
    source = next((item for item in questions if item.id == question.depends_on), None)
    if source is not None and source.kind == QuestionKind.CONSENT:
        parts.append(_("you ticked “%(question)s”") % {"question": source.text})
    elif source is not None:
        chosen = [f"“{option.text}”" for option in source.options if option.id in question.depends_options]
        answer = {"question": source.text, "answers": _one_of(chosen)}
        parts.append(_("you answered “%(question)s” with %(answers)s") % answer)
    if not parts:
        return ""
    return _("Only if %(condition)s.") % {"condition": _(" and ").join(parts)}


def _one_of(names: Sequence[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else _("%(first)s or %(last)s")
        % {
            "first": ", ".join(names[:-1]),
            "last": names[-1] if names else "",
        }
    )


def has_questions(event: EventPage) -> bool:
    """Whether the form of an event asks anything; no query when ``known_has_questions`` was set on this very object."""
    known: bool | None = event.__dict__.get("known_has_questions")
    return event.form_questions.filter(archived_at=None).exists() if known is None else known


def questions_of(event: EventPage) -> list[AskedQuestion]:
    """The questions that the form of an event asks, in order. No query without questions, else four."""
    return load(event.form_questions.filter(archived_at=None)) if has_questions(event) else []


def load(rows: Any) -> list[AskedQuestion]:
    """Rows of FormQuestion as plain data, in order. Four queries."""
    rows = rows.prefetch_related("options", "depends_options", "only_sectors").order_by("position", "pk")
    return [plain(row) for row in rows]


def plain(row: FormQuestion) -> AskedQuestion:
    """One row as plain data; options that nobody can choose any more are left out."""
    kind = QuestionKind(row.kind)
    options = row.options.all() if kind in CHOICE_KINDS else []
    return AskedQuestion(
        id=row.pk,
        kind=kind,
        text=row.text,
        help_text=row.help_text,
        is_required=row.is_required,
        options=tuple(AskedOption(option.pk, option.text) for option in options if option.archived_at is None),
        minimum=row.minimum,
        maximum=row.maximum,
        first_on=row.first_on,
        last_on=row.last_on,
        depends_on=row.depends_on_id,
        depends_options=frozenset(option.pk for option in row.depends_options.all()),
        only_sectors=frozenset(sector.pk for sector in row.only_sectors.all()),
    )
