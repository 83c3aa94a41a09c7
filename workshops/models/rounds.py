"""Workshop rounds and workshops. Plain rows, live at once; the event page is their scope."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from events.blocks import TEXT_FEATURES
from workshops.enums import ChoiceMode, WorkshopLanguage, WorkshopLevel, WorkshopRole


class WorkshopRound(models.Model):
    """A time slot in which workshops run side by side."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="workshop_rounds"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    choice_mode = models.CharField(
        _("how places are given"), max_length=12, choices=ChoiceMode.choices, default=ChoiceMode.FIRST_COME
    )
    ranking_closes_at = models.DateTimeField(
        _("people may rank until"),
        null=True,
        blank=True,
        help_text=_("Only where people rank. Empty: until the places are published."),
    )
    # Set when an allocation is published; from then on the round works as first come, first served.
    places_published_at = models.DateTimeField(_("places published at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("workshop round")
        verbose_name_plural = _("workshop rounds")
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """The end lies after the start."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must lie after the start.")})
        if self.starts_at and self.ranking_closes_at and self.ranking_closes_at > self.starts_at:
            raise ValidationError({"ranking_closes_at": _("People must have ranked before the round begins.")})

    @property
    def is_ranked(self) -> bool:
        """Whether people rank now, and nobody has a place yet."""
        return self.choice_mode == ChoiceMode.RANKING and self.places_published_at is None

    @property
    def takes_rankings(self) -> bool:
        """Whether a ranking may be sent or changed now."""
        return self.is_ranked and (self.ranking_closes_at is None or timezone.now() < self.ranking_closes_at)


class Workshop(ClusterableModel):
    """One room in one round."""

    round = models.ForeignKey(
        WorkshopRound, verbose_name=_("round"), on_delete=models.CASCADE, related_name="workshops"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    title = models.CharField(_("title"), max_length=200)
    description = RichTextField(_("description"), blank=True, features=TEXT_FEATURES)
    room = models.CharField(_("room"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    minimum = models.PositiveIntegerField(
        _("fewest people"), default=0, help_text=_("With fewer the workshop makes little sense. 0: no minimum.")
    )
    is_mixed = models.BooleanField(
        _("mix of sectors"), default=False, help_text=_("Spread people of one sector over the rooms that ask for it.")
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=WorkshopLanguage.choices,
        blank=True,
        help_text=_("Empty: the language of the meeting."),
    )
    level = models.CharField(_("level"), max_length=12, choices=WorkshopLevel.choices, blank=True)
    target_sectors = ParentalManyToManyField(
        "core.Sector",
        verbose_name=_("for whom"),
        blank=True,
        related_name="+",
        help_text=_("People read this when they choose; everybody may choose it."),
    )
    # The same in every repeat of a workshop: nobody gets one topic twice.
    topic = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    room_setup = models.CharField(
        _("room set-up"),
        max_length=200,
        blank=True,
        help_text=_("For the venue, for example: a circle of 20 chairs, flip chart, screen."),
    )
    content_warning = models.CharField(_("content warning"), max_length=300, blank=True)
    is_open_for_choice = models.BooleanField(_("visitors may choose it"), default=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_here",
    )

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["round", "number", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place (any more)."""
        return self.cancelled_at is not None

    @property
    def can_be_chosen(self) -> bool:
        """Whether visitors may choose it now."""
        return self.is_open_for_choice and self.cancelled_at is None


class SectorLimit(models.Model):
    """At least and at most so many people of a sector in one workshop. A parent counts its children.

    Nobody goes over the maximum; an allocation that cannot reach the minimum is refused. Empty: no such limit.
    """

    workshop = ParentalKey(Workshop, on_delete=models.CASCADE, related_name="sector_limits")
    sector = models.ForeignKey("core.Sector", verbose_name=_("sector"), on_delete=models.PROTECT, related_name="+")
    minimum = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    panels = [FieldPanel("sector"), FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")])]

    class Meta:
        verbose_name = _("limit of a sector")
        verbose_name_plural = _("limits of sectors")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "sector"], name="workshops_sector_limit_once")]

    def __str__(self) -> str:
        return f"{self.sector_id}: {self.minimum or 0}–{'' if self.maximum is None else self.maximum}"


class WorkshopPerson(models.Model):
    """A leader or scribe of a workshop. Leaders are named publicly, scribes are not."""

    workshop = ParentalKey(Workshop, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("role"), max_length=10, choices=WorkshopRole.choices)
    name = models.CharField(_("name"), max_length=160)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Never shown. Who registers with this address is always placed in this workshop."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("organisation_name"), FieldPanel("email"), FieldPanel("role")])
    ]

    class Meta:
        verbose_name = _("person of a workshop")
        verbose_name_plural = _("people of a workshop")
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return self.name
