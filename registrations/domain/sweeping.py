"""What time alone changes: offers lapse, places held are released, a raised capacity is given out. Every minute."""

from datetime import datetime

from registrations.domain.cancelling import events_with_lapsed_offers, pass_on_lapsed_offers
from registrations.domain.seating import seating_of
from registrations.domain.waiting import events_where_people_wait, fill_free_seats


def sweep_places(*, now: datetime | None = None) -> None:
    """Let lapsed offers move on and give what is free, event by event. Doing it twice changes nothing."""
    for event_id in events_with_lapsed_offers(now=now):
        pass_on_lapsed_offers(event_id, now=now)
    for event_id in events_where_people_wait(now=now):
        if seating_of(event_id, now=now).gives_by_itself:
            fill_free_seats(event_id, now=now)
