"""Asking for the personal link again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.registering import normalise_email


class LostLinkForm(forms.Form):
    """Asks for the personal link again."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The address that you registered with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def email_key(self) -> str:
        """The address as registrations are compared."""
        return normalise_email(self.cleaned_data["email"])
