"""What a scribe may send. Choices come from the sheet, so nothing of another event can be named."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.enums import ActionKind, AttributionKind, ConsentState

CARD_LENGTH = 5_000
NOTE_LENGTH = 200_000
MOST_OWNERS = 12
NAME_LENGTH = 160


@dataclass(frozen=True)
class SheetChoices:
    """What may be chosen on one sheet, as (key, title); read once per page."""

    prompts: list[tuple[int, str]] = field(default_factory=list)
    cases: list[tuple[int, str]] = field(default_factory=list)
    sectors: list[tuple[int, str]] = field(default_factory=list)


class TypedText(forms.CharField):
    """Text as typed: line ends as everywhere, so that the same text compares as the same."""

    def to_python(self, value: Any) -> str:
        """Browsers send CR LF, JavaScript LF."""
        text = "" if value is None else str(value)
        return super().to_python(text.replace("\r\n", "\n").replace("\r", "\n")) or ""


class NamesInput(forms.Widget):
    """As many one-line fields as there are names, and one more."""

    template_name = "workshops/forms/names.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """All values under the name."""
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without any name field leaves the names as they are."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The names that are there, and one empty place."""
        context = super().get_context(name, "", attrs)
        context["widget"]["names"] = [*(value or []), ""]
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The label belongs to the first of them."""
        return f"{id_}_0" if id_ else id_


class NamesField(forms.Field):
    """A list of names, each at most as long as a name."""

    widget = NamesInput

    def clean(self, value: Any) -> list[str]:
        """The names without empty places."""
        one = forms.CharField(max_length=NAME_LENGTH, required=False)
        names = [one.clean(name) for name in value or []]
        found = [name for name in names if name]
        if len(found) > MOST_OWNERS:
            raise forms.ValidationError(_("Give at most %(most)s owners."), code="many", params={"most": MOST_OWNERS})
        return found


class CardForm(forms.Form):
    """What all cards have: a text, the version it is based on, and for a new one its id."""

    text = TypedText(
        label=_("Text"), max_length=CARD_LENGTH, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: SheetChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set_choices(choices)

    def _set_choices(self, choices: SheetChoices) -> None:
        """Cards that choose something of the sheet fill their choices here."""

    def card_fields(self) -> dict[str, Any]:
        """The cleaned values by the names the model has for them."""
        data = dict(self.cleaned_data)
        for name in ("version", "owners"):
            data.pop(name, None)
        return {KEYS.get(name, name): value for name, value in data.items()}


KEYS = {"prompt": "prompt_id", "case": "case_id", "sector": "sector_id"}


class OutcomeForm(CardForm):
    """One outcome under a prompt, of a case where there are cases."""

    prompt = forms.TypedChoiceField(label=_("Stands under"), coerce=int)
    case = forms.TypedChoiceField(label=_("Case"), coerce=int, empty_value=None, required=False)

    def _set_choices(self, choices: SheetChoices) -> None:
        self.fields["prompt"].choices = choices.prompts  # type: ignore[attr-defined]
        self.fields["case"].choices = [("", _("All cases")), *choices.cases]  # type: ignore[attr-defined]
        if not choices.cases:
            self.fields["case"].widget = forms.HiddenInput()


class QuoteForm(CardForm):
    """Words of a person."""

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
        self.fields["sector"].choices = [("", _("Not known")), *choices.sectors]  # type: ignore[attr-defined]
        if not choices.sectors:
            self.fields["sector"].widget = forms.HiddenInput()


class ActionForm(CardForm):
    """An agreement, action item or commitment."""

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

    def clean(self) -> dict[str, Any]:
        """A date or a period, not both."""
        data = super().clean() or {}
        if data.get("due_on") and data.get("period"):
            self.add_error("period", _("Give a date or a period, not both."))
        return data


class StarForm(forms.Form):
    """Whether an outcome goes to the report-back."""

    is_starred = forms.BooleanField(required=False)


class MoveForm(forms.Form):
    """One place up (-1) or down (1)."""

    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)


class VersionForm(forms.Form):
    """The version that a deletion is based on."""

    version = forms.IntegerField(min_value=1)


class NewCardForm(forms.Form):
    """The id that the browser (or, without JavaScript, the page) made for a new card."""

    uid = forms.UUIDField()


class NoteForm(forms.Form):
    """The running notes, and the version they are based on."""

    text = TypedText(
        label=_("Running notes"),
        max_length=NOTE_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
