"""An organiser adds somebody: with or without mail, and over the number of places only when told to."""

import uuid
from collections.abc import Callable

from django.db import transaction

from core.models import Municipality, Organisation
from events.models import EventPage
from registrations.domain.assigning import assign_workshops
from registrations.domain.editing import require_free_address
from registrations.domain.errors import NoSeat
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.registering import LETTERS, RegistrationData, normalise_email, recognise
from registrations.domain.seating import Seating, seating_of
from registrations.domain.transitions import stamp
from registrations.domain.waiting import lock_event
from registrations.enums import EntryMode, HistoryKind, RegistrationState
from registrations.models import Registration


def add_by_hand(
    event: EventPage,
    data: RegistrationData,
    *,
    submission_key: uuid.UUID,
    actor: str,
    with_mail: bool = True,
    anyway: bool = False,
    may_wait: bool = False,
) -> Registration:
    """Add one person; the same form twice finds the same registration.

    Without a seat: over the number of places when ``anyway``, on the waiting list when ``may_wait``, else
    NoSeat. Raises AddressTaken, and PlacesTaken for a full workshop unless ``anyway``.
    """
    with transaction.atomic():
        lock_event(event.pk)
        known = Registration.objects.filter(event=event, submission_key=submission_key).first()
        if known is not None:
            return known
        seating = seating_of(event.pk)
        problem = seating.problem(data.sector_id)
        if problem is not None and not anyway and not may_wait:
            raise NoSeat(problem)
        require_free_address(Registration(event=event, email_key=normalise_email(data.email)))
        state = RegistrationState.CONFIRMED if problem is None or anyway else RegistrationState.WAITLISTED
        registration = write_person(
            event, data, state, seating=seating, entry=EntryMode.ORGANISER, submission_key=submission_key, actor=actor
        )
        if data.choices:
            assign_workshops(registration, dict(data.choices), actor=actor, anyway=anyway, with_mail=False)
            registration.refresh_from_db()
        if with_mail:
            queue_mail(registration, LETTERS[state])
    return registration


def write_person(
    event: EventPage,
    data: RegistrationData,
    state: RegistrationState,
    *,
    seating: Seating,
    entry: EntryMode,
    actor: str,
    submission_key: uuid.UUID | None = None,
    note: str = "",
    find: Callable[[str], tuple[Organisation | None, Municipality | None]] = recognise,
) -> Registration:
    """One new registration with its history, under the event's lock, which the caller found free for the address."""
    organisation, municipality = find(data.organisation_name)
    registration = Registration(
        event=event,
        submission_key=submission_key,
        entry=entry,
        name=data.name,
        email=data.email.strip(),
        organisation=organisation,
        municipality=municipality,
        organisation_name=data.organisation_name,
        sector_id=data.sector_id,
        function=data.function,
        badge_name=data.badge_name,
        companion_name=data.companion_name,
        language=data.language,
    )
    registration.email_key = normalise_email(data.email) or registration.reference
    stamp(registration, state, now=seating.now, queue_number=seating.queue_number_of(registration))
    registration.save(force_insert=True)
    kind = HistoryKind.REGISTERED if state == RegistrationState.CONFIRMED else HistoryKind.WAITLISTED
    note_history(registration, kind, actor=actor, note=note)
    return registration
