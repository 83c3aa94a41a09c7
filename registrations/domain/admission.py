"""Who may come in at an event: the hook for invitations and codes."""

from collections.abc import Callable
from dataclasses import dataclass

from registrations.enums import RegistrationMode
from registrations.models import Registration


@dataclass(frozen=True)
class Admission:
    """That somebody holds a valid invitation or code, checked by who made this.

    ``claim`` is called with the new registration inside its transaction and under the event's lock: it
    marks the invitation as used or counts the code. It raises RegistrationError when that can no longer
    be done; then nothing is written. ``note`` goes into the history, for example the name of the code.
    """

    note: str = ""
    claim: Callable[[Registration], None] | None = None


def is_admitted(mode: str, admission: Admission | None) -> bool:
    """Whether the form may be sent: by invitation only with an admission."""
    return mode != RegistrationMode.INVITATION or admission is not None


def needs_approval(mode: str, admission: Admission | None) -> bool:
    """Whether an organiser decides: always by approval; in the mixed mode who has no admission."""
    return mode == RegistrationMode.APPROVAL or (mode == RegistrationMode.MIXED and admission is None)
