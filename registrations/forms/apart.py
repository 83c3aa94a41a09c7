"""Organisers' forms about the safety of one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.models import Registration


class SafetyForm(forms.ModelForm[Registration]):
    """What an organiser may change of it."""

    class Meta:
        model = Registration
        fields = ("badge_name", "companion_name", "contact_person", "photo_consent")


class ApartForm(forms.Form):
    """From whom, and why. A part of a name, an organisation or an address is enough."""

    who = forms.CharField(
        label=_("Not in one group with"),
        help_text=_("Type a name or an e-mail address of somebody who registered."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Note for organisers"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    other = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: list[Registration] = []
