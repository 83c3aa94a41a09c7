"""Open answers after closing: words without anything that leads to who wrote them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from polls.enums import TextState


class TextAnswer(models.Model):
    """One open answer of a closed round. No voter, no group, no time; the key is random and rows are
    inserted in the order of their keys, so neither key nor place says when it came in.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("polls.Round", on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(_("answer"), max_length=280)
    state = models.CharField(_("state"), max_length=10, choices=TextState.choices, default=TextState.PENDING)
    is_spotlit = models.BooleanField(_("in the spotlight"), default=False)

    class Meta:
        verbose_name = _("open answer")
        verbose_name_plural = _("open answers")
        ordering = ["uid"]

    def __str__(self) -> str:
        return self.text
