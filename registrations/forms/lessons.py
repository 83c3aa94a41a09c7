"""Handing in homework."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.series.files import ACCEPT, FileRefused, check_file
from registrations.models import HandIn


class CheckedFileField(forms.FileField):
    """A file whose size, kind and content were checked."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        kwargs.setdefault("error_messages", {"empty": _("This file is empty.")})
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload; a refusal becomes the field's error."""
        upload = super().clean(data, initial)
        if upload:
            try:
                check_file(upload)
            except FileRefused as error:
                raise forms.ValidationError(str(error)) from error
        return upload


class HandInForm(forms.Form):
    """Text, a file, or both."""

    text = forms.CharField(
        label=_("Your text"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    file = CheckedFileField(
        label=_("Your file"),
        required=False,
        help_text=_("PDF, Word, PowerPoint, Excel, OpenDocument, text or picture, at most 10 MB."),
    )
    remove_file = forms.BooleanField(label=_("Take the file that I handed in away"), required=False)

    def __init__(self, *args: Any, hand_in: HandIn | None, **kwargs: Any) -> None:
        initial = {"text": hand_in.text} if hand_in else {}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.has_file = hand_in is not None and hasattr(hand_in, "file")
        if not self.has_file:
            del self.fields["remove_file"]

    def clean(self) -> dict[str, Any]:
        """Something must be handed in."""
        cleaned = super().clean() or {}
        keeps = self.has_file and not cleaned.get("remove_file")
        if not (cleaned.get("text", "").strip() or cleaned.get("file") or keeps or "file" in self.errors):
            self.add_error("text", _("Write something, or choose a file."))
        return cleaned
