"""Who is asked, and who may have the files when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handouts.enums import Audience, Release
from workshops.forms.fields import TypedText

_MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class AskForm(forms.Form):
    """Which speaker is asked, and until when; with an address the link is mailed."""

    name = TypedText(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    deliver_by = forms.DateTimeField(label=_("Hand in before"), required=False, widget=_MOMENT)

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["name"].split())


class ReleaseForm(forms.Form):
    """For whom, and when."""

    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    release = forms.ChoiceField(label=_("When"), choices=Release.choices)
    release_at = forms.DateTimeField(label=_("Moment"), required=False, widget=_MOMENT)

    def clean(self) -> dict[str, Any]:
        """A set moment needs a moment."""
        data = super().clean() or {}
        if data.get("release") == Release.MOMENT and not data.get("release_at"):
            self.add_error("release_at", _("Give the moment."))
        return data
