"""Until when registrants change things themselves. Cancelling always stays possible until the event is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from events.models import EventPage
from registrations.domain.rules import rules_of
from registrations.models import Registration


@dataclass(frozen=True)
class Deadline:
    """Until when changes are possible; ``at`` None: the event has no date yet."""

    at: datetime | None
    is_over: bool


def changes_deadline(event: EventPage, *, now: datetime | None = None) -> Deadline:
    """So many hours before the start as the rules say; 0 hours: until the end. Nothing changes once called off."""
    now = now or timezone.now()
    starts_at, ends_at = event.period()
    hours = rules_of(event).changes_stop_hours
    at = starts_at - timedelta(hours=hours) if starts_at and hours else ends_at
    return Deadline(at, event.is_cancelled or (at is not None and at <= now))


def may_change(registration: Registration, *, now: datetime | None = None) -> bool:
    """Whether the registrant may change data and workshops now."""
    return registration.is_active and not changes_deadline(registration.event, now=now).is_over


def may_cancel(registration: Registration) -> bool:
    """Whether the registrant may cancel now: until the last date is over."""
    _starts_at, ends_at = registration.event.period()
    is_over = ends_at is not None and ends_at <= timezone.now()
    return registration.is_active and not is_over and not registration.event.is_cancelled
