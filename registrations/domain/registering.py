"""Registering for an event: lock, count, write (D6). Seats and workshop places are never given twice."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Municipality, Organisation
from core.prepared import PreparedQuery
from events.models import EventPage
from registrations.domain.admission import Admission, is_admitted, needs_approval
from registrations.domain.answering import write_answers
from registrations.domain.apart import closed_workshops
from registrations.domain.asking import AskedQuestion
from registrations.domain.capacity import Room, lock_seats, rooms_of
from registrations.domain.errors import NotAdmitted, PlacesTaken, RegistrationClosed, SeatsTaken
from registrations.domain.history import note_history
from registrations.domain.links import send_link
from registrations.domain.mails import queue_mail
from registrations.domain.quotas import SeatProblem
from registrations.domain.ranking import check_rankings, write_rankings
from registrations.domain.seating import Seating, seating_of
from registrations.domain.sector_limits import require_within_limits
from registrations.domain.series.choosing import check_group
from registrations.domain.transitions import stamp
from registrations.domain.window import window_of
from registrations.domain.workshop_waiting import join_queues, resolve_waits
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import GroupPlace, Needs, Place, Preference, Registration
from workshops.models import Workshop


@dataclass(frozen=True)
class RegistrationData:
    """What somebody filled in. ``choices``: the workshop by round; a round without one means no preference.

    ``waits``: by round a full workshop that they would rather have, and wait for. ``rankings``: by round the
    workshops they would like, best first, where places are divided later.
    """

    name: str
    email: str
    organisation_name: str = ""
    sector_id: int | None = None
    function: str = ""
    language: str = "nl"
    choices: Mapping[int, int] = field(default_factory=dict)
    waits: Mapping[int, int] = field(default_factory=dict)
    rankings: Mapping[int, Sequence[int]] = field(default_factory=dict)
    access_needs: str = ""
    diet: str = ""
    other_sector_ids: tuple[int, ...] = ()
    badge_name: str = ""
    companion_name: str = ""
    asks_contact_person: bool = False
    photo_consent: str = ""
    shares_contact: bool = False
    group_id: int | None = None
    questions: tuple[AskedQuestion, ...] = ()
    answers: Mapping[int, Any] = field(default_factory=dict)


class OutcomeKind(Enum):
    """What registering came to."""

    NEW = "new"
    REPEATED = "repeated"  # the same form sent again
    KNOWN = "known"  # the address had a registration already: it got its personal link


@dataclass(frozen=True)
class Outcome:
    """The registration, and what a newcomer would have got.

    ``answer`` is the same for a new and for a known address, so that a page that shows only
    ``answer`` tells nobody whether an address is known.
    """

    kind: OutcomeKind
    registration: Registration
    answer: RegistrationState


def normalise_email(email: str) -> str:
    """The form of an address in which two registrations are compared."""
    return email.strip().lower()


def register(
    event: EventPage,
    data: RegistrationData,
    *,
    submission_key: uuid.UUID,
    admission: Admission | None = None,
    promised: RegistrationState | None = None,
    actor: str = "",
) -> Outcome:
    """Register one person. The same form twice finds the same registration; the same address once more gets a mail.

    ``admission``: that this person holds a valid invitation or code. ``promised``: what the form said would
    happen; when it said a place and the last one is gone, nothing is written.
    Raises RegistrationClosed, NotAdmitted, GroupTaken (no group that can be chosen), SeatsTaken (a place was
    promised), or PlacesTaken with a message for each round whose workshop cannot be given.
    """
    if not window_of(event).is_open:
        raise RegistrationClosed(_("Registration for this event is not open."))
    registration = new_registration(event, data, submission_key=submission_key)
    email_key = registration.email_key
    with transaction.atomic():
        lock_seats(event.pk, {*data.choices.values(), *data.waits.values()})
        earlier = _same_form_or_person(submission_key, event.pk, email_key)
        before = [found for found in earlier if found.is_active or found.submission_key == submission_key]
        repeated = next((found for found in before if found.submission_key == submission_key), None)
        if repeated is not None:
            return Outcome(OutcomeKind.REPEATED, repeated, RegistrationState(repeated.state))
        seating = seating_of(event.pk)
        group = check_group(seating.groups, data.group_id, is_organiser=bool(actor))
        answer = answer_for(seating, data.sector_id, admission, group_id=group)
        if promised == RegistrationState.CONFIRMED and answer == RegistrationState.WAITLISTED:
            raise SeatsTaken(seating.problem(data.sector_id, group) or SeatProblem.FULL)
        needs_place = answer == RegistrationState.CONFIRMED
        choices, waits = resolve_waits(event.pk, data.choices, data.waits) if data.waits else (data.choices, {})
        rooms = check_choices(event.pk, choices, needs_place=needs_place)
        if needs_place and any(room.has_limits for room in rooms):
            require_within_limits(event.pk, data.sector_id, choices)
        ranked = check_rankings(event.pk, data.rankings)
        if before:
            [known] = before
            known.event = event
            send_link(known)
            return Outcome(OutcomeKind.KNOWN, known, answer)
        if earlier:
            # Who came back. A refusal here would tell a stranger who types this address; the mail says what is chosen.
            closed = closed_workshops(registration)
            rooms = [room for room in rooms if room.workshop.pk not in closed]
            waits = {key: item for key, item in waits.items() if item.pk not in closed}
        _write(registration, answer, seating, data, admission, actor)
        if group is not None:
            GroupPlace.objects.create(registration=registration, group_id=group)
        _write_workshops(registration, seating, [room.workshop for room in rooms], list(waits.values()))
        write_rankings(registration, ranked)
        queue_mail(registration, LETTERS[answer])
    return Outcome(OutcomeKind.NEW, registration, answer)


def new_registration(event: EventPage, data: RegistrationData, *, submission_key: uuid.UUID) -> Registration:
    """The row of who filled in a form, not saved and without a state. At most two queries."""
    organisation, municipality = recognise(data.organisation_name)
    return Registration(
        event=event,
        submission_key=submission_key,
        name=data.name,
        email=data.email.strip(),
        email_key=normalise_email(data.email),
        organisation=organisation,
        municipality=municipality,
        organisation_name=data.organisation_name,
        sector_id=data.sector_id,
        function=data.function,
        badge_name=data.badge_name,
        companion_name=data.companion_name,
        asks_contact_person=data.asks_contact_person,
        photo_consent=data.photo_consent,
        shares_contact=data.shares_contact,
        language=data.language,
    )


_same_form_or_person = PreparedQuery(
    lambda submission_key, event_id, email_key: Registration.objects.filter(
        Q(submission_key=submission_key) | Q(event_id=event_id, email_key=email_key)
    ),
    uuid.UUID,
    int,
    str,
)


def answer_for(
    seating: Seating, sector_id: int | None, admission: Admission | None = None, *, group_id: int | None = None
) -> RegistrationState:
    """What a newcomer of a sector gets now: a place, the waiting list, or an organiser decides. Raises NotAdmitted.

    Who waits for approval holds no seat: a pending registration must not keep others out of the room.
    """
    if not is_admitted(seating.rules.mode, admission):
        raise NotAdmitted(_("This event is by invitation. Use the link in your invitation, or a code."))
    if needs_approval(seating.rules.mode, admission):
        return RegistrationState.PENDING
    problem = seating.problem(sector_id, group_id)
    return RegistrationState.CONFIRMED if problem is None else RegistrationState.WAITLISTED


LETTERS = {
    RegistrationState.CONFIRMED: "confirmed",
    RegistrationState.WAITLISTED: "waitlisted",
    RegistrationState.PENDING: "pending",
}
_FIRST_HISTORY = {
    RegistrationState.CONFIRMED: HistoryKind.REGISTERED,
    RegistrationState.WAITLISTED: HistoryKind.WAITLISTED,
    RegistrationState.PENDING: HistoryKind.PENDING,
}


def _write(
    registration: Registration,
    state: RegistrationState,
    seating: Seating,
    data: RegistrationData,
    admission: Admission | None,
    actor: str,
) -> None:
    stamp(registration, state, now=seating.now, queue_number=seating.queue_number_of(registration))
    registration.save(force_insert=True)
    if data.other_sector_ids:
        registration.sectors.set(data.other_sector_ids)
    note_history(registration, _FIRST_HISTORY[state], actor=actor, note=admission.note if admission else "")
    if data.access_needs or data.diet:
        Needs.objects.create(
            registration=registration, access=data.access_needs, diet=data.diet, consented_at=timezone.now()
        )
    write_answers(registration, data.questions, data.answers)
    if admission is not None and admission.claim is not None:
        admission.claim(registration)


def _write_workshops(
    registration: Registration, seating: Seating, chosen: list[Workshop], waited: list[Workshop]
) -> None:
    """Places and queues with a seat; without one the wishes, the best one first. Where people rank, one wish."""
    write_wishes(registration, [item for item in chosen if item.round.is_ranked], [])
    chosen = [item for item in chosen if not item.round.is_ranked]
    if registration.state == RegistrationState.CONFIRMED:
        if chosen:
            Place.objects.bulk_create(
                Place(registration=registration, round_id=item.round_id, workshop=item) for item in chosen
            )
        if waited:
            join_queues(registration, waited, seating=seating)
        return
    write_wishes(registration, chosen, waited)


def write_wishes(registration: Registration, chosen: Iterable[Workshop], waited: Iterable[Workshop]) -> None:
    """The wishes of who has no seat yet: first what they would rather have, then what they chose."""
    rows = [Preference(registration=registration, workshop=item, rank=1) for item in waited]
    better = {row.workshop.round_id for row in rows}
    rows += [
        Preference(registration=registration, workshop=item, rank=2 if item.round_id in better else 1)
        for item in chosen
    ]
    if rows:
        Preference.objects.bulk_create(rows)


def check_choices(
    event_id: int, choices: Mapping[int, int], *, needs_place: bool, keeps: Iterable[int] = ()
) -> list[Room]:
    """The chosen rooms, after checking that each belongs to its round, may be chosen and has a place left.

    ``keeps``: workshops in which the person sits already; those are always fine. Call it under the lock.
    """
    if not choices:
        return []
    kept = set(keeps)
    found = {room.workshop.pk: room for room in rooms_of(event_id, workshop_ids=choices.values())}
    problems = {}
    for round_id, workshop_id in choices.items():
        room = found.get(workshop_id)
        if room is not None and room.workshop.round_id == round_id and workshop_id in kept:
            continue
        if room is None or room.workshop.round_id != round_id or not room.workshop.can_be_chosen:
            problems[round_id] = _("This workshop cannot be chosen. Choose another one.")
        elif needs_place and room.is_full and not room.workshop.round.is_ranked:
            problems[round_id] = _full_message(event_id, room)
    if problems:
        raise PlacesTaken(problems)
    return [found[workshop_id] for workshop_id in choices.values()]


def _full_message(event_id: int, full: Room) -> str:
    free = [
        room.workshop.title
        for room in rooms_of(event_id)
        if room.workshop.round_id == full.workshop.round_id and room.workshop.can_be_chosen and not room.is_full
    ]
    if not free:
        message = _(
            "“%(title)s” has just filled up, and so have the others in this round. You can wait for one, and "
            "choose “No preference” meanwhile."
        )
        return message % {"title": full.workshop.title}
    message = _("“%(title)s” has just filled up. There is still room in: %(free)s. You can also wait for a full one.")
    return message % {"title": full.workshop.title, "free": "; ".join(free)}


def recognise(typed: str) -> tuple[Organisation | None, Municipality | None]:
    """The organisation and the municipality that somebody typed the name of; "gemeente Zwolle" is Zwolle."""
    typed = " ".join(typed.split())
    if not typed:
        return None, None
    organisation = Organisation.objects.filter(name__iexact=typed).first()
    bare = typed[len("gemeente ") :] if typed.lower().startswith("gemeente ") else typed
    return organisation, Municipality.objects.filter(name__iexact=bare).first()
