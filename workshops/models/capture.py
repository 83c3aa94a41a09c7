"""Where things are captured: per workshop or plenary item a sheet with running notes."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from events.blocks import TEXT_FEATURES
from workshops.enums import SheetKind


class CaptureDeadline(models.Model):
    """Until when the scribes and leaders of an event may write, when the organiser set it."""

    event = models.OneToOneField(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="capture_deadline"
    )
    hand_in_by = models.DateTimeField(_("hand in before"))

    class Meta:
        verbose_name = _("hand-in date")
        verbose_name_plural = _("hand-in dates")

    def __str__(self) -> str:
        return f"{self.hand_in_by:%Y-%m-%d %H:%M}"


class CaptureSheet(models.Model):
    """Where one workshop or one plenary item is captured."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="capture_sheets"
    )
    workshop = models.OneToOneField(
        "workshops.Workshop", on_delete=models.CASCADE, null=True, blank=True, related_name="capture_sheet"
    )
    programme_item = models.OneToOneField(
        "events.ProgrammeItem", on_delete=models.CASCADE, null=True, blank=True, related_name="capture_sheet"
    )
    template = models.ForeignKey("workshops.CaptureTemplate", on_delete=models.RESTRICT, related_name="sheets")
    briefing = RichTextField(
        _("briefing for the leader"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("What the leader must know: purpose, order of the conversation, practical matters."),
    )
    takes_room_cards = models.BooleanField(_("people in the room may add cards"), default=False)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("capture sheet")
        verbose_name_plural = _("capture sheets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(workshop__isnull=True) ^ Q(programme_item__isnull=True),
                name="workshops_sheet_one_subject",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title of the workshop or programme item."""
        return str(self.workshop or self.programme_item)

    @property
    def number(self) -> int | None:
        """The number of the workshop; a plenary item has none."""
        return self.workshop.number if self.workshop else None

    @property
    def room(self) -> str:
        """Where it is."""
        return (self.workshop or self.programme_item).room  # type: ignore[union-attr]  # one is set

    @property
    def starts_at(self) -> datetime:
        """When the workshop or programme item begins."""
        return self.workshop.round.starts_at if self.workshop else self.programme_item.starts_at  # type: ignore[union-attr]  # one is set

    @property
    def ends_at(self) -> datetime:
        """When the round or programme item ends."""
        return self.workshop.round.ends_at if self.workshop else self.programme_item.ends_at  # type: ignore[union-attr]  # one is set

    @property
    def kind(self) -> SheetKind:
        """Whether a workshop or a plenary item is captured."""
        return SheetKind.PLENARY if self.workshop_id is None else SheetKind.WORKSHOP


class RunningNote(models.Model):
    """Free text that a scribe types first; one per sheet, compare and swap on its version."""

    sheet = models.OneToOneField(CaptureSheet, on_delete=models.CASCADE, related_name="running_note")
    text = models.TextField(_("running notes"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("running notes")
        verbose_name_plural = _("running notes")

    def __str__(self) -> str:
        return self.text[:60]
