"""Filters for dates and times: ``{{ date.starts_at|date_range:date.ends_at }}``."""

from datetime import date, datetime

from django import template

from core import dates

register = template.Library()


@register.filter
def day(moment: date | datetime | None) -> str:
    """The day in words; nothing when there is none."""
    return dates.day(moment) if moment else ""


register.filter("clock", dates.clock)
register.filter("time_range", dates.time_range)
register.filter("date_range", dates.date_range)
