"""Forms of the organisers' side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from polls.domain.frames import read_origins
from polls.domain.links import ROOM_PURPOSES
from polls.domain.policies import MINIMUMS


class PollForm(WagtailAdminModelForm):
    """A poll; items and workshops of other events cannot be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event_id = self.instance.event_id
        for name, lookup in (("programme_item", "page"), ("workshop", "round__event")):
            field = self.fields[name]
            field.queryset = field.queryset.filter(**{lookup: event_id})

    def clean(self) -> dict[str, Any]:
        """A poll belongs to an item or to a workshop, not to both."""
        cleaned = super().clean()
        if cleaned.get("programme_item") and cleaned.get("workshop"):
            self.add_error("workshop", _("Choose a programme item or a workshop, not both."))
        return cleaned


class MinimumForm(forms.Form):
    """The smallest group that is shown."""

    minimum = forms.TypedChoiceField(
        label=_("Smallest group shown"), coerce=int, choices=[(number, str(number)) for number in MINIMUMS]
    )


class FrameForm(forms.Form):
    """Which sites may show the big screen inside a page of theirs."""

    origins = forms.CharField(
        label=_("Sites that may show the screen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("One address a line, for example https://slides.example.nl. Empty: nobody."),
    )

    def clean_origins(self) -> list[str]:
        """Exact origins, or which line is wrong."""
        return read_origins(self.cleaned_data["origins"])


class RoomLinkForm(forms.Form):
    """Renew or revoke one of the room's links."""

    purpose = forms.ChoiceField(choices=[(purpose, "") for purpose in ROOM_PURPOSES])
    action = forms.ChoiceField(choices=[("renew", ""), ("revoke", "")])
