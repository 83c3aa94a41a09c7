"""Choices of the polls app."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """What sort of answer a question takes."""

    SINGLE = "single", _("Single choice")
    MULTIPLE = "multiple", _("Multiple choice")
    STATEMENT = "statement", _("Statement (five-point scale)")
    RATING = "rating", _("Rating")
    RANKING = "ranking", _("Ranking")
    NUMBER = "number", _("A number")
    TEXT = "text", _("Open answer")
    WORDS = "words", _("Word cloud")

    @property
    def has_options(self) -> bool:
        """Whether people choose among answers that stand ready."""
        return self not in (self.NUMBER, self.TEXT, self.WORDS)

    @property
    def is_exclusive(self) -> bool:
        """Whether a voter has exactly one of the answers."""
        return self in (self.SINGLE, self.STATEMENT, self.RATING)

    @property
    def is_written(self) -> bool:
        """Whether people answer in words of their own."""
        return self in (self.TEXT, self.WORDS)


class VoterScope(TextChoices):
    """Who may vote."""

    ROOM = "room", _("Anyone in the room (code)")
    REGISTERED = "registered", _("Registered")
    CHECKED_IN = "checked_in", _("Checked in")

    @property
    def rank(self) -> int:
        """Checked in counts as registered, registered as in the room."""
        return list(type(self)).index(self)


class HallState(TextChoices):
    """Whether the hall may put questions."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class HallModeration(TextChoices):
    """Whether a question is read before everybody sees it."""

    FIRST = "first", _("Read first, then show")
    AT_ONCE = "at_once", _("Show at once")


class HallQuestionState(TextChoices):
    """What the moderator decided about a question from the hall."""

    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    ANSWERED = "answered", _("Answered")
    HIDDEN = "hidden", _("Hidden")
    MERGED = "merged", _("Merged")


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
    BEFORE_AFTER = "before_after", _("Before and after")
    ANSWERS = "answers", _("Open answers")
    QA = "qa", _("Questions from the hall")
    REPORT_BACK = "report_back", _("Report-back")


class BoxState(IntegerChoices):
    """State of a ballot box, kept small because every vote reads it.

    An emptied box has no key and no ballots any more; it only waits until the database has
    overwritten the place where they stood.
    """

    OPEN = 1
    CLOSED = 2
    EMPTIED = 3


class CountMethod(TextChoices):
    """How people were counted without their phones."""

    HANDS = "hands", _("By show of hands")
    PAPER = "paper", _("On paper")


class TextState(TextChoices):
    """What the moderator decided about an open answer. Only approved ones are ever shown."""

    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    HIDDEN = "hidden", _("Hidden")
