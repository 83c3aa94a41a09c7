"""What the chair's remote needs to remember: a rehearsal that is going on, and which presses were done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rehearsal(models.Model):
    """A rehearsal of a room. While this row is there every round that opens is a rehearsal and is wiped afterwards.

    ``groups`` are cut for the rehearsal alone; the disclosure policy of the event stays as it is.
    """

    room = models.OneToOneField("polls.Room", on_delete=models.CASCADE, related_name="rehearsal")
    groups = models.JSONField(_("groups"), default=list)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)

    class Meta:
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")

    def __str__(self) -> str:
        return f"rehearsal of {self.room_id}"


class Press(models.Model):
    """One press on a remote, by the key that the page gave it, so that sending it again does nothing more."""

    room = models.ForeignKey("polls.Room", on_delete=models.CASCADE, related_name="presses")
    key = models.CharField(max_length=64)
    refusal = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("press")
        verbose_name_plural = _("presses")
        constraints = [models.UniqueConstraint(fields=["room", "key"], name="polls_press_once")]

    def __str__(self) -> str:
        return self.key
