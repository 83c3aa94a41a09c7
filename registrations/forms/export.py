"""The form that an export is chosen with."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.exporting import ExportColumn
from registrations.enums import SheetFormat


class FormatForm(forms.Form):
    """The kind of file."""

    format = forms.ChoiceField(
        label=_("Format"), choices=SheetFormat.choices, widget=forms.RadioSelect, initial=SheetFormat.XLSX
    )


class ExportForm(FormatForm):
    """A format and at least one column."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one column.")},
    )

    def __init__(self, *args: Any, columns: Sequence[ExportColumn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._columns = columns
        field = self.fields["columns"]
        field.choices = [(column.key, column.heading) for column in columns]  # type: ignore[attr-defined]
        field.initial = [column.key for column in columns if column.is_usual]

    @property
    def chosen_columns(self) -> list[ExportColumn]:
        """The columns that were ticked, in the usual order."""
        chosen = set(self.cleaned_data["columns"])
        return [column for column in self._columns if column.key in chosen]
