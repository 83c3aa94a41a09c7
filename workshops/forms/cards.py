"""Forms of cards. Choices come from the sheet, so nothing of another event can be named."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.enums import ActionKind, AttributionKind, ConsentState
from workshops.forms.fields import NamesField, TypedText

CARD_LENGTH = 5_000


@dataclass(frozen=True)
class SheetChoices:
    """What may be chosen on one sheet, as (key, title); read once per page."""

    prompts: list[tuple[int, str]] = field(default_factory=list)
    number_prompts: frozenset[int] = frozenset()
    quote_prompts: list[tuple[int, str]] = field(default_factory=list)
    action_prompts: list[tuple[int, str]] = field(default_factory=list)
    items: list[tuple[int, str]] = field(default_factory=list)
    cases: list[tuple[int, str]] = field(default_factory=list)
    sectors: list[tuple[int, str]] = field(default_factory=list)


class CardForm(forms.Form):
    """What all cards have: a text, the version it is based on, and for a new one its id."""

    text = TypedText(
        label=_("Text"), max_length=CARD_LENGTH, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    programme_item = forms.TypedChoiceField(
        label=_("Belongs to programme item"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, choices: SheetChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "programme_item", [("", _("This sheet")), *choices.items], is_shown=bool(choices.items))
        self._set_choices(choices)
        self.order_fields([name for name in self.fields if name != "programme_item"])

    def _set_choices(self, choices: SheetChoices) -> None:
        """Cards that choose something of the sheet fill their choices here."""

    def card_fields(self) -> dict[str, Any]:
        """The cleaned values by the names the model has for them."""
        data = dict(self.cleaned_data)
        for name in ("version", "owners"):
            data.pop(name, None)
        return {KEYS.get(name, name): value for name, value in data.items()}


KEYS = {
    "prompt": "prompt_id",
    "case": "case_id",
    "sector": "sector_id",
    "programme_item": "programme_item_id",
}


def offer(form: forms.Form, name: str, choices: list[Any], *, is_shown: bool = True) -> None:
    """Fill the choices of a field; a field with nothing to choose is hidden."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]
    if not is_shown:
        form.fields[name].widget = forms.HiddenInput()


class OutcomeForm(CardForm):
    """One outcome under a prompt, of a case where there are cases; a number where the prompt asks for one."""

    number = forms.DecimalField(
        label=pgettext_lazy("kind of answer", "Number"),
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    prompt = forms.TypedChoiceField(label=_("Stands under"), coerce=int)
    case = forms.TypedChoiceField(label=_("Case"), coerce=int, empty_value=None, required=False)
    field_order = ["number", "text"]

    def _set_choices(self, choices: SheetChoices) -> None:
        offer(self, "prompt", list(choices.prompts))
        offer(self, "case", [("", _("All cases")), *choices.cases], is_shown=bool(choices.cases))
        prompt = self.data.get("prompt") if self.is_bound else self.initial.get("prompt")
        if str(prompt) in {str(key) for key in choices.number_prompts}:
            self.fields["text"].label = _("What was counted")
        else:
            del self.fields["number"]

    def card_fields(self) -> dict[str, Any]:
        """Under a prompt that asks for none, a card has no number."""
        return {"number": None, **super().card_fields()}


class QuoteForm(CardForm):
    """Words of a person."""

    prompt = forms.TypedChoiceField(
        label=_("Stands under"), coerce=int, empty_value=None, required=False, widget=forms.HiddenInput
    )
    attribution_kind = forms.ChoiceField(label=_("Whose words"), choices=AttributionKind.choices)
    sector = forms.TypedChoiceField(label=_("Comes from"), coerce=int, empty_value=None, required=False)
    attribution = forms.CharField(
        label=_("As the report may say it"),
        max_length=160,
        required=False,
        help_text=_("For example: a policy officer of a municipality. No name, unless a speaker."),
    )
    consent = forms.ChoiceField(
        label=_("May the report quote this?"), choices=ConsentState.choices, initial=ConsentState.NOT_ASKED
    )

    def _set_choices(self, choices: SheetChoices) -> None:
        offer(self, "sector", [("", _("Not known")), *choices.sectors], is_shown=bool(choices.sectors))
        offer(self, "prompt", [("", "–"), *choices.quote_prompts])


class ActionForm(CardForm):
    """An agreement, action item or commitment."""

    prompt = forms.TypedChoiceField(
        label=_("Stands under"), coerce=int, empty_value=None, required=False, widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ActionKind.choices)
    owners = NamesField(
        label=_("Who does it"), required=False, help_text=_("Organisations or people, one in each field.")
    )
    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    period = forms.CharField(
        label=_("Or a period"),
        max_length=80,
        required=False,
        help_text=_("For example: the coming months."),
        widget=forms.TextInput(attrs={"list": "periods", "autocomplete": "off"}),
    )
    commissioned_by = forms.CharField(label=_("On behalf of"), max_length=200, required=False)

    def _set_choices(self, choices: SheetChoices) -> None:
        offer(self, "prompt", [("", "–"), *choices.action_prompts])

    def clean(self) -> dict[str, Any]:
        """A date or a period, not both."""
        data = super().clean() or {}
        if data.get("due_on") and data.get("period"):
            self.add_error("period", _("Give a date or a period, not both."))
        return data


class PhotoForm(CardForm):
    """What can be read on a photo, for who cannot see it."""

    text = TypedText(
        label=_("What can be read on it?"),
        max_length=CARD_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("For who cannot see the photo, and for the report."),
    )
