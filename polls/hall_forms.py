"""Forms of the questions from the hall: phones, moderators, the chair."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import ProgrammeItem
from polls.domain.hall.moderating import STEPS
from polls.domain.hall.press import ACTIONS
from polls.enums import HallModeration, TextState
from polls.models import Room
from polls.models.hall import LONGEST_QUESTION
from polls.remote_forms import press_key_field
from polls.words.visible import one_line
from workshops.models import WorkshopRound


class QuestionTextForm(forms.Form):
    """The words of a question, at most 280 characters."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("At most 280 characters. Your name is not shown."),
        error_messages={"required": _("Write your question first.")},
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_QUESTION, "autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        """One line, with something to read in it."""
        text = one_line(self.cleaned_data["text"])
        if not any(letter.isalnum() for letter in text):
            raise ValidationError(_("Write your question first."))
        if len(text) > LONGEST_QUESTION:
            raise ValidationError(
                _("This question has %(count)d characters; at most 280 fit. Make it a little shorter."),
                params={"count": len(text)},
            )
        return text


class AskForm(QuestionTextForm):
    """A phone's question to the session that it was looking at."""

    session = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)


class SupportForm(forms.Form):
    """One tap on "support", or taking it back."""

    question = forms.UUIDField()
    given = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


class StepForm(forms.Form):
    """One press of a moderator on a question; ``version`` is what the moderator was looking at."""

    ACTIONS = (*STEPS, "pin", "unpin", "merge")

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    question = forms.UUIDField()
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    into = forms.UUIDField(required=False)


class TextStepForm(forms.Form):
    """One press of a moderator on an open answer; ``seen`` is the state that the moderator was looking at."""

    ACTIONS = ("approve", "hide", "spotlight", "unspotlight")

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    answer = forms.UUIDField()
    seen = forms.ChoiceField(choices=TextState.choices)


class WordForm(forms.Form):
    """A word of a cloud that a moderator hides or puts back."""

    round = forms.IntegerField(min_value=1, max_value=2**53)
    word = forms.CharField(max_length=80)
    action = forms.ChoiceField(choices=[("hide", "hide"), ("show", "show")])


class EditForm(QuestionTextForm):
    """A typing error mended."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("The question")
        self.fields["text"].help_text = _("Mend typing errors only. Everybody sees that the question was edited.")


class HallRemoteForm(forms.Form):
    """One press of the chair for the questions from the hall or the report-back."""

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    item = forms.ModelChoiceField(ProgrammeItem.objects.none(), required=False)
    moderation = forms.ChoiceField(choices=HallModeration.choices, required=False)
    round = forms.ModelChoiceField(WorkshopRound.objects.none(), required=False)
    workshop = forms.IntegerField(min_value=1, max_value=2**53, required=False)
    seen = forms.IntegerField(min_value=1, max_value=2**53, required=False)
    answer = forms.UUIDField(required=False)
    key = press_key_field()

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = ProgrammeItem.objects.filter(page=room.event_id)  # type: ignore[attr-defined]
        self.fields["round"].queryset = WorkshopRound.objects.filter(event=room.event_id)  # type: ignore[attr-defined]
