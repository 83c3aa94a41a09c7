"""Forms of the check-in desk."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.walkin import Visitor
from registrations.forms import SubmissionKeyField, sector_choices


class DeskForm(forms.Form):
    """One field for everything: a scanned link, a reference, a name or an organisation."""

    q = forms.CharField(
        label=_("Scan a code, or type a name or organisation"),
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "enterkeyhint": "search",
                "autofocus": True,
            }
        ),
        error_messages={"required": _("Scan a code or type a name.")},
    )


class PressForm(forms.Form):
    """A press on a button beside a person. ``age``: seconds since, when the desk had no network."""

    reference = forms.RegexField(r"^[0-9a-f]{24}$")
    anyway = forms.BooleanField(required=False)


class AgeField(forms.IntegerField):
    """Seconds since a scan; what cannot be read counts as now."""

    def clean(self, value: Any) -> timedelta:
        """A time that has passed, at most some days."""
        try:
            seconds = int(str(value or 0)[:12])
        except ValueError:
            seconds = 0
        return timedelta(seconds=min(max(seconds, 0), 10**6))


class ScanForm(forms.Form):
    """A code that was scanned while the desk had no network."""

    q = forms.CharField(max_length=300)
    age = AgeField(required=False)


class WalkInForm(forms.Form):
    """Who comes without a registration."""

    submission_key = SubmissionKeyField(required=False)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    organisation_name = forms.CharField(
        label=_("Organisation"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    sector = forms.ChoiceField(
        label=_("Comes from…"), required=False, error_messages={"invalid_choice": _("Choose one of the options.")}
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("With an address this person gets a personal link, to vote and for the report."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4
        sectors = sector_choices(event)
        if sectors:
            self.fields["sector"].choices = [("", _("Unknown")), *sectors]  # type: ignore[attr-defined]
        else:
            del self.fields["sector"]

    def clean_name(self) -> str:
        """One line, without the odd characters that break a badge."""
        return " ".join(self.cleaned_data["name"].split())

    def to_visitor(self) -> Visitor:
        """What was filled in, for the domain."""
        cleaned = self.cleaned_data
        return Visitor(
            name=cleaned["name"],
            organisation_name=" ".join(cleaned["organisation_name"].split()),
            sector_id=int(cleaned["sector"]) if cleaned.get("sector") else None,
            email=cleaned["email"],
        )
