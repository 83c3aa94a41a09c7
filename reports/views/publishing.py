"""From draft to published on the organiser's side: stage, review list, versions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from core.permissions import signed_in
from reports.domain.publishing.archive import write_archive
from reports.domain.publishing.returning import returned_at
from reports.domain.publishing.reviewing import mark_seen, review_report
from reports.domain.publishing.stages import BY_ORGANISER, WrongStage, move_report, progress_of
from reports.domain.publishing.versions import NotReady, publish_report
from reports.domain.reference.using import references_of
from reports.enums import RetentionCategory, Stage
from reports.forms.publishing import PublishForm
from reports.models import PublishedVersion
from reports.views.signoff import ReportAction, ReportAdminView, ReportMixin

STEPS = list(Stage)


class PublishingView(ReportAdminView):
    """Where the report is, what still has to be looked at, and what was published."""

    template_name = "reports/admin/publishing.html"
    page_title = gettext_lazy("To publication")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Stage, list, versions, and what this person may do."""
        progress = progress_of(self.report)
        versions = list(PublishedVersion.objects.filter(page=self.report).defer("content").prefetch_related("files"))
        form = PublishForm(initial={"category": versions[0].category if versions else RetentionCategory.YEARS_10})
        context = {
            "report": self.report,
            "progress": progress,
            "steps": [(step, STEPS.index(step) < STEPS.index(progress.stage)) for step in STEPS],
            "review": review_report(self.report),
            "versions": versions,
            "may_publish": self.report.permissions_for_user(self.request.user).can_publish(),
            "publish_form": form,
            "failed_references": [row for row in references_of(self.event).values() if row.failed_at],
            "returned_at": returned_at(self.report),
        }
        return super().get_context_data(**{**context, **kwargs})


class MoveView(ReportAction):
    """Brings the report a stage further, or back."""

    back_to = "reports_admin:publishing"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Move; approving and publishing need the right to publish."""
        if request.POST.get("stage") not in (Stage.DRAFT, Stage.REVIEW, Stage.APPROVED, Stage.PUBLISHED):
            raise Http404
        stage = Stage(request.POST["stage"])
        if stage in BY_ORGANISER and not self.report.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        try:
            if stage == Stage.PUBLISHED:
                return self._publish(request)
            move_report(self.report, stage, actor=signed_in(request))
        except (WrongStage, NotReady) as refusal:
            return self.back(str(refusal), is_error=True)
        return self.back(_("The report is now at: %(stage)s.") % {"stage": stage.label})

    def _publish(self, request: HttpRequest) -> HttpResponse:
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self.back(" ".join(str(e) for errors in form.errors.values() for e in errors), is_error=True)
        category = RetentionCategory(form.cleaned_data["category"])
        publish_report(self.report, note=form.cleaned_data["note"], category=category, actor=signed_in(request))
        return self.back(_("The report is published. Its files are being made."))


class SeenView(ReportAction):
    """Says that warnings were looked at."""

    back_to = "reports_admin:publishing"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark those that were sent."""
        number = mark_seen(self.report, request.POST.getlist("key"), actor=signed_in(request))
        said = ngettext("%(number)s warning was marked as seen.", "%(number)s warnings were marked as seen.", number)
        return self.back(said % {"number": number})


class ArchiveView(ReportMixin, View):
    """A version as a ZIP for the archive."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        """Files, checksums and metadata; only when the files are made."""
        if number > 2**31 - 1:
            raise Http404
        version = get_object_or_404(PublishedVersion, page=self.report, number=number, is_complete=True)
        response = HttpResponse(write_archive(version), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{self.report.slug}-v{version.number}.zip"'
        response["X-Content-Type-Options"] = "nosniff"
        patch_cache_control(response, private=True, no_store=True)
        return response
