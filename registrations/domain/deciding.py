"""What organisers decide about registrations: approve, decline, give, offer, move. One by one and in bulk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from registrations.domain.admission import needs_approval
from registrations.domain.capacity import places_of
from registrations.domain.errors import NoSeat, RegistrationError
from registrations.domain.mails import queue_mail
from registrations.domain.offers import offer_seat
from registrations.domain.quotas import SeatProblem
from registrations.domain.registering import LETTERS, write_wishes
from registrations.domain.seating import Seating, seating_of
from registrations.domain.series.queueing import group_id_of
from registrations.domain.transitions import TransitionNotAllowed, move
from registrations.domain.waiting import confirm, give_what_is_free, lock_event, put_on_waiting_list
from registrations.domain.workshop_waiting import leave_all_workshops
from registrations.enums import SEATED_STATES, HistoryKind, RegistrationState
from registrations.models import Attendance, Place, Registration, WorkshopWait
from workshops.models import Workshop

State = RegistrationState


def approve(registration: Registration, *, actor: str = "") -> Registration:
    """Say yes to who waits for approval, or was declined: a place, and when there is none the waiting list."""

    def act(current: Registration, seating: Seating) -> None:
        if current.state not in (State.PENDING, State.DECLINED):
            raise TransitionNotAllowed(_("This registration does not wait for approval."))
        if seating.problem_of(current) is None:
            confirm(current, kind=HistoryKind.APPROVED, actor=actor, seating=seating)
        else:
            put_on_waiting_list(current, seating=seating, kind=HistoryKind.APPROVED, actor=actor)

    return _decide(registration, act)


def decline(registration: Registration, *, actor: str = "", note: str = "") -> Registration:
    """Say no to who waits for approval or is on the waiting list; tell it by mail. ``note`` is for organisers only."""

    def act(current: Registration, seating: Seating) -> None:
        move(current, State.DECLINED, kind=HistoryKind.DECLINED, actor=actor, note=note)
        leave_all_workshops(current)
        queue_mail(current, "declined")

    return _decide(registration, act)


def confirm_place(registration: Registration, *, actor: str = "", anyway: bool = False) -> Registration:
    """Give a place now, out of turn. Raises NoSeat when there is none, unless ``anyway``."""

    def act(current: Registration, seating: Seating) -> None:
        if current.state != State.OFFERED:
            _require_seat(seating, current, anyway=anyway)
        confirm(current, actor=actor, seating=seating)

    return _decide(registration, act)


def offer_place(
    registration: Registration, *, hours: int | None = None, actor: str = "", anyway: bool = False
) -> Registration:
    """Offer a place now to who waits, out of turn; it holds ``hours`` (else as the rules say, else 48).

    Raises NoSeat when there is none, unless ``anyway``.
    """

    def act(current: Registration, seating: Seating) -> None:
        _require_seat(seating, current, anyway=anyway)
        offer_seat(current, seating, hours=hours, actor=actor)

    return _decide(registration, act)


def move_to_waiting_list(registration: Registration, *, actor: str = "") -> Registration:
    """Take a place, an offer or a request to the waiting list; the freed seat goes to who is first.

    The workshops become wishes. Refused while there are places for who waits, because the person would get
    one back at once, and for who is checked in.
    """

    def act(current: Registration, seating: Seating) -> None:
        if Attendance.objects.filter(registration=current).exists():
            raise RegistrationError(_("This person is checked in already."))
        workshops = Workshop.objects.in_bulk(places_of(current).values())
        waited = Workshop.objects.filter(workshop_waits__registration=current)
        better = list(waited)
        if current.state in SEATED_STATES:
            Place.objects.filter(registration=current).delete()
            WorkshopWait.objects.filter(registration=current).delete()
            write_wishes(current, workshops.values(), better)
        put_on_waiting_list(current, seating=seating, actor=actor)
        give_what_is_free(current.event_id)
        current.refresh_from_db()
        if current.state != State.WAITLISTED:
            raise RegistrationError(_("There is a free place: who waits gets it at once. Nothing was changed."))

    return _decide(registration, act)


def reinstate(registration: Registration, *, actor: str = "") -> Registration:
    """Bring back who cancelled or was declined, like a newcomer: a place, the waiting list, or approval first.

    An organiser (``actor``) needs no approval. Raises RegistrationError when the person registered anew meanwhile.
    """

    def act(current: Registration, seating: Seating) -> None:
        kind = HistoryKind.REGISTERED_AGAIN
        if current.is_active:
            return
        if not actor and needs_approval(seating.rules.mode, None):
            move(current, State.PENDING, kind=kind)
            queue_mail(current, LETTERS[State.PENDING])
        elif seating.problem_of(current) is None:
            confirm(current, kind=kind, actor=actor, seating=seating)
        else:
            put_on_waiting_list(current, seating=seating, kind=kind, actor=actor)

    try:
        return _decide(registration, act)
    except IntegrityError as error:
        raise RegistrationError(_("This person has another registration for this event.")) from error


def _decide(registration: Registration, act: Callable[[Registration, Seating], None]) -> Registration:
    """Lock, read the registration and the seats as they are now, act."""
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        act(current, seating_of(current.event_id))
    return current


def _require_seat(seating: Seating, registration: Registration, *, anyway: bool) -> None:
    problem: SeatProblem | None = seating.seat_problem(
        registration.sector_id, group_id_of(registration) if seating.groups else None
    )
    if problem is not None and not anyway:
        raise NoSeat(problem)


@dataclass
class Decided:
    """What a bulk decision came to: the registrations as they are now, and why others stayed as they were."""

    done: list[Registration] = field(default_factory=list)
    refused: list[tuple[Registration, str]] = field(default_factory=list)


def decide_all(
    registrations: Iterable[Registration], decide: Callable[..., Registration], *, actor: str = "", **options: object
) -> Decided:
    """One decision for many, in the order of registering; each in a short transaction of its own."""
    decided = Decided()
    for registration in sorted(registrations, key=lambda item: item.pk):
        try:
            decided.done.append(decide(registration, actor=actor, **options))
        except RegistrationError as error:
            decided.refused.append((registration, str(error)))
    return decided


approve_all = partial(decide_all, decide=approve)
decline_all = partial(decide_all, decide=decline)
