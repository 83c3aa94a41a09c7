"""An own case, under fixed prompts, with a warning about what could tell who it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.series.cases import FIELDS, flags_of
from registrations.domain.series.identifying import Clue, Flag

CLUE_NAMES = {
    Clue.NAME: _("perhaps a name"),
    Clue.AGE_AND_PLACE: _("an age together with a place"),
    Clue.DATE: _("a date"),
    Clue.STREET: _("an address"),
    Clue.POSTCODE: _("a postcode"),
    Clue.CITIZEN_NUMBER: _("perhaps a citizen service number"),
    Clue.PHONE: _("a telephone number"),
    Clue.EMAIL: _("an e-mail address"),
}


class CaseForm(forms.Form):
    """The prompts, and the promise that nothing tells who it is about."""

    situation = forms.CharField(
        label=_("What is going on?"),
        help_text=_("Describe it so that nobody is recognised: no names, no places, no dates, no exact ages."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )
    tried = forms.CharField(
        label=_("What have you tried, and how did that go?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    question = forms.CharField(
        label=_("What do you want to know from the group?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    is_anonymous = forms.BooleanField(
        label=_("I have read it again: nobody can be recognised in this case"),
        error_messages={"required": _("Read your text again, and tick this when nobody can be recognised.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.flags: list[tuple[str, Flag]] = []

    def texts(self) -> dict[str, str]:
        """What was filled in, by prompt."""
        return {name: self.cleaned_data.get(name, "") for name in FIELDS}

    def must_look_again(self) -> bool:
        """Whether there are details that the sender has not been shown yet. The second time it goes as it is."""
        found = flags_of(self.texts())
        self.flags = [(str(self.fields[name].label), flag) for name, flags in found.items() for flag in flags]
        shown = set(self.data.getlist("shown")) if hasattr(self.data, "getlist") else set()
        return any(flag.text not in shown for _label, flag in self.flags)

    def flagged(self) -> list[dict[str, Any]]:
        """The details for the page: where, what, and why."""
        return [{"field": label, "text": flag.text, "clue": CLUE_NAMES[flag.clue]} for label, flag in self.flags]


class CaseAnswerForm(forms.Form):
    """What the organiser says: approved, or back with a question."""

    feedback = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=2000,
        help_text=_("The registrant reads it on the personal page. Repeat nothing that could tell who it is about."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    action = forms.ChoiceField(choices=[("approve", ""), ("return", "")])

    def clean(self) -> dict[str, Any]:
        """Who sends a case back says why."""
        cleaned = super().clean() or {}
        if cleaned.get("action") == "return" and not cleaned.get("feedback", "").strip():
            self.add_error("feedback", _("Say what must change."))
        return cleaned
