"""What a speaker is asked about her own passage, and what she answered."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.enums import PassageState


class Passage(models.Model):
    """That one speaker reads, through a link of her own, what was captured of her programme item."""

    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="passages")
    name = models.CharField(_("speaker"), max_length=160)
    answer_by = models.DateTimeField(_("answer before"))
    state = models.CharField(_("answer"), max_length=12, choices=PassageState.choices, default=PassageState.ASKED)
    condition = models.TextField(_("what should change"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the text that the answer was about

    class Meta:
        verbose_name = _("passage of a speaker")
        verbose_name_plural = _("passages of speakers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "name"], name="workshops_passage_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the speaker may still answer."""
        return self.answer_by > timezone.now()
