"""Choosing a template for the report of a meeting, and keeping one for the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.permissions import can_run_event, signed_in
from core.scoped import EventScopedMixin
from reports.domain.drafting import draft_report, report_of
from reports.domain.held import NothingHappened, why_not_yet
from reports.domain.layout import FIXED
from reports.domain.templates.choosing import layout_of, templates_for
from reports.domain.templates.keeping import (
    TemplateRefused,
    keep_template,
    own_texts,
    rename_template,
    structure_of,
)
from reports.forms.templates import ChoiceForm, KeepForm, TitleForm
from reports.models import ReportPage, ReportTemplate
from reports.part_names import part_name
from reports.views.signoff import ReportAdminView


class TemplateAdminView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about templates in the admin; there need not be a report yet."""

    roles = (Role.REPORTER,)
    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this page."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": str(self.page_title)}]


class ChoiceView(TemplateAdminView):
    """Which template the report gets: draft it now, keep the choice for later, or change what there is."""

    template_name = "reports/admin/template_choice.html"
    page_title = gettext_lazy("Template of the report")

    @cached_property
    def report(self) -> ReportPage | None:
        """The report, when there is one."""
        return report_of(self.event)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The templates to choose from."""
        context = {"report": self.report, "form": ChoiceForm(self.event), "not_yet": why_not_yet(self.event)}
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write the choice down, and draft or compare as was asked."""
        form = ChoiceForm(self.event, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if self.report is not None:
            return self._change(self.report, form)
        form.choose()
        if request.POST.get("then") == "draft":
            try:
                page = draft_report(self.event, actor=signed_in(request))
            except NothingHappened as refusal:
                messages.warning(request, str(refusal))
                return HttpResponseRedirect(reverse("reports_admin:template", args=(self.event.pk,)))
            messages.success(request, _("The report has been drafted. Read it through, change it, and publish it."))
            return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
        messages.success(request, _("The choice is kept. The draft that is made by itself will look like this."))
        return HttpResponseRedirect(reverse("reports_admin:template", args=(self.event.pk,)))

    def _change(self, report: ReportPage, form: ChoiceForm) -> HttpResponse:
        """Another template for a report that is there: its text changes only by the choices on the next page."""
        lock = report.get_lock()
        is_locked = lock is not None and lock.for_user(self.request.user)
        if is_locked or not report.permissions_for_user(self.request.user).can_edit():
            return self.render_to_response(self.get_context_data(form=form), status=403)
        layout = layout_of(form.choose())
        newest = report.get_latest_revision_as_object()
        if (newest.in_words, newest.has_chapters) != (layout.in_words, layout.has_chapters):
            newest.in_words, newest.has_chapters = layout.in_words, layout.has_chapters
            newest.save_revision(user=signed_in(self.request), log_action=True)
        messages.success(self.request, _("The template was changed. Choose below what the draft takes over."))
        return HttpResponseRedirect(reverse("reports_admin:refresh", args=(self.event.pk,)))


class TemplatesView(TemplateAdminView):
    """The templates of the organisation."""

    template_name = "reports/admin/templates.html"
    page_title = gettext_lazy("Own templates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every template with its parts; whoever organises here may rename and delete."""
        rows = [(template, _outline(template.parts)) for template in templates_for(self.event)]
        may_manage = can_run_event(signed_in(self.request), self.event)
        return super().get_context_data(rows=rows, may_manage=may_manage, report=report_of(self.event), **kwargs)


class KeepTemplateView(ReportAdminView):
    """Keeps the structure of this report as a template."""

    template_name = "reports/admin/template_keep.html"
    page_title = gettext_lazy("Keep as a template")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What will be kept, and what people wrote."""
        outline = [(part_name(part.name), part.heading) for part in structure_of(self.report) if part.name != FIXED]
        context = {"report": self.report, "outline": outline, "form": KeepForm(own_texts(self.report))}
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it; what is refused is said, and what was chosen stays chosen."""
        form = KeepForm(own_texts(self.report), request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                keep_template(self.report, data["title"], kept=data["kept"])
            except TemplateRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The template “%(title)s” is kept.") % {"title": data["title"]})
                return HttpResponseRedirect(reverse("reports_admin:templates", args=(self.event.pk,)))
        return self.render_to_response(self.get_context_data(form=form))


class _TemplateAction(EventScopedMixin, View):
    """Does one thing with a template of the organisation, by POST only. For who organises the event."""

    http_method_names = ["post"]
    kwargs: dict[str, Any]

    @cached_property
    def template(self) -> ReportTemplate:
        """The template; one of another organisation is a 404."""
        found: ReportTemplate = get_object_or_404(templates_for(self.event), pk=self.kwargs["pk"])
        return found

    def back(self) -> HttpResponse:
        """The list."""
        return HttpResponseRedirect(reverse("reports_admin:templates", args=(self.event.pk,)))


class RenameTemplateView(_TemplateAction):
    """Gives a template another name."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Rename, or say why not."""
        form = TitleForm(request.POST)
        template = self.template
        if not form.is_valid():
            messages.error(request, _("Give the template a name of at most 120 characters."))
            return self.back()
        try:
            rename_template(template, form.cleaned_data["title"])
        except TemplateRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The template was renamed."))
        return self.back()


class DeleteTemplateView(_TemplateAction):
    """Deletes a template. Reports that were made with it stay as they are."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete."""
        self.template.delete()
        messages.success(request, _("The template was deleted. Reports made with it stay as they are."))
        return self.back()


def _outline(parts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(str(part_name(str(part.get("name")))), str(part.get("heading") or "")) for part in parts]
