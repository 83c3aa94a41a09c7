"""Models of who comes, and where they sit."""

from .places import Place, Preference, SeatLock
from .registrations import Attendance, HistoryEntry, Needs, Registration, RegistrationQuerySet

__all__ = [
    "Attendance",
    "HistoryEntry",
    "Needs",
    "Place",
    "Preference",
    "Registration",
    "RegistrationQuerySet",
    "SeatLock",
]
