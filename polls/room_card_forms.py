"""The form of a card from the room, and the form that makes a question of dots."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from polls.words.visible import one_line
from workshops.domain.room_cards import prompts_for_room
from workshops.enums import PromptKind
from workshops.models import CapturePrompt, CaptureSheet
from workshops.models.clusters import LONGEST_ROOM_CARD


class RoomCardForm(forms.Form):
    """Where a card belongs, and its words: one line of at most 280 characters."""

    place = forms.ChoiceField(label=_("Where does it belong?"))
    text = forms.CharField(
        label=_("Your card"),
        help_text=_("At most 280 characters. No names. Your own name is not kept."),
        error_messages={"required": _("Write your card first.")},
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_ROOM_CARD, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, sheets: Sequence[CaptureSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (
                f"{sheet.number}. {sheet.title}" if sheet.number else sheet.title,
                [(f"{sheet.pk}-{prompt.pk}", prompt.title) for prompt in prompts_for_room(sheet)],
            )
            for sheet in sorted(sheets, key=lambda sheet: (sheet.starts_at, sheet.number or 0))
        ]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def clean_place(self) -> tuple[int, int]:
        """The sheet and the prompt."""
        sheet, _dash, prompt = self.cleaned_data["place"].partition("-")
        return int(sheet), int(prompt)

    def clean_text(self) -> str:
        """One line, with something to read in it."""
        text = one_line(self.cleaned_data["text"])
        if not any(letter.isalnum() for letter in text):
            raise ValidationError(_("Write your card first."))
        if len(text) > LONGEST_ROOM_CARD:
            raise ValidationError(
                _("This card has %(count)d characters; at most 280 fit. Make it a little shorter."),
                params={"count": len(text)},
            )
        return text


class DotsForm(forms.Form):
    """A question that asks which outcomes matter most."""

    prompt = forms.ChoiceField(label=_("Outcomes under"))
    about = forms.ChoiceField(
        label=_("People choose among"),
        choices=[("groups", _("groups of cards")), ("cards", _("single cards"))],
        help_text=_("At most 60. From about 20 on a phone is easier with groups."),
    )
    dots = forms.IntegerField(label=_("Dots for each person"), min_value=1, max_value=10, initial=3)
    text = forms.CharField(
        label=_("Question"),
        max_length=300,
        initial=_("Which outcomes matter most to you?"),
        validators=[ProhibitNullCharactersValidator()],
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prompts = CapturePrompt.objects.filter(template__sheets__event=event, kind=PromptKind.OUTCOME)
        titles = dict(prompts.order_by("-position").values_list("key", "title"))
        self.fields["prompt"].choices = list(reversed(titles.items()))  # type: ignore[attr-defined]
