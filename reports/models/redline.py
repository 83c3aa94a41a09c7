"""Word files that came back from readers of a draft, and what the reporter does with each change in them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from reports.enums import RedlineSort, RedlineState


def _person(**kwargs: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", **kwargs
    )


class RedlineFile(models.Model):
    """A file that a reader changed. It goes with the reader; its content goes when a quote is taken out."""

    reader = models.ForeignKey("reports.SignOffReader", on_delete=models.CASCADE, related_name="files")
    # The round in which the file was made: its revision is the text that the changes are about.
    sent_in = models.ForeignKey("reports.SignOffRound", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=120)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    received_by = _person(verbose_name=_("sent in by"))  # empty: the reader herself

    class Meta:
        verbose_name = _("Word file of a reader")
        verbose_name_plural = _("Word files of readers")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "sha256"], name="reports_redline_file_once")]

    def __str__(self) -> str:
        return self.name


class RedlineChange(models.Model):
    """A line that a file says otherwise, or a remark in its margin. ``pieces`` are rows of kind, text, author, when."""

    file = models.ForeignKey(RedlineFile, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    block_id = models.CharField(max_length=40, blank=True)  # empty: title, introduction
    place = models.PositiveIntegerField(default=0)
    sort = models.CharField(_("kind of change"), max_length=8, choices=RedlineSort.choices)
    before = models.TextField(_("was"), blank=True)
    after = models.TextField(_("becomes"), blank=True)
    follows = models.TextField(_("comes after"), blank=True)
    pieces = models.JSONField(_("changed words"), default=list)
    remark = models.TextField(_("remark"), blank=True)
    author = models.CharField(_("written by"), max_length=200, blank=True)
    written_at = models.CharField(_("written at"), max_length=40, blank=True)  # as the word processor wrote it
    state = models.CharField(_("decision"), max_length=7, choices=RedlineState.choices, default=RedlineState.OPEN)
    # Which changes within the line were taken over, by number; empty: all of them.
    taken_parts = models.JSONField(_("parts taken over"), default=list, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = _person()
    is_handled = models.BooleanField(_("handled"), default=False)

    class Meta:
        verbose_name = _("change in a Word file")
        verbose_name_plural = _("changes in Word files")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.sort} {self.position}"

    @property
    def key(self) -> str:
        """The paragraph it is about."""
        return f"{self.block_id}-{self.place}"

    @property
    def said_on(self) -> Any:
        """When it was written, by the clock of who wrote it; None when the file does not say."""
        try:
            moment = parse_datetime(self.written_at)
        except ValueError:
            return None
        return moment.replace(tzinfo=None) if moment else None

    @property
    def is_tracked(self) -> bool:
        """Whether a word processor kept who changed this."""
        return self.sort == RedlineSort.COMMENT or any(piece[2] for piece in self.pieces if piece[0] != "same")
