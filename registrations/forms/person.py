"""Who somebody is and where they come from."""

import uuid
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.forms.keys import SubmissionKeyField
from registrations.forms.rooms import WorkshopChoiceForm
from registrations.forms.sectors import flat, sector_choices

NO_SECTOR = "none"


class PersonFields(WorkshopChoiceForm):
    """Name, address, organisation, function and sector."""

    NO_SECTOR = NO_SECTOR
    submission_key = SubmissionKeyField(required=False)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send your confirmation and your personal link here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("For example the name of your municipality."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisation-suggestions"}),
    )
    function = forms.CharField(
        label=_("Your job title"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    sector = forms.ChoiceField(
        label=_("I come from…"),
        help_text=_("The organisers use this to see which backgrounds are in the room."),
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )
    sectors = forms.MultipleChoiceField(
        label=_("I also come from…"),
        help_text=_("Tick what holds for you too, if you have more than one role."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4
        sectors = sector_choices(self.event)
        self.sectors_by_id = dict(flat(sectors))
        if not sectors:
            del self.fields["sector"], self.fields["sectors"]
            return
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose…")),
            *sectors,
            (NO_SECTOR, _("Something else, or I would rather not say")),
        ]
        self.fields["sectors"].choices = sectors  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """One line, without the odd characters that break a badge."""
        return " ".join(self.cleaned_data["name"].split())

    def chosen_sectors(self) -> Collection[int]:
        """Every sector that was chosen, the first and the others."""
        cleaned = self.cleaned_data
        return {
            int(value) for value in (cleaned.get("sector"), *cleaned.get("sectors", [])) if value and value != NO_SECTOR
        }

    @property
    def shows_sectors(self) -> bool:
        """Whether the list of further roles starts open."""
        return "sectors" in self.fields and bool(self["sectors"].errors or self["sectors"].value())

    def person_values(self) -> dict[str, Any]:
        """What the domain wants to know of the person."""
        cleaned = self.cleaned_data
        sector = cleaned.get("sector") or NO_SECTOR
        first = None if sector == NO_SECTOR else int(sector)
        others = dict.fromkeys(int(value) for value in cleaned.get("sectors", []))
        return {
            "name": cleaned["name"],
            "email": cleaned["email"],
            "organisation_name": " ".join(cleaned["organisation_name"].split()),
            "function": cleaned["function"],
            "sector_id": first,
            "other_sector_ids": tuple(pk for pk in others if pk != first),
        }
