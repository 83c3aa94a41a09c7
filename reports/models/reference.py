"""The files that give an organisation's DOCX and ODT their styles, where it does not take ours."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceKind(models.TextChoices):
    """The two formats that are made with a reference document."""

    DOCX = "docx", "Word (DOCX)"
    ODT = "odt", "LibreOffice (ODT)"


class ReferenceDocument(models.Model):
    """One own reference document; without a row the organisation has ours.

    An organisation is the page that holds its meetings, as with templates of reports.
    """

    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("format"), max_length=4, choices=ReferenceKind.choices)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)
    failed_at = models.DateTimeField(_("could not be used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reference document")
        verbose_name_plural = _("reference documents")
        ordering = ["home_id", "kind"]
        constraints = [models.UniqueConstraint(fields=["home", "kind"], name="reports_reference_once")]

    def __str__(self) -> str:
        return f"{self.home_id} {self.kind}"
