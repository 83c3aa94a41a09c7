"""The form on which people leave an address before registration opens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.registering import normalise_email
from registrations.domain.save_the_date import InterestData
from registrations.forms import sector_choices


class InterestForm(forms.Form):
    """An address; name and sector only for who wants to give them."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We mail you a link to confirm, and one mail when registration opens."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    sector = forms.ChoiceField(
        label=_("I come from…"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )
    # Nobody sees this field; who fills it in is a program.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = sector_choices(event)
        if sectors:
            self.fields["sector"].choices = [("", _("Choose…")), *sectors]  # type: ignore[attr-defined]
        else:
            del self.fields["sector"]

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())

    @property
    def is_from_a_program(self) -> bool:
        """Whether the invisible field was filled in."""
        return bool(self.data.get("subject"))

    @property
    def email_key(self) -> str:
        """The address as it is compared."""
        return normalise_email(self.cleaned_data["email"])

    def to_data(self, *, language: str) -> InterestData:
        """What was filled in, for the domain."""
        sector = self.cleaned_data.get("sector")
        return InterestData(
            email=self.cleaned_data["email"],
            name=self.cleaned_data["name"],
            sector_id=int(sector) if sector else None,
            language=language,
        )
