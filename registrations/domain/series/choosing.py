"""Choosing a group: what may be chosen, and whether it is full. Ask under the event's lock before writing (D6)."""

from django.utils.translation import gettext as _

from events.models import EventDate
from registrations.domain.errors import RegistrationError
from registrations.domain.series.queueing import GroupLedger
from registrations.domain.series.rooms import GroupRoom, Rooms
from registrations.models import GroupPlace, Registration, SeriesDate


class GroupTaken(RegistrationError):
    """The wished group cannot be given; ``str(error)`` says why and where there is room."""


def check_group(groups: GroupLedger | None, group_id: int | None, *, is_organiser: bool = False) -> int | None:
    """The group that somebody may choose; None for an event without groups.

    Raises GroupTaken when the event has groups and this is none of them, or one that began already. An
    organiser may leave it open and may still choose a group that began.
    """
    if not groups or (is_organiser and group_id is None):
        return None
    if group_id not in (groups.left if is_organiser else groups.open):
        raise GroupTaken(_("Choose one of the groups."))
    return group_id


def group_of_date(event_date: EventDate) -> int | None:
    """The group whose date it is. One query."""
    return SeriesDate.objects.filter(event_date=event_date).values_list("group_id", flat=True).first()


def join_group_of(registration: Registration, event_date: EventDate) -> None:
    """Put somebody who walked in into the group whose date it is, whatever its number of places."""
    group_id = group_of_date(event_date)
    if group_id is not None:
        GroupPlace.objects.get_or_create(registration=registration, defaults={"group_id": group_id})


def full_message(rooms: Rooms, full: GroupRoom) -> str:
    """That a group is full, and where there is room."""
    free = [room.group.name for room in rooms.groups if not room.is_full and room is not full]
    if not free:
        return _("“%(group)s” is full, and so are the others. You keep the place that you have.") % {
            "group": full.group.name
        }
    return _("“%(group)s” is full. There is still room in: %(free)s.") % {
        "group": full.group.name,
        "free": "; ".join(free),
    }
