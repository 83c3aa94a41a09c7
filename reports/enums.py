"""Choices of the reports app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExportFormat(TextChoices):
    """What a report can be exported to."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    ODT = "odt", "ODT"
    MARKDOWN = "md", "Markdown"
    HTML = "html", "HTML"


class ReportKind(TextChoices):
    """What a draft looks like. ``OWN`` is a template that an organisation kept."""

    SHORT = "short", _("Short report")
    FULL = "full", _("Report with figures")
    CHAPTERS = "chapters", _("Report with chapters")
    SERIES = "series", _("Masterclass series")
    COMPARISON = "comparison", _("Comparison of regional meetings")
    OWN = "own", _("Own template")


class ReaderRole(TextChoices):
    """As what somebody reads the draft."""

    MINISTRY = "ministry", _("Ministry")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    SPEAKER = "speaker", _("Speaker")
    OTHER = "other", _("Other reader")


class ReaderAnswer(TextChoices):
    """What a reader says of the draft."""

    ASKED = "asked", _("Not answered yet")
    AGREED = "agreed", _("Agreed")
    AGREED_IF = "agreed_if", _("Agreed if")


class QuoteState(TextChoices):
    """What the person quoted says of the exact words."""

    ASKED = "asked", _("Asked, no answer yet")
    GOOD = "good", _("Good")
    OTHERWISE = "otherwise", _("Otherwise")
    WITHDRAWN = "withdrawn", _("Taken out")
    NOT_NEEDED = "not_needed", _("No permission needed")


class RecommendationStatus(TextChoices):
    """What came of a recommendation."""

    OPEN = "open", _("Nothing known yet")
    TAKEN_UP = "taken_up", _("Taken up")
    DONE = "done", _("Carried out")
    NOT_TAKEN = "not_taken", _("Not taken over")


class PartLanguage(TextChoices):
    """Languages of words and quotes in a report."""

    NL = "nl", _("Dutch")
    EN = "en", _("English")
    DE = "de", _("German")
    FR = "fr", _("French")
    FY = "fy", _("Frisian")
    ES = "es", _("Spanish")
    TR = "tr", _("Turkish")
    PL = "pl", _("Polish")
    UK = "uk", _("Ukrainian")
    AR = "ar", _("Arabic")


class Stage(TextChoices):
    """How far a report is on its way to publication."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", pgettext_lazy("stage of a report", "Being checked")
    SIGN_OFF = "sign_off", _("Sign-off round")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class RetentionCategory(TextChoices):
    """How long the archive keeps a published version, counted from publication."""

    PERMANENT = "permanent", _("Keep permanently")
    YEARS_20 = "years_20", _("Keep for 20 years")
    YEARS_10 = "years_10", _("Keep for 10 years")
    YEARS_5 = "years_5", _("Keep for 5 years")

    @property
    def years(self) -> int | None:
        """The number of years; None for permanently."""
        return None if self is RetentionCategory.PERMANENT else int(self.value.removeprefix("years_"))


class BundleState(TextChoices):
    """How far the files of a report are."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Could not be made")


class ChangeKind(TextChoices):
    """What became of a block of a report since it was made from its facts."""

    CHANGED = "changed", _("The facts changed")
    EDITED = "edited", _("The facts changed, and somebody wrote in this text")
    NEW = "new", _("There are new facts")
    VANISHED = "vanished", _("The facts this was made from are gone")


class RedlineSort(TextChoices):
    """What a file that came back does with a line of the text."""

    CHANGED = "changed", _("Changed")
    INSERTED = "inserted", pgettext_lazy("a line of a text", "New")
    DELETED = "deleted", pgettext_lazy("a line of a text", "Taken out")
    MOVED = "moved", _("Moved")
    COMMENT = "comment", pgettext_lazy("on a paragraph", "Comment")


class RedlineState(TextChoices):
    """What the reporter decided about a change in a file that came back."""

    OPEN = "open", _("Not decided yet")
    TAKEN = "taken", _("Taken over")
    NOTED = "noted", _("Noted as a remark")
    REFUSED = "refused", _("Not taken over")


class Hindrance(TextChoices):
    """Why a change cannot be taken over by a press."""

    QUOTE = (
        "quote",
        _("These are words of a person who agreed to exactly this text. Ask that person about other words."),
    )
    OTHER_NOW = "other_now", _("The text of this part is not any more what was sent. Change it in the editor.")
    NOT_PLAIN = "not_plain", _("This part is more than plain text. Change it in the editor.")
    BY_HAND = "by_hand", _("A paragraph was moved, split or joined. Do that in the editor.")
    TOO_LONG = "too_long", _("The new text is too long for this heading. Change it in the editor.")
