"""The form of one's own data without address and workshops: to change it, and for a substitute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.answering import answers_of
from registrations.enums import QuestionKind
from registrations.forms.person import NO_SECTOR
from registrations.forms.questions import name_of
from registrations.forms.registration import RegistrationForm
from registrations.models import Needs, Registration

NOT_HERE = ("email", "submission_key", "subject")


class OwnDataForm(RegistrationForm):
    """Everything somebody says of themselves. Address and workshops have pages of their own."""

    def __init__(self, *args: Any, event: EventPage, sector_is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        for name in [name for name in self.fields if name in NOT_HERE or name.startswith(("round_", "wait_"))]:
            del self.fields[name]
        self.rooms = {}
        if sector_is_fixed and "sector" in self.fields:
            self.fields["sector"].disabled = True
            self.fields["sector"].help_text = _("People have voted by background already, so this stays as it is.")

    def person_values(self) -> dict[str, Any]:
        """The same without the address; without sectors on the form they stay as they are."""
        self.cleaned_data.setdefault("email", "")
        values = super().person_values()
        if "sector" not in self.fields:
            del values["sector_id"], values["other_sector_ids"]
        return values

    def values(self) -> dict[str, Any]:
        """What was filled in, by the names of the domain."""
        values = {**self.person_values(), **self.needs_values(), **self.safety_values()}
        del values["email"]
        return values


def initial_of(registration: Registration) -> dict[str, Any]:
    """What is known of somebody, as the form begins. Four queries."""
    needs = Needs.objects.filter(registration=registration).first()
    initial: dict[str, Any] = {
        "name": registration.name,
        "organisation_name": registration.organisation_name,
        "function": registration.function,
        "sector": str(registration.sector_id or NO_SECTOR),
        "sectors": [str(pk) for pk in registration.sectors.values_list("pk", flat=True)],
        "badge_name": registration.badge_name,
        "companion_name": registration.companion_name,
        "asks_contact_person": registration.asks_contact_person,
        "photo_consent": registration.photo_consent,
        "shares_contact": registration.shares_contact,
    }
    if needs:
        initial.update(access_needs=needs.access, diet=needs.diet, needs_consent=True)
    return initial


def initial_answers(form: OwnDataForm, registration: Registration) -> None:
    """Begin the questions of a form with what was answered. One query."""
    answers = answers_of(registration)
    for question in form.questions:
        value = answers.get(question.id)
        if value is None:
            continue
        if question.kind == QuestionKind.MULTIPLE:
            value = [str(pk) for pk in value]
        form.initial[name_of(question)] = value


class AddressForm(forms.Form):
    """Another e-mail address."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        help_text=_("We mail a link there. Your address changes when you use it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SubstituteForm(forms.Form):
    """Who takes over the place."""

    name = forms.CharField(
        label=_("Name of your substitute"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address of your substitute"),
        max_length=254,
        help_text=_("We mail your substitute a link to accept the place."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())


class CancelForm(forms.Form):
    """Why somebody does not come; not required."""

    reason = forms.CharField(
        label=_("Would you like to say why?"),
        max_length=300,
        required=False,
        help_text=_("Only the organisers read it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
