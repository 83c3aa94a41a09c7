"""Registering several colleagues at once: one form, one transaction, one link and one mail for each.

The contact learns nothing about an address that the contact did not know: what the page answers is worked out
as if every address were new, and a colleague who was registered already looks like the others (decision 0122).
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from events.models import EventPage
from mailing.domain.outbox import queue_message
from registrations.domain.cancelling import cancel_registration
from registrations.domain.capacity import rooms_of
from registrations.domain.errors import PlacesTaken, RegistrationClosed, RegistrationError
from registrations.domain.registering import OutcomeKind, RegistrationData, answer_for, register
from registrations.domain.seating import Seating, seating_of
from registrations.domain.waiting import lock_event
from registrations.domain.window import window_of
from registrations.enums import EntryMode, HistoryKind, RegistrationState
from registrations.models import Colleague, ColleagueGroup, HistoryEntry, Registration

MOST = 15
TOKEN_PURPOSE = "colleagues"  # noqa: S105


@dataclass(frozen=True)
class Contact:
    """Who fills in the form. ``comes``: the first of the people is the contact."""

    name: str
    email: str
    language: str = "nl"
    comes: bool = False


class NotEveryoneFits(RegistrationError):
    """The contact asked for all or nobody, and not all of them can have a place."""

    def __init__(self, fitting: int) -> None:
        super().__init__(_("Not all of you can have a place."))
        self.fitting = fitting


class ColleaguePlacesTaken(RegistrationError):
    """Workshops that cannot be given: what to say, by number of the person and id of the round."""

    def __init__(self, by_person: Mapping[int, Mapping[int, str]]) -> None:
        super().__init__(_("Not every workshop can be given."))
        self.by_person = dict(by_person)


def register_colleagues(
    event: EventPage,
    contact: Contact,
    people: Sequence[RegistrationData],
    *,
    submission_key: uuid.UUID,
    all_or_nobody: bool,
) -> list[RegistrationState]:
    """Register all these people, or nobody; returns what each of them would get if all addresses were new.

    The same form twice does nothing more. Raises RegistrationClosed, NotAdmitted, NotEveryoneFits or
    ColleaguePlacesTaken; then nothing is written.
    """
    if not window_of(event).is_open:
        raise RegistrationClosed(_("Registration for this event is not open."))
    with transaction.atomic():
        lock_event(event.pk)
        seating = seating_of(event.pk)
        answers = foreseen(seating, people)
        if ColleagueGroup.objects.filter(submission_key=submission_key).exists():
            return answers
        fitting = sum(answer != RegistrationState.WAITLISTED for answer in answers)
        if all_or_nobody and fitting < len(people):
            raise NotEveryoneFits(fitting)
        _require_workshops(event.pk, people, answers)
        group = ColleagueGroup.objects.create(
            event=event,
            submission_key=submission_key,
            contact_name=contact.name,
            contact_email=contact.email.strip(),
            language=contact.language,
        )
        for number, person in enumerate(people):
            _bring(group, event, person, number, is_contact=contact.comes and number == 0)
        queue_group_mail(group)
    return answers


def foreseen(seating: Seating, people: Sequence[RegistrationData]) -> list[RegistrationState]:
    """What each of these people gets when all of them are new, in this order. Changes the counts of ``seating``."""
    answers = []
    for person in people:
        answer = answer_for(seating, person.sector_id, group_id=person.group_id)
        if answer == RegistrationState.CONFIRMED:
            seating.plan.seat(person.sector_id)
            if seating.groups:
                seating.groups.take(person.group_id)
        answers.append(answer)
    return answers


def _require_workshops(event_id: int, people: Sequence[RegistrationData], answers: Sequence[RegistrationState]) -> None:
    """Every choice can be given, those of the people before counted in. One query."""
    rooms = {room.workshop.pk: room for room in rooms_of(event_id)}
    chosen: Counter[int] = Counter()
    problems: dict[int, dict[int, str]] = {}
    for number, (person, answer) in enumerate(zip(people, answers, strict=True)):
        for round_id, workshop_id in person.choices.items():
            room = rooms.get(workshop_id)
            if room is None or room.workshop.round_id != round_id or not room.workshop.can_be_chosen:
                words = _("This workshop cannot be chosen. Choose another one.")
                problems.setdefault(number, {})[round_id] = words
            elif answer == RegistrationState.CONFIRMED and not room.workshop.round.is_ranked:
                chosen[workshop_id] += 1
                if room.left is not None and chosen[workshop_id] > room.left:
                    words = _("“%(title)s” has no place left for this person. Choose another one.")
                    problems.setdefault(number, {})[round_id] = words % {"title": room.workshop.title}
    if problems:
        raise ColleaguePlacesTaken(problems)


def _bring(group: ColleagueGroup, event: EventPage, person: RegistrationData, number: int, *, is_contact: bool) -> None:
    """Register one of them; who is registered already gets the personal link and stays as they are."""
    try:
        outcome = register(event, person, submission_key=uuid.uuid5(group.submission_key, str(number)))
    except PlacesTaken as error:
        raise ColleaguePlacesTaken({number: error.by_round}) from error
    is_new = outcome.kind == OutcomeKind.NEW
    if is_new and not is_contact:
        Registration.objects.filter(pk=outcome.registration.pk).update(entry=EntryMode.GROUP)
        HistoryEntry.objects.filter(registration=outcome.registration).update(actor=group.contact_name[:120])
    Colleague.objects.create(
        group=group,
        registration=outcome.registration,
        name=person.name,
        is_new=is_new,
        is_contact=is_contact,
        taken_over_at=timezone.now() if is_contact else None,
    )


def queue_group_mail(group: ColleagueGroup) -> None:
    """Queue the mail to the contact with the link to the list of colleagues."""
    queue_message(
        f"colleagues:{group.reference}",
        event=group.event,
        purpose="registration.colleagues",
        to_name=group.contact_name,
        to_address=group.contact_email,
        language=group.language,
        composer="registrations.colleagues",
        argument=group.reference,
    )


def token_of_group(group: ColleagueGroup) -> str:
    """The token that opens the contact's list."""
    return make_token(TOKEN_PURPOSE, group.reference)


def link_of_group(group: ColleagueGroup) -> str:
    """The full address of the contact's list."""
    path = reverse("registrations:colleagues_list", args=[token_of_group(group)])
    return absolute(path)


def find_group(token: str) -> ColleagueGroup | None:
    """The group behind a contact's link, with its event; None when the link is not ours."""
    try:
        reference = read_token(TOKEN_PURPOSE, token)
    except BadToken:
        return None
    return group_by_reference(reference)


def group_by_reference(reference: str) -> ColleagueGroup | None:
    """The group with its event and venue."""
    return ColleagueGroup.objects.select_related("event__venue").filter(reference=reference).first()


def colleagues_of(group: ColleagueGroup) -> list[Colleague]:
    """The colleagues of a contact, the contact left out, with what the contact may know: nothing but this."""
    return list(group.colleagues.filter(is_contact=False).order_by("pk"))


def withdraw_colleague(group: ColleagueGroup, pk: int) -> bool:
    """Cancel for a colleague who has not taken over; returns whether that could still be done.

    Who was registered before this group stays registered; the contact sees no difference.
    """
    with transaction.atomic():
        lock_event(group.event_id)
        rows = Colleague.objects.select_for_update(of=("self",)).select_related("registration__event")
        colleague = rows.filter(group=group, pk=pk, is_contact=False).first()
        if colleague is None or window_of(group.event).is_over:
            return False
        if colleague.withdrawn_at is not None:
            return True
        if colleague.taken_over_at is not None or _acted_alone(colleague.registration):
            return False
        colleague.withdrawn_at = timezone.now()
        colleague.save(update_fields=["withdrawn_at"])
        if colleague.is_new:
            cancel_registration(colleague.registration, actor=group.contact_name)
    return True


def _acted_alone(registration: Registration) -> bool:
    """Whether the registrant changed anything through the personal link, which takes over as well."""
    first = (HistoryKind.REGISTERED, HistoryKind.WAITLISTED, HistoryKind.PENDING)
    own = HistoryEntry.objects.filter(registration=registration, actor="").exclude(kind__in=first)
    return registration.entry == EntryMode.GROUP and own.exists()


def take_over(registration: Registration) -> bool:
    """The registrant goes on alone: from now on no contact can cancel. Returns whether anything changed."""
    open_now = Colleague.objects.filter(registration=registration, taken_over_at=None, withdrawn_at=None)
    return bool(open_now.update(taken_over_at=timezone.now()))


def contact_of(registration: Registration) -> Colleague | None:
    """The entry by which a contact can still cancel for this person. One query."""
    rows = Colleague.objects.filter(registration=registration, taken_over_at=None, withdrawn_at=None)
    return rows.select_related("group").order_by("pk").first()
