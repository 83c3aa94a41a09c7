"""What speakers and organisers may send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.enums import PassageState
from workshops.forms.fields import TypedText
from workshops.models import Passage

CONDITION_LENGTH = 5_000
ANSWERS = [
    (PassageState.AGREED, _("Agreed: this may be published")),
    (PassageState.AGREED_IF, _("Agreed, if something changes")),
    (PassageState.REFUSED, _("Do not publish")),
]


class PassageForm(forms.Form):
    """A speaker's answer."""

    state = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    condition = TypedText(
        label=_("What should change?"),
        max_length=CONDITION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only with “Agreed, if something changes”."),
    )

    def clean(self) -> dict[str, Any]:
        """ "Agreed, if" needs an if."""
        data = super().clean() or {}
        if data.get("state") == PassageState.AGREED_IF and not data.get("condition"):
            self.add_error("condition", _("Say what should change."))
        return data


class AskSpeakerForm(forms.ModelForm):
    """Which speaker is asked, and until when; with an address the link is mailed."""

    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)

    class Meta:
        model = Passage
        fields = ["name", "answer_by"]
        widgets = {"answer_by": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})}

    def validate_unique(self) -> None:
        """Asked again, the deadline moves."""


class HandInForm(forms.Form):
    """Until when scribes and leaders may write; empty: the usual moment."""

    hand_in_by = forms.DateTimeField(
        label=_("Hand in before"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("Empty: the second working day after the last date."),
    )
