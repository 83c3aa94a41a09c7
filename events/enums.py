"""Choices of the events app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of meeting it is."""

    NATIONAL_MEETING = "national_meeting", _("National meeting")
    MASTERCLASS = "masterclass", _("Masterclass")
    WORKING_SESSION = "working_session", _("Working session")


class DateKind(TextChoices):
    """What a date of a series is for."""

    REGULAR = "regular", _("Regular date")
    CATCH_UP = "catch_up", _("Catch-up date")
    FOLLOW_UP = "follow_up", _("Follow-up date")


class ItemKind(TextChoices):
    """Kinds of programme item. Workshop rounds are contributed by the workshops app."""

    ARRIVAL = "arrival", _("Arrival")
    PLENARY = "plenary", _("Plenary")
    TALK = "talk", _("Talk")
    BREAK = "break", _("Break")
    DRINKS = "drinks", _("Drinks")


class PartyRole(TextChoices):
    """The role of an organisation or person at an event. Never a bare "partner" in Dutch."""

    COMMISSIONER = "commissioner", _("Commissioner")
    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    CONTRACTOR = "contractor", _("Contractor")


class Provisional(TextChoices):
    """What of an announcement may still change."""

    NOTHING = "", _("Date and place are certain")
    DATE = "date", _("Date to be confirmed")
    PLACE = "place", _("Place to be confirmed")
    BOTH = "both", _("Date and place to be confirmed")
