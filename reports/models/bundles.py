"""All files of a report in one, made by a worker: a row that says what is wanted and how far it is (D8)."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import BundleState


class ReportBundle(models.Model):
    """One ZIP of one text of a report. ``key`` names that text, so that asking twice makes one row."""

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="bundles")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=80, unique=True)
    is_published = models.BooleanField(_("published"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=BundleState.choices, default=BundleState.WAITING)
    done = models.PositiveSmallIntegerField(_("files that are ready"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    content = models.BinaryField(null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("files of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being made, or about to be."""
        return self.state in (BundleState.WAITING, BundleState.RUNNING)

    @property
    def is_expired(self) -> bool:
        """Whether its link is over."""
        return self.expires_at <= timezone.now()
