"""One click drafts the verslag."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from core.enums import Role
from core.permissions import signed_in
from core.scoped import EventScopedMixin
from reports.domain.drafting import draft_report, report_of
from reports.domain.held import NothingHappened
from reports.forms.templates import ChoiceForm


class DraftReportView(EventScopedMixin, View):
    """Makes the draft if there is none and opens the editor. Only by POST: looking never makes a page."""

    http_method_names = ["post"]
    roles = (Role.REPORTER,)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draft with the template that was chosen, say so, and go on in the editor: who may draft may edit."""
        existed = report_of(self.event) is not None
        if not existed and "layout" in request.POST:
            form = ChoiceForm(self.event, request.POST)
            if not form.is_valid():
                messages.warning(request, _("Choose on this page which meetings are compared."))
                return redirect("reports_admin:template", self.event.pk)
            form.choose()
        try:
            page = draft_report(self.event, actor=signed_in(request))
        except NothingHappened as refusal:
            messages.warning(request, str(refusal))
            return redirect("workspace:event", self.event.pk)
        if not existed:
            messages.success(request, _("The report has been drafted. Read it through, change it, and publish it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
