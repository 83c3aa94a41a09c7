"""The dates of a series with who came to each: read once, told only as far as numbers may be told."""

from django.db.models import Count
from django.utils import timezone

from events.models import EventPage
from registrations.models import Attendance
from reports.domain.attendance_facts import minimum_of
from reports.domain.beyond import DateFacts
from reports.domain.held import split_dates
from reports.phrases.safe_counts import told_counts


def dates_of(event: EventPage) -> tuple[DateFacts, ...]:
    """The dates in their order. Numbers are people who were checked in; after the people are gone there are none."""
    dates = list(event.dates.select_related("venue", "series_date__group__venue").order_by("starts_at", "pk"))
    found = Attendance.objects.filter(event_date__page=event).order_by().values_list("event_date")
    counted = dict(found.annotate(Count("pk")))
    held, to_come = split_dates(event, timezone.now())
    numbers = told_counts([counted.get(one.pk, 0) for one in held], minimum=minimum_of(event))
    told = dict(zip([one.pk for one in held], numbers, strict=True))
    facts = []
    for one in dates:
        group = getattr(getattr(one, "series_date", None), "group", None)
        venue = one.venue or (group.venue if group else None) or event.venue
        facts.append(
            DateFacts(
                id=one.pk,
                label=one.label,
                starts_at=timezone.localtime(one.starts_at),
                ends_at=timezone.localtime(one.ends_at),
                group=group.name if group else "",
                venue=str(venue.name) if venue else "",
                attended=told.get(one.pk),
                is_to_come=one.pk in {later.pk for later in to_come},
            )
        )
    return tuple(facts)


def people_are_known(event: EventPage) -> bool:
    """Whether numbers per date can still be counted: somebody was checked in and is not forgotten yet."""
    return Attendance.objects.filter(event_date__page=event).exists()
