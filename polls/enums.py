"""Choices of the polls app."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """What sort of answer a question takes."""

    SINGLE = "single", _("Single choice")


class VoterScope(TextChoices):
    """Who may vote."""

    ROOM = "room", _("Anyone in the room (code)")
    REGISTERED = "registered", _("Registered")
    CHECKED_IN = "checked_in", _("Checked in")

    @property
    def rank(self) -> int:
        """Checked in counts as registered, registered as in the room."""
        return list(type(self)).index(self)


class RoundState(TextChoices):
    """open → closing (refuses votes at once) → closed (only the frozen result is left)."""

    READY = "ready", _("Ready")
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class ScreenView(TextChoices):
    """What the big screen shows."""

    WAITING = "waiting", _("Join code")
    QUESTION = "question", _("Question")
    RESULT = "result", _("Result")
    BREAKDOWN = "breakdown", _("Breakdown")


class BoxState(IntegerChoices):
    """State of a ballot box, kept small because every vote reads it.

    An emptied box has no key and no ballots any more; it only waits until the database has
    overwritten the place where they stood.
    """

    OPEN = 1
    CLOSED = 2
    EMPTIED = 3
