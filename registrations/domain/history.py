"""What happened to a registration, by whom."""

from registrations.enums import HistoryKind
from registrations.models import HistoryEntry, Registration


def note_history(registration: Registration, kind: HistoryKind, *, actor: str = "", note: str = "") -> HistoryEntry:
    """Add one line to the history; an empty actor is the registrant."""
    return HistoryEntry.objects.create(registration=registration, kind=kind, actor=actor[:120], note=note[:300])
