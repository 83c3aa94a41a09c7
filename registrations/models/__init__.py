"""Models of who comes, and where they sit."""

from .places import Place, Preference, SeatLock
from .registrations import Attendance, HistoryEntry, Needs, Registration, RegistrationQuerySet
from .summaries import AttendanceSummary

__all__ = [
    "Attendance",
    "AttendanceSummary",
    "HistoryEntry",
    "Needs",
    "Place",
    "Preference",
    "Registration",
    "RegistrationQuerySet",
    "SeatLock",
]
