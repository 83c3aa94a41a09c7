"""Forms of the organisers' side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.enums import LinkPurpose
from polls.domain.preparing import asked_question_ids

MINIMUMS = (10, 5)


class PollForm(WagtailAdminModelForm):
    """A poll with its questions; items and workshops of other events cannot be chosen."""

    asked_message = _("This question was put to the room already. Its text and answers can no longer change.")

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

    def is_valid(self) -> bool:
        """Questions that were put to the room stay as they were."""
        return super().is_valid() and not self._refuse_changes_to_asked_questions()

    def _refuse_changes_to_asked_questions(self) -> bool:
        questions = [form for form in self.formsets["questions"].forms if form.instance.pk]
        asked = asked_question_ids(form.instance.pk for form in questions)
        refused = [form for form in questions if form.instance.pk in asked and _touches_content(form)]
        for form in refused:
            form.add_error("text", self.asked_message)
        return bool(refused)


def _touches_content(form: Any) -> bool:
    """Whether a question, or one of its answers, was changed, added or removed; moving it is allowed."""
    answers = form.formsets["options"].forms
    return any(set(part.changed_data) - {"ORDER"} for part in (form, *answers))


class MinimumForm(forms.Form):
    """The smallest group that is shown."""

    minimum = forms.TypedChoiceField(
        label=_("Smallest group shown"), coerce=int, choices=[(number, str(number)) for number in MINIMUMS]
    )


class RoomLinkForm(forms.Form):
    """Renew or revoke one of the room's links."""

    purpose = forms.ChoiceField(choices=[(LinkPurpose.SCREEN, ""), (LinkPurpose.CHAIR, "")])
    action = forms.ChoiceField(choices=[("renew", ""), ("revoke", "")])
