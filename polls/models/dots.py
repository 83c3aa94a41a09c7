"""Dots on outcomes: an answer of an ordinary question that stands for a card or a group of cards.

And what limits how many cards one person in the room can send: a box with a key that goes when the
box closes, and per sender a number. Cards themselves stand in ``workshops`` without any sender.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from polls.enums import BoxState


class DotTarget(models.Model):
    """What an answer stands for: one outcome, or one group."""

    option = models.OneToOneField("polls.Option", on_delete=models.CASCADE, related_name="dot_target")
    outcome = models.ForeignKey("workshops.Outcome", on_delete=models.SET_NULL, null=True, related_name="+")
    cluster = models.ForeignKey("workshops.Cluster", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("what dots are for")
        verbose_name_plural = _("what dots are for")

    def __str__(self) -> str:
        return str(self.outcome or self.cluster)


class RoomCardBox(models.Model):
    """The key of an event's cards from the room, as long as any of its rooms takes them."""

    live_database = True

    event_id = models.BigIntegerField(primary_key=True)
    state = models.PositiveSmallIntegerField(choices=BoxState.choices, default=BoxState.OPEN)
    key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"room cards {self.event_id}"


class RoomCardSender(models.Model):
    """How many cards one sender sent; an HMAC under the box's key, no time, no card."""

    live_database = True

    pk = models.CompositePrimaryKey("event_id", "sender_key")
    event_id = models.BigIntegerField()
    sender_key = models.BinaryField(max_length=16)
    count = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"sender of {self.event_id}"
