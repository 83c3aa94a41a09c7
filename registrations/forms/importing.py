"""Forms with which a list of people is read in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from registrations.domain.importing.columns import FIELDS, round_field
from registrations.domain.importing.planning import Choice, RowKind
from registrations.domain.reading_tables import MOST_BYTES

CHOICE_WORDS = {Choice.ADD: _("Add"), Choice.UPDATE: _("Update"), Choice.SKIP: _("Skip")}


class ListFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (XLSX) or CSV, with headings on the first line. At most 5,000 people and 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_file(self) -> UploadedFile:
        """Not larger than can be read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large. At most 5 MB can be read at once."))
        return file


class ImportForm(forms.Form):
    """What each column holds, and what is done with rows; each row that needs it has a choice of its own."""

    existing = forms.ChoiceField(
        label=_("Who is registered already"),
        required=False,  # asked only when somebody in the list is known
        choices=[("skip", _("Skip")), ("update", _("Update with what the list gives"))],
        initial="skip",
        widget=forms.RadioSelect,
    )
    when_full = forms.ChoiceField(
        label=_("When there is no place"),
        choices=[("wait", _("Put them on the waiting list")), ("skip", _("Do not add them, and tell me who"))],
        initial="wait",
        widget=forms.RadioSelect,
    )
    with_mail = forms.BooleanField(
        label=_("Mail everybody who is added"), required=False, help_text=_("The confirmation, or the waiting list.")
    )

    def __init__(
        self, *args: Any, headings: Sequence[str], rounds: Mapping[int, str], columns: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        fields = [*FIELDS.items(), *((round_field(pk), title) for pk, title in rounds.items())]
        guessed = {index: name for name, index in columns.items()}
        for index, heading in enumerate(headings):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=heading or _("Column %(number)s") % {"number": index + 1},
                choices=[("", _("Do not read in")), *fields],
                required=False,
                initial=guessed.get(index, ""),
            )

    def column_fields(self) -> list[forms.BoundField]:
        """The fields that say what each column holds."""
        return [self[f"column_{index}"] for index in range(len(self.headings))]

    def clean(self) -> dict[str, Any]:
        """There must be a name, and no two columns may hold the same."""
        cleaned = super().clean() or {}
        named = [name for index in range(len(self.headings)) if (name := cleaned.get(f"column_{index}"))]
        if not {"name", "last_name", "first_name"} & set(named):
            self.add_error(None, _("Say which column holds the name."))
        for name in {name for name in named if named.count(name) > 1}:
            words = FIELDS.get(name, name)
            self.add_error(None, _("Two columns hold “%(field)s”. Choose one of them.") % {"field": words})
        return cleaned

    @property
    def columns(self) -> dict[str, int]:
        """The column of each field."""
        chosen = ((self.cleaned_data.get(f"column_{index}"), index) for index in range(len(self.headings)))
        return {name: index for name, index in chosen if name}

    @property
    def for_all(self) -> dict[RowKind, Choice]:
        """The choice for everybody who is registered already."""
        choice = Choice(self.cleaned_data.get("existing") or "skip")
        return {RowKind.EXISTING: choice, RowKind.SAME_NAME: choice}

    def wanted(self) -> dict[int, str]:
        """The choices for single rows, by number of the row."""
        given = ((name.removeprefix("row_"), value) for name, value in self.data.items() if name.startswith("row_"))
        return {int(number): value for number, value in given if number.isascii() and number.isdigit() and value}
