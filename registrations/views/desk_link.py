"""The organiser's page of the check-in desk: its link to show, renew or take back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.models import AccessLink
from core.origin import absolute
from core.scoped import EventScopedMixin
from core.tokens import link_token
from registrations.domain.desk_links import (
    DoorLink,
    door_links,
    find_door,
    renew_desk_link,
    revoke_desk_links,
    usable_desk_link,
)


class DeskLinkView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The link with its QR code; a press makes a fresh one or takes it back."""

    roles = (Role.CHECK_IN,)
    template_name = "registrations/admin/desk.html"
    header_icon = "tick"
    page_title = gettext_lazy("Check-in desk")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then its desk."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": _("Check-in desk")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The full address, "" while there is none, and the same for each door."""
        return super().get_context_data(
            address=_address(usable_desk_link(self.event)),
            doors=[_row(found) for found in door_links(self.event)],
            **kwargs,
        )


def _row(found: DoorLink) -> dict[str, Any]:
    door = found.door
    return {
        "key": door.key,
        "kind": door.kind.label,
        "title": door.title,
        "door": door,
        "address": _address(found.link),
    }


def _address(link: AccessLink | None) -> str:
    if link is None:
        return ""
    return absolute(reverse("registrations:desk", args=(link_token(link),)))


class DeskLinkChangeView(EventScopedMixin, View):
    """Make a fresh link, or take the link back."""

    roles = (Role.CHECK_IN,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int) -> HttpResponse:
        """One press."""
        action, key = request.POST.get("action"), request.POST.get("door", "")
        door = find_door(self.event, key) if key else None
        if key and door is None:
            raise Http404
        if action == "renew":
            renew_desk_link(self.event, door)
            messages.success(request, _("There is a new link. The one before does not work any more."))
        elif action == "revoke":
            revoke_desk_links(self.event, door)
            messages.success(request, _("The link does not work any more."))
        return redirect("registrations_admin:desk", self.event.pk)
