"""The choice of workshops: one in each round, no preference, or an order where places are divided later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.capacity import Room, rooms_of
from registrations.domain.errors import PlacesTaken
from registrations.domain.ranking import MOST
from registrations.domain.seating import seating_of
from registrations.domain.sector_limits import closed_by_limit, needs_to_keep
from registrations.forms.ranking import (
    CANNOT_CHOOSE,
    RankCard,
    RankChoice,
    add_rank_fields,
    clean_ranking,
    rank_field_name,
)
from workshops.domain.facts import note_of, sectors_by_workshop
from workshops.models import WorkshopRound


@dataclass(frozen=True)
class RoomOption:
    """One workshop as a radio card; without a room it is "no preference".

    ``is_closed``: there is room, but not for this person's sector.
    """

    id: str
    value: str
    is_checked: bool
    is_disabled: bool
    room: Room | None = None
    note: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class RoundChoice:
    """One round with its bound field and its cards; ``full``: the full workshops that one may wait for.

    ``is_needed``: the workshop of this person cannot miss her background, so only that one can be chosen.
    ``is_stopped``: there are full workshops, and nobody moves up by itself any more.
    """

    round: WorkshopRound
    field: forms.BoundField
    options: list[RoomOption]
    wait_field: forms.BoundField
    full: list[RoomOption]
    is_ranked: bool = False
    is_needed: bool = False
    is_stopped: bool = False


class WorkshopChoiceForm(forms.Form):
    """One workshop per round, or no preference. Only workshops that visitors may choose are there.

    Where places are divided later one gives an order; a form that does not ask for it (``asks_order``) takes one wish.
    """

    asks_order = True

    def __init__(
        self, *args: Any, event: EventPage, kept: Iterable[int] = (), sector_id: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.sector_id = sector_id
        self.kept = set(kept)
        self._build_rooms()

    def _build_rooms(self) -> None:
        """The rooms as they are now, and two fields for each round: the choice, and what somebody waits for."""
        self.rooms: dict[int, list[Room]] = {}
        self.ranked: dict[int, list[Room]] = {}
        now = timezone.now()
        for room in rooms_of(self.event.pk):
            if room.workshop.round.ends_at <= now:
                continue
            is_ranked = self.asks_order and room.workshop.round.is_ranked
            if room.workshop.can_be_chosen or (room.workshop.pk in self.kept and not is_ranked):
                (self.ranked if is_ranked else self.rooms).setdefault(room.workshop.round_id, []).append(room)
        has_limits = any(room.has_limits for rooms in self.rooms.values() for room in rooms)
        closed = closed_by_limit(self.event.pk, self.sector_id) if has_limits and self.sector_id else set()
        self.closed = closed - self.kept
        own = {room.workshop.pk for rooms in self.rooms.values() for room in rooms} & self.kept
        self.needed = needs_to_keep(self.event.pk, self.sector_id, own) if has_limits and own else set()
        self.sectors_of = sectors_by_workshop(self.event.pk) if self.rooms or self.ranked else {}
        for round_id, rooms in self.ranked.items():
            if rooms[0].workshop.round.takes_rankings:
                add_rank_fields(self, round_id, rooms)
        for round_id, rooms in self.rooms.items():
            choices = [(str(room.workshop.pk), room.workshop.title) for room in rooms]
            for name, nothing, widget in (
                (f"round_{round_id}", _("No preference"), forms.RadioSelect),
                (f"wait_{round_id}", _("No"), forms.Select),
            ):
                self.fields[name] = forms.ChoiceField(
                    label=rooms[0].workshop.round.title,
                    choices=[("", nothing), *choices],
                    required=False,
                    widget=widget,
                    error_messages={"invalid_choice": CANNOT_CHOOSE},
                )

    def round_choices(self) -> Iterator[RoundChoice]:
        """The rounds in order, each with its cards, "no preference" last."""
        for round_id, rooms in self.rooms.items():
            field = self[f"round_{round_id}"]
            chosen = str(field.value() or "")
            is_needed = any(room.workshop.pk in self.needed for room in rooms)
            options = [
                RoomOption(
                    id=f"{field.auto_id}_{number}",
                    value=str(room.workshop.pk),
                    is_checked=chosen == str(room.workshop.pk),
                    is_disabled=(is_needed or room.is_full or room.workshop.pk in self.closed)
                    and room.workshop.pk not in self.kept,
                    room=room,
                    note=self._note(room),
                    is_closed=room.workshop.pk in self.closed and not room.is_full,
                )
                for number, room in enumerate(rooms)
            ]
            is_none = not any(option.is_checked and not option.is_disabled for option in options)
            options.append(RoomOption(f"{field.auto_id}_{len(rooms)}", "", is_none, is_needed))
            wait_field = self[f"wait_{round_id}"]
            waited = str(wait_field.value() or "")
            full = [
                RoomOption("", str(room.workshop.pk), waited == str(room.workshop.pk), False, room)
                for room in rooms
                if room.is_full and room.workshop.pk not in self.kept and room.workshop.can_be_chosen
            ]
            is_stopped = bool(full) and not self.moves_up
            full = [option for option in full if not is_stopped or option.is_checked]
            yield RoundChoice(
                rooms[0].workshop.round,
                field,
                options,
                wait_field,
                full,
                is_needed=is_needed,
                is_stopped=is_stopped,
            )

    @cached_property
    def moves_up(self) -> bool:
        """Whether who waits still gets free places without a person deciding. Asked only where a workshop is full."""
        return seating_of(self.event.pk).gives_by_itself

    def _note(self, room: Room) -> str:
        return note_of(room.workshop, self.sectors_of.get(room.workshop.pk, ()))

    def rank_choices(self) -> Iterator[RankChoice]:
        """The rounds in which one gives an order."""
        for round_id, rooms in self.ranked.items():
            round_ = rooms[0].workshop.round
            names = [rank_field_name(round_id, rank) for rank in range(1, MOST + 1)]
            titles = {str(room.workshop.pk): room.workshop.title for room in rooms}
            order = [titles[str(pk)] for name in names if str(pk := self.initial.get(name, "")) in titles]
            cards = [RankCard(room, self._note(room)) for room in rooms]
            fields = [self[name] for name in names if name in self.fields]
            yield RankChoice(round_, cards, fields, not round_.takes_rankings, order)

    def rounds_in_order(self) -> list[RoundChoice | RankChoice]:
        """Every round as it comes in the programme."""
        found: list[RoundChoice | RankChoice] = [*self.round_choices(), *self.rank_choices()]
        return sorted(found, key=lambda choice: (choice.round.starts_at, choice.round.pk))

    def clean(self) -> dict[str, Any]:
        """The orders, and what was chosen."""
        cleaned = super().clean() or self.cleaned_data
        self.rankings = {
            round_id: clean_ranking(self, round_id)
            for round_id, rooms in self.ranked.items()
            if rooms[0].workshop.round.takes_rankings
        }
        return cleaned

    @property
    def choices(self) -> dict[int, int]:
        """The chosen workshop by round; rounds without a preference are left out."""
        return self._by_round("round")

    @property
    def waits(self) -> dict[int, int]:
        """The workshop by round that somebody waits for."""
        return self._by_round("wait")

    def _by_round(self, kind: str) -> dict[int, int]:
        chosen = {round_id: self.cleaned_data.get(f"{kind}_{round_id}") for round_id in self.rooms}
        return {round_id: int(value) for round_id, value in chosen.items() if value}

    def add_taken(self, error: PlacesTaken) -> None:
        """Show at each round why its workshop could not be given, with the rooms as they are now."""
        self._build_rooms()
        for round_id, message in error.by_round.items():
            names = (f"round_{round_id}", rank_field_name(round_id, 1))
            self.add_error(next((name for name in names if name in self.fields), None), message)
