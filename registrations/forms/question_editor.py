"""The organiser's form of one question, with its options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.asking import AskedOption, AskedQuestion
from registrations.domain.question_editing import QuestionDraft, answers_lost_from_sight, earlier_sources
from registrations.enums import CHOICE_KINDS, QuestionKind
from registrations.models import FormQuestion
from registrations.models.questions import OPTION_LENGTH

MOST_OPTIONS = 60
OF_KIND = {
    QuestionKind.NUMBER: ("minimum", "maximum"),
    QuestionKind.MULTIPLE: ("maximum",),
    QuestionKind.DATE: ("first_on", "last_on"),
}
LIMITS = ("minimum", "maximum", "first_on", "last_on")


@dataclass(frozen=True)
class OptionRow:
    """One field for an option; ``id`` is empty for a new one."""

    id: str
    text: str


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class QuestionForm(forms.ModelForm[FormQuestion]):
    """Everything of one question; its kind stands fixed, so that only fields of that kind are there."""

    condition = forms.MultipleChoiceField(
        label=_("Ask it only after one of these answers"),
        help_text=_("Nothing ticked: ask it whatever was answered. Tick answers of one question only."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Ask it only of who comes from"),
        help_text=_("Nothing ticked: ask everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    drop_answers_from_sight = forms.BooleanField(label=_("Yes, take these options away"), required=False)

    class Meta:
        model = FormQuestion
        fields = ("text", "help_text", "is_required", *LIMITS)
        widgets = {
            "text": forms.TextInput(attrs={"maxlength": 300}),
            "help_text": forms.TextInput(attrs={"maxlength": 500}),
            "first_on": _day(),
            "last_on": _day(),
        }

    def __init__(self, *args: Any, sectors: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = QuestionKind(self.instance.kind)
        for name in set(LIMITS) - set(OF_KIND.get(self.kind, ())):
            del self.fields[name]
        if self.kind == QuestionKind.MULTIPLE:
            most = forms.IntegerField(label=_("Choose at most"), required=False, min_value=1, max_value=MOST_OPTIONS)
            self.fields["maximum"] = most
            if self.instance.maximum is not None:
                self.initial["maximum"] = int(self.instance.maximum)
        self.sources = list(earlier_sources(self.instance))
        self._offer("condition", list(self._conditions()))
        self._offer("sectors", [(str(pk), name) for pk, name in sectors.items()])
        if self.instance.pk:
            chosen = [f"o{pk}" for pk in self.instance.depends_options.values_list("pk", flat=True)]
            self.initial["condition"] = chosen or [f"q{self.instance.depends_on_id}"]
            self.initial["sectors"] = [str(pk) for pk in self.instance.only_sectors.values_list("pk", flat=True)]
        self.rows = self._rows()
        self.lost: list[tuple[str, int]] = []

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def _conditions(self) -> Iterator[tuple[str, Any]]:
        for source in self.sources:
            if source.kind == QuestionKind.CONSENT:
                yield f"q{source.pk}", _("%(question)s: ticked") % {"question": source.text}
            for option in source.options.all():
                if option.archived_at is None and source.kind in CHOICE_KINDS:
                    yield f"o{option.pk}", f"{source.text}: {option.text}"

    @property
    def has_options(self) -> bool:
        """Whether the question is answered by choosing."""
        return self.kind in CHOICE_KINDS

    def _rows(self) -> list[OptionRow]:
        if not self.has_options:
            return []
        if self.is_bound:
            data: Any = self.data
            pairs = zip(data.getlist("option_id"), data.getlist("option_text"), strict=False)
            rows = [OptionRow(pk[:20], text) for pk, text in pairs]
            return self._pressed(rows, data.get("row", ""))
        rows = []
        if self.instance.pk:
            rows = [OptionRow(str(item.pk), item.text) for item in self.instance.options.filter(archived_at=None)]
        return rows + [OptionRow("", "")] * (1 if rows else 3)

    def _pressed(self, rows: list[OptionRow], pressed: str) -> list[OptionRow]:
        """The rows after a press on "up", "down" or "one more"."""
        word, _colon, number = pressed.partition(":")
        if word == "more" and len(rows) < MOST_OPTIONS:
            return [*rows, OptionRow("", "")]
        place = int(number) if number.isdecimal() and len(number) < 4 else 0
        other = place - 1 if word == "up" else place + 1
        if word in ("up", "down") and 0 <= place < len(rows) and 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        return rows

    @property
    def has_room(self) -> bool:
        """Whether one more option can be written."""
        return len(self.rows) < MOST_OPTIONS

    @property
    def is_pressed(self) -> bool:
        """Whether a button inside the form was pressed, not "save"."""
        return self.is_bound and bool(self.data.get("row"))

    def options(self) -> list[tuple[int | None, str]]:
        """The options as typed, empty rows left out; ids of other questions count as new."""
        own = set(self.instance.options.values_list("pk", flat=True)) if self.instance.pk else set()
        found: list[tuple[int | None, str]] = []
        for row in self.rows:
            text = " ".join(row.text.replace("\x00", "").split())
            pk = int(row.id) if row.id.isdecimal() else None
            if text:
                found.append((pk if pk in own else None, text))
        return found

    def clean_condition(self) -> list[str]:
        """All of one question."""
        chosen: list[str] = self.cleaned_data["condition"]
        if len({self._source_of(value) for value in chosen}) > 1:
            raise forms.ValidationError(_("Tick answers of one question only."))
        return chosen

    def _source_of(self, value: str) -> int:
        pk = int(value[1:])
        if value.startswith("q"):
            return pk
        return next(item.pk for item in self.sources if any(option.pk == pk for option in item.options.all()))

    def clean(self) -> dict[str, Any]:
        """Limits that can be met; options that differ; answers only out of sight with a word."""
        cleaned = super().clean() or {}
        for low, high in (("minimum", "maximum"), ("first_on", "last_on")):
            least, most = cleaned.get(low), cleaned.get(high)
            if least is not None and most is not None and least > most:
                self.add_error(high, _("This lies before the lower limit."))
        if self.has_options:
            self._clean_options()
        return cleaned

    def _clean_options(self) -> None:
        options = self.options()
        texts = [text for _pk, text in options]
        if len(texts) < 2:
            self.add_error(None, _("Give at least two options."))
        if len(texts) > MOST_OPTIONS:
            words = {"count": len(texts), "most": MOST_OPTIONS}
            self.add_error(None, _("There are %(count)d options; at most %(most)d fit. Take some away.") % words)
        if len(set(texts)) < len(texts):
            self.add_error(None, _("Two options are the same."))
        if any(len(text) > OPTION_LENGTH for text in texts):
            self.add_error(None, _("An option has at most %(most)d characters.") % {"most": OPTION_LENGTH})
        self.lost = answers_lost_from_sight(self.instance, [pk for pk, _text in options if pk])
        if self.lost and not self.cleaned_data.get("drop_answers_from_sight"):
            self.add_error(
                "drop_answers_from_sight",
                _("People chose these options. Their answers stay, but nobody can choose them any more."),
            )

    def draft(self) -> QuestionDraft:
        """What was typed, for the domain."""
        cleaned = self.cleaned_data
        chosen = cleaned.get("condition", [])
        return QuestionDraft(
            values={name: cleaned[name] for name in self.Meta.fields if name in cleaned},
            options=self.options(),
            depends_on=self._source_of(chosen[0]) if chosen else None,
            depends_options=[int(value[1:]) for value in chosen if value.startswith("o")],
            only_sectors=[int(value) for value in cleaned.get("sectors", [])],
        )

    def as_asked(self) -> AskedQuestion:
        """The question as it would be asked, for the preview; what is wrong is left out."""
        cleaned = getattr(self, "cleaned_data", {})
        chosen = cleaned.get("condition", [])
        limits = {name: cleaned.get(name) for name in LIMITS}
        return AskedQuestion(
            id=self.instance.pk or 0,
            kind=self.kind,
            text=cleaned.get("text", ""),
            help_text=cleaned.get("help_text", ""),
            is_required=cleaned.get("is_required", False),
            options=tuple(AskedOption(pk or -place, text) for place, (pk, text) in enumerate(self.options(), start=1)),
            depends_on=self._source_of(chosen[0]) if chosen else None,
            depends_options=frozenset(int(value[1:]) for value in chosen if value.startswith("o")),
            only_sectors=frozenset(int(value) for value in cleaned.get("sectors", [])),
            **limits,
        )


class SetForm(forms.Form):
    """A name for a set."""

    title = forms.CharField(
        label=_("Keep these questions as a set"),
        help_text=_("A set of the same name is replaced. Your other meetings can copy it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
