"""Who wants to hear when registration opens: an address, confirmed by its owner, gone soon after."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import new_reference


class InterestQuerySet(models.QuerySet["Interest"]):
    """Queries over addresses that were left."""

    def confirmed(self) -> "InterestQuerySet":
        """Those whose owner pressed the button in the mail."""
        return self.filter(confirmed_at__isnull=False)

    def to_tell(self) -> "InterestQuerySet":
        """Confirmed, and not told yet that registration is open."""
        return self.confirmed().filter(told_at=None)


class Interest(models.Model):
    """One address at the save-the-date of one event."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="interests"
    )
    reference = models.CharField(max_length=24, unique=True, default=new_reference, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    sector = models.ForeignKey(
        "core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=5, default="nl")
    created_at = models.DateTimeField(_("left at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    told_at = models.DateTimeField(_("told that registration is open at"), null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("address at a save-the-date")
        verbose_name_plural = _("addresses at a save-the-date")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "email_key"], name="registrations_interest_once"),
            models.CheckConstraint(
                condition=models.Q(told_at=None) | models.Q(confirmed_at__isnull=False),
                name="registrations_interest_told_if_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email
