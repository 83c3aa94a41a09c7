"""Whether people can register for an event now."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone

from events.models import EventPage


class WindowState(Enum):
    """What stands between a visitor and the form."""

    OPEN = "open"
    NOT_PUBLISHED = "not_published"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    OVER = "over"


@dataclass(frozen=True)
class Window:
    """The state of registration, and the times it depends on."""

    state: WindowState
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    first_starts_at: datetime | None = None
    last_ends_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the form may be sent."""
        return self.state == WindowState.OPEN

    @property
    def is_over(self) -> bool:
        """Whether the last date has ended."""
        return self.last_ends_at is not None and self.last_ends_at <= timezone.now()


def window_of(event: EventPage) -> Window:
    """The registration window of an event now; without an opening time it opens with publication. One query.

    While the event is a save-the-date it stays closed; an opening time that has passed then says nothing.
    """
    first, last = event.period()
    opens_at, closes_at = event.registration_opens_at, event.registration_closes_at
    now = timezone.now()
    if event.is_save_the_date and opens_at is not None and opens_at <= now:
        opens_at = None
    if not event.live:
        state = WindowState.NOT_PUBLISHED
    elif last is not None and last <= now:
        state = WindowState.OVER
    elif event.is_cancelled or (closes_at is not None and closes_at <= now):
        state = WindowState.CLOSED
    elif event.is_save_the_date or (opens_at is not None and opens_at > now):
        state = WindowState.NOT_YET
    else:
        state = WindowState.OPEN
    return Window(state, opens_at, closes_at, first, last)
