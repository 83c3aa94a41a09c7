"""How far a report is, what was published when, and what the reporter has seen of the review list."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import RetentionCategory, Stage


def _person(**kwargs: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", **kwargs
    )


class ReportStage(models.Model):
    """The stage of one report. Not a field of the page: publishing an older revision must not turn it back."""

    page = models.OneToOneField("reports.ReportPage", on_delete=models.CASCADE, related_name="progress")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    approved_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_by = _person()
    returned_at = models.DateTimeField(_("mailed to the attendees at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("stage of a report")
        verbose_name_plural = _("stages of reports")

    def __str__(self) -> str:
        return self.get_stage_display()


class ReturnedMail(models.Model):
    """That somebody was mailed the published report: an attendee, or who does what was agreed. Once each."""

    is_derived = True

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="returned_mails")
    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        "workshops.ActionContact", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    queued_at = models.DateTimeField(_("queued at"), auto_now_add=True)

    class Meta:
        verbose_name = _("mail with the report")
        verbose_name_plural = _("mails with the report")
        constraints = [
            models.UniqueConstraint(fields=["page", "registration"], name="reports_returned_attendee_once"),
            models.UniqueConstraint(fields=["page", "contact"], name="reports_returned_contact_once"),
            models.CheckConstraint(
                condition=models.Q(registration__isnull=True) ^ models.Q(contact__isnull=True),
                name="reports_returned_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.pk}"


class SeenFinding(models.Model):
    """A warning of the review list that somebody looked at; ``key`` names the finding, not the text."""

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="seen_findings")
    key = models.CharField(max_length=64)
    seen_by = _person()
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("warning that was seen")
        verbose_name_plural = _("warnings that were seen")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="reports_seen_once")]


class PublishedVersion(models.Model):
    """One publication of a report, as it was: the content, the results it cites, and files with checksums.

    Nothing changes it afterwards but the withdrawal of a quote, which leaves ``removed_at`` (decision 0312).
    """

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published at"))
    published_by = _person()
    note = models.TextField(_("what was changed"), blank=True)
    category = models.CharField(
        _("retention category"), max_length=10, choices=RetentionCategory.choices, default=RetentionCategory.YEARS_10
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    results = models.JSONField(_("cited results"), default=list)
    build = models.PositiveIntegerField(default=0)  # raised when the content loses a quote: older files do not count
    is_complete = models.BooleanField(_("files are made"), default=False)
    removed_at = models.DateTimeField(_("a quote was taken out at"), null=True, blank=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="reports_version_number")]

    def __str__(self) -> str:
        return f"{self.page_id} v{self.number}"


class PublishedFile(models.Model):
    """One file of a published version."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="files")
    filename = models.CharField(_("file name"), max_length=160)
    mime = models.CharField(max_length=120)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file of a published version")
        verbose_name_plural = _("files of published versions")
        ordering = ["filename"]
        constraints = [models.UniqueConstraint(fields=["version", "filename"], name="reports_file_once")]

    def __str__(self) -> str:
        return self.filename
