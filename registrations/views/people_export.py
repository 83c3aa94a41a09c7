"""The export of the registrations that the filters show: choose columns and a format, then the file."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.exporting import export_columns, export_registrations
from registrations.enums import JobKind, SheetFormat
from registrations.filters import RegistrationFilterSet, chosen_registrations
from registrations.forms.export import ExportForm
from registrations.models import ExportRecord, PeopleJob, Registration
from registrations.views.people_term import term_of

CONTENT_TYPES = {
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetFormat.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    SheetFormat.CSV: "text/csv; charset=utf-8",
}


class RegistrationExportView(EventScopedMixin, WagtailAdminTemplateMixin, FormView):
    """A page to choose on; the file comes on a POST, because every export is written down."""

    template_name = "registrations/admin/export.html"
    header_icon = "download"
    page_title = gettext_lazy("Export")
    form_class = ExportForm

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, export."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": _("Export")},
        ]

    @cached_property
    def people(self) -> QuerySet[Registration]:
        """Whom it is about: those who were ticked, or those whom filters and search show."""
        chosen = self.request.GET.get("selection", "")
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
            job = get_object_or_404(self.scoped(PeopleJob), pk=chosen, kind=JobKind.ACTION)
            return self.scoped(Registration).filter(pk__in=job.items)
        return chosen_registrations(self.event, self.request.GET, term_of(self.request, self.event))

    @cached_property
    def filters(self) -> RegistrationFilterSet:
        """The filters of the list, which stand in the address."""
        return RegistrationFilterSet(self.request.GET, event=self.event)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the columns that there are."""
        return {**super().get_form_kwargs(), "columns": export_columns(self.event)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With who it is about, and who exported before."""
        term = term_of(self.request, self.event)
        return super().get_context_data(
            number=self.people.count(),
            filters_in_words=self.filters.in_words(),
            is_searched=bool(term),
            records=ExportRecord.objects.filter(event=self.event)[:10],
            **kwargs,
        )

    def form_valid(self, form: ExportForm) -> HttpResponse:
        """The file."""
        term = term_of(self.request, self.event)
        file_format = SheetFormat(form.cleaned_data["format"])
        content = export_registrations(
            self.event,
            self.people.order_by("name", "pk"),
            columns=form.chosen_columns,
            file_format=file_format,
            actor=str(self.request.user),
            query=self.filters.query_of(self.request.GET.urlencode()),
            is_searched=bool(term),
        )
        response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
        name = f"{_('registrations')}-{self.event.slug}.{file_format.value}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store, private"
        return response

    def form_invalid(self, form: ExportForm) -> HttpResponse:
        """The page again, with what is wrong."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response
