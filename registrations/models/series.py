"""A masterclass is a series of dates: parallel groups with dates of their own, and dates to catch up."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.models.registrations import Registration


class SeriesGroup(models.Model):
    """One of the groups that follow the same series at dates and at a venue of their own."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="series_groups"
    )
    name = models.CharField(_("name of the group"), max_length=80, help_text=_("For example: Group North."))
    region = models.ForeignKey(
        "core.Region", verbose_name=_("region"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="registrations_group_name_once",
                violation_error_message=_("There is a group with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SeriesDate(models.Model):
    """What a date of a series is beyond its times: whose it is, how many fit in, for how many hours it counts."""

    is_derived = True  # a part of the date itself

    event_date = models.OneToOneField(
        "events.EventDate", verbose_name=_("date"), on_delete=models.CASCADE, related_name="series_date"
    )
    group = models.ForeignKey(
        SeriesGroup,
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="series_dates",
        help_text=_("Empty: for all groups."),
    )
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: as many as the group.")
    )
    hours = models.DecimalField(
        _("hours on the certificate"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(24)],
        help_text=_("Empty: from the beginning to the end."),
    )

    class Meta:
        verbose_name = _("date of a series")
        verbose_name_plural = _("dates of a series")

    def __str__(self) -> str:
        return str(self.event_date)

    def clean(self) -> None:
        """A date and its group belong to the same event."""
        super().clean()
        if self.group and self.group.event_id != self.event_date.page_id:
            raise ValidationError({"group": _("This group belongs to another event.")})


class GroupPlace(models.Model):
    """The group that a registrant chose: a place in it, or a wish while on the waiting list."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="group_place")
    group = models.ForeignKey(SeriesGroup, on_delete=models.RESTRICT, related_name="group_places")

    class Meta:
        verbose_name = _("place in a group")
        verbose_name_plural = _("places in a group")

    def __str__(self) -> str:
        return str(self.group_id)


class CatchUp(models.Model):
    """That a registrant comes on another date instead of one of the own group. Each counts once."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="catch_ups")
    missed = models.ForeignKey("events.EventDate", on_delete=models.CASCADE, related_name="+")
    chosen = models.ForeignKey("events.EventDate", on_delete=models.CASCADE, related_name="catch_ups")

    class Meta:
        verbose_name = _("chosen catch-up date")
        verbose_name_plural = _("chosen catch-up dates")
        constraints = [
            models.UniqueConstraint(fields=["registration", "missed"], name="registrations_catch_up_once"),
            models.UniqueConstraint(fields=["registration", "chosen"], name="registrations_catch_up_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.missed_id} → {self.chosen_id}"
