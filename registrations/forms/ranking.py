"""The order of wishes in a round whose places are divided later: three lists to choose from, or tapping 1-2-3."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.domain.capacity import Room
from registrations.domain.ranking import MOST
from workshops.models import WorkshopRound

CANNOT_CHOOSE = gettext_lazy("This workshop cannot be chosen. Choose another one.")
LABELS = (gettext_lazy("First choice"), gettext_lazy("Second choice"), gettext_lazy("Third choice"))


@dataclass(frozen=True)
class RankCard:
    """One workshop that can be ranked; ``note``: language, level, for whom."""

    room: Room
    note: str


@dataclass(frozen=True)
class RankChoice:
    """One round with its cards and lists; ``is_closed``: the deadline is over, ``order`` is what stands."""

    round: WorkshopRound
    cards: list[RankCard]
    fields: list[forms.BoundField]
    is_closed: bool
    order: list[str]
    is_ranked: bool = True

    @property
    def errors(self) -> list[str]:
        """What is wrong with it, each once."""
        return list(dict.fromkeys(str(error) for field in self.fields for error in field.errors))

    @property
    def error_fields(self) -> list[forms.BoundField]:
        """The lists with something wrong."""
        return [field for field in self.fields if field.errors]


def rank_field_name(round_id: int, rank: int) -> str:
    """The name of a list, for example ``rank_7_1``."""
    return f"rank_{round_id}_{rank}"


def add_rank_fields(form: forms.Form, round_id: int, rooms: list[Room]) -> None:
    """As many lists as there are workshops, three at most."""
    choices = [(str(room.workshop.pk), room.workshop.title) for room in rooms]
    for rank in range(1, min(len(rooms), MOST) + 1):
        form.fields[rank_field_name(round_id, rank)] = forms.ChoiceField(
            label=LABELS[rank - 1],
            choices=[("", _("No choice")), *choices],
            required=False,
            error_messages={"invalid_choice": CANNOT_CHOOSE},
        )


def clean_ranking(form: forms.Form, round_id: int) -> tuple[int, ...]:
    """The order that was chosen, gaps closed; the same workshop twice is an error at the later list."""
    chosen: list[int] = []
    for rank in range(1, MOST + 1):
        name = rank_field_name(round_id, rank)
        value: Any = form.cleaned_data.get(name)
        if value and int(value) in chosen:
            form.add_error(name, _("You chose this workshop already. Choose another one, or nothing."))
        elif value:
            chosen.append(int(value))
    return tuple(chosen)
