"""Questions from a table: one a row, under Dutch or English headings. Text in, drafts and errors per row out.

Nothing is saved here. Answers stand in one cell with "|" between them, or in columns of their own ("antwoord 1").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from polls.domain.drafts import Answer, Draft, fields_of, problems_of, takes_answers
from polls.enums import QuestionKind
from polls.models import Question
from polls.words.visible import one_line
from registrations.domain.reading_tables import Row, columns_of, plain_word

MOST_ROWS = 3000
LONGEST_NUMBER = 20
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "kind": ("soort", "kind", "type"),
    "text": ("vraag", "tekst", "question", "text"),
    "help_text": ("toelichting", "uitleg", "explanation", "help"),
    "options": ("antwoorden", "opties", "options", "answers"),
    "minimum_choices": ("minimum", "minstens", "at least"),
    "maximum_choices": ("maximum", "hoogstens", "at most"),
    "lowest": ("laagste", "van", "lowest", "from"),
    "highest": ("hoogste", "tot", "highest", "to"),
    "decimals": ("decimalen", "decimals"),
    "bins": ("staven", "bins", "bars"),
    "low_label": ("woord bij laagste", "label laag", "low label"),
    "high_label": ("woord bij hoogste", "label hoog", "high label"),
    "countdown_seconds": ("aftellen", "seconden", "countdown", "seconds"),
    "is_icebreaker": ("opwarmer", "icebreaker"),
    "is_before_after": ("voor en na", "before after", "before and after"),
}
KINDS: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.SINGLE: ("een antwoord", "enkele keuze", "enkelvoudig", "meerkeuze", "single choice"),
    QuestionKind.MULTIPLE: ("meer antwoorden", "meervoudig", "meerdere antwoorden", "multiple choice"),
    QuestionKind.STATEMENT: ("stelling", "likert"),
    QuestionKind.RATING: ("cijfer", "waardering", "score"),
    QuestionKind.RANKING: ("rangorde", "volgorde", "prioriteren"),
    QuestionKind.NUMBER: ("getal", "aantal"),
    QuestionKind.TEXT: ("open", "open vraag", "open antwoord", "open answer"),
    QuestionKind.WORDS: ("woordenwolk", "woordwolk", "woorden", "word cloud"),
}
YES, NO = ("ja", "j", "yes", "y", "1", "x", "true", "waar"), ("", "nee", "n", "no", "0", "false", "onwaar")
_ANSWER_COLUMN = re.compile(r"^(antwoord|optie|answer|option)(\d{1,2})$")
_WHOLE, _FLAGS = (
    ("minimum_choices", "maximum_choices", "decimals", "bins", "countdown_seconds"),
    ("is_icebreaker", "is_before_after"),
)


@dataclass(frozen=True)
class RowError:
    """What is wrong with a row; ``number`` is what the spreadsheet shows."""

    number: int
    message: str


@dataclass(frozen=True)
class Plan:
    """What a table would bring."""

    drafts: tuple[Draft, ...] = ()
    errors: tuple[RowError, ...] = ()
    problem: str = ""  # with the table as a whole
    unread: tuple[str, ...] = ()  # headings that say nothing to us, above cells with something in them


class _Misfit(Exception):
    """A cell that cannot be read; the message says why."""


def plan_import(rows: Sequence[Row]) -> Plan:
    """Read a table; the first row holds the headings."""
    if not rows:
        return Plan(problem=_("This table is empty."))
    heading, *body = rows
    columns = columns_of(heading.cells, HEADINGS)
    if not {"kind", "text"} <= set(columns):
        return Plan(problem=_("The first row must have the headings “soort” and “vraag” (or “kind” and “question”)."))
    if not body:
        return Plan(problem=_("There are no questions under the headings."))
    if len(body) > MOST_ROWS:
        return Plan(problem=_("At most %(most)d questions can be read at once.") % {"most": MOST_ROWS})
    answers = _answer_columns(heading)
    drafts, errors = [], []
    for row in body:
        try:
            _check_width(row, heading)
            draft = _draft(row, columns, answers)
        except _Misfit as misfit:
            errors.append(RowError(row.number, str(misfit)))
            continue
        problems = [_named(name, text) for name, text in problems_of(draft)]
        errors += [RowError(row.number, problem) for problem in problems]
        if not problems:
            drafts.append(draft)
    return Plan(tuple(drafts), tuple(errors), unread=_unread(heading, body, {*columns.values(), *answers}))


def _check_width(row: Row, heading: Row) -> None:
    """A text with the separator in it, not between quotes, falls apart and would be read in half."""
    if len(row.cells) > len(heading.cells):
        raise _Misfit(
            _("This row has more cells than there are headings. Is a separator in a text? Put the text between quotes.")
        )


def _unread(heading: Row, body: Sequence[Row], known: set[int]) -> tuple[str, ...]:
    others = [index for index in range(len(heading.cells)) if index not in known]
    return tuple(heading.cells[index][:40] for index in others if any(row.cell(index) for row in body))


def _draft(row: Row, columns: Mapping[str, int], answer_columns: Sequence[int]) -> Draft:
    kind = _kind(row.cell(columns["kind"]))
    fields: dict[str, Any] = {}
    for name in fields_of(kind):
        cell = one_line(row.cell(columns.get(name)))
        if cell:
            fields[name] = _value(name, cell)
    texts = row.cell(columns.get("options")).split("|") + [row.cell(index) for index in answer_columns]
    answers = [Answer(text) for text in map(one_line, texts) if text]
    if answers and not takes_answers(kind):
        raise _Misfit(_("A question of this kind has no answers of its own. Leave the answers empty."))
    return Draft(kind, fields, answers)


def _kind(cell: str) -> QuestionKind:
    word = plain_word(cell)
    for kind in QuestionKind:
        if word in {plain_word(name) for name in (kind.value, str(kind.label), *KINDS[kind])}:
            return kind
    raise _Misfit(_("“%(word)s” is not a kind of question.") % {"word": cell[:40]})


def _value(name: str, cell: str) -> Any:
    if name in _FLAGS:
        word = cell.strip().casefold()
        if word not in (*YES, *NO):
            raise _Misfit(_named(name, _("Write “ja” or “nee”.")))
        return word in YES
    if name in _WHOLE:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 6):
            raise _Misfit(_named(name, _("Write a whole number.")))
        return int(cell)
    if name in ("lowest", "highest"):
        try:
            number = Decimal(cell.replace(",", ".").replace("_", "x"))  # Decimal would take "1_0" for ten
        except InvalidOperation as error:
            raise _Misfit(_named(name, _("Write a number."))) from error
        if not number.is_finite() or len(cell) > LONGEST_NUMBER or abs(number.adjusted()) > LONGEST_NUMBER:
            raise _Misfit(_named(name, _("Write a number.")))
        return number
    return cell


def _named(name: str, text: str) -> str:
    """A message with the name of its column."""
    label = _("answers") if name == "answers" else str(Question._meta.get_field(name).verbose_name)
    return f"{label}: {text}"


def _answer_columns(heading: Row) -> list[int]:
    """The columns "antwoord 1", "antwoord 2" …, in the order of their numbers."""
    found = [(index, _ANSWER_COLUMN.match(plain_word(cell))) for index, cell in enumerate(heading.cells)]
    return [index for index, match in sorted(((i, m) for i, m in found if m), key=lambda pair: int(pair[1][2]))]


def example_rows() -> list[tuple[str, ...]]:
    """A table that can be read in, with one question of each kind."""
    return [
        (
            "soort",
            "vraag",
            "toelichting",
            "antwoorden",
            "minimum",
            "maximum",
            "laagste",
            "hoogste",
            "aftellen",
            "voor en na",
        ),
        (
            "één antwoord",
            "Wie neemt bij u de regie?",
            "",
            "Gemeente|Politie|Hulpverlening",
            "",
            "",
            "",
            "",
            "60",
            "nee",
        ),
        ("meer antwoorden", "Met wie werkt u samen?", "", "Wijkteam|Opvang|School", "1", "2", "", "", "", ""),
        ("stelling", "Wij weten elkaar te vinden.", "", "", "", "", "", "", "", "ja"),
        ("cijfer", "Hoe gaat de samenwerking?", "", "", "", "", "", "10", "", ""),
        ("rangorde", "Wat moet het eerst beter?", "", "Tijd|Geld|Kennis", "", "", "", "", "", ""),
        ("getal", "Hoeveel jaar werkt u in dit veld?", "", "", "", "", "0", "50", "", ""),
        ("open", "Wat neemt u mee naar huis?", "", "", "", "", "", "", "", ""),
        ("woordenwolk", "Waar denkt u aan bij samenwerken?", "", "", "", "3", "", "", "", ""),
    ]
