"""What the reporter fills in about a quote, and what the person quoted sends back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.enums import QuoteState
from workshops.forms.fields import TypedText

ANSWERS = [
    (QuoteState.GOOD, _("Good: these words may be published")),
    (QuoteState.OTHERWISE, _("Otherwise: I would put it differently")),
    (QuoteState.WITHDRAWN, _("Out: take my words out everywhere")),
]


class AskQuoteForm(forms.Form):
    """Whom to ask."""

    name = TypedText(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail address"))


class NeedNobodyForm(forms.Form):
    """Why nobody has to be asked."""

    reason = TypedText(
        label=_("Why is no permission needed?"),
        max_length=200,
        help_text=_("For example: an anonymous answer in a survey, or words from a public document."),
    )


class QuotedForm(forms.Form):
    """Good, otherwise or out. The form stays shown while an answer is changed."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    own_wording = TypedText(
        label=_("How would you put it?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only with “Otherwise”. The reporter takes your words as you write them here, or asks you again."),
    )

    def clean(self) -> dict[str, Any]:
        """ "Otherwise" needs own words."""
        data = super().clean() or {}
        if data.get("answer") == QuoteState.OTHERWISE and not data.get("own_wording"):
            self.add_error("own_wording", _("Write how you would put it."))
        return data
