"""What of a meeting has begun: a report tells what happened, so before that there is nothing to draft."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import EventDate, EventPage


class NothingHappened(Exception):
    """There is nothing to report on yet, or there never will be; the message says which, for people."""


def split_dates(event: EventPage, now: datetime) -> tuple[list[EventDate], list[EventDate]]:
    """The dates that began and those still to come, each in order. Of a meeting that is called off none is to come."""
    dates = sorted(event.dates.all(), key=lambda one: one.starts_at)
    until = min(now, event.cancelled_at) if event.cancelled_at else now
    begun = [one for one in dates if one.starts_at <= until]
    return begun, [] if event.cancelled_at else [one for one in dates if one.starts_at > until]


def why_not_yet(event: EventPage) -> str:
    """Why no report can be drafted, in a sentence; "" as soon as the first date has begun. One query."""
    begun, to_come = split_dates(event, timezone.now())
    if begun:
        return ""
    if event.cancelled_at:
        return _("This meeting was called off before it began, so there is nothing to report.")
    if not to_come:
        return _("This meeting has no date yet. Its report can be drafted once it begins.")
    moment = date_format(timezone.localtime(to_come[0].starts_at), "l j F Y, H.i")
    return _("A report tells what happened, so it can be drafted once the meeting begins: %(moment)s.") % {
        "moment": moment
    }


def refuse_before_it_happened(event: EventPage) -> None:
    """Raises NothingHappened until the first date has begun."""
    reason = why_not_yet(event)
    if reason:
        raise NothingHappened(reason)
