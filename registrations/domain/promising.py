"""What the form promises before it is sent: a place, the waiting list, or that an organiser decides."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.admission import Admission
from registrations.domain.capacity import Seats
from registrations.domain.errors import SeatsTaken
from registrations.domain.quotas import SeatProblem
from registrations.domain.registering import answer_for
from registrations.domain.seating import Seating, seating_of
from registrations.domain.waiting_words import waiting_words
from registrations.enums import RegistrationState


@dataclass(frozen=True)
class Promise:
    """What happens to who sends the form now.

    ``full_sectors``: names of backgrounds that go to the waiting list while others get a place. ``left``: places
    that anybody may have (None: no limit). ``waiting``: how the waiting list works.
    """

    state: RegistrationState
    seats: Seats
    left: int | None
    waiting: str
    full_sectors: tuple[str, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether it is the waiting list."""
        return self.state == RegistrationState.WAITLISTED

    def broken(self) -> "Promise":
        """The same form shown again when the place was gone: now it says the waiting list."""
        return replace(self, state=RegistrationState.WAITLISTED)


def promise_of(event: EventPage, admission: Admission | None = None) -> Promise:
    """What the form of an event promises now. One query, five more with quotas. Raises NotAdmitted."""
    seating = seating_of(event.pk)
    has_quotas = bool(seating.plan.quotas)
    states = _states_by_sector(event, seating, admission) if has_quotas else {}
    state = answer_for(seating, None, admission)
    full: tuple[str, ...] = ()
    if state != RegistrationState.PENDING and states:
        full = tuple(name for name, found in states.items() if found == RegistrationState.WAITLISTED)
        is_waiting = len(full) == len(states) and state == RegistrationState.WAITLISTED
        state = RegistrationState.WAITLISTED if is_waiting else RegistrationState.CONFIRMED
    words = waiting_words(seating.rules, has_quotas=has_quotas)
    return Promise(state, seating.seats, seating.plan.left_for_all, words, () if len(full) == len(states) else full)


def _states_by_sector(event: EventPage, seating: Seating, admission: Admission | None) -> dict[str, RegistrationState]:
    rows = event.event_sectors.select_related("sector").order_by("sort_order", "pk")
    return {row.sector.name: answer_for(seating, row.sector_id, admission) for row in rows}


def words_for_loser(error: SeatsTaken) -> str:
    """What to say to whom the place went just before, with what they can do now."""
    if error.problem in (SeatProblem.SECTOR_FULL, SeatProblem.HELD):
        return _(
            "There is no place left for people with your background at this moment. Everything you filled in "
            "still stands. You can go on the waiting list: press the button at the bottom once more."
        )
    return _(
        "The last place went to somebody else while you were filling in the form. Everything you filled in still "
        "stands. You can go on the waiting list: press the button at the bottom once more."
    )
