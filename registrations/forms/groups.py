"""The group of a masterclass that somebody wants to follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from registrations.domain.series.dates import is_series
from registrations.domain.series.rooms import GroupRoom, rooms_of_series

CHOOSE = _("Choose one of the groups.")


@dataclass(frozen=True)
class GroupOption:
    """One group as a radio card."""

    id: str
    room: GroupRoom
    is_checked: bool
    is_own: bool


class GroupField(forms.ChoiceField):
    """One group of an event; each option is a card with dates, venue and room."""

    widget = forms.RadioSelect

    def __init__(self, rooms: list[GroupRoom], **kwargs: Any) -> None:
        choices = [(str(room.group.pk), room.group.name) for room in rooms]
        messages = {"invalid_choice": CHOOSE, "required": CHOOSE}
        super().__init__(label=_("Which group do you choose?"), choices=choices, error_messages=messages, **kwargs)


def groups_to_choose(event: EventPage, *, keep: int | None = None) -> list[GroupRoom]:
    """The groups whose first date lies ahead, and the one that somebody is in. No query but for a masterclass."""
    if not is_series(event):
        return []
    return [room for room in rooms_of_series(event.pk).groups if room.is_open_for_choice or room.group.pk == keep]


class GroupFields(forms.Form):
    """The choice of a group, in a form that knows its ``event``; nothing for events without groups."""

    event: EventPage

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_group: int | None = None
        self.group_rooms = groups_to_choose(self.event)
        if self.group_rooms:
            self.fields["group"] = GroupField(self.group_rooms)

    @property
    def full_groups(self) -> str:
        """The groups that the page shows as full; comes back with the form."""
        return ",".join(str(room.group.pk) for room in self.group_rooms if room.is_full)

    @property
    def was_shown_full(self) -> bool:
        """Whether the page that was filled in showed the chosen group as full."""
        return str(self.data.get("group", "-")) in str(self.data.get("full_groups", "")).split(",")

    def group_options(self) -> Iterator[GroupOption]:
        """The cards, in the organiser's order."""
        chosen = str(self["group"].value() or "") if self.group_rooms else ""
        for number, room in enumerate(self.group_rooms):
            key = str(room.group.pk)
            yield GroupOption(f"{self['group'].auto_id}_{number}", room, chosen == key, room.group.pk == self.own_group)

    def group_values(self) -> dict[str, Any]:
        """What the domain wants to know."""
        chosen = self.cleaned_data.get("group")
        return {"group_id": int(chosen) if chosen else None}


class ChangeGroupForm(GroupFields):
    """Another group for somebody who is registered."""

    def __init__(self, *args: Any, event: EventPage, own_group: int | None, **kwargs: Any) -> None:
        self.event = event
        super().__init__(*args, initial={"group": str(own_group or "")}, **kwargs)
        self.own_group = own_group
        self.group_rooms = groups_to_choose(event, keep=own_group)
        self.fields["group"] = GroupField(self.group_rooms)
