"""Forms of the registrations app."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.capacity import Room, rooms_of
from registrations.domain.errors import PlacesTaken
from registrations.domain.registering import RegistrationData, normalise_email
from workshops.models import WorkshopRound

CANNOT_CHOOSE = _("This workshop cannot be chosen. Choose another one.")


class SubmissionKeyField(forms.Field):
    """The key made with the form; a broken one is simply replaced."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> uuid.UUID:
        """The key that came in, else a new one."""
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


@dataclass(frozen=True)
class RoomOption:
    """One workshop as a radio card; without a room it is "no preference"."""

    id: str
    value: str
    is_checked: bool
    is_disabled: bool
    room: Room | None = None


@dataclass(frozen=True)
class RoundChoice:
    """One round with its bound field and its cards."""

    round: WorkshopRound
    field: forms.BoundField
    options: list[RoomOption]


class WorkshopChoiceForm(forms.Form):
    """One workshop per round, or no preference. Only workshops that visitors may choose are there."""

    def __init__(self, *args: Any, event: EventPage, kept: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.kept = set(kept)
        self.rooms: dict[int, list[Room]] = {}
        for room in rooms_of(event.pk):
            if room.workshop.is_open_for_choice or room.workshop.pk in self.kept:
                self.rooms.setdefault(room.workshop.round_id, []).append(room)
        for round_id, rooms in self.rooms.items():
            self.fields[f"round_{round_id}"] = forms.ChoiceField(
                label=rooms[0].workshop.round.title,
                choices=[("", _("No preference")), *((str(room.workshop.pk), room.workshop.title) for room in rooms)],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": CANNOT_CHOOSE},
            )

    def round_choices(self) -> Iterator[RoundChoice]:
        """The rounds in order, each with its cards, "no preference" last."""
        for round_id, rooms in self.rooms.items():
            field = self[f"round_{round_id}"]
            chosen = str(field.value() or "")
            options = [
                RoomOption(
                    id=f"{field.auto_id}_{number}",
                    value=str(room.workshop.pk),
                    is_checked=chosen == str(room.workshop.pk),
                    is_disabled=room.is_full and room.workshop.pk not in self.kept,
                    room=room,
                )
                for number, room in enumerate(rooms)
            ]
            is_none = not any(option.is_checked and not option.is_disabled for option in options)
            options.append(RoomOption(f"{field.auto_id}_{len(rooms)}", "", is_none, False))
            yield RoundChoice(rooms[0].workshop.round, field, options)

    @property
    def choices(self) -> dict[int, int]:
        """The chosen workshop by round; rounds without a preference are left out."""
        chosen = {round_id: self.cleaned_data.get(f"round_{round_id}") for round_id in self.rooms}
        return {round_id: int(value) for round_id, value in chosen.items() if value}

    def add_taken(self, error: PlacesTaken) -> None:
        """Show at each round why its workshop could not be given."""
        for round_id, message in error.by_round.items():
            name = f"round_{round_id}"
            self.add_error(name if name in self.fields else None, message)


class RegistrationForm(WorkshopChoiceForm):
    """The public form. Everything typed stays, whatever goes wrong."""

    NO_SECTOR = "none"
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
        label=_("Your function"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    sector = forms.ChoiceField(
        label=_("I come from…"),
        help_text=_("The organisers use this to see which backgrounds are in the room."),
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )
    access_needs = forms.CharField(
        label=_("What do you need to take part?"),
        max_length=1000,
        required=False,
        help_text=_("For example a place for a wheelchair, a hearing loop or a sign language interpreter."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    diet = forms.CharField(
        label=_("Diet"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    needs_consent = forms.BooleanField(
        label=_("The organisers may use these wishes"),
        help_text=_("Only to arrange the day. They are deleted within a week after it."),
        required=False,
    )
    # Nobody sees this field; who fills it in is a program.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4
        sectors = sector_choices(event)
        if sectors:
            sector = self.fields["sector"]
            sector.choices = [  # type: ignore[attr-defined]
                ("", _("Choose…")),
                *sectors,
                (self.NO_SECTOR, _("Something else, or I would rather not say")),
            ]
        else:
            del self.fields["sector"]

    def clean_name(self) -> str:
        """One line, without the odd characters that break a badge."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        """Wishes about health and food need consent of their own."""
        cleaned = super().clean() or {}
        if (cleaned.get("access_needs") or cleaned.get("diet")) and not cleaned.get("needs_consent"):
            self.add_error("needs_consent", _("Tick this box if we may keep your wishes, or leave the wishes empty."))
        return cleaned

    @property
    def is_from_a_program(self) -> bool:
        """Whether the invisible field was filled in."""
        return bool(self.data.get("subject"))

    @property
    def shows_needs(self) -> bool:
        """Whether the section of wishes starts open: something in it was typed or is wrong."""
        return any(self[name].errors or self[name].value() for name in ("access_needs", "diet", "needs_consent"))

    def to_data(self, *, language: str) -> RegistrationData:
        """What was filled in, for the domain."""
        cleaned = self.cleaned_data
        sector = cleaned.get("sector") or self.NO_SECTOR
        return RegistrationData(
            name=cleaned["name"],
            email=cleaned["email"],
            organisation_name=" ".join(cleaned["organisation_name"].split()),
            sector_id=None if sector == self.NO_SECTOR else int(sector),
            function=cleaned["function"],
            language=language,
            choices=self.choices,
            access_needs=cleaned["access_needs"],
            diet=cleaned["diet"],
        )


class LostLinkForm(forms.Form):
    """Asks for the personal link again."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The address that you registered with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def email_key(self) -> str:
        """The address as registrations are compared."""
        return normalise_email(self.cleaned_data["email"])


def sector_choices(event: EventPage) -> list[tuple[Any, Any]]:
    """The sectors of an event as options; those with a shared parent stand under its name. One query."""
    choices: list[tuple[Any, Any]] = []
    groups: dict[int, list[tuple[str, str]]] = {}
    rows = event.event_sectors.select_related("sector__parent").order_by("sort_order", "pk")
    sectors = [row.sector for row in rows]
    parents = {sector.parent_id for sector in sectors}
    for sector in sectors:
        option = (str(sector.pk), sector.name)
        group_id = sector.parent_id or (sector.pk if sector.pk in parents else None)
        if group_id is None:
            choices.append(option)
            continue
        if group_id not in groups:
            groups[group_id] = []
            choices.append((sector.parent.name if sector.parent_id else sector.name, groups[group_id]))
        groups[group_id].append(option)
    return choices
