"""How many fit in a group and on a date. Count under the event's lock before giving a place (D6)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from events.enums import DateKind
from events.models import EventDate
from registrations.domain.series.dates import Series, series_of
from registrations.enums import SEATED_STATES, RegistrationState
from registrations.models import CatchUp, GroupPlace, Registration, SeriesGroup


@dataclass(frozen=True)
class DateRoom:
    """How many are expected on a date, and how many fit in (None: no limit)."""

    date: EventDate
    capacity: int | None
    expected: int

    @property
    def left(self) -> int | None:
        """How many more may come."""
        return None if self.capacity is None else max(self.capacity - self.expected, 0)


@dataclass(frozen=True)
class GroupRoom:
    """One group as a choice: its dates, who is in it, who waits for it."""

    group: SeriesGroup
    members: int
    waiting: int
    dates: tuple[DateRoom, ...]

    @property
    def left(self) -> int | None:
        """Places that may be given now: the whole series must fit, guests on a date to come included."""
        free = [] if self.group.capacity is None else [max(self.group.capacity - self.members, 0)]
        now = timezone.now()
        free += [room.left for room in self.dates if room.left is not None and room.date.ends_at > now]
        return min(free) if free else None

    @property
    def is_open_for_choice(self) -> bool:
        """Whether people may still choose it: its first date has not begun."""
        return not self.dates or min(room.date.starts_at for room in self.dates) > timezone.now()

    @property
    def is_full(self) -> bool:
        """Whether a newcomer goes to the waiting list: nothing left, or others were first."""
        return self.left is not None and (self.left == 0 or self.waiting > 0)


@dataclass(frozen=True)
class Rooms:
    """Groups and dates of one event, counted at one moment."""

    series: Series
    groups: tuple[GroupRoom, ...]
    by_date: dict[int, DateRoom]

    def group(self, group_id: int | None) -> GroupRoom | None:
        """The group with this key, if it is one of this event."""
        return next((room for room in self.groups if room.group.pk == group_id), None)


def rooms_of_series(event_id: int, series: Series | None = None) -> Rooms:
    """Everything counted. Six queries, however many groups and dates."""
    series = series or series_of(event_id)
    groups = list(SeriesGroup.objects.filter(event_id=event_id).select_related("venue", "region"))
    members, waiting = _members(event_id, SEATED_STATES), _members(event_id, [RegistrationState.WAITLISTED])
    moves = CatchUp.objects.filter(registration__event_id=event_id, registration__state__in=SEATED_STATES)
    away, guests = Counter[int](), Counter[int]()
    for missed, chosen in moves.values_list("missed_id", "chosen_id"):
        away[missed] += 1
        guests[chosen] += 1
    everybody = Registration.objects.seated().filter(event_id=event_id).count()
    capacities = {group.pk: group.capacity for group in groups}

    def room(date: EventDate) -> DateRoom:
        group_id, found = series.group_id(date), series.settings.get(date.pk)
        regulars = everybody if group_id is None else members[group_id]
        if date.kind == DateKind.CATCH_UP:
            regulars = 0
        capacity = found.capacity if found and found.capacity is not None else capacities.get(group_id or 0)
        return DateRoom(date, capacity, regulars - away[date.pk] + guests[date.pk])

    by_date = {date.pk: room(date) for date in series.dates}
    counted = [
        GroupRoom(
            group,
            members[group.pk],
            waiting[group.pk],
            tuple(
                by_date[date.pk]
                for date in series.dates
                if series.group_id(date) == group.pk and date.kind != DateKind.CATCH_UP
            ),
        )
        for group in groups
    ]
    return Rooms(series, tuple(counted), by_date)


def _members(event_id: int, states: Iterable[str]) -> Counter[int]:
    rows = GroupPlace.objects.filter(registration__event_id=event_id, registration__state__in=list(states))
    return Counter(dict(rows.order_by().values_list("group_id").annotate(number=Count("pk"))))
