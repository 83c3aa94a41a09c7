"""What the reporter chooses when facts changed after the verslag was written."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from reports.domain.refreshing.comparing import Change
from reports.enums import ChangeKind

TAKE, KEEP = "take", "keep"
CHOICES = {
    ChangeKind.CHANGED: [(TAKE, _("Take the new text")), (KEEP, _("Keep the text as it is"))],
    ChangeKind.EDITED: [(TAKE, _("Take the new text")), (KEEP, _("Keep the text as it is"))],
    ChangeKind.NEW: [(TAKE, _("Add this")), (KEEP, _("Leave this out"))],
    ChangeKind.VANISHED: [(TAKE, _("Remove this")), (KEEP, _("Keep the text as it is"))],
}


class RefreshForm(forms.Form):
    """Two buttons per change. What is not chosen is kept: no text changes without a choice."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, changes: Sequence[Change], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes = changes
        for change in changes:
            self.fields[change.key] = forms.ChoiceField(
                label=change.generated_from,
                choices=CHOICES[change.kind],
                initial=TAKE if change.is_taken else KEEP,
                required=False,
                widget=forms.RadioSelect,
            )

    def rows(self) -> Iterable[tuple[Change, BoundField]]:
        """Every change with its buttons."""
        return [(change, self[change.key]) for change in self.changes]

    def taken(self) -> set[str]:
        """The keys of the changes that were accepted."""
        return {change.key for change in self.changes if self.cleaned_data.get(change.key) == TAKE}
