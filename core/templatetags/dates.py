"""Filters for dates and times: ``{{ date.starts_at|date_range:date.ends_at }}``."""

from django import template

from core import dates

register = template.Library()
register.filter("day", dates.day)
register.filter("clock", dates.clock)
register.filter("time_range", dates.time_range)
register.filter("date_range", dates.date_range)
