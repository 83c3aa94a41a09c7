"""Access and food: a purpose and a consent of their own (D14)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NeedsFields(forms.Form):
    """What somebody needs to take part, and the consent to keep it."""

    access_needs = forms.CharField(
        label=_("What do you need to take part?"),
        max_length=1000,
        required=False,
        help_text=_("For example a place for a wheelchair, a hearing loop or a sign language interpreter."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    diet = forms.CharField(
        label=_("Diet"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    needs_consent = forms.BooleanField(
        label=_("The organisers may use these wishes"),
        help_text=_("Only to arrange the day. They are deleted within a week after it."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Wishes about health and food need consent of their own."""
        cleaned = super().clean() or {}
        if (cleaned.get("access_needs") or cleaned.get("diet")) and not cleaned.get("needs_consent"):
            self.add_error("needs_consent", _("Tick this box if we may keep your wishes, or leave the wishes empty."))
        return cleaned

    @property
    def shows_needs(self) -> bool:
        """Whether the section of wishes starts open: something in it was typed or is wrong."""
        return any(self[name].errors or self[name].value() for name in ("access_needs", "diet", "needs_consent"))

    def needs_values(self) -> dict[str, Any]:
        """What the domain wants to know."""
        return {"access_needs": self.cleaned_data["access_needs"], "diet": self.cleaned_data["diet"]}
