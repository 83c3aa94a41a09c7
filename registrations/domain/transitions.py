"""The states of a registration and the ways between them. Nothing else sets ``registration.state``.

| from | to |
|---|---|
| pending | confirmed, waitlisted, declined, cancelled |
| confirmed | waitlisted (by an organiser), cancelled |
| waitlisted | confirmed, offered, declined, cancelled |
| offered | confirmed (accepted), waitlisted (taken back), cancelled (refused or lapsed) |
| declined | pending, confirmed, waitlisted (an organiser thinks again) |
| cancelled | pending, confirmed, waitlisted (registered again) |

Every rule has a constraint in the database behind it. Call these under the event's lock.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.enums import HistoryKind
from registrations.enums import RegistrationState as State
from registrations.models import Registration

ALLOWED: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.CONFIRMED, State.WAITLISTED, State.DECLINED, State.CANCELLED}),
    State.CONFIRMED: frozenset({State.WAITLISTED, State.CANCELLED}),
    State.WAITLISTED: frozenset({State.CONFIRMED, State.OFFERED, State.DECLINED, State.CANCELLED}),
    State.OFFERED: frozenset({State.CONFIRMED, State.WAITLISTED, State.CANCELLED}),
    State.DECLINED: frozenset({State.PENDING, State.CONFIRMED, State.WAITLISTED}),
    State.CANCELLED: frozenset({State.PENDING, State.CONFIRMED, State.WAITLISTED}),
}
STAMPED = ["state", "confirmed_at", "cancelled_at", "declined_at", "offer_expires_at", "queue_number"]


class TransitionNotAllowed(RegistrationError):
    """A registration cannot go from its state to that one."""


def stamp(
    registration: Registration,
    state: State,
    *,
    now: datetime,
    queue_number: int | None = None,
    offer_expires_at: datetime | None = None,
) -> None:
    """Set a state with exactly the times and numbers that belong to it; saves nothing.

    For a new row (``move`` is for one that stands). Waitlisted needs ``queue_number``, offered ``offer_expires_at``.
    """
    registration.state = state
    registration.queue_number = queue_number if state == State.WAITLISTED else None
    registration.offer_expires_at = offer_expires_at if state == State.OFFERED else None
    registration.cancelled_at = now if state == State.CANCELLED else None
    registration.declined_at = now if state == State.DECLINED else None
    if state == State.CONFIRMED:
        registration.confirmed_at = now
    elif state != State.CANCELLED:
        registration.confirmed_at = None


def move(
    registration: Registration,
    state: State,
    *,
    kind: HistoryKind,
    actor: str = "",
    note: str = "",
    now: datetime | None = None,
    queue_number: int | None = None,
    offer_expires_at: datetime | None = None,
) -> None:
    """Bring a registration to another state, with its history. Raises TransitionNotAllowed."""
    if state not in ALLOWED[State(registration.state)]:
        message = _("Not possible: this registration is now “%(state)s”.")
        raise TransitionNotAllowed(message % {"state": registration.get_state_display()})
    stamp(
        registration,
        state,
        now=now or timezone.now(),
        queue_number=queue_number,
        offer_expires_at=offer_expires_at,
    )
    registration.calendar_sequence += 1
    registration.save(update_fields=[*STAMPED, "calendar_sequence"])
    note_history(registration, kind, actor=actor, note=note)
