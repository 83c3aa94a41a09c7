"""Addresses that do not take our mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SOFT_LIMIT = 3


class AddressBounce(models.Model):
    """That mails of an event to one address came back. Further mails to the address are held."""

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    address = models.CharField(_("address"), max_length=254)  # in lower case
    is_permanent = models.BooleanField(_("for good"), default=False)
    times = models.PositiveIntegerField(_("how often"), default=1)
    status = models.CharField(_("status"), max_length=12, blank=True)  # RFC 3463, for example 5.1.1
    diagnostic = models.CharField(_("what the other side said"), max_length=300, blank=True)
    first_at = models.DateTimeField(_("first time"), auto_now_add=True)
    last_at = models.DateTimeField(_("last time"))

    class Meta:
        verbose_name = _("address that bounces")
        verbose_name_plural = _("addresses that bounce")
        ordering = ["-last_at"]
        indexes = [models.Index(fields=["address"], name="mailing_bounce_address")]
        constraints = [
            models.UniqueConstraint(fields=["event", "address"], name="mailing_bounce_once"),
            models.UniqueConstraint(
                fields=["address"], condition=models.Q(event=None), name="mailing_bounce_once_without_event"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
