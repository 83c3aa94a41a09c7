"""The parts of "my place" about waiting: an offer to answer, queues of full workshops, an order not yet divided."""

from django.utils import timezone

from core.sections import Section
from registrations.domain.deadlines import may_change
from registrations.domain.ranking import ranked_rounds, rankings_of
from registrations.domain.seating import seating_of
from registrations.domain.workshop_waiting import queues_of
from registrations.enums import SEATED_STATES, RegistrationState
from registrations.models import Registration
from registrations.my_place.parts import register_part


def register_waiting() -> None:
    """Add these parts to the page."""
    register_part(offer)
    register_part(queues)
    register_part(order)


def offer(registration: Registration) -> Section | None:
    """The place that is kept, until when, and the two answers."""
    if registration.state != RegistrationState.OFFERED:
        return None
    return Section("registrations/my_place/offer.html", {"deadline": registration.offer_expires_at}, order=1)


def order(registration: Registration) -> Section | None:
    """What somebody ranked in the rounds that are still to be divided, and until when it can be changed."""
    if not registration.is_active or registration.event.is_cancelled:
        return None
    rounds = ranked_rounds(registration.event_id)
    if not rounds:
        return None
    ranked = rankings_of(registration)
    rows = [(round_, ranked.get(round_.pk, [])) for round_ in rounds]
    return Section(
        "registrations/my_place/order.html", {"rounds": rows, "can_change": may_change(registration)}, order=31
    )


def queues(registration: Registration) -> Section | None:
    """The full workshops that somebody waits for, with the number in line."""
    if registration.state not in SEATED_STATES:
        return None
    waits = [wait for wait in queues_of(registration) if wait.workshop.round.ends_at > timezone.now()]
    if not waits:
        return None
    facts = {"waits": waits, "moves_up": seating_of(registration.event_id).gives_by_itself}
    return Section("registrations/my_place/queues.html", facts, order=32)
