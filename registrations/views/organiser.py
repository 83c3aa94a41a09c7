"""The organisers' list of the registrations of one event: tabs per state, filters, search, selection."""

from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from core.scoped import EventScopedMixin, ScopedIndexView
from registrations.enums import ACTIVE_STATES, RegistrationState
from registrations.filters import RegistrationFilterSet, search_registrations
from registrations.forms.bulk import BulkForm
from registrations.forms.people import SearchForm
from registrations.models import Needs, Registration
from registrations.organiser.parts import list_links
from registrations.views.people_columns import NameColumn, SelectColumn, StateColumn
from registrations.views.people_term import keep_term, term_of


class RegistrationListView(ScopedIndexView):
    """All registrations of one event, newest first; pages of 50. The search term comes from the browser's cookie."""

    model = Registration
    page_title = gettext_lazy("Registrations")
    header_icon = "group"
    index_url_name = "registrations_admin:list"
    index_results_url_name = "registrations_admin:list_results"
    template_name = "registrations/admin/list.html"
    results_template_name = "registrations/admin/list_results.html"
    filterset_class = RegistrationFilterSet
    is_searchable = False  # Wagtail's own search puts the term in the address
    paginate_by = 50
    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[Registration]:
        """With what the columns show."""
        return super().get_base_queryset().select_related("sector")

    @cached_property
    def filters(self) -> RegistrationFilterSet:
        """The filters, with the sectors, workshops and dates of this event."""
        return RegistrationFilterSet(
            self.request.GET, queryset=self.get_base_queryset(), request=self.request, event=self.event
        )

    @cached_property
    def term(self) -> str:
        """What is searched for."""
        return term_of(self.request, self.event)

    def search_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """By name, address or organisation."""
        return search_registrations(queryset, self.term)

    def order_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """As asked, and always the same for rows that are equal in that."""
        return super().order_queryset(queryset).order_by(self.ordering, "pk")

    @cached_property
    def columns(self) -> list[Column]:
        """A box to tick, name, organisation, sector, state, when; a phone has room for name and state."""
        wide = "on-a-wide-screen"
        return [
            SelectColumn("select", label=""),
            NameColumn("name", label=_("Name"), get_url=self.get_edit_url, sort_key="name"),
            Column("organisation_name", label=_("Organisation"), sort_key="organisation_name", classname=wide),
            Column("sector", label=_("Sector"), sort_key="sector__name", classname=wide),
            StateColumn("get_state_display", label=_("State"), sort_key="state"),
            DateColumn("created_at", label=_("Registered at"), sort_key="created_at", classname=wide),
        ]

    def get_edit_url(self, instance: Model) -> str:
        """The page of one registration."""
        return reverse("registrations_admin:detail", args=[self.event.pk, instance.pk])

    @cached_property
    def tabs(self) -> list[dict[str, Any]]:
        """Each state with how many there are, other filters and the search as they are. One query."""
        others = self.request.GET.copy()
        for name in ("state", self.page_kwarg, "_w_filter_fragment"):
            others.pop(name, None)
        rows = RegistrationFilterSet(others, queryset=super().get_base_queryset(), event=self.event, like=self.filters)
        found = self.search_queryset(rows.qs if rows.is_valid() else super().get_base_queryset())
        numbers = dict(found.order_by().values_list("state").annotate(Count("pk")))
        chosen = self.request.GET.getlist("state")
        states = [(state.value, state.label, numbers.get(state.value, 0)) for state in RegistrationState]
        return [
            {
                "label": label,
                "number": number,
                "url": "?" + "&".join(part for part in (others.urlencode(), f"state={state}" if state else "") if part),
                "is_chosen": chosen == ([state] if state else []),
            }
            for state, label, number in [("", _("All"), sum(numbers.values())), *states]
            if number or not state or state in chosen
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the tabs, the search form, and how many people have needs: a number, never who."""
        return super().get_context_data(
            tabs=self.tabs,
            term=self.term,
            search_people=SearchForm(initial={"term": self.term}),
            with_needs=Needs.objects.filter(
                registration__in=self.scoped(Registration).filter(state__in=ACTIVE_STATES)
            ).count(),
            bulk=BulkForm(),
            query=self.request.GET.urlencode(),
            **kwargs,
        )

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """What the parts of the app put above the list."""
        return [
            HeaderButton(link.label, link.url, icon_name=link.icon, priority=link.order)
            for link in list_links(self.request, self.event)
            if not link.in_menu
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What they put behind the three dots."""
        return [
            Button(link.label, link.url, icon_name=link.icon, priority=link.order)
            for link in list_links(self.request, self.event)
            if link.in_menu
        ]


class RegistrationSearchView(EventScopedMixin, View):
    """Takes a search term, gives it to the browser to keep, and shows the list again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the list with the same filters; what cannot be searched for is as good as nothing."""
        form = SearchForm(request.POST)
        query = RegistrationFilterSet.query_of(request.POST.get("query", ""))
        address = reverse("registrations_admin:list", args=[self.event.pk])
        response = HttpResponseRedirect(f"{address}?{query}" if query else address)
        keep_term(response, self.event, form.cleaned_data["term"] if form.is_valid() else "")
        return response
