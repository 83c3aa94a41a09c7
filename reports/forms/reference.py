"""Uploading an own reference document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.uploads import UploadRefused
from reports.domain.reference.checking import LARGEST
from reports.domain.reference.using import save_reference
from reports.models import ReferenceKind


class ReferenceForm(forms.Form):
    """One file; it is kept when it is sound, and otherwise the field says what is wrong with it."""

    file = forms.FileField(error_messages={"empty": _("This file is empty."), "required": _("Choose a file.")})

    def __init__(self, kind: ReferenceKind, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=kind.value)
        self.kind = kind
        field = self.fields["file"]
        field.label = _("Own document (.%(kind)s)") % {"kind": kind.value}
        size = LARGEST // 1024 // 1024
        help_text = _("At most %(size)s MB, without macros. Only styles, page size, header and footer are used.")
        field.help_text = help_text % {"size": size}
        field.widget = forms.FileInput(attrs={"accept": f".{kind.value}", "aria-describedby": self.help_id})
        field.widget.is_required = True

    @property
    def help_id(self) -> str:
        """Identifier of the help and errors of the field."""
        return f"{self.kind.value}-help"

    def save_for(self, home: Page) -> bool:
        """Keep the file for the organisation; False when it is refused."""
        if not self.is_valid():
            return False
        upload = self.cleaned_data["file"]
        try:
            save_reference(home, self.kind, upload.read(LARGEST + 1))
        except UploadRefused as refusal:
            self.add_error("file", str(refusal))
            return False
        return True
