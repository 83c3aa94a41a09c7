"""What a desk checks in for: a date of the event, the door of one workshop, or of one programme item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.dates import day, time_range
from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventDate, EventPage, ProgrammeItem
from registrations.domain.sector_limits import limits_of
from registrations.domain.series.dates import who_follows
from registrations.enums import DoorKind, RegistrationState
from registrations.models import Attendance, DoorAttendance, Place, Registration
from workshops.domain.facts import state_of
from workshops.models import Workshop

PURPOSES = (LinkPurpose.CHECK_IN, LinkPurpose.CHECK_IN_WORKSHOP, LinkPurpose.CHECK_IN_SESSION)


@dataclass(frozen=True)
class Door:
    """Where somebody is checked in. The door of a workshop or item lies on a date: who enters was there that day."""

    date: EventDate
    workshop: Workshop | None = None
    item: ProgrammeItem | None = None

    @property
    def event_id(self) -> int:
        """The event of the door."""
        return int(self.date.page_id)

    @property
    def kind(self) -> DoorKind:
        """A date, a workshop or a programme item."""
        return DoorKind.WORKSHOP if self.workshop else DoorKind.SESSION if self.item else DoorKind.DATE

    @property
    def title(self) -> str:
        """What stands above the desk; "" for a date."""
        if self.workshop:
            state = state_of(self.workshop)
            return f"{self.workshop.title} ({state})" if state else self.workshop.title
        return self.item.title if self.item else ""

    @property
    def room(self) -> str:
        """Where it is."""
        return self.workshop.room if self.workshop else self.item.room if self.item else ""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.workshop.round.starts_at if self.workshop else (self.item or self.date).starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.workshop.round.ends_at if self.workshop else (self.item or self.date).ends_at

    @property
    def when(self) -> str:
        """Day and times."""
        return f"{day(self.starts_at)}, {time_range(self.starts_at, self.ends_at)}"

    @property
    def key(self) -> str:
        """Its name on the desk's page and in what a device keeps."""
        subject = self.workshop or self.item or self.date
        return f"{self.kind[0]}{subject.pk}"

    @property
    def note(self) -> str:
        """How the history names it."""
        return f"{self.title[:120]}" if self.title else str(self.date)

    def attendances(self) -> QuerySet[Any]:
        """Who went in here."""
        if self.workshop:
            return DoorAttendance.objects.filter(workshop=self.workshop)
        if self.item:
            return DoorAttendance.objects.filter(item=self.item)
        return Attendance.objects.filter(event_date=self.date)

    def new_attendance(self, registration_id: int, at: datetime) -> Attendance | DoorAttendance:
        """The row, not saved yet, that says somebody went in."""
        if self.kind == DoorKind.DATE:
            return Attendance(registration_id=registration_id, event_date=self.date, checked_in_at=at)
        return DoorAttendance(registration_id=registration_id, workshop=self.workshop, item=self.item, checked_in_at=at)


def desk_dates(event_id: int) -> list[EventDate]:
    """The dates of an event in order."""
    return list(EventDate.objects.filter(page_id=event_id).order_by("starts_at", "pk"))


def default_date(dates: list[EventDate]) -> EventDate | None:
    """Today's date, else the next, else the last."""
    today = timezone.localdate()
    coming = [date for date in dates if timezone.localdate(date.ends_at) >= today]
    return coming[0] if coming else (dates[-1] if dates else None)


def date_of(dates: list[EventDate], moment: datetime) -> EventDate | None:
    """The date on which something happens: within its hours, else on the same day, else the first."""
    within = [date for date in dates if date.starts_at <= moment < date.ends_at]
    same_day = [date for date in dates if timezone.localdate(date.starts_at) == timezone.localdate(moment)]
    return next(iter([*within, *same_day, *dates]), None)


def doors_of_link(link: AccessLink) -> list[Door]:
    """The doors that a link opens: all dates, or one date, workshop or item. Empty when that is gone. 1–2 queries."""
    dates = desk_dates(link.event_id)
    if link.purpose == LinkPurpose.CHECK_IN:
        return [Door(date) for date in dates if link.target in (None, date.pk)]
    if link.purpose == LinkPurpose.CHECK_IN_WORKSHOP:
        workshop = (
            Workshop.objects.select_related("round", "merged_into")
            .filter(pk=link.target, round__event_id=link.event_id)
            .first()
        )
        date = date_of(dates, workshop.round.starts_at) if workshop else None
        return [Door(date, workshop=workshop)] if date else []
    item = ProgrammeItem.objects.filter(pk=link.target, page_id=link.event_id).first()
    date = date_of(dates, item.starts_at) if item else None
    return [Door(date, item=item)] if date else []


def doors_of_event(event: EventPage) -> list[Door]:
    """Every door that could have a link of its own: dates when there are several, workshops, items. Three queries."""
    dates = desk_dates(event.pk)
    if not dates:
        return []
    workshops = Workshop.objects.filter(round__event_id=event.pk, cancelled_at=None).select_related("round")
    items = ProgrammeItem.objects.filter(page_id=event.pk).order_by("starts_at", "pk")
    found = [Door(date) for date in dates] if len(dates) > 1 else []
    for workshop in workshops.order_by("round__starts_at", "round_id", "number", "pk"):
        found.append(Door(date_of(dates, workshop.round.starts_at) or dates[0], workshop=workshop))
    return found + [Door(date_of(dates, item.starts_at) or dates[0], item=item) for item in items]


@dataclass(frozen=True)
class Presence:
    """How many are in, and how many are expected; of a workshop also how many it holds (None: no limit)."""

    inside: int
    expected: int
    capacity: int | None = None


def expected_at(door: Door) -> QuerySet[Registration]:
    """Who is expected: those with a place in the workshop, else those whose date it is.

    On a date of a masterclass: its group, whoever comes to make up for another date, and whoever came in all the same.
    """
    people = Registration.objects.filter(event_id=door.event_id, state=RegistrationState.CONFIRMED)
    if door.workshop:
        return people.filter(places__workshop=door.workshop)
    follows = who_follows(door.date)
    if follows is None:
        return people
    came = Attendance.objects.filter(event_date=door.date).values("registration_id")
    return people.filter(follows | Q(pk__in=came))


def presence(door: Door) -> Presence:
    """How many are in. At most three queries."""
    inside = door.attendances().filter(registration__state=RegistrationState.CONFIRMED).count()
    return Presence(inside, expected_at(door).count(), door.workshop.capacity if door.workshop else None)


def places_left(door: Door) -> int | None:
    """Places of a workshop that nobody holds and nobody without a place has taken; None: no limit. Two queries."""
    if door.workshop is None or door.workshop.capacity is None:
        return None
    given = set(Place.objects.filter(workshop=door.workshop).values_list("registration_id", flat=True))
    inside = set(door.attendances().values_list("registration_id", flat=True))
    return max(0, door.workshop.capacity - len(given | inside))


def sector_limit_reached(door: Door, registration_id: int) -> int | None:
    """How many of this person's sector a workshop takes, when its places and who came in are that many; else None.

    Whoever has a place there counts already. Two queries, four when the sector has a limit there.
    """
    if door.workshop is None:
        return None
    limits = limits_of(door.event_id)
    most = limits.limits.get(door.workshop.pk)
    if not most:
        return None
    people = Registration.objects.filter(event_id=door.event_id)
    group = limits.group_of(people.values_list("sector_id", flat=True).get(pk=registration_id))
    if group is None or group not in most:
        return None
    alike = people.filter(sector_id__in=limits.sectors_like(group))
    given = set(alike.filter(places__workshop=door.workshop).values_list("pk", flat=True))
    inside = set(alike.filter(door_attendances__workshop=door.workshop).values_list("pk", flat=True))
    if registration_id in given or len(given | inside) < most[group]:
        return None
    return most[group]


def own_places(registration_ids: Iterable[int], door: Door) -> dict[int, list[Place]]:
    """The workshops of some people on the date of a door, in order. One query."""
    found: dict[int, list[Place]] = {}
    places = (
        Place.objects.filter(
            registration_id__in=list(registration_ids),
            round__starts_at__lt=door.date.ends_at,
            round__ends_at__gt=door.date.starts_at,
        )
        .select_related("workshop", "round")
        .order_by("round__starts_at", "pk")
    )
    for place in places:
        found.setdefault(place.registration_id, []).append(place)
    return found
