"""The return loop on the organiser's side: who gets what, addresses of owners, and sending it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from core.permissions import signed_in
from reports.domain.publishing.owners import actions_without_address
from reports.domain.publishing.returning import AlreadyMailed, mail_report, may_be_mailed, plan_of, returned_at
from reports.views.signoff import ReportAdminView
from workshops.domain.actions import add_contact
from workshops.forms.actions import ContactForm
from workshops.models import ActionItem


class ReturnView(ReportAdminView):
    """Shows who gets what before anything is sent, and sends it to who had nothing yet."""

    template_name = "reports/admin/returning.html"
    page_title = gettext_lazy("Who gets the report")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The plan; names of attendees are for who may publish."""
        plan = plan_of(self.report)
        context = {
            "report": self.report,
            "plan": plan,
            "may_publish": self.may_publish,
            "may_be_mailed": may_be_mailed(self.report),
            "returned_at": returned_at(self.report),
            "without": self._without(),
            "publishing_url": reverse("reports_admin:publishing", args=(self.event.pk,)),
        }
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Queue the letters."""
        if not self.may_publish:
            raise PermissionDenied
        try:
            plan = mail_report(self.report, actor=signed_in(request))
        except AlreadyMailed as refusal:
            messages.error(request, str(refusal))
        else:
            number = plan.waiting
            said = ngettext("%(number)s mail leaves now.", "%(number)s mails leave now.", number)
            messages.success(request, said % {"number": number})
        return HttpResponseRedirect(request.path)

    @cached_property
    def may_publish(self) -> bool:
        """Whether this person may send it."""
        return bool(self.report.permissions_for_user(self.request.user).can_publish())

    def _without(self, bound: ContactForm | None = None) -> list[tuple[ActionItem, ContactForm]]:
        return [
            (action, bound if bound is not None and bound.prefix == prefix_of(action) else contact_form(action))
            for action in actions_without_address(self.report)
        ]


class ReturnAddressView(ReturnView):
    """Keeps the address of who does something. Nothing is mailed before the organiser sends the report."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Add it; twice is once."""
        actions = ActionItem.objects.filter(sheet__event=self.event)
        action = get_object_or_404(actions, pk=self.kwargs["pk"])
        form = contact_form(action, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(without=self._without(form)), status=422)
        add_contact(action, **form.cleaned_data)
        messages.success(request, _("The address stands with the agreement. Nothing was mailed yet."))
        address = reverse("reports_admin:publishing_return", args=(self.event.pk,))
        return HttpResponseRedirect(f"{address}#owners-title")


def prefix_of(action: ActionItem) -> str:
    """What tells the fields of one action from those of another."""
    return f"action-{action.pk}"


def contact_form(action: ActionItem, data: Any = None) -> ContactForm:
    """The form for an address; a single person who does it is named already, an organisation is not a person."""
    owners = list(action.owners.all())
    name = owners[0].name if len(owners) == 1 else ""
    return ContactForm(data, prefix=prefix_of(action), initial={"name": name})
