"""Organisers' pages about access and food: numbers for all of them, names only for who has that role."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.scoped import EventScopedMixin
from registrations.domain.needs import needs_numbers, read_needs, read_needs_of_event
from registrations.models import Needs, Registration
from registrations.permissions import may_read_needs


class NeedsView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """How many asked for something. A press shows who and what; the history of each person says so."""

    roles = (Role.NEEDS,)
    template_name = "registrations/admin/needs.html"
    header_icon = "help"

    def get_page_title(self) -> str:
        """What it is about."""
        return _("Access and food")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, needs."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": "", "label": _("Access and food")},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the names, and note it. Nobody keeps the page."""
        if not may_read_needs(request.user, self.event):
            raise Http404
        response = self.render_to_response(self.get_context_data(needs=self.read()))
        response["Cache-Control"] = "no-store, private"
        return response

    def read(self) -> list[Needs]:
        """The needs of everybody who comes."""
        return read_needs_of_event(self.event.pk, actor=str(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbers, and whether this user may see more."""
        return super().get_context_data(
            numbers=needs_numbers(self.event.pk),
            may_read=may_read_needs(self.request.user, self.event),
            **kwargs,
        )


class OneNeedsView(NeedsView):
    """The needs of one person. Only by POST."""

    http_method_names = ["post"]

    def read(self) -> list[Needs]:
        """Of this person, if they belong to this event."""
        registration = get_object_or_404(self.scoped(Registration), pk=self.kwargs["pk"])
        return read_needs([registration], actor=str(self.request.user))
