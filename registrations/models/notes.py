"""What organisers write down about a registration, for each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class OrganiserNote(models.Model):
    """A note that only organisers see."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="organiser_notes")
    text = models.CharField(_("note"), max_length=1000)
    by = models.CharField(_("by"), max_length=120)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("note of the organisers")
        verbose_name_plural = _("notes of the organisers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
