"""Organisers' pages: the registrations of one event, one of them with its history, and the export."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from core.scoped import EventScopedMixin, ScopedIndexView
from registrations.domain.exporting import registrations_csv
from registrations.domain.programme import day_plans
from registrations.filters import RegistrationFilterSet, search_registrations
from registrations.models import Registration


class RegistrationListView(ScopedIndexView):
    """All registrations of one event, newest first; search, filter, pages of 50."""

    model = Registration
    page_title = gettext_lazy("Registrations")
    header_icon = "group"
    index_url_name = "registrations_admin:list"
    index_results_url_name = "registrations_admin:list_results"
    filterset_class = RegistrationFilterSet
    is_searchable = True
    search_fields = ["name"]
    paginate_by = 50
    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[Registration]:
        """With what the columns show."""
        return super().get_base_queryset().select_related("sector")

    @cached_property
    def filters(self) -> RegistrationFilterSet:
        """The filters, with the sectors of this event."""
        return RegistrationFilterSet(
            self.request.GET, queryset=self.get_base_queryset(), request=self.request, event=self.event
        )

    def search_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """By name, address or organisation."""
        return search_registrations(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Column]:
        """Name, organisation, sector, state, when."""
        return [
            TitleColumn("name", label=_("Name"), get_url=self.get_edit_url, sort_key="name"),
            Column("organisation_name", label=_("Organisation"), sort_key="organisation_name"),
            Column("sector", label=_("Sector")),
            Column("get_state_display", label=_("State"), sort_key="state"),
            DateColumn("created_at", label=_("Registered at"), sort_key="created_at"),
        ]

    def get_edit_url(self, instance: Model) -> str:
        """The page of one registration."""
        return reverse("registrations_admin:detail", args=[self.event.pk, instance.pk])

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The desk, and the export of what the filters show."""
        query = self.request.GET.urlencode()
        address = reverse("registrations_admin:export", args=[self.event.pk]) + (f"?{query}" if query else "")
        desk = reverse("registrations_admin:desk", args=[self.event.pk])
        return [
            HeaderButton(_("Check-in desk"), desk, icon_name="tick"),
            HeaderButton(_("Export as CSV"), address, icon_name="download"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """No others."""
        return []


class RegistrationView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One registration with its programme, its needs and what happened to it."""

    template_name = "registrations/admin/registration.html"
    header_icon = "user"

    @cached_property
    def registration(self) -> Registration:
        """The registration, if it belongs to this event."""
        rows = self.scoped(Registration).select_related("sector", "municipality", "organisation", "needs")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The person's name."""
        return self.registration.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, person."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": self.registration.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        return super().get_context_data(
            registration=self.registration,
            needs=getattr(self.registration, "needs", None),
            plans=day_plans(self.registration),
            history=self.registration.history.all(),
            attendances=self.registration.attendances.select_related("event_date"),
            **kwargs,
        )


class RegistrationExportView(EventScopedMixin, View):
    """The registrations that the filters show, as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the file; needs are not in it."""
        rows = self.scoped(Registration).order_by("name", "pk")
        rows = RegistrationFilterSet(request.GET, queryset=rows, request=request, event=self.event).qs
        rows = search_registrations(rows, request.GET.get("q", ""))
        response = StreamingHttpResponse(registrations_csv(self.event.pk, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="aanmeldingen-{self.event.pk}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response
