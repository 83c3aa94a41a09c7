"""The form with which one contact registers several colleagues. One form, so that everything typed stays together."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.domain.colleagues import MOST, ColleaguePlacesTaken, Contact
from registrations.domain.registering import RegistrationData, normalise_email
from registrations.forms.groups import GroupFields
from registrations.forms.keys import SubmissionKeyField
from registrations.forms.person import NO_SECTOR
from registrations.forms.ranking import CANNOT_CHOOSE
from registrations.forms.rooms import WorkshopChoiceForm
from registrations.forms.sectors import sector_choices
from workshops.models import Workshop

SAME = "same"
ALL, FIT = "all", "fit"
FIRST_ROWS = 2


class ComesField(forms.BooleanField):
    """Comes or does not come: an empty box says something too, so "not required" would be odd."""

    empty_is_an_answer = True


@dataclass(frozen=True)
class ColleagueRow:
    """The bound fields of one colleague."""

    number: int
    fields: list[forms.BoundField]


class ColleaguesForm(GroupFields, WorkshopChoiceForm):
    """The contact, whether the contact comes along, and up to fifteen colleagues; empty rows do not count."""

    asks_order = False
    submission_key = SubmissionKeyField(required=False)
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)
    contact_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send you the link to the list of your colleagues."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("For all of you."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisation-suggestions"}),
    )
    comes = ComesField(label=_("I come too"), required=False)
    if_full = forms.ChoiceField(
        label=_("And if there are not enough places?"),
        choices=[
            (FIT, _("As many as fit; the others go to the waiting list")),
            (ALL, _("All of us, or nobody")),
        ],
        initial=FIT,
        widget=forms.RadioSelect,
    )
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4
        for round_id in self.rooms:
            del self.fields[f"wait_{round_id}"]
            self.fields[f"round_{round_id}"].widget = forms.Select(choices=self.fields[f"round_{round_id}"].choices)  # type: ignore[attr-defined]  # it is a ChoiceField
        self.sectors = sector_choices(self.event)
        self.numbers = range(1, self._row_count() + 1)
        if self.sectors:
            self.fields["sector"] = self._sector(_("I come from…"), required=False)
        for number in self.numbers:
            self._add_row(number)

    def _row_count(self) -> int:
        """As many rows as were sent, one more when asked for, at most fifteen."""
        typed = str(self.data.get("rows", "")) if self.is_bound else ""
        count = int(typed) if typed.isdecimal() and len(typed) < 4 else FIRST_ROWS
        return min(max(count + (1 if self.wants_more else 0), 1), MOST)

    @property
    def wants_more(self) -> bool:
        """Whether "one more colleague" was pressed, not "register"."""
        return self.is_bound and self.data.get("do") == "more"

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.numbers)

    @property
    def most(self) -> int:
        """How many there can be."""
        return MOST

    def _sector(self, label: Any, *, required: bool) -> forms.ChoiceField:
        nothing = (NO_SECTOR, _("Something else, or I would rather not say"))
        messages = {"invalid_choice": _("Choose one of the options.")}
        choices = [("", _("Choose…")), *self.sectors, nothing]
        return forms.ChoiceField(label=label, choices=choices, required=required, error_messages=messages)

    def _add_row(self, number: int) -> None:
        who = {"number": number}
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("Name of colleague %(number)d") % who,
            max_length=200,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields[f"email_{number}"] = forms.EmailField(
            label=_("E-mail address of colleague %(number)d") % who,
            max_length=254,
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )
        if self.sectors:
            label = _("Colleague %(number)d comes from…") % who
            self.fields[f"sector_{number}"] = self._sector(label, required=False)
        for round_id, rooms in self.rooms.items():
            field = self.fields[f"round_{round_id}"]
            self.fields[f"round_{round_id}_{number}"] = forms.ChoiceField(
                label=_("%(round)s, colleague %(number)d") % {"round": rooms[0].workshop.round.title, **who},
                choices=[(SAME, _("The same as above")), *field.choices],  # type: ignore[attr-defined]
                required=False,
                initial=SAME,
                error_messages={"invalid_choice": CANNOT_CHOOSE},
            )

    def colleague_rows(self) -> Iterator[ColleagueRow]:
        """The rows with their fields, for the template."""
        for number in self.numbers:
            yield ColleagueRow(number, [self[name] for name in self._names_of(number)])

    def contact_rounds(self) -> Iterator[tuple[forms.BoundField, list[Workshop]]]:
        """The contact's choice for each round, with the workshops that have a content warning."""
        for round_id, rooms in self.rooms.items():
            yield self[f"round_{round_id}"], [room.workshop for room in rooms if room.workshop.content_warning]

    def _names_of(self, number: int) -> list[str]:
        names = [f"name_{number}", f"email_{number}", f"sector_{number}"]
        return [name for name in [*names, *(f"round_{pk}_{number}" for pk in self.rooms)] if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Every row that was begun is whole, and nobody is there twice."""
        cleaned = super().clean() or {}
        seen: dict[str, int] = {}
        if cleaned.get("comes"):
            seen[normalise_email(cleaned.get("contact_email", ""))] = 0
            if self.sectors and not cleaned.get("sector"):
                self.add_error("sector", _("Choose one of the options."))
        self.filled = [number for number in self.numbers if self._is_begun(number)]
        for number in self.filled:
            self._clean_row(number, seen)
        if not self.filled:
            self.add_error(f"name_{self.numbers[0]}", _("Fill in at least one colleague."))
        return cleaned

    def _is_begun(self, number: int) -> bool:
        return any(str(self.data.get(f"{name}_{number}", "")).strip() for name in ("name", "email"))

    def _clean_row(self, number: int, seen: dict[str, int]) -> None:
        cleaned = self.cleaned_data
        for name in ("name", "email", *(["sector"] if self.sectors else [])):
            field = f"{name}_{number}"
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, _("Fill this in too, or leave the whole colleague empty."))
        key = normalise_email(cleaned.get(f"email_{number}") or "")
        if key and key in seen:
            self.add_error(f"email_{number}", _("This address stands in the form already."))
        seen.setdefault(key, number)

    @property
    def is_from_a_program(self) -> bool:
        """Whether the invisible field was filled in."""
        return bool(self.data.get("subject"))

    def contact(self, *, language: str) -> Contact:
        """Who filled in the form."""
        cleaned = self.cleaned_data
        name = " ".join(cleaned["contact_name"].split())
        return Contact(name, cleaned["contact_email"], language=language, comes=cleaned["comes"])

    def people(self, *, language: str) -> list[RegistrationData]:
        """The contact first, if they come, then the colleagues in order."""
        cleaned = self.cleaned_data
        mine = self.choices
        found = []
        if cleaned["comes"]:
            found.append(self._person(cleaned["contact_name"], cleaned["contact_email"], "sector", mine, language))
        for number in self.filled:
            choices = {}
            for round_id in self.rooms:
                value = cleaned.get(f"round_{round_id}_{number}") or ""
                chosen = mine.get(round_id) if value == SAME else int(value or 0)
                if chosen:
                    choices[round_id] = chosen
            name, email = cleaned[f"name_{number}"], cleaned[f"email_{number}"]
            found.append(self._person(name, email, f"sector_{number}", choices, language))
        return found

    def _person(
        self, name: str, email: str, sector_field: str, choices: dict[int, int], language: str
    ) -> RegistrationData:
        sector = self.cleaned_data.get(sector_field) or NO_SECTOR
        return RegistrationData(
            name=" ".join(name.split()),
            email=email,
            organisation_name=" ".join(self.cleaned_data["organisation_name"].split()),
            sector_id=None if sector == NO_SECTOR else int(sector),
            language=language,
            choices=choices,
            **self.group_values(),
        )

    def add_taken_of(self, error: ColleaguePlacesTaken) -> None:
        """Show at each person why a workshop could not be given."""
        own = self.cleaned_data["comes"]
        for place, by_round in error.by_person.items():
            for round_id, message in by_round.items():
                if own and place == 0:
                    self.add_error(f"round_{round_id}", message)
                else:
                    number = self.filled[place - 1 if own else place]
                    self.add_error(f"round_{round_id}_{number}", message)
