"""How registration works at one event: who may come in, who waits in which order, what is kept for whom."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registrations.enums import RegistrationMode, SubstituteRule, WaitingOrder


class RegistrationRules(models.Model):
    """The rules of one event. An event without a row has the defaults; read them with ``rules_of(event)``."""

    event = models.OneToOneField(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="registration_rules"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    mode = models.CharField(
        _("who may register"), max_length=12, choices=RegistrationMode.choices, default=RegistrationMode.OPEN
    )
    overbooking = models.PositiveSmallIntegerField(
        _("extra places because some do not come"),
        default=0,
        help_text=_("So many more places are given than there are seats. At free meetings one in five stays away."),
    )
    waiting_order = models.CharField(
        _("who is first on the waiting list"),
        max_length=14,
        choices=WaitingOrder.choices,
        default=WaitingOrder.CHRONOLOGICAL,
    )
    lot_seed = models.CharField(_("drawn number of the lot"), max_length=32, blank=True, editable=False)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept an offered place"),
        default=0,
        help_text=_("0: a place that comes free is given at once, without asking."),
    )
    offers_stop_hours = models.PositiveSmallIntegerField(
        _("stop giving free places so many hours before the start"),
        default=0,
        help_text=_("After that the desk decides. 0: until the start."),
    )
    held_until_hours = models.PositiveSmallIntegerField(
        _("release held places so many hours before the start"),
        default=0,
        help_text=_("Places that are still held for a background then go to everybody. 0: never."),
    )
    changes_stop_hours = models.PositiveSmallIntegerField(
        _("stop changes so many hours before the start"),
        default=0,
        help_text=_("After that registrants can no longer change their answers or workshops. 0: until the end."),
    )
    reconfirmation_days = models.PositiveSmallIntegerField(
        _("ask whether people still come so many days before the start"),
        default=0,
        help_text=_("0: do not ask."),
    )
    reconfirmation_release_hours = models.PositiveSmallIntegerField(
        _("release places of who did not answer so many hours before the start"),
        default=0,
        help_text=_("The mails say so clearly. 0: never; who does not answer keeps the place."),
    )
    substitutes = models.CharField(
        _("may people hand their place to a substitute?"),
        max_length=14,
        choices=SubstituteRule.choices,
        default=SubstituteRule.ALWAYS,
    )
    substitute_hours = models.PositiveSmallIntegerField(
        _("hours for a substitute to accept"), default=72, validators=[MinValueValidator(1)]
    )
    has_exchange = models.BooleanField(
        _("participants can exchange contact details"),
        default=False,
        help_text=_("Only those who want it, and only with each other. Everybody can stop at any moment."),
    )

    class Meta:
        verbose_name = _("registration rules")
        verbose_name_plural = _("registration rules")
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=RegistrationMode.values), name="registrations_rules_mode"),
            models.CheckConstraint(
                condition=~Q(waiting_order=WaitingOrder.LOT) | ~Q(lot_seed=""), name="registrations_lot_has_seed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.event_id)


class SectorQuota(models.Model):
    """At most so many people of a sector, or so many places held for it. A parent counts its children."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="sector_quotas"
    )
    sector = models.ForeignKey("core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, related_name="+")
    maximum = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    held = models.PositiveIntegerField(_("places held"), default=0)

    class Meta:
        verbose_name = _("quota of a sector")
        verbose_name_plural = _("quotas of sectors")
        constraints = [
            models.UniqueConstraint(fields=["event", "sector"], name="registrations_quota_once"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(held__lte=F("maximum")), name="registrations_quota_fits"
            ),
            models.CheckConstraint(
                condition=Q(maximum__isnull=False) | Q(held__gt=0), name="registrations_quota_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector_id}: {self.held}–{self.maximum}"
