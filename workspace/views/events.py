"""The organiser's list of events, and the workspace of one event."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import page_permission_policy

from core.columns import MomentColumn
from core.enums import Role
from core.permissions import can_run_event, events_for
from core.scoped import EventScopedMixin
from core.sections import WORKSPACE, sections_for
from events.models import EventDate, EventPage
from workspace.domain.standing import standing_of
from workspace.domain.timeline import steps_of
from workspace.filters import EventFilterSet, search_events, shown_to
from workspace.views.steps import with_addresses


def place_of(event: EventPage) -> str:
    """Where it is, in a few words."""
    return (event.venue.city or event.venue.name) if event.venue else ""


class EventListView(BaseListingView):
    """The events that the signed-in person may run, newest date first; those without a date on top."""

    page_title = gettext_lazy("Events")
    verbose_name_plural = gettext_lazy("events")
    header_icon = "date"
    paginate_by = 30
    index_url_name = "workspace:events"
    index_results_url_name = "workspace:events_results"
    filterset_class = EventFilterSet
    is_searchable = True
    default_ordering = "-starts_at"
    columns = [
        TitleColumn("title", label=gettext_lazy("Event"), url_name="workspace:event", sort_key="title"),
        Column("get_kind_display", label=gettext_lazy("Kind"), classname="on-a-wide-screen"),
        Column("place", label=gettext_lazy("Place"), accessor=place_of, classname="on-a-wide-screen"),
        MomentColumn("starts_at", label=gettext_lazy("Date"), sort_key="starts_at", pattern="j F Y"),
        Column("live", label=gettext_lazy("Status"), accessor=shown_to),
    ]

    def get_base_queryset(self) -> QuerySet[EventPage]:
        """Only events in the person's scope, with their first date and their place."""
        first = EventDate.objects.filter(page=OuterRef("pk")).order_by("starts_at").values("starts_at")[:1]
        events = events_for(self.request.user, *Role).annotate(starts_at=Subquery(first))
        return events.select_related("venue").defer("body")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """On the events of the person."""
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def search_queryset(self, queryset: QuerySet[EventPage]) -> QuerySet[EventPage]:
        """By title and place."""
        return search_events(queryset, self.search_query)

    def order_queryset(self, queryset: QuerySet[EventPage]) -> QuerySet[EventPage]:
        """As asked, the same on both databases, and always the same for equal rows."""
        name = self.ordering.removeprefix("-")
        backwards = self.ordering.startswith("-")
        first = F(name).desc(nulls_first=True) if backwards else F(name).asc(nulls_last=True)
        return queryset.order_by(first, "-pk")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to a new event, for who may add pages; Wagtail asks where when there is a choice."""
        if not page_permission_policy.user_has_permission(self.request.user, "add"):
            return []
        address = reverse("wagtailadmin_pages:choose_parent", args=("events", "eventpage"))
        return [HeaderButton(_("New event"), address, icon_name="plus")]


class EventWorkspaceView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Where this meeting stands: what every app has to say about it."""

    roles = (Role.REPORTER, Role.CHAIR, Role.SCRIBE, Role.CHECK_IN, Role.NEEDS)
    template_name = "workspace/event.html"
    header_icon = "date"

    def get_page_title(self) -> str:
        """The event's title."""
        return self.event.title

    def get_header_buttons(self) -> list[Button]:
        """None: this is where the other pages lead back to."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """List of events, then this one."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:events"), "label": _("Events")},
            {"url": "", "label": self.event.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The timeline, and the sections that the apps contribute."""
        can_edit = self.event.permissions_for_user(self.request.user).can_edit()
        can_organise = can_run_event(self.request.user, self.event)
        steps = steps_of(standing_of(self.event), timezone.now())
        return super().get_context_data(
            sections=sections_for(WORKSPACE, self.request, self.event),
            dates=self.event.dates_in_order(),
            steps=with_addresses(steps, self.event, can_edit=can_edit, can_organise=can_organise),
            can_edit=can_edit,
            can_organise=can_organise,
            **kwargs,
        )
