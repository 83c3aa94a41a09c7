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


class DeskAnswer(TextChoices):
    """What the desk hears after a scan or a press; each has a word, a colour and a sound."""

    WELCOME = "welcome", _("Welcome")
    ALREADY = "already", _("Checked in already")
    CANCELLED = "cancelled", _("Registration was cancelled")
    NO_PLACE = "no_place", _("No place yet")
    OTHER_EVENT = "other_event", _("Another meeting")
    UNKNOWN = "unknown", _("Not found")
    UNDONE = "undone", _("Check-in undone")


class HistoryKind(TextChoices):
    """What happened to a registration."""

    REGISTERED = "registered", _("Registered")
    WAITLISTED = "waitlisted", _("Put on the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Cancelled")
    CHECKED_IN = "checked_in", _("Checked in")
    SCANNED_AGAIN = "scan_again", _("Checked in again, was in already")
    CHECK_UNDONE = "check_undone", _("Check-in undone")
    WALKED_IN = "walked_in", _("Registered at the desk")
    LET_IN = "let_in", _("Let in at the desk")
