"""Workshop rounds, workshops and their cases. Plain rows, live at once; the event page is their scope."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from events.blocks import TEXT_FEATURES
from workshops.enums import WorkshopRole


class WorkshopRound(models.Model):
    """A time slot in which workshops run side by side."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="workshop_rounds"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

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
    content_warning = models.CharField(_("content warning"), max_length=300, blank=True)
    is_open_for_choice = models.BooleanField(_("visitors may choose it"), default=True)

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["round", "number", "pk"]

    def __str__(self) -> str:
        return self.title


class WorkshopPerson(models.Model):
    """A leader or scribe of a workshop. Leaders are named publicly, scribes are not."""

    workshop = ParentalKey(Workshop, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("role"), max_length=10, choices=WorkshopRole.choices)
    name = models.CharField(_("name"), max_length=160)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("organisation_name"), FieldPanel("role")])]

    class Meta:
        verbose_name = _("person of a workshop")
        verbose_name_plural = _("people of a workshop")
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """A text that a workshop discusses; semi-fictional unless said otherwise."""

    workshop = ParentalKey(Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="cases")
    title = models.CharField(_("title"), max_length=200)
    text = RichTextField(_("text"), features=TEXT_FEATURES)
    is_semi_fictional = models.BooleanField(_("semi-fictional"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sort_order_field = "position"

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("is_semi_fictional")]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
