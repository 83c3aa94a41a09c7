"""What the texts of letters and mailings have in common: their fields, and which placeholders they may use."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.domain.markup import placeholders_in
from mailing.domain.writing import names_the_event

LONGEST_BODY = 20_000


def body_field(label: Any, *, required: bool) -> forms.CharField:
    """A text in light markup."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_BODY,
        required=required,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "true", "class": "mail-words"}),
    )


def subject_field(label: Any, *, required: bool) -> forms.CharField:
    """A subject line."""
    return forms.CharField(label=label, max_length=200, required=required)


class WordsForm(forms.Form):
    """A subject and a text in Dutch and in English. An unknown placeholder is an error that names the known ones."""

    needs_dutch = False
    subject_nl = subject_field(gettext_lazy("Subject in Dutch"), required=False)
    body_nl = body_field(gettext_lazy("Text in Dutch"), required=False)
    subject_en = subject_field(gettext_lazy("Subject in English"), required=False)
    body_en = body_field(gettext_lazy("Text in English"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, event: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        for name in ("subject_nl", "body_nl"):
            self.fields[name].required = self.needs_dutch
            self.fields[name].widget.attrs["lang"] = "nl"
        for name in ("subject_en", "body_en"):
            self.fields[name].widget.attrs["lang"] = "en"

    def allowed(self, language: str) -> Iterable[str]:
        """The placeholders to name in an error."""
        return ()

    def known(self) -> set[str]:
        """The placeholders that may be used."""
        return set()

    def clean(self) -> dict[str, Any]:
        """Placeholders that are known, and a subject that keeps a sensitive meeting to itself."""
        cleaned = super().clean() or {}
        for language in ("nl", "en"):
            for part in ("subject", "body"):
                self._check(f"{part}_{language}", language)
        return cleaned

    def _check(self, name: str, language: str) -> None:
        text = self.cleaned_data.get(name) or ""
        unknown = [found for found in placeholders_in(text) if found not in self.known()]
        if unknown:
            wrong = ", ".join("{%s}" % found[:40] for found in unknown[:5])  # noqa: UP031 (braces)
            allowed = ", ".join("{%s}" % known for known in self.allowed(language))  # noqa: UP031
            message = _("%(wrong)s cannot be filled in. You can use: %(allowed)s.")
            self.add_error(name, ValidationError(message % {"wrong": wrong, "allowed": allowed}))
        if name.startswith("subject") and self.event.is_sensitive and names_the_event(text, self.event):
            self.add_error(
                name,
                _("The subject of this meeting is sensitive. Leave its title out of the subject line."),
            )

    @property
    def texts(self) -> dict[str, str]:
        """The four texts as far as they can be used."""
        cleaned = getattr(self, "cleaned_data", {})
        return {name: cleaned.get(name) or "" for name in ("subject_nl", "body_nl", "subject_en", "body_en")}
