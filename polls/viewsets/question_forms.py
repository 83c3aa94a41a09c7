"""The form of one question, with the fields of its kind and no others; rows of answers that move without a script."""

from collections.abc import Mapping
from itertools import chain, repeat
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from polls.domain.drafts import Answer, Draft, draft_of, fields_of, problems_of, takes_answers
from polls.domain.preparing import most_options
from polls.enums import QuestionKind
from polls.models import Question
from registrations.domain.reading_tables import MOST_BYTES

LABELS: Mapping[tuple[str, str], Any] = {
    ("multiple", "minimum_choices"): _("At least so many answers"),
    ("multiple", "maximum_choices"): _("At most so many answers"),
    ("ranking", "maximum_choices"): _("How many are put in order"),
    ("words", "maximum_choices"): _("At most so many words"),
    ("rating", "highest"): _("From 1 to"),
    ("number", "lowest"): _("Lowest number"),
    ("number", "highest"): _("Highest number"),
}
HELP: Mapping[tuple[str, str], Any] = {
    ("multiple", "maximum_choices"): _("Empty: as many as they like."),
    ("ranking", "maximum_choices"): _("Empty: all of them."),
    ("words", "maximum_choices"): _("One to five; empty: three."),
    ("rating", "highest"): _("A whole number from 3 to 10; empty: 5."),
}
EMPTY_ROWS = 3


class QuestionForm(forms.Form):
    """One question of one kind. ``seen`` tells what the question said when the form was shown."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, question: Question, seen: str = "") -> None:
        self.question, self.kind = question, QuestionKind(question.kind)
        draft = draft_of(question) if question.pk else Draft(self.kind)
        super().__init__(data, initial={**draft.fields, "seen": seen})
        names = fields_of(self.kind)
        made = fields_for_model(Question, fields=names)
        for name in names:
            field = made[name]
            field.label = LABELS.get((self.kind, name), field.label)
            field.help_text = HELP.get(
                (self.kind, name), "" if name in ("highest", "maximum_choices") else field.help_text
            )
            self.fields[name] = field
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        for name in ("minimum_choices", "decimals", "bins"):
            if name in self.fields:
                self.fields[name].required = False
        self.rows = self._typed_rows() if data is not None else list(draft.answers)
        if takes_answers(self.kind) and data is None:
            self.rows += [Answer("")] * max(EMPTY_ROWS - len(self.rows), int(self.has_room))

    @property
    def has_answers(self) -> bool:
        """Whether there are answers to write."""
        return takes_answers(self.kind)

    @property
    def most_rows(self) -> int:
        """How many answers there can be."""
        return most_options(self.kind)

    @property
    def has_room(self) -> bool:
        """Whether one more answer can be written."""
        return len(self.rows) < self.most_rows

    @property
    def pressed(self) -> str:
        """The button of a row that was pressed, if any: it changes the form and saves nothing."""
        return str(self.data.get("row", "")) if self.is_bound else ""

    def press_row(self) -> None:
        """Move a row, or give one more."""
        what, _colon, place = self.pressed.partition(":")
        if what == "more" and self.has_room:
            self.rows.append(Answer(""))
        if what in ("up", "down") and place.isdecimal() and int(place) < len(self.rows):
            here = int(place)
            there = here - 1 if what == "up" else here + 1
            if 0 <= there < len(self.rows):
                self.rows[here], self.rows[there] = self.rows[there], self.rows[here]

    def draft(self) -> Draft:
        """What was typed, as far as it could be read; a field that was left empty keeps its default."""
        cleaned = getattr(self, "cleaned_data", {})
        fields = {name: cleaned[name] for name in fields_of(self.kind) if name in cleaned and cleaned[name] is not None}
        answers = [row for row in self.rows if row.text] if self.has_answers else []
        return Draft(self.kind, fields, answers)

    def clean(self) -> dict[str, Any]:
        """The question as a whole fits its kind."""
        cleaned = super().clean() or {}
        self.cleaned_data = cleaned
        for name, text in problems_of(self.draft()):
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, text)
        return cleaned

    def _typed_rows(self) -> list[Answer]:
        if not takes_answers(self.kind):
            return []
        data: Any = self.data  # a QueryDict
        texts = data.getlist("answer")
        clauses, options = (chain(data.getlist(name), repeat("")) for name in ("clause", "option"))
        typed = zip(texts, clauses, options, strict=False)
        return [Answer(text.strip(), clause.strip(), _number(option)) for text, clause, option in typed]


class SetForm(forms.Form):
    """The name under which questions are kept."""

    title = forms.CharField(label=_("Name in the library"), max_length=160)


class TableForm(forms.Form):
    """A table with questions."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (XLSX), with headings on the first line. At most 3,000 questions."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        """Not larger than can be read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large. At most 5 MB can be read at once."))
        return file


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
