"""The organiser's form about when letters leave."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import EventPage
from registrations.domain.moments import KINDS, MOST_DAYS, MOST_MOMENTS, moments_of, parse_days


class MomentsForm(forms.Form):
    """Days and hour per letter."""

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = moments_of(event)
        for kind in KINDS:
            moments = present[kind.letter]
            self.fields[f"{kind.letter}_days"] = forms.CharField(
                label=_("%(letter)s: days after") % {"letter": kind.title}
                if kind.is_after
                else _("%(letter)s: days before") % {"letter": kind.title},
                help_text=str(kind.help_text),
                required=False,
                max_length=60,
                initial=", ".join(str(day) for day in moments.days),
            )
            self.fields[f"{kind.letter}_hour"] = forms.IntegerField(
                label=_("%(letter)s: at what hour") % {"letter": kind.title},
                validators=[MinValueValidator(0), MaxValueValidator(23)],
                initial=moments.hour,
            )

    def clean(self) -> dict[str, Any]:
        """Whole days, not too many."""
        cleaned = super().clean() or {}
        for kind in KINDS:
            name = f"{kind.letter}_days"
            try:
                cleaned[name] = parse_days(cleaned.get(name) or "")
            except ValueError:
                message = _("Give at most %(number)s whole numbers of 0 to %(days)s days, with commas between them.")
                self.add_error(name, message % {"number": MOST_MOMENTS, "days": MOST_DAYS})
        return cleaned

    @property
    def chosen(self) -> dict[str, tuple[tuple[int, ...], int]]:
        """Days and hour per letter."""
        cleaned = self.cleaned_data
        return {kind.letter: (cleaned[f"{kind.letter}_days"], cleaned[f"{kind.letter}_hour"]) for kind in KINDS}


class CallOffForm(forms.Form):
    """Calling a meeting off asks for one tick, so that nobody does it by accident."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it not take place?"),
        max_length=600,
        help_text=gettext_lazy("Stands on the page of the meeting and in the mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, this meeting does not take place; mail everybody who registered"),
        error_messages={"required": gettext_lazy("Tick the box if you are sure.")},
    )
