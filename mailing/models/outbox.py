"""Messages that leave the house: one row per mail, written in the transaction that causes it (D8)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mailing.enums import MessageState, Priority


class OutboxMessage(models.Model):
    """One mail to one address. ``key`` makes queueing it twice impossible."""

    key = models.CharField(_("key"), max_length=160, unique=True)
    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    campaign = models.ForeignKey(
        "mailing.Campaign",
        verbose_name=_("mailing"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.LETTER, editable=False
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    to_name = models.CharField(_("name of the addressee"), max_length=200, blank=True)
    to_address = models.EmailField(_("address"), blank=True)  # empty only in the log of a mailing
    composer = models.CharField(
        _("written by"),
        max_length=60,
        blank=True,
        help_text=_("Empty: the text was given. Else the registered function that writes it at delivery."),
    )
    argument = models.CharField(_("about"), max_length=80, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar"), blank=True)
    calendar_method = models.CharField(_("calendar method"), max_length=10, blank=True)
    unsubscribe_url = models.CharField(_("address to leave the list"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "priority", "due_at"], name="mailing_due"),
            models.Index(fields=["campaign", "state"], name="mailing_of_campaign"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def is_composed(self) -> bool:
        """Whether the text stands; a retry then sends exactly the same mail."""
        return bool(self.text)
