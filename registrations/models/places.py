"""Places in workshops: objects of their own under a registration, and the rows that guard counting (D6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class SeatLock(models.Model):
    """The row to lock before counting. ``key`` is ``event:ID`` or ``workshop:ID``; locks are taken in key order."""

    key = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """That a registrant would like a workshop, and how much (1 is most)."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="preferences")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="preferences")
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "workshop"], name="registrations_preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.workshop}"


class Place(models.Model):
    """A certain place of a registration in one workshop of a round. At most one per round."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="places")
    round = models.ForeignKey("workshops.WorkshopRound", on_delete=models.CASCADE, related_name="places")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="places")
    is_fixed = models.BooleanField(_("fixed by the organiser"), default=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["registration", "round"], name="registrations_one_place_per_round"),
        ]

    def __str__(self) -> str:
        return str(self.workshop)


class WorkshopWait(models.Model):
    """That somebody waits for a full workshop; a place they have elsewhere is kept until it is their turn."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="workshop_waits")
    round = models.ForeignKey("workshops.WorkshopRound", on_delete=models.CASCADE, related_name="workshop_waits")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="workshop_waits")
    queue_number = models.BigIntegerField(_("number on the waiting list"))

    class Meta:
        verbose_name = _("waiting for a workshop")
        verbose_name_plural = _("waiting for workshops")
        indexes = [models.Index(fields=["workshop", "queue_number"], name="registrations_workshop_queue")]
        constraints = [
            models.UniqueConstraint(fields=["registration", "round"], name="registrations_one_wait_per_round"),
        ]

    def __str__(self) -> str:
        return str(self.workshop)
