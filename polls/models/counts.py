"""Counts on paper or by show of hands: a record of their own beside the result, never mixed with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from polls.enums import CountMethod


class ManualCount(models.Model):
    """What somebody counted in the room at one round. ``counts`` is per option id, as text; ``n`` is who took part."""

    round = models.ForeignKey("polls.Round", on_delete=models.CASCADE, related_name="manual_counts")
    label = models.CharField(_("label"), max_length=80)
    method = models.CharField(_("counted"), max_length=8, choices=CountMethod.choices, default=CountMethod.HANDS)
    counts = models.JSONField(_("counts"), default=dict)
    n = models.PositiveIntegerField(_("number of people"))
    made_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("manual count")
        verbose_name_plural = _("manual counts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
