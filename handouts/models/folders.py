"""The hand-outs of one programme item or workshop: who may have them and when, and who was asked for them."""

from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handouts.enums import Audience, Release

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class Folder(models.Model):
    """What belongs to one programme item or workshop. One rule for all its files."""

    is_derived = True  # without files there is nothing to lose

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="hand_out_folders"
    )
    item = models.OneToOneField(
        "events.ProgrammeItem", on_delete=models.CASCADE, null=True, blank=True, related_name="hand_outs"
    )
    workshop = models.OneToOneField(
        "workshops.Workshop", on_delete=models.CASCADE, null=True, blank=True, related_name="hand_outs"
    )
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices, default=Audience.ATTENDEES)
    release = models.CharField(_("when"), max_length=8, choices=Release.choices, default=Release.NOT)
    release_at = models.DateTimeField(_("from this moment"), null=True, blank=True)

    class Meta:
        verbose_name = _("folder of hand-outs")
        verbose_name_plural = _("folders of hand-outs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True) ^ Q(workshop__isnull=True), name="handouts_folder_one_subject"
            ),
            models.CheckConstraint(
                condition=~Q(release=Release.MOMENT) | Q(release_at__isnull=False), name="handouts_folder_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Any:
        """The programme item or the workshop."""
        return self.workshop if self.workshop_id else self.item

    @property
    def title(self) -> str:
        """The title of the programme item or workshop."""
        return str(self.subject)

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.workshop.round.starts_at if self.workshop else self.item.starts_at  # type: ignore[union-attr]  # one is set

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.workshop.round.ends_at if self.workshop else self.item.ends_at  # type: ignore[union-attr]  # one is set

    @property
    def released_from(self) -> datetime | None:
        """From when its files may be had, also when that lies ahead; None: not released.

        A workshop that does not take place never starts and never ends.
        """
        if self.release in {Release.START, Release.END} and self.workshop and self.workshop.is_cancelled:
            return None
        moments: dict[str, Any] = {
            Release.NOW: lambda: ALWAYS,
            Release.START: lambda: self.starts_at,
            Release.END: lambda: self.ends_at,
            Release.MOMENT: lambda: self.release_at,
        }
        return moments[self.release]() if self.release in moments else None

    @property
    def is_released(self) -> bool:
        """Whether its files may be had now, by whom they are for."""
        moment = self.released_from
        return moment is not None and moment <= timezone.now()


class SpeakerAsk(models.Model):
    """That one speaker can hand in files through a link of her own."""

    is_derived = True

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="asks")
    name = models.CharField(_("speaker"), max_length=160)
    deliver_by = models.DateTimeField(_("hand in before"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("speaker who hands in files")
        verbose_name_plural = _("speakers who hand in files")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["folder", "name"], name="handouts_asked_once")]

    def __str__(self) -> str:
        return self.name
