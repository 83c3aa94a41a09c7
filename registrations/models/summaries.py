"""What stays of the people when they are gone: numbers per sector."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttendanceSummary(models.Model):
    """How many registered and how many came, of one sector at one event (no sector: unknown)."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="attendance_summaries"
    )
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered = models.PositiveIntegerField(_("registered"), default=0)
    attended = models.PositiveIntegerField(_("attended"), default=0)

    class Meta:
        verbose_name = _("attendance in numbers")
        verbose_name_plural = _("attendance in numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sector"],
                condition=models.Q(sector__isnull=False),
                name="registrations_summary_per_sector",
            ),
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(sector=None), name="registrations_summary_unknown_sector"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.sector_id}"
