"""Rounds of a question, and what is left of them after closing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polls.enums import RoundState


class Round(models.Model):
    """One time that a question is put to the room. Its ballots live in the ballot box until it closes.

    ``hidden_words`` are words of a cloud that a moderator took out while they came in; they stay out of the
    result. ``countdown_until`` is what screens count down to; it closes nothing by itself.
    """

    question = models.ForeignKey("polls.Question", on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    label = models.CharField(_("label"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RoundState.choices, default=RoundState.READY)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    countdown_until = models.DateTimeField(_("countdown until"), null=True, blank=True)
    open_until = models.DateTimeField(_("open until"), null=True, blank=True)
    closing_at = models.DateTimeField(_("closing since"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    hidden_words = models.JSONField(_("hidden words"), default=list, blank=True)
    is_rehearsal = models.BooleanField(_("rehearsal"), default=False)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="polls_round_number_unique"),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(state__in=["open", "closing"]),
                name="polls_one_open_round_per_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"


class FrozenResult(models.Model):
    """All that is kept of a closed round: totals and the releasable breakdown, immutable.

    ``payload`` is canonical JSON (sorted keys, no spaces); ``sha256`` is its fingerprint.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="result")
    payload = models.JSONField(_("result"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("frozen result")
        verbose_name_plural = _("frozen results")

    def __str__(self) -> str:
        return self.sha256[:12]
