"""Registering for an event: lock, count, write (D6). Seats and workshop places are never given twice."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Municipality, Organisation
from events.models import EventPage
from registrations.domain.capacity import Room, lock_seats, rooms_of, seats_of
from registrations.domain.errors import PlacesTaken, RegistrationClosed
from registrations.domain.history import note_history
from registrations.domain.links import send_link
from registrations.domain.mails import queue_mail
from registrations.domain.window import window_of
from registrations.enums import ACTIVE_STATES, HistoryKind, RegistrationState
from registrations.models import Needs, Place, Preference, Registration


@dataclass(frozen=True)
class RegistrationData:
    """What somebody filled in. ``choices``: the workshop by round; a round without one means no preference."""

    name: str
    email: str
    organisation_name: str = ""
    sector_id: int | None = None
    function: str = ""
    language: str = "nl"
    choices: Mapping[int, int] = field(default_factory=dict)
    access_needs: str = ""
    diet: str = ""


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


def register(event: EventPage, data: RegistrationData, *, submission_key: uuid.UUID) -> Outcome:
    """Register one person. The same form twice finds the same registration; the same address once more gets a mail.

    Raises RegistrationClosed, or PlacesTaken with a message for each round whose workshop cannot be given.
    """
    if not window_of(event).is_open:
        raise RegistrationClosed(_("Registration for this event is not open."))
    organisation, municipality = recognise(data.organisation_name)
    email_key = normalise_email(data.email)
    registration = Registration(
        event=event,
        submission_key=submission_key,
        name=data.name,
        email=data.email.strip(),
        email_key=email_key,
        organisation=organisation,
        municipality=municipality,
        organisation_name=data.organisation_name,
        sector_id=data.sector_id,
        function=data.function,
        language=data.language,
    )
    with transaction.atomic():
        lock_seats(event.pk, data.choices.values())
        same_form = Q(submission_key=submission_key)
        same_person = Q(event=event, email_key=email_key, state__in=ACTIVE_STATES)
        before = list(Registration.objects.filter(same_form | same_person).select_related("event"))
        repeated = next((found for found in before if found.submission_key == submission_key), None)
        if repeated is not None:
            return Outcome(OutcomeKind.REPEATED, repeated, RegistrationState(repeated.state))
        is_full = seats_of(event.pk).is_full
        rooms = check_choices(event.pk, data.choices, needs_place=not is_full)
        answer = RegistrationState.WAITLISTED if is_full else RegistrationState.CONFIRMED
        if before:
            [known] = before
            send_link(known)
            return Outcome(OutcomeKind.KNOWN, known, answer)
        _write(registration, answer, rooms, data)
    return Outcome(OutcomeKind.NEW, registration, answer)


def _write(registration: Registration, state: RegistrationState, rooms: Iterable[Room], data: RegistrationData) -> None:
    registration.state = state
    is_confirmed = state == RegistrationState.CONFIRMED
    registration.confirmed_at = timezone.now() if is_confirmed else None
    registration.save(force_insert=True)
    note_history(registration, HistoryKind.REGISTERED if is_confirmed else HistoryKind.WAITLISTED)
    workshops = [room.workshop for room in rooms]
    if workshops and is_confirmed:
        Place.objects.bulk_create(
            [Place(registration=registration, round_id=workshop.round_id, workshop=workshop) for workshop in workshops]
        )
    elif workshops:
        Preference.objects.bulk_create([Preference(registration=registration, workshop=item) for item in workshops])
    if data.access_needs or data.diet:
        Needs.objects.create(
            registration=registration, access=data.access_needs, diet=data.diet, consented_at=timezone.now()
        )
    queue_mail(registration, "confirmed" if is_confirmed else "waitlisted")


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
        if room is None or room.workshop.round_id != round_id or not room.workshop.is_open_for_choice:
            problems[round_id] = _("This workshop cannot be chosen. Choose another one.")
        elif needs_place and room.is_full:
            problems[round_id] = _full_message(event_id, room)
    if problems:
        raise PlacesTaken(problems)
    return [found[workshop_id] for workshop_id in choices.values()]


def _full_message(event_id: int, full: Room) -> str:
    free = [
        room.workshop.title
        for room in rooms_of(event_id)
        if room.workshop.round_id == full.workshop.round_id and room.workshop.is_open_for_choice and not room.is_full
    ]
    if not free:
        return _("“%(title)s” has just filled up, and so have the others in this round. Choose “No preference”.") % {
            "title": full.workshop.title
        }
    return _("“%(title)s” has just filled up. There is still room in: %(free)s.") % {
        "title": full.workshop.title,
        "free": "; ".join(free),
    }


def recognise(typed: str) -> tuple[Organisation | None, Municipality | None]:
    """The organisation and the municipality that somebody typed the name of; "gemeente Zwolle" is Zwolle."""
    typed = " ".join(typed.split())
    if not typed:
        return None, None
    organisation = Organisation.objects.filter(name__iexact=typed).first()
    bare = typed[len("gemeente ") :] if typed.lower().startswith("gemeente ") else typed
    return organisation, Municipality.objects.filter(name__iexact=bare).first()
