"""What a report is made of: the templates that an organisation keeps, and what was chosen for one meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import ReportKind


class ReportTemplate(models.Model):
    """The structure of a report to use again: parts, order, headings and fixed text. No facts, no quotes, no people.

    An organisation is the page that holds its meetings, as with sets of questions.
    """

    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    parts = models.JSONField(_("parts"), default=list)
    has_chapters = models.BooleanField(_("report with chapters"), default=False)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("template of a report")
        verbose_name_plural = _("templates of reports")
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["home", "title"], name="reports_template_title_once")]

    def __str__(self) -> str:
        return self.title


class ReportPlan(models.Model):
    """What the report of one meeting looks like. ``parts`` is a copy: the template may change or go afterwards."""

    event = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="report_plan")
    kind = models.CharField(_("template"), max_length=12, choices=ReportKind.choices, default=ReportKind.SHORT)
    template = models.ForeignKey(ReportTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    parts = models.JSONField(_("parts"), default=list)
    has_chapters = models.BooleanField(_("report with chapters"), default=False)
    in_words = models.BooleanField(_("without numbers"), default=False)

    class Meta:
        verbose_name = _("choice of a template")
        verbose_name_plural = _("choices of a template")

    def __str__(self) -> str:
        return self.get_kind_display()


class ComparedMeeting(models.Model):
    """One of the meetings that a report compares with its own."""

    plan = models.ForeignKey(ReportPlan, on_delete=models.CASCADE, related_name="compared")
    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("meeting that is compared")
        verbose_name_plural = _("meetings that are compared")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "event"], name="reports_compared_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.event_id}"
