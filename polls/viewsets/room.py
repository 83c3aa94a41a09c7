"""The room of an event in the admin: its code, its links to show or to take back, its protection."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import LinkPurpose, Role
from core.origin import absolute
from core.scoped import EventScopedMixin
from core.tokens import link_token
from polls.domain.links import renew_room_link, revoke_room_links, usable_room_links
from polls.domain.policies import get_or_create_policy
from polls.domain.rooms import get_or_create_room
from polls.qr import join_address, qr_svg
from polls.viewsets.forms import RoomLinkForm
from polls.viewsets.hall import hall_panel

LINKS = {
    LinkPurpose.SCREEN: (gettext_lazy("Big screen"), "polls:screen"),
    LinkPurpose.CHAIR: (gettext_lazy("Chair's remote"), "polls:remote"),
    LinkPurpose.MODERATOR: (gettext_lazy("Moderator's page"), "polls:moderator"),
    LinkPurpose.FRAME: (gettext_lazy("Big screen in slides"), "polls:frame"),
}


class RoomView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Code, links and protection of one event's room."""

    roles = (Role.CHAIR,)
    template_name = "polls/admin/room.html"
    header_icon = "view"
    page_title = gettext_lazy("Live room")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then its room."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": _("Live room")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything on one page, with a QR code for every address."""
        room = get_or_create_room(self.event)
        return super().get_context_data(
            room=room,
            join_address=join_address(room),
            join_qr=qr_svg(join_address(room)),
            links=[self._shown(purpose, link) for purpose, link in usable_room_links(self.event).items()],
            policy=get_or_create_policy(self.event),
            **hall_panel(self.event),
            **kwargs,
        )

    def _shown(self, purpose: LinkPurpose, link: Any) -> dict[str, Any]:
        label, name = LINKS[purpose]
        address = absolute(reverse(name, args=(link_token(link),))) if link else ""
        return {"purpose": purpose, "label": label, "address": address, "qr": qr_svg(address) if address else ""}


class RoomLinkView(EventScopedMixin, View):
    """Make a fresh link, or take one back."""

    roles = (Role.CHAIR,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int) -> HttpResponse:
        """One press."""
        form = RoomLinkForm(request.POST)
        if form.is_valid():
            purpose = LinkPurpose(form.cleaned_data["purpose"])
            if form.cleaned_data["action"] == "renew":
                renew_room_link(self.event, purpose)
                messages.success(request, _("There is a new link. The one before does not work any more."))
            else:
                revoke_room_links(self.event, purpose)
                messages.success(request, _("The link does not work any more."))
        return redirect("polls_admin:room", self.event.pk)
