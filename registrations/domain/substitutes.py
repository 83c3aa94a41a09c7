"""Handing a place to a substitute. It stays with the registrant until the substitute accepts by a press.

The seat never comes free in between, so nobody on the waiting list is passed over by accident; whether
the list may be passed over at all is the organiser's rule. What the registrant needs and answered is theirs
and goes; the places in workshops go along.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from registrations.domain.addresses import queue_to
from registrations.domain.answering import write_answers
from registrations.domain.deadlines import changes_deadline
from registrations.domain.errors import NoSeat, RegistrationClosed, RegistrationError
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.ranking import OPEN_RANKING
from registrations.domain.registering import RegistrationData, new_registration, normalise_email
from registrations.domain.rules import rules_of
from registrations.domain.seating import seating_of
from registrations.domain.transitions import move, stamp
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.domain.workshop_waiting import leave_all_workshops
from registrations.enums import EntryMode, HandoverState, HistoryKind, SubstituteRule
from registrations.enums import RegistrationState as State
from registrations.models import CatchUp, FixedPlace, GroupPlace, Handover, Needs, Place, Preference, Registration

PURPOSE = "handover"
EARLIEST_HOUR, LATEST_HOUR = 9, 21  # no deadline falls in the night


def problem_with_handing_over(registration: Registration) -> str:
    """Why this place cannot be handed to a substitute now, in words; empty: it can."""
    rule = rules_of(registration.event).substitutes
    if registration.state != State.CONFIRMED:
        return _("Only a certain place can be handed to a substitute.")
    if _is_over(registration):
        return _("It is too late to name a substitute here. Let your colleague report at the desk.")
    if rule == SubstituteRule.NEVER:
        return _("At this meeting a place cannot be handed over: it goes to the waiting list.")
    if rule == SubstituteRule.NOBODY_WAITS and _somebody_waits(registration.event_id):
        return _("Others wait for a place at this meeting, so it goes to the waiting list.")
    return ""


def _is_over(registration: Registration) -> bool:
    """After the deadline for changes, and once the event has begun."""
    starts_at, _ends_at = registration.event.period()
    return changes_deadline(registration.event).is_over or (starts_at is not None and starts_at <= timezone.now())


def _somebody_waits(event_id: int) -> bool:
    return Registration.objects.filter(event_id=event_id, state=State.WAITLISTED).exists()


def open_handover(registration: Registration) -> Handover | None:
    """The handover that waits for an answer. One query."""
    return Handover.objects.filter(
        registration=registration, state=HandoverState.OFFERED, expires_at__gt=timezone.now()
    ).first()


def hand_over(registration: Registration, *, name: str, email: str) -> Handover:
    """Ask a substitute, who has some days to accept. Raises RegistrationError. The same for a known address."""
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        problem = problem_with_handing_over(current)
        if problem:
            raise RegistrationClosed(problem)
        if normalise_email(email) == current.email_key:
            raise RegistrationError(_("This is your own address. Give that of your substitute."))
        for former in current.handovers.filter(state=HandoverState.OFFERED):
            _end(former, HandoverState.WITHDRAWN)
        handover = Handover.objects.create(
            registration=current, name=name, email=email.strip(), expires_at=_expires_at(current)
        )
        note_history(current, HistoryKind.HANDING_OVER)
        queue_to(current, "substitute", address=handover.email, name=name, about=handover.reference)
    return handover


def _expires_at(registration: Registration) -> datetime:
    """The set hours, up to an hour of the day, but not past the deadline for changes or the start."""
    starts_at, _ends_at = registration.event.period()
    moments = [by_day(timezone.now() + timedelta(hours=rules_of(registration.event).substitute_hours))]
    return min(moment for moment in (*moments, changes_deadline(registration.event).at, starts_at) if moment)


def by_day(moment: datetime) -> datetime:
    """The next full hour at which people read mail: after the evening, the morning."""
    local = timezone.localtime(moment + timedelta(minutes=59)).replace(minute=0, second=0, microsecond=0)
    if local.hour > LATEST_HOUR:
        local += timedelta(days=1)
    if local.hour > LATEST_HOUR or local.hour < EARLIEST_HOUR:
        local = local.replace(hour=EARLIEST_HOUR)
    return local.astimezone(UTC)


def find_handover(token: str) -> Handover | None:
    """The handover behind a substitute's link, however it stands; None when the link is not ours."""
    try:
        reference = read_token(PURPOSE, token)
    except BadToken:
        return None
    return Handover.objects.filter(reference=reference).select_related("registration__event").first()


def still_holds(handover: Handover) -> bool:
    """Whether the substitute can still accept."""
    return (
        handover.state == HandoverState.OFFERED
        and handover.expires_at > timezone.now()
        and handover.registration.state == State.CONFIRMED
        and not handover.registration.event.is_cancelled
    )


def accept_handover(handover: Handover, data: RegistrationData) -> Registration:
    """The substitute takes the seat and the workshops, the registrant is cancelled; both calendars follow.

    ``data``: the substitute's own; the address is the one that the link was mailed to. Accepting twice finds
    the same registration. Raises RegistrationClosed when it no longer holds, NoSeat when the quota of
    the substitute's sector is full, RegistrationError when the substitute has a place already.
    """
    with transaction.atomic():
        lock_event(handover.registration.event_id)
        handover = Handover.objects.select_related("registration__event", "substitute").get(pk=handover.pk)
        if handover.state == HandoverState.ACCEPTED and handover.substitute:
            return handover.substitute
        if not still_holds(handover):
            raise RegistrationClosed(_("This place can no longer be taken over."))
        former = handover.registration
        data = replace(data, email=handover.email, choices={}, waits={}, rankings={})
        _require_seat(former, data.sector_id)
        _leave_the_queue(former.event_id, normalise_email(data.email))
        substitute = _write(former, data)
        for part in (Place, FixedPlace, GroupPlace, CatchUp):
            part._default_manager.filter(registration=former).update(registration=substitute)
        Preference.objects.filter(OPEN_RANKING, registration=former).update(registration=substitute)
        move(former, State.CANCELLED, kind=HistoryKind.HANDED_OVER, note=substitute.name)
        leave_all_workshops(former)
        _end(handover, HandoverState.ACCEPTED, substitute=substitute)
        queue_mail(former, "handed_over")
        queue_mail(substitute, "confirmed")
        give_what_is_free(former.event_id)
    return substitute


def _require_seat(former: Registration, sector_id: int | None) -> None:
    """The seat changes hands; only the quotas can stand in the way."""
    problem = seating_of(former.event_id).plan.problem_with_taking_over(former.sector_id, sector_id)
    if problem is not None:
        raise NoSeat(problem)


def _leave_the_queue(event_id: int, email_key: str) -> None:
    """Who waits under this address leaves the list without a mail; who has a place cannot take another."""
    known = Registration.objects.active().filter(event_id=event_id, email_key=email_key).first()
    if known is None:
        return
    if known.state in (State.CONFIRMED, State.OFFERED):
        raise RegistrationError(_("You have a place at this meeting already."))
    move(known, State.CANCELLED, kind=HistoryKind.TOOK_OVER)
    leave_all_workshops(known)


def _write(former: Registration, data: RegistrationData) -> Registration:
    substitute = new_registration(former.event, data, submission_key=uuid.uuid4())
    substitute.entry = EntryMode.SUBSTITUTE
    stamp(substitute, State.CONFIRMED, now=timezone.now())
    substitute.save(force_insert=True)
    if data.other_sector_ids:
        substitute.sectors.set(data.other_sector_ids)
    if data.access_needs or data.diet:
        Needs.objects.create(
            registration=substitute, access=data.access_needs, diet=data.diet, consented_at=timezone.now()
        )
    write_answers(substitute, data.questions, data.answers)
    note_history(substitute, HistoryKind.TOOK_OVER)
    return substitute


def decline_handover(handover: Handover) -> None:
    """The substitute does not come: the registrant keeps the place and hears it. Twice changes nothing."""
    _close(handover, HandoverState.DECLINED, letter="substitute_declined")


def withdraw_handover(registration: Registration) -> None:
    """The registrant comes after all; the link of the substitute no longer works."""
    handover = open_handover(registration)
    if handover is not None:
        _close(handover, HandoverState.WITHDRAWN)


def end_lapsed_handovers() -> int:
    """End what was not answered in time, or belongs to who has no place any more; returns how many."""
    asked = Handover.objects.filter(state=HandoverState.OFFERED).select_related("registration__event")
    lapsed = list(asked.filter(expires_at__lte=timezone.now())[:200])
    gone = list(asked.exclude(registration__state=State.CONFIRMED)[:200])
    for handover in lapsed:
        _close(handover, HandoverState.LAPSED, letter="substitute_declined")
    for handover in gone:
        _close(handover, HandoverState.WITHDRAWN)
    return len(lapsed) + len(gone)


def _close(handover: Handover, state: HandoverState, *, letter: str = "") -> None:
    with transaction.atomic():
        lock_event(handover.registration.event_id)
        current = Handover.objects.select_related("registration__event").get(pk=handover.pk)
        if current.state != HandoverState.OFFERED:
            return
        _end(current, state)
        note_history(current.registration, HistoryKind.HANDOVER_ENDED, note=str(state.label))
        if letter:
            queue_mail(current.registration, letter, occasion=current.reference)


def _end(handover: Handover, state: HandoverState, *, substitute: Registration | None = None) -> None:
    """Close it and forget who was asked."""
    handover.state, handover.substitute = state, substitute
    handover.name = handover.email = ""
    handover.ended_at = timezone.now()
    handover.save(update_fields=["state", "substitute", "name", "email", "ended_at"])


def handover_link(reference: str) -> str:
    """The full address of the substitute's page."""
    path = reverse("registrations:handover", args=[make_token(PURPOSE, reference)])
    return absolute(path)
