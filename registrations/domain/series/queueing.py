"""Room in the groups of a masterclass while seats are handed out: who may come in, and who is first (D6)."""

from collections import Counter

from registrations.domain.series.rooms import rooms_of_series
from registrations.enums import RegistrationState
from registrations.models import GroupPlace, Registration


class GroupLedger:
    """The room left in each group of one event, counted once and kept up while places are given.

    Make it and use it under the event's lock. Who chose no group is not held up by any.
    """

    def __init__(self, event_id: int) -> None:
        rooms = rooms_of_series(event_id).groups
        self.left = {room.group.pk: room.left for room in rooms}
        self.open = {room.group.pk for room in rooms if room.is_open_for_choice}
        begins = [room.dates[0].date.starts_at for room in rooms if room.dates and room.is_open_for_choice]
        self.next_starts_at = min(begins, default=None)
        waiting = Registration.objects.filter(event_id=event_id, state=RegistrationState.WAITLISTED)
        rows = waiting.order_by().values_list("pk", "sector_id", "group_place__group_id") if self.left else ()
        self.group_of = {pk: group_id for pk, _sector_id, group_id in rows}
        self.waiting = Counter((sector_id, group_id) for _pk, sector_id, group_id in rows)

    def __bool__(self) -> bool:
        """Whether the event has groups."""
        return bool(self.left)

    def has_room(self, group_id: int | None) -> bool:
        """Whether the group has a place left."""
        return group_id is None or self.left.get(group_id) != 0

    def take(self, group_id: int | None) -> None:
        """Count one more person in the group."""
        left = self.left.get(group_id) if group_id is not None else None
        if group_id is not None and left is not None:
            self.left[group_id] = max(left - 1, 0)


def group_id_of(registration: Registration) -> int | None:
    """The group of a registration. One query."""
    return GroupPlace.objects.filter(registration=registration).values_list("group_id", flat=True).first()
