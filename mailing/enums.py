"""Choices of the mailing app."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Where a message is."""

    QUEUED = "queued", _("Waiting")
    HELD = "held", _("Held")
    SENT = "sent", _("Sent")
    SKIPPED = "skipped", _("No longer needed")
    FAILED = "failed", _("Given up")
    BOUNCED = "bounced", _("Came back")


class Priority(IntegerChoices):
    """What goes first: a confirmation never waits behind a mailing to thousands."""

    LETTER = 0, _("Letter")
    CAMPAIGN = 1, _("Mailing")


class WordingAction(TextChoices):
    """What was done to a letter."""

    REWORDED = "reworded", _("Own words")
    STANDARD = "standard", _("Back to the standard text")
    SWITCHED_ON = "on", _("Switched on")
    SWITCHED_OFF = "off", _("Switched off")


class CampaignState(TextChoices):
    """Where a mailing is."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Planned")
    WRITING = "writing", _("Being prepared")
    SENDING = "sending", _("Being sent")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")
