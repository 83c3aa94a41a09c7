"""What people make of cards together: groups with a title, and what somebody in the room proposes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 120
LONGEST_ROOM_CARD = 280


class Cluster(models.Model):
    """Outcomes under one prompt, of any room, that belong together; ``prompt_key`` joins the prompt over templates."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="outcome_clusters"
    )
    prompt_key = models.SlugField(_("prompt"), max_length=60)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    dots = models.PositiveIntegerField(_("dots"), null=True, blank=True)

    class Meta:
        verbose_name = _("group of outcomes")
        verbose_name_plural = _("groups of outcomes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class RoomCard(models.Model):
    """A card that somebody in the room wrote and that nobody read yet: a random id, no author, no time, no order."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey("workshops.CaptureSheet", on_delete=models.CASCADE, related_name="room_cards")
    prompt = models.ForeignKey("workshops.CapturePrompt", on_delete=models.CASCADE, related_name="room_cards")
    text = models.CharField(_("text"), max_length=LONGEST_ROOM_CARD)

    class Meta:
        verbose_name = _("card from the room")
        verbose_name_plural = _("cards from the room")
        ordering = ["uid"]

    def __str__(self) -> str:
        return self.text[:60]
