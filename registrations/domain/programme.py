"""The personal programme of a registration: its chosen workshops, for pages, mails and calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from events.models import EventDate, EventPage
from registrations.domain.series.dates import SeriesPart, is_series, parts_of
from registrations.models import Place, Registration
from workshops.models import Workshop


@dataclass(frozen=True)
class DayPlan:
    """One date with the chosen workshops of that date.

    ``instead_of``: the missed date that this one stands in for.
    """

    date: EventDate
    workshops: tuple[Workshop, ...]
    instead_of: EventDate | None = None

    @property
    def starts_at(self) -> datetime:
        """The beginning of the date."""
        return self.date.starts_at


def day_plans(registration: Registration) -> list[DayPlan]:
    """The dates that a registrant follows, each with the workshops in which it has a place.

    Of a masterclass: those of the own group, with the chosen catch-up dates in place of the missed ones.
    Two queries, for a masterclass four.
    """
    workshops = list(
        Workshop.objects.filter(places__registration=registration)
        .select_related("round")
        .order_by("round__starts_at", "pk")
    )
    return _plans(_parts(registration), workshops)


def plans_of(event: EventPage, registrations: Iterable[Registration]) -> dict[int, list[DayPlan]]:
    """The same for several registrations of one event, by registration. Two queries; of a masterclass four each."""
    registrations = list(registrations)
    if is_series(event):
        return {registration.pk: day_plans(registration) for registration in registrations}
    chosen: dict[int, list[Workshop]] = {registration.pk: [] for registration in registrations}
    places = Place.objects.filter(registration__in=registrations).select_related("workshop__round")
    for place in places.order_by("workshop__round__starts_at", "workshop_id"):
        chosen[place.registration_id].append(place.workshop)
    dates = EventDate.objects.filter(page_id=event.pk).select_related("venue").order_by("starts_at", "pk")
    parts = [SeriesPart(date) for date in dates]
    return {pk: _plans(parts, workshops) for pk, workshops in chosen.items()}


def _plans(parts: Iterable[SeriesPart], workshops: Iterable[Workshop]) -> list[DayPlan]:
    return [
        DayPlan(
            part.actual,
            tuple(
                workshop
                for workshop in workshops
                if workshop.round.starts_at < part.actual.ends_at and workshop.round.ends_at > part.actual.starts_at
            ),
            part.date if part.chosen else None,
        )
        for part in parts
    ]


def _parts(registration: Registration) -> list[SeriesPart]:
    if is_series(registration.event):
        return parts_of(registration)
    dates = EventDate.objects.filter(page_id=registration.event_id).select_related("venue")
    return [SeriesPart(date) for date in dates.order_by("starts_at", "pk")]
