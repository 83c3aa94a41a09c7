"""Forms of the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Find events by topic."""

    zoek = forms.CharField(
        label=_("Search by topic"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
