"""Polls: sets of questions, prepared before the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from polls.enums import VoterScope


class Poll(ClusterableModel):
    """A set of questions that belongs to a plenary item or a workshop of an event."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="polls"
    )
    programme_item = models.ForeignKey(
        "events.ProgrammeItem",
        verbose_name=_("programme item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="polls",
    )
    workshop = models.ForeignKey(
        "workshops.Workshop",
        verbose_name=_("workshop"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="polls",
    )
    title = models.CharField(_("title"), max_length=160)
    voters = models.CharField(_("who may vote"), max_length=12, choices=VoterScope.choices, default=VoterScope.ROOM)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
