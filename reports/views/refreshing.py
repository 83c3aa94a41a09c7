"""Facts changed after the verslag was drafted: what differs, and what to do with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.permissions import signed_in
from reports.domain.refreshing.saving import Refresh, TextChanged, refresh_of, refresh_report
from reports.forms.refreshing import RefreshForm
from reports.views.signoff import ReportAdminView


class RefreshView(ReportAdminView):
    """Shows per block what changed, and saves the choices as one new text."""

    template_name = "reports/admin/refresh.html"
    page_title = gettext_lazy("Bring up to date")

    @cached_property
    def refresh(self) -> Refresh:
        """The newest text beside today's facts."""
        return refresh_of(self.report)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The choices, with those that were already made."""
        context = {"report": self.report, "may_edit": self._may_edit(), "form": self._form()}
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save; when the text or the facts moved on meanwhile nothing is saved and everything is shown again."""
        if not self._may_edit():
            return self.render_to_response(self.get_context_data(), status=403)
        form = RefreshForm(self.refresh.changes, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            is_saved = refresh_report(
                self.report, taken=form.taken(), seen=form.cleaned_data["seen"], actor=signed_in(request)
            )
        except TextChanged as refusal:
            return self._again(str(refusal))
        messages.success(request, _("Your choices are in the draft.") if is_saved else _("The draft did not change."))
        return HttpResponseRedirect(reverse("reports_admin:refresh", args=(self.event.pk,)))

    def _again(self, message: str) -> HttpResponse:
        """The page as it is now; a second click on a save that succeeded finds nothing left, and no alarm."""
        del self.refresh, self.report
        if not self.refresh.changes:
            return HttpResponseRedirect(reverse("reports_admin:refresh", args=(self.event.pk,)))
        messages.error(self.request, message)
        sent = self.request.POST
        chosen = {change.key: sent[change.key] for change in self.refresh.changes if change.key in sent}
        return self.render_to_response(self.get_context_data(form=self._form(chosen)), status=409)

    def _form(self, chosen: dict[str, str] | None = None) -> RefreshForm:
        return RefreshForm(self.refresh.changes, initial={**(chosen or {}), "seen": self.refresh.seen})

    def _may_edit(self) -> bool:
        lock = self.report.get_lock()
        is_free = lock is None or not lock.for_user(self.request.user)
        return is_free and self.report.permissions_for_user(self.request.user).can_edit()
