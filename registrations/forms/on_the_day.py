"""What an organiser does to a workshop on the day; the confirming page sends it back."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.enums import DayChangeKind
from registrations.forms.keys import SubmissionKeyField
from workshops.models import Workshop


class DayChangeForm(forms.Form):
    """What, and where to. A press on the same page twice has the same ``request_key``."""

    wat = forms.ChoiceField(choices=DayChangeKind.choices)
    met = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    zaal = forms.CharField(label=_("Another room"), max_length=80, required=False)
    request_key = SubmissionKeyField(required=False)

    def __init__(self, *args: Any, others: list[Workshop], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self.others = {workshop.pk: workshop for workshop in others}
        self.fields["met"].choices = [(str(pk), item.title) for pk, item in self.others.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Merging needs the other workshop, moving a room."""
        cleaned = super().clean() or {}
        if cleaned.get("wat") == DayChangeKind.MERGE and not cleaned.get("met") and "met" not in self.errors:
            self.add_error("met", _("Choose with which workshop."))
        if (
            cleaned.get("wat") == DayChangeKind.ROOM
            and not cleaned.get("zaal", "").strip()
            and "zaal" not in self.errors
        ):
            self.add_error("zaal", _("Fill in the room."))
        return cleaned

    @property
    def target(self) -> Workshop | None:
        """The workshop to merge with."""
        return self.others.get(self.cleaned_data.get("met") or 0)
