"""When a masterclass gives a certificate of attendance, and the certificates that it gave."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class MasterclassRules(models.Model):
    """What the organiser asks of people in a series: attendance, homework, a case; and what they get for it."""

    event = models.OneToOneField(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="masterclass_rules"
    )
    group_changes_until = models.DateTimeField(
        _("people change groups themselves until"),
        null=True,
        blank=True,
        help_text=_("Empty: until the first date begins."),
    )
    required_dates = models.PositiveSmallIntegerField(
        _("dates that somebody must have attended"),
        default=0,
        validators=[MaxValueValidator(50)],
        help_text=_("0: this masterclass gives no certificates."),
    )
    needs_homework = models.BooleanField(_("all homework must be handed in"), default=False)
    needs_case = models.BooleanField(_("an own case must be approved"), default=False)
    hours = models.DecimalField(
        _("hours on the certificate"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: the hours of the dates that somebody attended."),
    )
    points = models.DecimalField(
        _("accreditation points"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    points_register = models.CharField(_("register that gives the points"), max_length=120, blank=True)
    signed_by = models.CharField(
        _("signed by"), max_length=200, blank=True, help_text=_("Name and function, as they stand on the certificate.")
    )
    check_years = models.PositiveSmallIntegerField(
        _("years that a certificate can be checked"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(15)],
        help_text=_("After that also the fingerprint is deleted."),
    )
    asks_case = models.BooleanField(_("people may bring in a case of their own"), default=False)
    case_until = models.DateTimeField(_("cases can be sent until"), null=True, blank=True)
    cases_deleted_on = models.DateField(
        _("cases are deleted on"),
        null=True,
        blank=True,
        help_text=_("Empty: a week after the last date. Never later than that."),
    )

    class Meta:
        verbose_name = _("rules of the masterclass")
        verbose_name_plural = _("rules of masterclasses")

    def __str__(self) -> str:
        return str(self.event_id)

    @property
    def gives_certificates(self) -> bool:
        """Whether there is a rule to meet."""
        return self.required_dates > 0


class Certificate(models.Model):
    """A certificate that was given. Of the person it holds fingerprints only, so it outlives the registration.

    The code on the paper is not in the database: its fingerprint finds the row, and the name's fingerprint
    is made with the code as its key. Who holds neither paper nor code learns nothing from it (decision 0141).
    """

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="certificates"
    )
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    serial = models.PositiveSmallIntegerField(default=1)
    code_hash = models.CharField(_("fingerprint of the code of your certificate"), max_length=64, unique=True)
    name_hash = models.CharField(_("fingerprint of your name on the certificate"), max_length=64)
    days = models.JSONField(_("days attended"), default=list)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    points = models.DecimalField(_("accreditation points"), max_digits=5, decimal_places=2, null=True, blank=True)
    points_register = models.CharField(_("register"), max_length=120, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)
    issued_at = models.DateTimeField(_("given at"))
    check_until = models.DateField(_("can be checked until"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("certificate of attendance")
        verbose_name_plural = _("certificates of attendance")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(withdrawn_at=None),
                name="registrations_one_valid_certificate",
            ),
            models.UniqueConstraint(fields=["registration", "serial"], name="registrations_certificate_serial"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
