"""A mail to a chosen part of the people of an event. Its recipients are outbox rows."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mailing.enums import CampaignState

DEFAULT_RATE = 600


class Campaign(models.Model):
    """One mail to many. ``selection`` holds the chosen values per dimension of its audience."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="campaigns")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT, editable=False
    )
    audience = models.CharField(_("to whom"), max_length=40)
    selection = models.JSONField(default=dict, editable=False)
    subject_nl = models.CharField(_("subject in Dutch"), max_length=200)
    body_nl = models.TextField(_("text in Dutch"))
    subject_en = models.CharField(_("subject in English"), max_length=200, blank=True)
    body_en = models.TextField(_("text in English"), blank=True, help_text=_("Empty: everybody gets the Dutch text."))
    send_at = models.DateTimeField(_("send at"), null=True, blank=True, help_text=_("Empty: at once."))
    rate_per_minute = models.PositiveIntegerField(
        _("at most this many mails a minute"),
        default=DEFAULT_RATE,
        validators=[MinValueValidator(1), MaxValueValidator(60_000)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    written_at = models.DateTimeField(null=True, editable=False)  # when every recipient had its row
    paused_at = models.DateTimeField(_("paused at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    totals = models.JSONField(default=dict, editable=False)  # kept when the rows per recipient are gone

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "send_at"], name="mailing_campaign_due")]

    def __str__(self) -> str:
        return self.subject_nl

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == CampaignState.DRAFT

    @property
    def is_under_way(self) -> bool:
        """Whether its numbers may still change by themselves."""
        return self.state in (CampaignState.SCHEDULED, CampaignState.WRITING, CampaignState.SENDING)
