"""Files to add, and one file with its title and description."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.uploads import UploadRefused
from handouts.domain.uploads import ACCEPT, LARGEST, LARGEST_TOGETHER, LONGEST_TITLE, Prepared, prepare
from workshops.forms.fields import TypedText

MOST_AT_ONCE = 10
LONGEST_TEXT = 2_000


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; what is in them is looked at where they are kept, so that the good ones stand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFiles(attrs={"accept": ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list."""
        found = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Send at most %(most)s files at once."), code="many", params={"most": MOST_AT_ONCE}
            )
        return found


class AddFilesForm(forms.Form):
    """Files to add."""

    files = FilesField(  # type: ignore[assignment]  # the metaclass takes fields out of the class
        label=_("Files"),
        help_text=format_lazy(
            _("PDF, PowerPoint (PPTX), Word (DOCX), ODP, ODT or pictures. At most {one} MB each, {all} MB together."),
            one=LARGEST // 1024 // 1024,
            all=LARGEST_TOGETHER // 1024 // 1024,
        ),
    )


class DescribeForm(forms.Form):
    """One file: title, what is in it, and perhaps another file in its place."""

    title = TypedText(label=_("Title"), max_length=LONGEST_TITLE)
    text = TypedText(
        label=_("What is in it"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For who cannot see the slides well: what is shown, in a few sentences."),
    )
    replacement = forms.FileField(
        label=_("Another file in its place"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_replacement(self) -> Prepared | None:
        """A file that cannot be taken is refused here, with the rest of what was typed kept."""
        upload = self.cleaned_data.get("replacement")
        if not upload:
            return None
        try:
            return prepare(upload)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
