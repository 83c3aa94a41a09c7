"""Dates and times as people say them: "donderdag 5 maart 2015, 12.30–17.00 uur"."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _


def day(moment: date | datetime) -> str:
    """The day in words, of a moment in the event's time zone: "donderdag 5 maart 2015"."""
    return format_date(timezone.localtime(moment) if isinstance(moment, datetime) else moment, "l j F Y")


def clock(moment: datetime) -> str:
    """The time with a point: "12.30"."""
    return format_date(timezone.localtime(moment), "H.i")


def time_range(start: datetime, end: datetime) -> str:
    """From and until on one day: "12.30–17.00 uur"."""
    return _("%(start)s–%(end)s") % {"start": clock(start), "end": clock(end)}


def date_range(start: datetime, end: datetime) -> str:
    """Day and times; a range over midnight names both days."""
    if timezone.localtime(start).date() == timezone.localtime(end).date():
        return f"{day(start)}, {time_range(start, end)}"
    return _("%(start_day)s, %(start_time)s until %(end_day)s, %(end_time)s") % {
        "start_day": day(start),
        "start_time": clock(start),
        "end_day": day(end),
        "end_time": clock(end),
    }
