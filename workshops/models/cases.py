"""Cases: the texts that workshops discuss, with every version that was saved, and their attachments."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from events.blocks import TEXT_FEATURES
from workshops.models.rounds import Workshop


class Case(models.Model):
    """A text that a workshop discusses; semi-fictional unless said otherwise. The newest text, approved or not."""

    workshop = ParentalKey(Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="cases")
    title = models.CharField(_("title"), max_length=200)
    text = RichTextField(_("text"), features=TEXT_FEATURES)
    is_semi_fictional = models.BooleanField(_("semi-fictional"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    approved_version = models.ForeignKey(
        "workshops.CaseVersion",
        verbose_name=_("approved version"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    sort_order_field = "position"

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("is_semi_fictional")]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def room_text(self) -> str:
        """What the room reads: the approved text, as the hand-out; before any approval the newest."""
        return self.approved_version.text if self.approved_version else self.text


class CaseVersion(models.Model):
    """A case as it was once saved. Versions are numbered from 1 and never change."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    text = RichTextField(_("text"), features=TEXT_FEATURES)
    saved_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a case")
        verbose_name_plural = _("versions of a case")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="workshops_case_version_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class CaseFile(models.Model):
    """An attachment of a case, kept in the database like other files that only some may have (decision 0140)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name of the file"), max_length=120)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(_("size"))
    content = models.BinaryField(_("content of the file"))
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)

    class Meta:
        verbose_name = _("attachment of a case")
        verbose_name_plural = _("attachments of a case")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
