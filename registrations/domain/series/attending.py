"""Which of their dates people attended. A catch-up date counts as the missed one, and each attendance once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from events.enums import DateKind
from events.models import EventDate, EventPage
from registrations.domain.series.dates import Series, SeriesPart, parts_by_registration, series_of
from registrations.enums import RegistrationState
from registrations.models import Attendance, Registration


@dataclass(frozen=True)
class Followed:
    """One date that somebody should follow, and the date on which it was; None: not (yet)."""

    part: SeriesPart
    on: EventDate | None

    @property
    def is_caught_up(self) -> bool:
        """Whether another date stood in for it."""
        return self.on is not None and self.on.pk != self.part.date.pk


def follow(series: Series, parts: Sequence[SeriesPart], attended: Collection[int]) -> list[Followed]:
    """For each part the date on which it was attended, in the order of the parts. Pure.

    First the own dates, then the chosen ones, then the same date of another group, then a catch-up date that
    nobody had to choose, for the first regular date that is missed. No attendance counts twice.
    """
    by_pk = {date.pk: date for date in series.dates}
    on: dict[int, int] = {part.date.pk: part.date.pk for part in parts if part.date.pk in attended}
    free = set(attended) - set(on)

    def claim(part: SeriesPart, candidates: Iterable[EventDate]) -> None:
        found = next((date.pk for date in candidates if date.pk in free), None)
        if part.date.pk not in on and found is not None:
            on[part.date.pk] = found
            free.discard(found)

    for part in parts:
        claim(part, [part.chosen] if part.chosen else [])
    for part in parts:
        claim(part, series.parallel_to(part.date))
    in_order = sorted(parts, key=lambda part: (part.date.starts_at, part.date.pk))
    for part in in_order:
        if part.date.kind == DateKind.REGULAR:
            claim(part, [date for date in series.dates if date.kind == DateKind.CATCH_UP])
    return [Followed(part, by_pk.get(on.get(part.date.pk, 0))) for part in parts]


@dataclass(frozen=True)
class Person:
    """A registrant with a place, with what was followed."""

    registration: Registration
    followed: list[Followed]

    @property
    def attended(self) -> int:
        """How many of the dates were attended."""
        return sum(item.on is not None for item in self.followed)


def people_of(event: EventPage, series: Series | None = None) -> list[Person]:
    """Everybody with a place by name, with what they followed. Four queries, and one for the series."""
    series = series or series_of(event.pk)
    rows = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    registrations = list(rows.order_by("name", "pk"))
    parts = parts_by_registration(series, registrations)
    attended = attended_by_registration(event.pk)
    return [Person(one, follow(series, parts[one.pk], attended.get(one.pk, set()))) for one in registrations]


def attended_by_registration(event_id: int) -> dict[int, set[int]]:
    """The dates on which each registrant was checked in. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Attendance.objects.filter(registration__event_id=event_id)
    for key, date_id in rows.values_list("registration_id", "event_date_id"):
        found[key].add(date_id)
    return found


@dataclass(frozen=True)
class Expected:
    """Somebody on the list of a date, and whether the person is in; ``comes_instead_of``: the missed date."""

    registration: Registration
    is_in: bool
    comes_instead_of: EventDate | None = None
    is_unexpected: bool = False


def attendance_list(event: EventPage, date: EventDate, series: Series | None = None) -> list[Expected]:
    """Who is expected on a date by name, who came without being expected, and whether they are in."""
    series = series or series_of(event.pk)
    rows = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    registrations = list(rows.order_by("name", "pk"))
    parts = parts_by_registration(series, registrations)
    inside = set(Attendance.objects.filter(event_date=date).values_list("registration_id", flat=True))
    found = []
    for one in registrations:
        part = next((item for item in parts[one.pk] if item.actual.pk == date.pk), None)
        if part is not None:
            found.append(Expected(one, one.pk in inside, part.date if part.chosen else None))
        elif one.pk in inside:
            found.append(Expected(one, True, is_unexpected=True))
    return found


def others_of(event: EventPage, listed: Iterable[Expected]) -> list[Registration]:
    """Everybody with a place who is not on the list of a date: they may come all the same, to catch up."""
    keys = [item.registration.pk for item in listed]
    rows = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).exclude(pk__in=keys)
    return list(rows.order_by("name", "pk"))
