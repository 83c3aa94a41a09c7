"""Choices of the mailing app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Where a message is."""

    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    SKIPPED = "skipped", _("No longer needed")
    FAILED = "failed", _("Given up")
