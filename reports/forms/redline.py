"""Sending in a changed Word file, and deciding about the changes in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.uploads import extension_of
from reports.domain.redline.parting import Stretch
from reports.domain.redline.showing import Comparison, ShownChange, ShownPart
from reports.enums import RedlineSort, RedlineState
from reports.models import SignOffReader, SignOffRound
from reports.wordfile.package import LARGEST

TAKE_LABELS = {
    RedlineSort.CHANGED: _("Take over"),
    RedlineSort.INSERTED: _("Take over: add this"),
    RedlineSort.DELETED: _("Take over: take this out"),
}


_NUMBERS = frozenset(str(number) for number in range(1, 10_000))


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


@dataclass(frozen=True)
class ChangeRow:
    """One change with its buttons; of a line with several changes also the boxes, and what is ticked."""

    shown: ShownChange
    field: BoundField | None
    boxes: BoundField | None
    ticked: frozenset[int]

    @property
    def result(self) -> list[tuple[Stretch, bool]]:
        """The line as it becomes: its stretches, each with whether the new words stand there."""
        return [(one, one.number in self.ticked) for one in self.shown.stretches]


class DecideForm(forms.Form):
    """Buttons per change. What is not chosen stays open: no text changes without a choice."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, comparison: Comparison, *args: Any, may_edit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        self.may_edit = may_edit
        for shown in comparison.changes:
            if shown.is_settled:
                continue
            self.fields[self._name(shown)] = forms.ChoiceField(
                label=_("What to do with this change"),
                choices=self._choices(shown),
                initial=shown.change.state if shown.change.state != RedlineState.OPEN else None,
                required=False,
                widget=forms.RadioSelect,
            )
            if shown.parts and may_edit:
                self.fields[self._boxes(shown)] = forms.MultipleChoiceField(
                    label=_("Changes in this paragraph"),
                    choices=[(str(part.number), str(part.number)) for part in shown.parts],
                    initial=[str(part.number) for part in shown.parts],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    def clean(self) -> dict[str, Any]:
        """Who takes over what is ticked, ticks something."""
        data: dict[str, Any] = super().clean() or {}
        for shown in self.comparison.changes:
            boxes = self._boxes(shown)
            is_taken = data.get(self._name(shown)) == RedlineState.TAKEN
            if boxes in self.fields and boxes not in self.errors and is_taken and not data.get(boxes):
                message = _("Tick what you take over, or choose “Do not take over”.")
                self.add_error(self._name(shown), forms.ValidationError(message, code="ticks"))
        return data

    @property
    def has_choices(self) -> bool:
        """Whether anything is left to decide."""
        return len(self.fields) > 1

    @property
    def has_several(self) -> bool:
        """Whether a paragraph has changes to choose one by one."""
        return any(name.startswith("parts-") for name in self.fields)

    @property
    def lacks_ticks(self) -> bool:
        """Whether that is all that is wrong: the text and the decisions are still those that were shown."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return codes == {"ticks"}

    def rows(self) -> Iterable[tuple[ShownPart, Sequence[ChangeRow]]]:
        """Every paragraph with its changes and their buttons."""
        return [(part, [self._row(shown) for shown in part.changes]) for part in self.comparison.parts]

    def chosen(self) -> dict[int, RedlineState]:
        """What was chosen, by the key of the change."""
        return {
            shown.change.pk: RedlineState(state)
            for shown in self.comparison.changes
            if not shown.is_settled and (state := self.cleaned_data.get(self._name(shown)))
        }

    def parts(self) -> dict[int, list[int]]:
        """Which changes within a line are ticked, by the key of the change."""
        return {
            shown.change.pk: [int(number) for number in self.cleaned_data[boxes]]
            for shown in self.comparison.changes
            if (boxes := self._boxes(shown)) in self.fields and boxes in self.cleaned_data
        }

    def _row(self, shown: ShownChange) -> ChangeRow:
        change, boxes = shown.change, self._boxes(shown)
        field = None if shown.is_settled else self[self._name(shown)]
        if boxes not in self.fields:
            return ChangeRow(shown, field, None, frozenset(change.taken_parts))
        sent = self[boxes].value() or []
        return ChangeRow(shown, field, self[boxes], frozenset(int(one) for one in sent if one in _NUMBERS))

    def _choices(self, shown: ShownChange) -> list[tuple[str, Any]]:
        take = TAKE_LABELS.get(RedlineSort(shown.change.sort)) if self.may_edit and not shown.hindrance else None
        if take and shown.parts:
            take = _("Take over what is ticked")
        return [
            *([(RedlineState.TAKEN.value, take)] if take else []),
            (RedlineState.NOTED.value, _("Note as a remark, to handle later")),
            (RedlineState.REFUSED.value, _("Do not take over")),
        ]

    @staticmethod
    def _name(shown: ShownChange) -> str:
        return f"change-{shown.change.pk}"

    @staticmethod
    def _boxes(shown: ShownChange) -> str:
        return f"parts-{shown.change.pk}"
