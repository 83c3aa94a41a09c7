"""Until when scribes and leaders may write: what the organiser set, else two working days after the last date."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from events.models import EventPage
from workshops.models import CaptureDeadline

WORKING_DAYS_TO_HAND_IN = 2


def hand_in_by(event: EventPage) -> datetime:
    """When the links of scribes and leaders stop."""
    chosen = CaptureDeadline.objects.filter(event=event).first()
    return chosen.hand_in_by if chosen else usual_hand_in(event)


def usual_hand_in(event: EventPage) -> datetime:
    """The end of the second working day (Monday to Friday) after the last date.

    For an event that is over, or has no date, the working days count from today.
    """
    last = event.dates.order_by("ends_at").last()
    start = max(timezone.now(), last.ends_at) if last else timezone.now()
    return end_of_working_day(start, WORKING_DAYS_TO_HAND_IN)


def end_of_working_day(start: datetime, days: int) -> datetime:
    """The last minute of the so many-th working day after a moment; weekends do not count."""
    day = timezone.localtime(start).date()
    left = days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
