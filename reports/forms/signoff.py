"""What the reporter fills in to ask readers, and what readers send back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.domain.signoff.rounds import NewReader
from reports.enums import ReaderAnswer, ReaderRole
from workshops.forms.fields import TypedText

COMMENT_LENGTH = 5_000
EMPTY_ROWS = 4
ANSWERS = [
    (ReaderAnswer.AGREED, _("Agreed")),
    (ReaderAnswer.AGREED_IF, _("Agreed, if something changes")),
]


class StartRoundForm(forms.Form):
    """Until when, and what to say with it."""

    answer_by = forms.DateTimeField(
        label=_("Answer before"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    remind_days = forms.IntegerField(
        label=_("Remind this many days before"),
        min_value=0,
        max_value=30,
        initial=2,
        help_text=_("One reminder, to who did not answer yet. 0: no reminder."),
    )
    offers_files = forms.BooleanField(
        label=_("Readers may also work in Word"),
        required=False,
        initial=True,
        help_text=_("They can download the draft and send a Word file with changes back."),
    )
    message = TypedText(
        label=_("Message to the readers"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_answer_by(self) -> Any:
        """A moment that is still to come."""
        moment = self.cleaned_data["answer_by"]
        if moment <= timezone.now():
            raise forms.ValidationError(_("This moment has passed."), code="past")
        return moment


class ReaderForm(forms.Form):
    """Somebody who is asked to read along; an empty row is nobody."""

    name = TypedText(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Reads as"), choices=ReaderRole.choices, initial=ReaderRole.MINISTRY)

    def has_changed(self) -> bool:
        """A row in which only the role was chosen names nobody."""
        return bool({"name", "email"} & set(self.changed_data))

    @property
    def is_filled(self) -> bool:
        """Whether somebody was named here."""
        return bool(self.cleaned_data.get("email"))


def new_readers(rows: forms.BaseFormSet[ReaderForm]) -> list[NewReader]:
    """Everybody who was named in valid rows."""
    found = [form.cleaned_data for form in rows.forms if form.is_filled]
    return [NewReader(data["name"], data["email"], ReaderRole(data["role"])) for data in found]


class _ReaderRows(forms.BaseFormSet[ReaderForm]):
    def clean(self) -> None:
        """A round has at least one reader."""
        if not any(self.errors) and not new_readers(self):
            raise forms.ValidationError(_("Name at least one reader."), code="nobody")


ReaderFormSet = forms.formset_factory(ReaderForm, formset=_ReaderRows, extra=EMPTY_ROWS, max_num=60, absolute_max=80)


class ReadingForm(forms.Form):
    """What a reader sends: a comment per paragraph, and perhaps the answer."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer, or save your comments only.")},
    )
    condition = TypedText(
        label=_("What should change?"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only with “Agreed, if something changes”."),
    )

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = "only_comments" not in self.data
        self.keys = list(keys)
        for key in self.keys:
            self.fields[f"c-{key}"] = TypedText(
                label=_("Comment on this part"),
                max_length=COMMENT_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def comments(self) -> dict[str, str]:
        """The comments that were sent, by paragraph; a field that was not sent changes nothing."""
        return {key: self.cleaned_data[f"c-{key}"] for key in self.keys if f"c-{key}" in self.data}

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        """The answer and its condition."""
        return [self["answer"], self["condition"]]

    def clean(self) -> dict[str, Any]:
        """Sending an answer needs one; "agreed, if" needs an if, in the box or as comments."""
        data = super().clean() or {}
        if "only_comments" in self.data:
            data["answer"] = None
            return data
        has_comment = any(data.get(f"c-{key}") for key in self.keys)
        if data.get("answer") == ReaderAnswer.AGREED_IF and not data.get("condition") and not has_comment:
            self.add_error("condition", _("Say what should change, here or at a part of the text."))
        return data
