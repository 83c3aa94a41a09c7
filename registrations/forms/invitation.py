"""Forms of who is invited: "I cannot come", and the code that several people share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Nothing is required: one press is an answer."""

    reason = forms.CharField(
        label=_("Why can you not come?"),
        max_length=300,
        required=False,
        help_text=_("Only the organisers read this."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    colleague_name = forms.CharField(
        label=_("Name of your colleague"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    colleague_email = forms.EmailField(
        label=_("E-mail address of your colleague"),
        max_length=254,
        required=False,
        help_text=_("We invite your colleague in your place, with your name."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """A colleague has an address; names are one line."""
        cleaned = super().clean() or {}
        cleaned["colleague_name"] = " ".join(cleaned.get("colleague_name", "").split())
        if cleaned["colleague_name"] and not cleaned.get("colleague_email") and "colleague_email" not in self.errors:
            self.add_error("colleague_email", _("Give your colleague's address too, or leave the name empty."))
        return cleaned


class CodeForm(forms.Form):
    """Asks for a code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Spaces and dashes make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
