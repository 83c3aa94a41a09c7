"""Who may do what at one event: roles for people who sign in, links for those who do not."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import LinkPurpose, Role


class EventRole(models.Model):
    """A role of one signed-in person at one event."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="roles"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="event_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("role at an event")
        verbose_name_plural = _("roles at events")
        constraints = [models.UniqueConstraint(fields=["event", "user", "role"], name="core_event_role_unique")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


def new_serial() -> str:
    """A random serial of 96 bits; it makes every link unguessable even to who knows the row."""
    return secrets.token_urlsafe(12)


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    """Queries over access links."""

    def usable(self) -> "AccessLinkQuerySet":
        """Links that are neither revoked nor past their end."""
        now = timezone.now()
        return self.filter(revoked_at=None).filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now))


class AccessLink(models.Model):
    """A revocable link that opens one thing of one event without an account.

    The address carries a signature over this row's id and serial (``core.tokens``), so that it
    can be shown to the organiser again and is worthless without the secret key. ``target`` is the
    id of what the link opens inside the event (for example a capture sheet); empty: the event.
    """

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="access_links"
    )
    purpose = models.CharField(_("opens"), max_length=20, choices=LinkPurpose.choices)
    target = models.PositiveBigIntegerField(_("target"), null=True, blank=True)
    label = models.CharField(_("label"), max_length=120, blank=True)
    serial = models.CharField(max_length=32, default=new_serial, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("access link")
        verbose_name_plural = _("access links")
        ordering = ["purpose", "target", "pk"]

    def __str__(self) -> str:
        return self.label or self.get_purpose_display()

    @property
    def is_usable(self) -> bool:
        """Whether the link still opens something."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())
