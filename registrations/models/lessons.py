"""What belongs to a date of a masterclass: materials to read, homework to hand in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class Lesson(models.Model):
    """What materials and homework share: a date, a title, and the moment from which it can be seen."""

    event_date = models.ForeignKey(
        "events.EventDate", verbose_name=_("date"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True, max_length=8000)
    link = models.URLField(_("link"), blank=True, max_length=500)
    visible_from = models.DateTimeField(_("visible from"), null=True, blank=True, help_text=_("Empty: at once."))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_visible(self) -> bool:
        """Whether registrants with a place see it now."""
        return self.visible_from is None or self.visible_from <= timezone.now()


class Material(Lesson):
    """Something to read or to look at for a date: text, a link, a file."""

    class Meta(Lesson.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")


class Homework(Lesson):
    """Something to make before a date, and to hand in until a set moment."""

    due_at = models.DateTimeField(_("hand in until"))

    class Meta(Lesson.Meta):
        verbose_name = _("homework")
        verbose_name_plural = _("homework")

    def clean(self) -> None:
        """Homework can be seen before it must be in."""
        super().clean()
        if self.visible_from and self.due_at and self.due_at <= self.visible_from:
            raise ValidationError({"due_at": _("This must be later than the moment from which it can be seen.")})

    @property
    def is_open(self) -> bool:
        """Whether it can be handed in, or handed in anew."""
        return self.is_visible and timezone.now() < self.due_at


class HandIn(models.Model):
    """What one registrant handed in for one piece of homework."""

    homework = models.ForeignKey(Homework, on_delete=models.CASCADE, related_name="hand_ins")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="hand_ins")
    text = models.TextField(_("your text"), blank=True, max_length=20000)
    handed_in_at = models.DateTimeField(_("handed in at"))

    class Meta:
        verbose_name = _("handed-in homework")
        verbose_name_plural = _("handed-in homework")
        constraints = [
            models.UniqueConstraint(fields=["homework", "registration"], name="registrations_handed_in_once")
        ]

    def __str__(self) -> str:
        return f"{self.homework_id} {self.registration_id}"
