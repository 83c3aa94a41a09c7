"""Choices of the registrations app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegistrationState(TextChoices):
    """Where a registration stands."""

    PENDING = "pending", _("Waiting for approval")
    CONFIRMED = "confirmed", _("Confirmed")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Offered a place")
    CANCELLED = "cancelled", _("Cancelled")
    DECLINED = "declined", _("Declined")


ACTIVE_STATES = (
    RegistrationState.PENDING,
    RegistrationState.CONFIRMED,
    RegistrationState.WAITLISTED,
    RegistrationState.OFFERED,
)
SEATED_STATES = (RegistrationState.CONFIRMED, RegistrationState.OFFERED)


class HistoryKind(TextChoices):
    """What happened to a registration."""

    REGISTERED = "registered", _("Registered")
    WAITLISTED = "waitlisted", _("Put on the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Cancelled")
    CHECKED_IN = "checked_in", _("Checked in")
