"""Models of what is announced."""

from .pages import EventIndexPage, EventPage
from .parts import CentralQuestion, EventDate, EventParty, EventSector, ProgrammeItem, Speaker

__all__ = [
    "CentralQuestion",
    "EventDate",
    "EventIndexPage",
    "EventPage",
    "EventParty",
    "EventSector",
    "ProgrammeItem",
    "Speaker",
]
