"""What stays of looking for duplicates: pairs that are two people, and links of who was merged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class TwoPeople(models.Model):
    """That two registrations look alike and are two people all the same; the lower key stands first."""

    first = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("two people who look alike")
        verbose_name_plural = _("two people who look alike")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="registrations_two_people_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="registrations_two_people_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FormerLink(models.Model):
    """The reference of a registration that was merged into another one: its personal link opens that one."""

    reference = models.CharField(max_length=24, unique=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="former_links")

    class Meta:
        verbose_name = _("former personal link")
        verbose_name_plural = _("former personal links")

    def __str__(self) -> str:
        return str(self.pk)
