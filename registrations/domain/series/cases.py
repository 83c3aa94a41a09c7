"""The own case: sent in without names, read by the organiser, sent back or approved, and deleted early."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Municipality
from events.models import EventPage
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.series.dates import is_series
from registrations.domain.series.first_names import FIRST_NAMES
from registrations.domain.series.identifying import Flag, flags_in
from registrations.domain.series.rules import masterclass_rules_of
from registrations.enums import CaseState, HistoryKind, RegistrationState
from registrations.models import OwnCase, Registration

FIELDS = ("situation", "question", "tried")


class CaseClosed(RegistrationError):
    """The case cannot be sent or changed (any more)."""


def asks_case(event: EventPage) -> bool:
    """Whether people may bring in a case here. No query but for a masterclass."""
    return is_series(event) and masterclass_rules_of(event).asks_case


def is_open_for_cases(event: EventPage) -> bool:
    """Whether a case can be sent now: until the organiser's moment, else until the last date ends."""
    until = masterclass_rules_of(event).case_until or event.period()[1]
    return asks_case(event) and (until is None or until > timezone.now())


def flags_of(texts: Mapping[str, str]) -> dict[str, list[Flag]]:
    """What could tell who a case is about, by field. One query."""
    places = list(Municipality.objects.values_list("name", flat=True))
    found = {name: flags_in(text, names=FIRST_NAMES, places=places) for name, text in texts.items() if text}
    return {name: flags for name, flags in found.items() if flags}


def send_case(registration: Registration, texts: Mapping[str, str]) -> OwnCase:
    """Send a case in, or anew after it came back. Raises CaseClosed; an approved case stands as it is."""
    with transaction.atomic():
        current = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
        if current.state != RegistrationState.CONFIRMED or not is_open_for_cases(current.event):
            raise CaseClosed(_("A case can no longer be sent in."))
        case = OwnCase.objects.filter(registration=current).first() or OwnCase(registration=current)
        if case.state == CaseState.APPROVED:
            raise CaseClosed(_("Your case is approved. Ask the organiser if something must change."))
        for name in FIELDS:
            setattr(case, name, texts.get(name, ""))
        case.state, case.sent_at = CaseState.SENT, timezone.now()
        case.save()
        note_history(current, HistoryKind.CHANGED, note=_("case sent in"))
    return case


def withdraw_case(registration: Registration) -> bool:
    """Delete the own case; nobody can read it any more. Returns whether there was one."""
    with transaction.atomic():
        deleted, _rows = OwnCase.objects.filter(registration=registration).delete()
        if deleted:
            note_history(registration, HistoryKind.CHANGED, note=_("case withdrawn"))
    return bool(deleted)


def answer_case(case: OwnCase, state: CaseState, *, feedback: str = "", actor: str = "") -> OwnCase:
    """Approve a case, or send it back with a question; the registrant gets a mail that repeats nothing of it."""
    with transaction.atomic():
        current = OwnCase.objects.select_for_update(of=("self",)).select_related("registration__event").get(pk=case.pk)
        current.state, current.feedback = state, feedback
        current.decided_at, current.decided_by = timezone.now(), actor[:120]
        current.save(update_fields=["state", "feedback", "decided_at", "decided_by"])
        occasion = f"{state.value}-{int(current.decided_at.timestamp())}"
        queue_mail(current.registration, "case_answered", occasion=occasion)
    return current


def forget_cases() -> int:
    """Delete the cases whose date set by the organiser has come. Returns how many."""
    today = timezone.localdate()
    rows = OwnCase.objects.filter(registration__event__masterclass_rules__cases_deleted_on__lte=today)
    return rows.delete()[1].get("registrations.OwnCase", 0)
