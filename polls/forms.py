"""Forms of the live room."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.models import Sector
from events.models import EventPage

_PLACE = re.compile(r"[0-9]{1,2}", re.ASCII)


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
    """An answer in a round. Whether they exist and fit is judged where votes are stored.

    The page's script sends one ``answer``, written as it travels; old pages call it ``option``. A page without a
    script may send several: one for every box that is ticked, one for every word (then there is a field ``words``), or
    ``rank_<option>`` with the place of each option.
    """

    round = forms.IntegerField(min_value=1, max_value=2**53)
    answer = forms.CharField(max_length=2000, required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """One answer, as it travels. Two options on one place are no order."""
        cleaned = super().clean() or {}
        cleaned["answer"] = self._joined() or str(self.data.get("option", ""))[:20]
        places = self._places()
        if places:
            cleaned["answer"] = ",".join(option for _, option in sorted(places))
            if len({place for place, _ in places}) < len(places):
                self.add_error(None, _("Give every place only once."))
        return cleaned

    def _joined(self) -> str:
        values = self.data.getlist("answer") if hasattr(self.data, "getlist") else [self.data.get("answer", "")]
        separator = "\n" if "words" in self.data else ","
        return separator.join(value for value in map(str, values) if value.strip())

    def _places(self) -> list[tuple[int, str]]:
        given = [(str(place), name.removeprefix("rank_")) for name, place in self.data.items() if "rank_" in name[:5]]
        return [(int(place), option) for place, option in given if _PLACE.fullmatch(place)]


def sectors_of(event: EventPage) -> Any:
    """The sectors that visitors of this event may choose; all of them when the event names none."""
    chosen = Sector.objects.filter(event_sectors__page=event)
    return chosen if chosen else Sector.objects.all()
