"""The live room of an event: its join code, what the screen shows, and its disclosure policy."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from polls.enums import ScreenView


def new_join_code() -> str:
    """A random code of six digits, never starting with a zero."""
    return str(100_000 + secrets.randbelow(900_000))


class Room(models.Model):
    """The live room of one event."""

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="room")
    join_code = models.CharField(_("join code"), max_length=6, unique=True, default=new_join_code)
    is_open = models.BooleanField(_("people can join"), default=True)
    current_round = models.ForeignKey("polls.Round", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    screen_view = models.CharField(
        _("the screen shows"), max_length=12, choices=ScreenView.choices, default=ScreenView.WAITING
    )

    frame_origins = models.JSONField(_("sites that may show the screen"), default=list, blank=True)

    class Meta:
        verbose_name = _("live room")
        verbose_name_plural = _("live rooms")

    def __str__(self) -> str:
        return self.join_code


class DisclosurePolicy(models.Model):
    """How results are protected at one event; locked before the first vote, also in the database (D5).

    ``groups`` is made once, at the first opening, from eligible numbers:
    ``[{"id": 0, "label": "…", "people": "…", "sector_ids": [1, 2]}, …]``.
    """

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="disclosure_policy")
    minimum = models.PositiveSmallIntegerField(_("smallest group shown"), default=10)
    groups = models.JSONField(_("groups"), default=list)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)
    locked_by = models.ForeignKey(
        "polls.Round", verbose_name=_("locked by"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("disclosure policy")
        verbose_name_plural = _("disclosure policies")

    def __str__(self) -> str:
        return str(self.event_id)
