"""When the rounds of an event are: where a new one fits, and which ones the meeting left behind."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from django.utils import timezone

from events.models import EventPage, ProgrammeItem
from workshops.models import WorkshopRound

USUAL = timedelta(hours=1)


def first_gap(event: EventPage) -> tuple[datetime, datetime] | None:
    """The first free time on the first date, an hour at most; the date's beginning when all is full. Three queries."""
    dates = event.dates_in_order()
    if not dates:
        return None
    begin, end = dates[0].starts_at, dates[0].ends_at
    rows = (model.objects.filter(**{of: event}) for model, of in ((ProgrammeItem, "page"), (WorkshopRound, "event")))
    found = chain.from_iterable(row.values_list("starts_at", "ends_at") for row in rows)
    free = begin
    for starts_at, ends_at in sorted(period for period in found if begin <= period[0] < end):
        if starts_at > free:
            return free, min(starts_at, free + USUAL)
        free = max(free, ends_at)
    start = free if free < end else begin
    return start, min(end, start + USUAL)


def rounds_off_the_dates(event: EventPage, rounds: Iterable[WorkshopRound]) -> set[int]:
    """The keys of rounds outside the event's days: rounds stay where they were when a meeting moves. One query."""
    periods = [
        (timezone.localtime(date.starts_at).date(), timezone.localtime(date.ends_at).date())
        for date in event.dates_in_order()
    ]
    days = {round_.pk: timezone.localtime(round_.starts_at).date() for round_ in rounds}
    return {pk for pk, day in days.items() if not any(first <= day <= last for first, last in periods)}
