"""What lets people take part safely: another name on the badge, a companion, a contact person, photographs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.enums import PhotoConsent

NAMES = ("badge_name", "companion_name", "asks_contact_person", "photo_consent", "shares_contact")


class SafetyFields(forms.Form):
    """Nothing here is required."""

    badge_name = forms.CharField(
        label=_("Another name on your badge"),
        max_length=120,
        required=False,
        help_text=_("For example only your first name. Leave it empty for your own name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    companion_name = forms.CharField(
        label=_("Does somebody come along with you?"),
        max_length=200,
        required=False,
        help_text=_("The name of your companion or supporter. The organisers then know that you come together."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    asks_contact_person = forms.BooleanField(
        label=_("I would like a contact person"),
        help_text=_("Somebody of the organisation who is there for you, before and during the meeting."),
        required=False,
    )
    photo_consent = forms.ChoiceField(
        label=_("May you be in photographs of the meeting?"),
        choices=[(value, label) for value, label in PhotoConsent.choices if value],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )
    shares_contact = forms.BooleanField(
        label=_("I want to exchange contact details"),
        help_text=_(
            "Participants who tick this too see your name, organisation and e-mail address. "
            "You can stop at any moment on your personal page."
        ),
        required=False,
    )

    def clean_badge_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["badge_name"].split())

    @property
    def shows_safety(self) -> bool:
        """Whether the section starts open: something in it was typed or is wrong."""
        return any(self[name].errors or self[name].value() for name in NAMES if name in self.fields)

    def safety_values(self) -> dict[str, Any]:
        """What the domain wants to know."""
        return {name: value for name, value in self.cleaned_data.items() if name in NAMES}
