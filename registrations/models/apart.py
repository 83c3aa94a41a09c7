"""People who must not sit in one group. Only organisers know, and nobody is told why a workshop cannot be chosen."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class KeepApart(models.Model):
    """Two people of one event; the one with the lower number stands first. It holds however they register again."""

    first = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("note for organisers"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("people kept apart")
        verbose_name_plural = _("people kept apart")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="registrations_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="registrations_apart_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
