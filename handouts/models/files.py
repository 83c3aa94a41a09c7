"""The files themselves, in the database (decision 0140), and who did what with them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from handouts.enums import Act
from handouts.models.folders import Folder, SpeakerAsk


class HandOut(models.Model):
    """One presentation or hand-out. It has no address but that of a view that looks whether it is released."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="files")
    ask = models.ForeignKey(SpeakerAsk, on_delete=models.SET_NULL, null=True, blank=True, related_name="files")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what is in it"), blank=True)
    name = models.CharField(_("name of the file"), max_length=120)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField(_("size"))
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what was sent: sent twice it stands once
    content = models.BinaryField(_("content of the file"))
    hints = models.JSONField(default=list)
    # Came in through a link after the release: the organiser looks first.
    is_held = models.BooleanField(_("waits for the organiser"), default=False)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    # What a speaker wants it to be called after the release: others see it when an organiser takes it over.
    proposed_title = models.CharField(_("proposed title"), max_length=160, blank=True)
    proposed_text = models.TextField(_("proposed description"), blank=True)
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("presentation or hand-out")
        verbose_name_plural = _("presentations and hand-outs")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["folder", "fingerprint"], name="handouts_file_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def proposal(self) -> str:
        """What names the words that a speaker proposes now; empty when there are none."""
        return self.proposed_at.isoformat() if self.proposed_at else ""

    @property
    def is_available(self) -> bool:
        """Whether somebody it is for may have it now."""
        return not self.is_held and not self.is_withdrawn and self.folder.is_released


class HandOutAct(models.Model):
    """That somebody did something with a file: an organiser, or a speaker by name."""

    is_derived = True

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="acts")
    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=10, choices=Act.choices)
    file_name = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("act on a hand-out")
        verbose_name_plural = _("acts on hand-outs")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.file_name}"
