"""Sending in a changed Word file, and deciding about the changes in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.uploads import extension_of
from reports.domain.redline.showing import Comparison, ShownChange, ShownPart
from reports.enums import RedlineSort, RedlineState
from reports.models import SignOffReader, SignOffRound
from reports.wordfile.package import LARGEST

TAKE_LABELS = {
    RedlineSort.CHANGED: _("Take over"),
    RedlineSort.INSERTED: _("Take over: add this"),
    RedlineSort.DELETED: _("Take over: take this out"),
}


class SendInForm(forms.Form):
    """A Word file; what is in it is judged when it is read."""

    file = forms.FileField(
        label=_("Your changed Word file"),
        help_text=_("The file that you downloaded here, saved as .docx; at most %(size)s MB.")
        % {"size": LARGEST // 1024 // 1024},
        error_messages={"empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> UploadedFile:
        """A .docx of a size that we read."""
        upload: UploadedFile = self.cleaned_data["file"]
        if extension_of(upload.name or "") != "docx":
            raise forms.ValidationError(_("Only a Word file can be read: save it as .docx."), code="kind")
        if (upload.size or 0) > LARGEST:
            message = _("This file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024}
            raise forms.ValidationError(message, code="size")
        return upload


class SendInForReaderForm(SendInForm):
    """The same, by the reporter for one of the readers."""

    reader = forms.ModelChoiceField(SignOffReader.objects.none(), label=_("From whom"), empty_label=None)

    field_order = ["reader", "file"]

    def __init__(self, *args: Any, sign_off: SignOffRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = sign_off.readers.all()  # type: ignore[attr-defined]  # a choice of rows
        self.fields["file"].label = _("Changed Word file")


class DecideForm(forms.Form):
    """Buttons per change. What is not chosen stays open: no text changes without a choice."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, comparison: Comparison, *args: Any, may_edit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        self.may_edit = may_edit
        for shown in comparison.changes:
            if not shown.is_settled:
                self.fields[self._name(shown)] = forms.ChoiceField(
                    label=_("What to do with this change"),
                    choices=self._choices(shown),
                    initial=shown.change.state if shown.change.state != RedlineState.OPEN else None,
                    required=False,
                    widget=forms.RadioSelect,
                )

    def rows(self) -> Iterable[tuple[ShownPart, Sequence[tuple[ShownChange, BoundField | None]]]]:
        """Every paragraph with its changes and their buttons."""
        return [
            (part, [(shown, None if shown.is_settled else self[self._name(shown)]) for shown in part.changes])
            for part in self.comparison.parts
        ]

    def chosen(self) -> dict[int, RedlineState]:
        """What was chosen, by the key of the change."""
        return {
            shown.change.pk: RedlineState(state)
            for shown in self.comparison.changes
            if not shown.is_settled and (state := self.cleaned_data.get(self._name(shown)))
        }

    def _choices(self, shown: ShownChange) -> list[tuple[str, Any]]:
        take = TAKE_LABELS.get(RedlineSort(shown.change.sort)) if self.may_edit and not shown.hindrance else None
        return [
            *([(RedlineState.TAKEN.value, take)] if take else []),
            (RedlineState.NOTED.value, _("Note as a remark, to handle later")),
            (RedlineState.REFUSED.value, _("Do not take over")),
        ]

    @staticmethod
    def _name(shown: ShownChange) -> str:
        return f"change-{shown.change.pk}"
