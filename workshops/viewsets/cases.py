"""The cases of one event: versions, approval, attachments, and the paper that is handed out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.models import BrandingSettings
from core.permissions import signed_in
from core.scoped import EventScopedMixin
from core.typesetting import TypesettingError
from workshops.domain.cases import CaseChanged, approve_case, attach_file, hand_out, withdraw_approval
from workshops.forms.organiser import AttachmentForm
from workshops.models import Case, CaseFile, CaseVersion

NOTHING_RUNS = "default-src 'none'; sandbox"


class _CasePage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the two pages share."""

    header_icon = "doc-full"
    event_lookup = "workshop__round__event"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, cases, and which one."""
        index = reverse("cases:index", args=(self.event.pk,))
        title = self.get_page_title()
        is_index = title == str(CaseIndexView.page_title)
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        crumbs = [*self.breadcrumbs_items, event, {"url": "" if is_index else index, "label": _("Cases")}]
        return crumbs if is_index else [*crumbs, {"url": "", "label": title}]


class CaseIndexView(_CasePage):
    """All cases in order of the programme, with their state."""

    template_name = "workshops/admin/cases.html"
    page_title = gettext_lazy("Cases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the newest version. Two queries, however many cases."""
        cases = self.scoped(Case).select_related("workshop__round", "approved_version")
        rows = list(cases.order_by("workshop__round__starts_at", "workshop__number", "workshop_id", "position", "pk"))
        newest: dict[int, int] = {}
        versions = self.scoped(CaseVersion, "case__workshop__round__event").order_by("number")
        for case_id, number in versions.values_list("case_id", "number"):
            newest[case_id] = number
        return super().get_context_data(rows=[(case, newest.get(case.pk)) for case in rows], **kwargs)


class CaseView(_CasePage):
    """One case: the text as it stands, what was approved, earlier versions, attachments."""

    template_name = "workshops/admin/case.html"

    @cached_property
    def case(self) -> Case:
        """A case of this event; another one is a 404."""
        cases = self.scoped(Case).select_related("workshop__round__event", "approved_version", "approved_by")
        return get_object_or_404(cases, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Its title."""
        return self.case.title

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, take the approval back, attach or remove a file."""
        match request.POST.get("do"):
            case "approve":
                self._approve(request.POST.get("version", ""))
            case "withdraw":
                withdraw_approval(self.case)
                messages.success(request, _("The case is a draft again."))
            case "remove":
                number = request.POST.get("file", "")
                key = int(number) if number.isdecimal() and len(number) < 18 else 0
                CaseFile.objects.filter(case=self.case, pk=key).delete()
                messages.success(request, _("The attachment is removed."))
            case _other:
                form = AttachmentForm(request.POST, request.FILES)
                if not form.is_valid():
                    return self.render_to_response(self.get_context_data(form=form), status=422)
                attach_file(self.case, form.cleaned_data["file"])
                messages.success(request, _("The attachment is kept."))
        return HttpResponseRedirect(request.path)

    def _approve(self, version: str) -> None:
        try:
            approve_case(
                self.case, int(version) if version.isdecimal() and len(version) < 9 else 0, by=signed_in(self.request)
            )
        except CaseChanged as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, _("The case is approved."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Versions, newest first, and files."""
        return super().get_context_data(
            case=self.case,
            versions=list(self.case.versions.select_related("saved_by")),
            files=list(self.case.files.defer("content")),
            **{"form": AttachmentForm(), **kwargs},
        )


class _CaseDownload(EventScopedMixin, View):
    """Something to save, never shown by the browser as a page of ours."""

    http_method_names = ["get", "head"]
    event_lookup = "workshop__round__event"

    def answer(self, content: bytes, content_type: str, name: str) -> HttpResponse:
        """The file under its name."""
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
        response["Content-Security-Policy"] = NOTHING_RUNS
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store, private"
        return response


class CaseHandOutView(_CaseDownload):
    """The case as a PDF."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The approved version, or the newest as a draft."""
        cases = self.scoped(Case).select_related("workshop__round__event", "approved_version")
        case = get_object_or_404(cases, pk=kwargs["pk"])
        site = self.event.get_site()
        look = BrandingSettings.objects.filter(site=site).first() if site else None
        try:
            paper = hand_out(case, accent=look.hue if look else "#0b5563")
        except TypesettingError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("cases:case", args=(self.event.pk, case.pk)))
        return self.answer(paper.pdf, "application/pdf", f"{slugify(case.title) or 'casus'}.pdf")


class CaseFileView(_CaseDownload):
    """An attachment."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A file of a case of this event; another one is a 404."""
        files = self.scoped(CaseFile, "case__workshop__round__event")
        file = get_object_or_404(files, pk=kwargs["file_pk"], case_id=kwargs["pk"])
        return self.answer(bytes(file.content), file.content_type, file.name)


class CaseViewSet(ViewSet):
    """``/beheer/bijeenkomsten/<event_id>/casussen/``."""

    name = "cases"
    url_prefix = "bijeenkomsten/<pk:event_id>/casussen"
    icon = "doc-full"

    def on_register(self) -> None:
        """The event workspace links to it; there is no menu item."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, one case, its paper and its files."""
        return [
            path("", CaseIndexView.as_view(), name="index"),
            path("<pk:pk>/", CaseView.as_view(), name="case"),
            path("<pk:pk>/uitreiken.pdf", CaseHandOutView.as_view(), name="hand_out"),
            path("<pk:pk>/bijlagen/<pk:file_pk>/", CaseFileView.as_view(), name="file"),
        ]
