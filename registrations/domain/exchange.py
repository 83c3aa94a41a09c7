"""Exchange of contact details between participants who want it: both sides, and only as long as both want it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registrations.domain.history import note_history
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Registration


def takes_part(registration: Registration) -> bool:
    """Whether somebody sees others and is seen: opted in, with a certain place."""
    return registration.shares_contact and registration.state == RegistrationState.CONFIRMED


def partners_of(registration: Registration) -> QuerySet[Registration]:
    """The others who take part in the exchange; nobody for who does not. One query."""
    if not takes_part(registration):
        return Registration.objects.none()
    others = Registration.objects.filter(
        event_id=registration.event_id, state=RegistrationState.CONFIRMED, shares_contact=True
    )
    return others.exclude(pk=registration.pk).order_by("name", "pk")


def set_exchange(registration: Registration, *, shares: bool, actor: str = "") -> bool:
    """Take part, or stop at once; returns whether anything changed."""
    with transaction.atomic():
        changed = Registration.objects.filter(pk=registration.pk).exclude(shares_contact=shares)
        if not changed.update(shares_contact=shares):
            return False
        began, stopped = _("takes part in the exchange of contact details"), _("stopped exchanging contact details")
        note_history(registration, HistoryKind.CHANGED, actor=actor, note=began if shares else stopped)
    return True
