"""That somebody took people's data out of the system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.enums import SheetFormat


class ExportRecord(models.Model):
    """One export: who, when, how many people, which columns and filters. Never what was searched for."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="registration_exports")
    by = models.CharField(_("by"), max_length=120)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    format = models.CharField(_("format"), max_length=4, choices=SheetFormat.choices)
    number = models.PositiveIntegerField(_("people"))
    columns = models.TextField(_("columns"))
    query = models.TextField(_("filters"), blank=True)
    is_searched = models.BooleanField(_("with a search"), default=False)

    class Meta:
        verbose_name = _("export of registrations")
        verbose_name_plural = _("exports of registrations")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}"
