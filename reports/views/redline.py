"""Word files of readers on the reporter's side: send in for somebody, compare, decide, open the file itself."""

import io
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from core.permissions import signed_in
from reports.domain.redline.deciding import RedlineMoved, decide, set_change_handled
from reports.domain.redline.receiving import receive_file
from reports.domain.redline.showing import Comparison, comparison_of
from reports.enums import ExportFormat
from reports.forms.redline import DecideForm, SendInForReaderForm
from reports.models import RedlineChange, RedlineFile, SignOffRound
from reports.views.braking import SENT_IN
from reports.views.signoff import ReportAction, ReportAdminView, ReportMixin
from reports.wordfile.package import WordRefused


class SendInView(ReportAction):
    """The reporter sends a file in for a reader who mailed it."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read and keep it; to the comparison."""
        sign_off = get_object_or_404(SignOffRound.objects.filter(page=self.report)[:1])
        form = SendInForReaderForm(request.POST, request.FILES, sign_off=sign_off, prefix="file")
        if not form.is_valid():
            return self.back(" ".join(str(error) for errors in form.errors.values() for error in errors), is_error=True)
        upload = form.cleaned_data["file"]
        if SENT_IN.wait_for(f"user:{request.user.pk}"):
            words = _("You sent in very many files in a short time. Wait ten minutes and go on.")
            return self.back(words, is_error=True)
        try:
            kept = receive_file(form.cleaned_data["reader"], upload.read(), name=upload.name, actor=signed_in(request))
        except WordRefused as refusal:
            return self.back(str(refusal), is_error=True)
        messages.success(request, _("The file was read. Choose what to do with each change."))
        return HttpResponseRedirect(reverse("reports_admin:redline", args=(self.event.pk, kept.pk)))


class RedlineView(ReportAdminView):
    """Shows a file beside the page as it is now, and saves the choices."""

    template_name = "reports/admin/redline.html"
    page_title = gettext_lazy("Changes in a Word file")

    @cached_property
    def file(self) -> RedlineFile:
        """The file, of a reader of this report."""
        files = RedlineFile.objects.select_related("reader", "sent_in__revision", "sent_in__page", "received_by")
        return get_object_or_404(files, pk=self.kwargs["pk"], reader__round__page=self.report)

    @cached_property
    def comparison(self) -> Comparison:
        """The file beside the newest text."""
        return comparison_of(self.file, self.report)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The changes with the choices about them."""
        context = {"report": self.report, "file": self.file, "may_edit": self._may_edit(), "form": self._form()}
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save; when the text or a decision is another by now nothing is saved and everything is shown again."""
        form = DecideForm(self.comparison, request.POST, may_edit=self._may_edit())
        is_valid = form.is_valid()
        if "preview" in request.POST:
            return self.render_to_response(self.get_context_data(form=form, is_preview=True))
        if not is_valid and form.lacks_ticks:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if not is_valid:
            return self._again(
                _("The text changed meanwhile, or somebody else decided. Nothing was saved. Look again.")
            )
        chosen, seen = form.chosen(), form.cleaned_data["seen"]
        try:
            taken = decide(self.file, chosen, parts=form.parts(), seen=seen, actor=signed_in(request))
        except RedlineMoved as refusal:
            return self._again(str(refusal))
        said = _("Your choices were saved.")
        if taken:
            told = ngettext("%(number)s change is in the draft.", "%(number)s changes are in the draft.", taken)
            said = f"{said} {told % {'number': taken}}"
        messages.success(request, said)
        return HttpResponseRedirect(request.path)

    def _again(self, message: str) -> HttpResponse:
        """The page as it is now, with the choices; a second click on a save that succeeded finds them done."""
        del self.comparison, self.report, self.file
        sent = {name: value for name, value in self.request.POST.items() if name.startswith("change-")}
        states = {f"change-{one.change.pk}": one.change.state for one in self.comparison.changes}
        if sent and all(states.get(name) == value for name, value in sent.items()):
            return HttpResponseRedirect(self.request.path)
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(form=self._form(sent)), status=409)

    def _form(self, chosen: dict[str, Any] | None = None) -> DecideForm:
        initial = {**(chosen or {}), "seen": self.comparison.seen}
        return DecideForm(self.comparison, initial=initial, may_edit=self._may_edit())

    def _may_edit(self) -> bool:
        lock = self.report.get_lock()
        is_free = lock is None or not lock.for_user(self.request.user)
        return is_free and self.report.permissions_for_user(self.request.user).can_edit()


class RedlineFileView(ReportMixin, View):
    """The file itself, as it was sent in."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """A download that no browser opens by itself."""
        from reports.exporters.export import MIME_TYPES

        file = get_object_or_404(RedlineFile, pk=self.kwargs["pk"], reader__round__page=self.report)
        if not file.content:
            raise Http404
        response = FileResponse(
            io.BytesIO(bytes(file.content)),
            as_attachment=True,
            filename=file.name,
            content_type=MIME_TYPES[ExportFormat.DOCX],
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response


class HandleChangeView(ReportAction):
    """Ticks a noted change off."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Handled, or not."""
        change = get_object_or_404(RedlineChange, pk=self.kwargs["pk"], file__reader__round__page=self.report)
        set_change_handled(change, is_handled="handled" in request.POST)
        return self.back(_("Saved."))
