"""Forms with which organisers look up, change and add people."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.capacity import Room, rooms_of
from registrations.domain.editing import EDITABLE, EditConflict
from registrations.domain.registering import RegistrationData
from registrations.forms.keys import SubmissionKeyField
from registrations.forms.sectors import flat, sector_choices
from registrations.models import Registration

SEEN_SALT = "registrations.seen"


class SearchForm(forms.Form):
    """One field: part of a name, an address or an organisation."""

    term = forms.CharField(
        label=_("Search by name, address or organisation"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class PersonForm(forms.Form):
    """Who somebody is. The names of the fields are those that ``edit_registration`` takes."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Without an address nothing can be sent."),
    )
    organisation_name = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    function = forms.CharField(label=_("Function"), max_length=160, required=False)
    sector_id = forms.TypedChoiceField(label=_("Sector"), coerce=int, empty_value=None, required=False)
    badge_name = forms.CharField(
        label=_("Name on the badge"), max_length=120, required=False, help_text=_("Empty: the own name.")
    )
    companion_name = forms.CharField(label=_("Companion"), max_length=200, required=False)
    contact_person = forms.CharField(label=_("Contact person"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the mails"), choices=settings.LANGUAGES, initial="nl")

    def __init__(self, *args: Any, event: EventPage, sector: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sector_choices(event)
        if sector is not None and sector.pk not in dict(flat(choices)):
            choices.append((str(sector.pk), sector.name))
        self.fields["sector_id"].choices = [("", _("Not known")), *choices]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean_name(self) -> str:
        """One line, without the odd characters that break a badge."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_organisation_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["organisation_name"].split())


class PersonEditForm(PersonForm):
    """The same, with what the page showed when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, registration: Registration, shown: Mapping[str, Any], **kwargs: Any) -> None:
        initial = {**shown, "seen": signing.dumps(dict(shown), salt=SEEN_SALT)}
        super().__init__(*args, sector=registration.sector, initial=initial, **kwargs)
        self.theirs: dict[str, str] = {}

    def clean_seen(self) -> dict[str, Any]:
        """What the page showed; it comes back signed."""
        try:
            shown: dict[str, Any] = signing.loads(self.cleaned_data["seen"], salt=SEEN_SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This page is out of date. Open it again.")) from error
        return shown

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field of the registration."""
        return {name: self.cleaned_data[name] for name in EDITABLE}

    def add_conflict(self, error: EditConflict, shown: Mapping[str, Any]) -> None:
        """Show at each field what somebody else put there; sending the form again overwrites it knowingly."""
        sectors = dict(flat(self.fields["sector_id"].choices[1:]))  # type: ignore[attr-defined]
        self.add_error(None, str(error))
        for name, value in error.theirs.items():
            words = sectors.get(value, "–") if name == "sector_id" else str(value or "–")
            self.theirs[name] = words
            self.add_error(
                name, _("Now it says “%(theirs)s”. Save again to replace that by what you typed.") % {"theirs": words}
            )
        typed: Any = self.data
        self.data = typed.copy()
        self.data["seen"] = signing.dumps(dict(shown), salt=SEEN_SALT)  # type: ignore[index]  # a copy is mutable


class WorkshopsForm(forms.Form):
    """A workshop for each round, also one that visitors cannot choose."""

    anyway = forms.BooleanField(
        label=_("Also when it is full, people are kept apart or a limit of a sector stands in the way"),
        required=False,
    )
    with_mail = forms.BooleanField(label=_("Tell it by mail"), required=False, initial=True)

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds: dict[int, list[Room]] = {}
        for room in rooms_of(event.pk):
            rooms = rounds.setdefault(room.workshop.round_id, [])
            rooms.append(room)
        for round_id, rooms in rounds.items():
            options = [(str(room.workshop.pk), room_in_words(room)) for room in rooms]
            self.fields[f"round_{round_id}"] = forms.TypedChoiceField(
                label=rooms[0].workshop.round.title,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("No workshop")), *options],
            )
        self.rounds = list(rounds)
        self.order_fields([f"round_{pk}" for pk in rounds])

    @property
    def choices(self) -> dict[int, int | None]:
        """The chosen workshop by round."""
        return {pk: self.cleaned_data.get(f"round_{pk}") for pk in self.rounds}


def room_in_words(room: Room) -> str:
    """A workshop with the places that are left."""
    if room.left is None:
        return room.workshop.title
    left = _("full") if room.is_full else _("%(left)s left") % {"left": room.left}
    return f"{room.workshop.title} ({left})"


class AddPersonForm(PersonForm):
    """Somebody new, added by hand."""

    submission_key = SubmissionKeyField(required=False)
    with_mail = forms.BooleanField(
        label=_("Send the confirmation by mail"), required=False, initial=True, help_text=_("With the personal link.")
    )
    when_full = forms.ChoiceField(
        label=_("When there is no place"),
        choices=[
            ("ask", _("Tell me, and add nobody yet")),
            ("wait", _("Put this person on the waiting list")),
            ("anyway", _("Add this person all the same, over the number of places")),
        ],
        initial="ask",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4

    def to_data(self, choices: Mapping[int, int | None]) -> RegistrationData:
        """What was filled in, for the domain."""
        given = {name: self.cleaned_data[name] for name in EDITABLE if name != "contact_person"}
        return RegistrationData(**given, choices={pk: item for pk, item in choices.items() if item is not None})


class NoteForm(forms.Form):
    """A note that only organisers see."""

    text = forms.CharField(
        label=_("New note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    )


class ActionForm(forms.Form):
    """Consent to go over the number of places."""

    anyway = forms.BooleanField(label=_("Also over the number of places"), required=False)
