"""The dates of a series: whose they are, which ones run parallel, which ones somebody follows.

A group follows its own dates and those without a group. The n-th regular date of one group is parallel
to the n-th of another: whoever misses it may come to the other. A catch-up date stands in for any
regular date, and nobody is expected there without having chosen it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from events.enums import DateKind, EventKind
from events.models import EventDate, EventPage
from registrations.models import CatchUp, GroupPlace, Registration, SeriesDate, SeriesGroup

Slot = tuple[str, int]


@dataclass(frozen=True)
class SeriesPart:
    """One date that a person follows: the own one, and the one chosen instead of it."""

    date: EventDate
    chosen: EventDate | None = None

    @property
    def actual(self) -> EventDate:
        """The date on which the person is expected."""
        return self.chosen or self.date


@dataclass(frozen=True)
class Series:
    """All dates of an event in order, with what each is in the series."""

    dates: tuple[EventDate, ...]
    settings: Mapping[int, SeriesDate] = field(default_factory=dict)

    def group_id(self, date: EventDate) -> int | None:
        """The group whose date it is; None: of all groups, or nobody's until it is chosen."""
        found = self.settings.get(date.pk)
        return found.group_id if found else None

    def group(self, date: EventDate) -> SeriesGroup | None:
        """The same, as the group itself."""
        found = self.settings.get(date.pk)
        return found.group if found else None

    def own_dates(self, group_id: int | None) -> list[EventDate]:
        """The dates of a group with the shared ones; without a group every date that is no catch-up date."""
        return [
            date
            for date in self.dates
            if date.kind != DateKind.CATCH_UP
            and (group_id is None or self.group_id(date) is None or self.group_id(date) == group_id)
        ]

    def slot(self, date: EventDate) -> Slot:
        """Which one of its kind it is within its own group, from 0."""
        same = [item for item in self.dates if item.kind == date.kind and self.group_id(item) == self.group_id(date)]
        return date.kind, same.index(date)

    def parallel_to(self, date: EventDate) -> list[EventDate]:
        """The same date of the other groups; of a date without a group there is none."""
        if self.group_id(date) is None or date.kind == DateKind.CATCH_UP:
            return []
        slot = self.slot(date)
        others = [item for item in self.dates if self.group_id(item) not in (None, self.group_id(date))]
        return [item for item in others if item.kind == date.kind and self.slot(item) == slot]

    def stand_ins(self, date: EventDate) -> list[EventDate]:
        """The dates that may be followed instead of this one, in order of time."""
        found = self.parallel_to(date)
        if date.kind == DateKind.REGULAR:
            found += [item for item in self.dates if item.kind == DateKind.CATCH_UP]
        return sorted(found, key=lambda item: (item.starts_at, item.pk))

    def parts(self, group_id: int | None, chosen: Mapping[int, int]) -> list[SeriesPart]:
        """What somebody follows, in order of time. ``chosen``: the date to come by the date that is missed."""
        by_pk = {date.pk: date for date in self.dates}
        found = [SeriesPart(date, by_pk.get(chosen.get(date.pk, 0))) for date in self.own_dates(group_id)]
        return sorted(found, key=lambda part: (part.actual.starts_at, part.actual.pk))


def is_series(event: EventPage) -> bool:
    """Whether groups, catch-up dates, homework and certificates exist for this event: a masterclass."""
    return event.kind == EventKind.MASTERCLASS


def series_of(event_id: int) -> Series:
    """The dates of an event; where a date has no venue of its own, that of its group. One query."""
    rows = EventDate.objects.filter(page_id=event_id).select_related("venue", "series_date__group__venue")
    dates = tuple(rows.order_by("starts_at", "pk"))
    settings = {}
    for date in dates:
        found = getattr(date, "series_date", None)
        if found is None:
            continue
        settings[date.pk] = found
        if date.venue is None and found.group is not None:
            date.venue = found.group.venue
    return Series(dates, settings)


def dates_for_everybody(event: EventPage) -> list[EventDate]:
    """The dates that hold whatever group somebody chose; of an event without groups all of them."""
    if not is_series(event):
        return event.dates_in_order()
    series = series_of(event.pk)
    return [date for date in series.own_dates(None) if series.group_id(date) is None]


def group_dates(event: EventPage) -> dict[int | None, list[EventDate]]:
    """The dates of every group in order, and under None those of who is in no group. At most two queries.

    An event that is no masterclass, or has no groups, has one entry: None.
    """
    if not is_series(event):
        return {None: event.dates_in_order()}
    series = series_of(event.pk)
    groups = dict.fromkeys(SeriesGroup.objects.filter(event=event).values_list("pk", flat=True))
    return {key: series.own_dates(key) for key in (*groups, None)}


def group_of(registration: Registration) -> int | None:
    """The key of the group that a registrant is in. One query."""
    return GroupPlace.objects.filter(registration=registration).values_list("group_id", flat=True).first()


def in_group(group_id: int | None) -> Q:
    """The registrations in a group; None: in none."""
    return Q(group_place__group_id=group_id) if group_id is not None else Q(group_place=None)


def parts_of(registration: Registration, series: Series | None = None) -> list[SeriesPart]:
    """What one registrant follows. Two queries, and one for the series when it is not given."""
    series = series or series_of(registration.event_id)
    group_id = group_of(registration)
    chosen = dict(CatchUp.objects.filter(registration=registration).values_list("missed_id", "chosen_id"))
    return series.parts(group_id, chosen)


def who_follows(date: EventDate) -> Q | None:
    """The registrations that are expected on a date, as ``Series.parts`` has it; None: everybody. Two queries."""
    if not is_series(date.page):
        return None
    group_id = SeriesDate.objects.filter(event_date=date).values_list("group_id", flat=True).first()
    chosen = CatchUp.objects.filter(chosen=date).values("registration_id")
    missed = CatchUp.objects.filter(missed=date).values("registration_id")
    if date.kind == DateKind.CATCH_UP:
        return Q(pk__in=chosen)
    if group_id is None:
        return Q(pk__in=chosen) | ~Q(pk__in=missed)
    others = GroupPlace.objects.exclude(group_id=group_id).values("registration_id")
    return Q(pk__in=chosen) | (~Q(pk__in=others) & ~Q(pk__in=missed))


def parts_by_registration(series: Series, registrations: Iterable[Registration]) -> dict[int, list[SeriesPart]]:
    """What each of them follows, by key. Two queries, however many."""
    keys = [registration.pk for registration in registrations]
    groups = dict(GroupPlace.objects.filter(registration_id__in=keys).values_list("registration_id", "group_id"))
    chosen: dict[int, dict[int, int]] = {}
    for key, missed, instead in CatchUp.objects.filter(registration_id__in=keys).values_list(
        "registration_id", "missed_id", "chosen_id"
    ):
        chosen.setdefault(key, {})[missed] = instead
    return {key: series.parts(groups.get(key), chosen.get(key, {})) for key in keys}
