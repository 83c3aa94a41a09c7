"""The sign-off round on the reporter's side: ask, follow, handle, end."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.permissions import signed_in
from core.scoped import EventScopedMixin
from reports.domain.drafting import report_of
from reports.domain.signoff.answering import set_comment_handled, set_condition_handled
from reports.domain.signoff.overview import overview_of
from reports.domain.signoff.rounds import (
    NewReader,
    add_reader,
    end_round,
    open_round_of,
    renew_reader,
    revoke_reader,
    start_round,
)
from reports.enums import ReaderRole
from reports.forms.redline import SendInForReaderForm
from reports.forms.signoff import ReaderForm, ReaderFormSet, StartRoundForm, new_readers
from reports.models import ReportPage, SignOffComment, SignOffReader, SignOffRound
from workshops.domain.passages import usual_deadline


class ReportMixin(EventScopedMixin):
    """A view about the verslag of the event; without one it is a 404."""

    roles = (Role.REPORTER,)
    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> ReportPage:
        """The verslag of the event."""
        return get_object_or_404(ReportPage, pk=getattr(report_of(self.event), "pk", 0))


class ReportAdminView(ReportMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about the verslag in the admin."""

    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this page."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        here = {"url": "", "label": str(self.page_title), "sublabel": self.event.get_admin_display_title()}
        return [*self.breadcrumbs_items, event, here]


class ReportAction(ReportMixin, View):
    """Does one thing, by POST only, and goes back."""

    http_method_names = ["post"]
    back_to = "reports_admin:signoff"

    def back(self, message: str, *, is_error: bool = False) -> HttpResponse:
        """Say what was done, and show the page it was done on."""
        (messages.error if is_error else messages.success)(self.request, message)
        return HttpResponseRedirect(reverse(self.back_to, args=(self.event.pk,)))


class SignOffView(ReportAdminView):
    """The round that runs, or the last one; and the form for a new one."""

    template_name = "reports/admin/signoff.html"
    page_title = gettext_lazy("Sign-off round")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The overview, and forms to ask people."""
        sign_off = SignOffRound.objects.filter(page=self.report).select_related("page", "revision").first()
        return super().get_context_data(
            **{
                "report": self.report,
                "overview": overview_of(sign_off) if sign_off else None,
                "file_form": SendInForReaderForm(sign_off=sign_off, prefix="file") if sign_off else None,
                "reader_form": ReaderForm(prefix="reader"),
                "start_form": StartRoundForm(initial={"answer_by": timezone.localtime(usual_deadline())}),
                "reader_forms": ReaderFormSet(prefix="readers", initial=_readers_before(sign_off)),
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Start a round."""
        form, readers = StartRoundForm(request.POST), ReaderFormSet(request.POST, prefix="readers")
        if not (form.is_valid() & readers.is_valid()):
            context = self.get_context_data(start_form=form, reader_forms=readers)
            return self.render_to_response(context, status=422)
        if open_round_of(self.report) is None or "anew" in request.POST:
            start_round(self.report, new_readers(readers), **form.cleaned_data, actor=signed_in(request))
            messages.success(request, _("The readers get a mail with their own link."))
        return HttpResponseRedirect(request.path)


def _readers_before(sign_off: SignOffRound | None) -> list[dict[str, str]]:
    readers = sign_off.readers.all() if sign_off else []
    return [{"name": reader.name, "email": reader.email, "role": reader.role} for reader in readers]


class AddReaderView(ReportAction):
    """Asks one more reader."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Add and mail."""
        sign_off = open_round_of(self.report)
        form = ReaderForm(request.POST, prefix="reader")
        if sign_off is None or not form.is_valid():
            return self.back(_("Give a name and an e-mail address."), is_error=True)
        reader = add_reader(sign_off, _new_reader(form.cleaned_data))
        return self.back(_("%(name)s gets a mail with an own link.") % {"name": reader.name})


def _new_reader(data: dict[str, Any]) -> NewReader:
    return NewReader(data["name"], data["email"], ReaderRole(data["role"]))


class _OfReader(ReportAction):
    def reader(self) -> SignOffReader:
        """The reader, of this report."""
        return get_object_or_404(SignOffReader, pk=self.kwargs["pk"], round__page=self.report)


class RevokeReaderView(_OfReader):
    """Stops a reader's link."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke."""
        revoke_reader(self.reader())
        return self.back(_("The link was revoked."))


class RenewReaderView(_OfReader):
    """Mails a reader a new link."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Renew, while the round runs."""
        reader = self.reader()
        if not reader.round.is_open:
            return self.back(_("This round has ended."), is_error=True)
        renew_reader(reader)
        return self.back(_("%(name)s gets a mail with an own link.") % {"name": reader.name})


class HandleConditionView(_OfReader):
    """Ticks off what a reader wants changed."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Handled, or not."""
        set_condition_handled(self.reader(), is_handled="handled" in request.POST)
        return self.back(_("Saved."))


class HandleCommentView(ReportAction):
    """Ticks a comment off."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Handled, or not."""
        comment = get_object_or_404(SignOffComment, pk=self.kwargs["pk"], reader__round__page=self.report)
        set_comment_handled(comment, is_handled="handled" in request.POST)
        return self.back(_("Saved."))


class EndRoundView(ReportAction):
    """Ends the round that runs."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """End."""
        sign_off = open_round_of(self.report)
        if sign_off is not None:
            end_round(sign_off, actor=signed_in(request))
        return self.back(_("The round has ended. The links do not work any more."))
