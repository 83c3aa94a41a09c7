"""Who may do what at one event, besides those who may edit its page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from core.models import EventRole
from core.scoped import EventViewSet, ScopedIndexView
from workspace.forms import EventRoleForm


class TeamIndexView(ScopedIndexView):
    """Colleagues by name."""

    default_ordering = ("user__last_name", "user__username", "pk")

    def get_base_queryset(self) -> QuerySet[EventRole]:
        """Roles at this event."""
        return super().get_base_queryset().select_related("user")


class TeamViewSet(EventViewSet):
    """Roles at an event. Only who may edit the page, or is its organiser, gives them."""

    name = "event_team"
    path_name = "team"
    model = EventRole
    icon = "group"
    index_view_class = TeamIndexView
    list_display = ["user", Column("get_role_display", label=_("role"))]
    panels = [FieldPanel("email"), FieldPanel("role")]

    @cached_property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=EventRoleForm).bind_to_model(self.model)
