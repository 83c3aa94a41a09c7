"""The form of a mailing: to whom, what, when."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.domain.audiences import Audience, dimensions_of
from mailing.forms.words import WordsForm
from mailing.models import Campaign
from mailing.models.campaigns import DEFAULT_RATE

PREFIX = "to_"


class CampaignForm(WordsForm):
    """A mailing as a draft."""

    needs_dutch = True
    send_at = forms.DateTimeField(
        label=gettext_lazy("Send at"),
        required=False,
        help_text=gettext_lazy("Empty: as soon as you send it."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M"],
    )
    rate_per_minute = forms.IntegerField(
        label=gettext_lazy("At most this many mails a minute"),
        initial=DEFAULT_RATE,
        validators=[MinValueValidator(1), MaxValueValidator(60_000)],
        help_text=gettext_lazy("Some mail servers refuse more than a few hundred."),
    )

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        self.fields["body_en"].help_text = _("Empty: everybody gets the Dutch text.")
        for dimension in dimensions_of(audience):
            choices = list(dimension.choices(self.event))
            if choices:
                self.fields[PREFIX + dimension.name] = forms.MultipleChoiceField(
                    label=str(dimension.label),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    def allowed(self, language: str) -> Iterable[str]:
        """What the audience can fill in."""
        return [one.name_in(language) for one in self.audience.placeholders]

    def known(self) -> set[str]:
        """The same, in either language."""
        return {name for one in self.audience.placeholders for name in (one.name, one.dutch)}

    def clean_send_at(self) -> Any:
        """A time to come."""
        moment = self.cleaned_data["send_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time is over. Choose a later one, or leave it empty."))
        return moment

    def dimensions(self) -> Iterator[forms.BoundField]:
        """The fields that choose people."""
        return (self[name] for name in self.fields if name.startswith(PREFIX))

    @property
    def selection(self) -> dict[str, list[str]]:
        """What was ticked, per dimension; nothing ticked is left out."""
        cleaned = getattr(self, "cleaned_data", {})
        return {
            name.removeprefix(PREFIX): ticked for name, ticked in cleaned.items() if name.startswith(PREFIX) and ticked
        }

    def fill(self, campaign: Campaign) -> None:
        """Put what was typed into the mailing."""
        for name, text in self.texts.items():
            setattr(campaign, name, text.strip())
        campaign.selection = self.selection
        campaign.send_at = self.cleaned_data["send_at"]
        campaign.rate_per_minute = self.cleaned_data["rate_per_minute"]


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """What the form of a saved mailing starts with."""
    fields = ("subject_nl", "body_nl", "subject_en", "body_en", "send_at", "rate_per_minute", "version")
    chosen = {PREFIX + name: ticked for name, ticked in campaign.selection.items()}
    return {**{name: getattr(campaign, name) for name in fields}, **chosen}
