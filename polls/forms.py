"""Forms of the live room."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.models import Sector
from events.models import EventPage
from polls.models import Question, Room


class JoinForm(forms.Form):
    """The six digits on the big screen. Spaces and dashes do not matter."""

    code = forms.CharField(
        label=_("Code on the screen"),
        help_text=_("Six digits, for example 123 456."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-input", "spellcheck": "false"}
        ),
        error_messages={"required": _("Fill in the six digits that are on the big screen.")},
    )

    def clean_code(self) -> str:
        """Only the digits, and exactly six of them."""
        code = "".join(character for character in self.cleaned_data["code"] if character not in " -.\u00a0")
        RegexValidator(r"^[0-9]{6}\Z", _("The code has six digits. Look at the big screen."))(code)
        return code


class BackgroundForm(forms.Form):
    """Where somebody comes from; 0 means: rather not say."""

    sector = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sectors = list(sectors_of(event))
        self.fields["sector"].choices = [(0, ""), *((sector.pk, sector.name) for sector in self.sectors)]  # type: ignore[attr-defined]


class VoteForm(forms.Form):
    """One tap: an answer in a round. Whether they exist and fit is judged where votes are stored."""

    round = forms.IntegerField(min_value=1, max_value=2**53)
    option = forms.IntegerField(min_value=1, max_value=2**53)


class RemoteForm(forms.Form):
    """One press on the chair's remote. ``round`` is the round that the chair was looking at."""

    ACTIONS = ("choose", "open", "close", "reopen", "result", "breakdown", "code", "again")

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    question = forms.ModelChoiceField(Question.objects.none(), required=False)
    round = forms.IntegerField(min_value=1, max_value=2**53, required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        field.queryset = Question.objects.filter(poll__event=room.event_id).select_related("poll")  # type: ignore[attr-defined]


def sectors_of(event: EventPage) -> Any:
    """The sectors that visitors of this event may choose; all of them when the event names none."""
    chosen = Sector.objects.filter(event_sectors__page=event)
    return chosen if chosen else Sector.objects.all()
