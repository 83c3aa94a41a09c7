"""When the letters around an event leave, and that they left."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterMoments(models.Model):
    """The moments of one letter at one event. ``days``: whole days before (or after) a date, for example "7, 1"."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="letter_moments")
    letter = models.CharField(_("letter"), max_length=40)
    days = models.CharField(_("days"), max_length=60, blank=True)
    hour = models.PositiveSmallIntegerField(_("hour"), default=9, validators=[MaxValueValidator(23)])
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("moments of a letter")
        verbose_name_plural = _("moments of letters")
        constraints = [models.UniqueConstraint(fields=["event", "letter"], name="registrations_moments_once")]

    def __str__(self) -> str:
        return f"{self.letter}: {self.days}"


class MomentRun(models.Model):
    """That the letters of one moment were queued; a moment that moves with its date is another moment."""

    is_derived = True  # it says what was done, and is no loss with its date

    event_date = models.ForeignKey("events.EventDate", on_delete=models.CASCADE, related_name="+")
    letter = models.CharField(_("letter"), max_length=40)
    due_at = models.DateTimeField(_("due at"))
    ended_at = models.DateTimeField(_("ended at"), auto_now_add=True)
    queued = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("moment that has passed")
        verbose_name_plural = _("moments that have passed")
        constraints = [
            models.UniqueConstraint(fields=["event_date", "letter", "due_at"], name="registrations_moment_runs_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.due_at}"
