"""The personal programme of a registration: its chosen workshops, for pages, mails and calendars."""

from dataclasses import dataclass
from datetime import datetime

from events.models import EventDate
from registrations.models import Registration
from workshops.models import Workshop


@dataclass(frozen=True)
class DayPlan:
    """One date of the event with the chosen workshops of that date."""

    date: EventDate
    workshops: tuple[Workshop, ...]

    @property
    def starts_at(self) -> datetime:
        """The beginning of the date."""
        return self.date.starts_at


def day_plans(registration: Registration) -> list[DayPlan]:
    """The dates of a registration's event, each with the workshops in which it has a place. Two queries."""
    dates = list(
        EventDate.objects.filter(page_id=registration.event_id).select_related("venue").order_by("starts_at", "pk")
    )
    workshops = list(
        Workshop.objects.filter(places__registration=registration)
        .select_related("round")
        .order_by("round__starts_at", "pk")
    )
    return [
        DayPlan(
            date,
            tuple(
                workshop
                for workshop in workshops
                if workshop.round.starts_at < date.ends_at and workshop.round.ends_at > date.starts_at
            ),
        )
        for date in dates
    ]
