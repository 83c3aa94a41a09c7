"""The questions of an event as form fields; the server decides which ones count."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.asking import AskedQuestion, applies, condition_in_words, is_given, possible
from registrations.enums import CHOICE_KINDS, QuestionKind

SHORT, LONG = 300, 4000
MOST_RADIOS = 8
REQUIRED = {
    QuestionKind.CHOICE: _("Choose one of the options."),
    QuestionKind.MULTIPLE: _("Choose at least one of the options."),
    QuestionKind.CONSENT: _("Tick this box to go on."),
}


class NumberField(forms.DecimalField):
    """A number with a comma or a point."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Dutch people type a comma."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard with numbers."""
        return {"inputmode": "decimal", "autocomplete": "off"}


@dataclass(frozen=True)
class ShownQuestion:
    """One question with its bound field, its condition in words and as data for the script."""

    question: AskedQuestion
    field: forms.BoundField
    condition: str
    depends_name: str
    depends_values: str
    sectors: str


def name_of(question: AskedQuestion) -> str:
    """The name of a question's field."""
    return f"question_{question.id}"


def field_of(question: AskedQuestion) -> forms.Field:
    """A field without "required": that depends on the other answers and is checked at the end."""
    common: dict[str, Any] = {"label": question.text, "help_text": question.help_text, "required": False}
    options = [(str(option.id), option.text) for option in question.options]
    wrong = {"invalid_choice": _("Choose one of the options.")}
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            return forms.CharField(max_length=SHORT, **common)
        case QuestionKind.LONG_TEXT:
            return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case QuestionKind.CHOICE if len(options) <= MOST_RADIOS:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, error_messages=wrong, **common)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=[("", _("Choose…")), *options], error_messages=wrong, **common)
        case QuestionKind.MULTIPLE:
            return forms.MultipleChoiceField(
                choices=options, widget=forms.CheckboxSelectMultiple, error_messages=wrong, **common
            )
        case QuestionKind.NUMBER:
            return NumberField(min_value=question.minimum, max_value=question.maximum, **common)
        case QuestionKind.DATE:
            return DayField(first=question.first_on, last=question.last_on, **common)
        case _:
            return forms.BooleanField(**common)


class DayField(forms.DateField):
    """A day between two days."""

    def __init__(self, *, first: Any, last: Any, **kwargs: Any) -> None:
        limits = {"min": first, "max": last}
        attrs = {"type": "date", **{name: f"{day:%Y-%m-%d}" for name, day in limits.items() if day}}
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs), input_formats=formats, **kwargs)
        self.first, self.last = first, last

    def validate(self, value: Any) -> None:
        """Not before the first and not after the last."""
        super().validate(value)
        if value and self.first and value < self.first:
            raise forms.ValidationError(_("Choose %(day)s or a later day."), params={"day": f"{self.first:%d-%m-%Y}"})
        if value and self.last and value > self.last:
            raise forms.ValidationError(_("Choose %(day)s or an earlier day."), params={"day": f"{self.last:%d-%m-%Y}"})


class QuestionFields(forms.Form):
    """Adds the questions to a form. Call ``add_questions`` at the end of ``__init__``."""

    questions: Sequence[AskedQuestion] = ()
    sector_names: Mapping[int, str] = {}

    def add_questions(self, questions: Sequence[AskedQuestion], sector_names: Mapping[int, str]) -> None:
        """One field for each question, in order."""
        self.questions, self.sector_names = possible(questions, sector_names), sector_names
        for question in self.questions:
            self.fields[name_of(question)] = field_of(question)

    def chosen_sectors(self) -> Collection[int]:
        """The sectors that conditions look at; the form that knows them overrides this."""
        return ()

    def clean(self) -> dict[str, Any]:
        """Only questions that are asked of this person count: others lose their answer and their errors."""
        cleaned = super().clean() or {}
        self.given: dict[int, Any] = {}
        sectors = self.chosen_sectors()
        for question in self.questions:
            name = name_of(question)
            if not applies(question, self.given, sectors):
                self.errors.pop(name, None)
                cleaned.pop(name, None)
                continue
            value = _typed(question, cleaned.get(name))
            self.given[question.id] = value
            if question.is_required and not is_given(value) and name not in self.errors:
                self.add_error(name, REQUIRED.get(question.kind, _("Please answer this question.")))
            if question.kind == QuestionKind.MULTIPLE and question.maximum and len(value or ()) > question.maximum:
                self.add_error(name, _("Choose at most %(most)d.") % {"most": question.maximum})
        return cleaned

    def shown_questions(self) -> Iterator[ShownQuestion]:
        """The questions with their fields, for the template."""
        by_id = {question.id: question for question in self.questions}
        for question in self.questions:
            source = None if question.depends_on is None else by_id.get(question.depends_on)
            values = " ".join(str(pk) for pk in sorted(question.depends_options))
            yield ShownQuestion(
                question,
                self[name_of(question)],
                condition_in_words(question, self.questions, self.sector_names),
                name_of(source) if source else "",
                values or ("on" if source else ""),
                " ".join(str(pk) for pk in sorted(question.only_sectors)),
            )


def _typed(question: AskedQuestion, value: Any) -> Any:
    """The cleaned value as answers are kept: ids of options as numbers."""
    if question.kind not in CHOICE_KINDS or not value:
        return value
    return list(dict.fromkeys(int(pk) for pk in value)) if question.kind == QuestionKind.MULTIPLE else int(value)
