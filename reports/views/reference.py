"""The organisation's own reference documents: look, download, replace, remove."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page

from core.enums import Role
from core.scoped import EventScopedMixin
from core.uploads import TYPES
from reports.domain.reference.using import present_file, references_of, remove_reference
from reports.forms.reference import ReferenceForm
from reports.models import ReferenceKind
from reports.views.templates import TemplateAdminView


class _OfOrganisation(EventScopedMixin):
    """The organisation is the page that holds the meeting. Who may edit that page may change its documents."""

    roles = (Role.REPORTER,)
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def home(self) -> Page:
        """The page of the organisation."""
        found: Page = self.event.get_parent()
        return found

    @cached_property
    def may_manage(self) -> bool:
        """One organiser of one meeting does not change the look of all reports."""
        return bool(self.home.permissions_for_user(self.request.user).can_edit())

    @cached_property
    def kind(self) -> ReferenceKind:
        """The format in the address."""
        if self.kwargs["kind"] not in ReferenceKind.values:
            raise Http404
        return ReferenceKind(self.kwargs["kind"])

    def back(self) -> HttpResponse:
        """The page with both."""
        return HttpResponseRedirect(reverse("reports_admin:references", args=(self.event.pk,)))


class ReferencesView(_OfOrganisation, TemplateAdminView):
    """Both formats: what is used now, and how to change it."""

    template_name = "reports/admin/references.html"
    page_title = gettext_lazy("Look of Word and ODT files")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A row per format."""
        own = references_of(self.event)
        failed: ReferenceForm | None = kwargs.pop("failed", None)
        rows = [
            (kind, own.get(kind), failed if failed and failed.kind == kind else ReferenceForm(kind))
            for kind in ReferenceKind
        ]
        return super().get_context_data(rows=rows, home=self.home, may_manage=self.may_manage, failed=failed, **kwargs)


class ReplaceReferenceView(ReferencesView):
    """Takes an own document in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it, or say at the field why not."""
        form = ReferenceForm(self.kind, request.POST, request.FILES)
        if not self.may_manage:
            raise Http404
        if not form.save_for(self.home):
            return self.render_to_response(self.get_context_data(failed=form))
        messages.success(request, _("The document is kept. Reports are made with it from now on."))
        return self.back()


class RemoveReferenceView(_OfOrganisation, View):
    """Back to the document of Plenair."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remove; pressed twice it is still gone."""
        if not self.may_manage:
            raise Http404
        remove_reference(self.home, self.kind)
        messages.success(request, _("The own document was removed. Reports have the look of Plenair again."))
        return self.back()


class ReferenceFileView(_OfOrganisation, View):
    """The document that is used now, to start from."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """As a download."""
        content = present_file(self.event, self.kind)
        return HttpResponse(
            content,
            content_type=TYPES[self.kind.value],
            headers={
                "Content-Disposition": f'attachment; filename="reference.{self.kind.value}"',
                "Cache-Control": "private, no-store",
            },
        )
