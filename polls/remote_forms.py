"""Forms of the chair's remote."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from polls.domain.countdowns import LONGEST, SHORTEST
from polls.domain.counts import MOST_PEOPLE
from polls.domain.remote import ACTIONS, Press
from polls.domain.simulating import MOST_VOTERS
from polls.enums import CountMethod, QuestionKind
from polls.models import Option, Question, Room, Round


def press_key_field() -> forms.CharField:
    """The key that makes a press that is sent twice one press."""
    return forms.CharField(max_length=64, required=False, validators=[RegexValidator(r"^[A-Za-z0-9_-]{8,64}\Z")])


class RemoteForm(forms.Form):
    """One press on the chair's remote. ``round`` is the round that the chair was looking at."""

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    question = forms.ModelChoiceField(Question.objects.none(), required=False)
    round = forms.IntegerField(min_value=1, max_value=2**53, required=False)
    seconds = forms.IntegerField(min_value=SHORTEST, max_value=LONGEST, required=False)
    people = forms.IntegerField(min_value=1, max_value=MOST_VOTERS, required=False)
    key = press_key_field()

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        field.queryset = Question.objects.filter(poll__event=room.event_id).select_related("poll")  # type: ignore[attr-defined]

    def press(self, actor: str) -> Press:
        """What the room is asked to do."""
        data = self.cleaned_data
        return Press(
            action=data["action"],
            seen_round=data["round"],
            question=data["question"],
            seconds=data["seconds"],
            people=data["people"],
            key=data["key"],
            actor=actor,
        )


class ManualCountForm(forms.Form):
    """What was counted on paper or by show of hands: one number per answer, and who took part."""

    label = forms.CharField(
        label=_("What was counted"), max_length=80, help_text=_("For example: the back row, without phones.")
    )
    method = forms.ChoiceField(label=_("How"), choices=CountMethod.choices, widget=forms.RadioSelect, initial="hands")
    n = forms.IntegerField(
        label=_("How many people took part"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("Empty: the sum of the answers."),
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options: list[Option] = list(round_.question.options.all())
        self.is_exclusive = QuestionKind(round_.question.kind).is_exclusive
        for option in self.options:
            self.fields[f"option_{option.pk}"] = forms.IntegerField(
                label=option.text, min_value=0, max_value=MOST_PEOPLE, required=False
            )

    @property
    def option_fields(self) -> list[forms.BoundField]:
        """The fields of the answers, in their order."""
        return [self[f"option_{option.pk}"] for option in self.options]

    @property
    def counts(self) -> dict[int, int]:
        """The number of people per option; an empty field is zero."""
        return {option.pk: self.cleaned_data.get(f"option_{option.pk}") or 0 for option in self.options}

    def clean(self) -> dict[str, Any]:
        """Somebody must have taken part, and nobody is counted twice where one answer is asked."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        most = sum(self.counts.values()) if self.is_exclusive else max(self.counts.values(), default=0)
        if not most and not cleaned.get("n"):
            self.add_error(None, _("Fill in at least one number."))
        elif cleaned.get("n") and cleaned["n"] < most:
            self.add_error("n", _("There are more answers than people."))
        elif not self.is_exclusive and not cleaned.get("n"):
            self.add_error("n", _("Fill in how many people took part: they could give more than one answer."))
        return cleaned
