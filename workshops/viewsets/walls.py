"""The organiser's actions on walls: links of rooms and of the whole event, and whether a room may add cards."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from core.enums import LinkPurpose, Role
from core.scoped import EventScopedMixin
from workshops.domain.room_cards import allow_room_cards
from workshops.domain.wall_links import WALL_PURPOSES, renew_wall_link, revoke_wall_links
from workshops.models import CaptureSheet


class RoomCardsView(EventScopedMixin, View):
    """Lets people in a room add cards, or no longer."""

    roles = (Role.REPORTER,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Set what the button says; a double click sets it twice."""
        sheet = get_object_or_404(self.scoped(CaptureSheet), pk=kwargs["pk"])
        is_allowed = request.POST.get("allow") == "1"
        allow_room_cards(sheet, is_allowed=is_allowed)
        done = _("People in this room can add cards now.") if is_allowed else _("This room takes no cards any more.")
        messages.success(request, done)
        return HttpResponseRedirect(reverse("capture_sheets:index", args=(self.event.pk,)))


class WallLinkView(EventScopedMixin, View):
    """Makes a fresh link, or revokes what there is; the address says of which sheet, or of all."""

    roles = (Role.REPORTER,)
    http_method_names = ["post"]
    revokes = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make or revoke, and back to the list."""
        purpose = request.POST.get("purpose", LinkPurpose.WALL)
        if purpose not in WALL_PURPOSES:
            raise Http404
        target = get_object_or_404(self.scoped(CaptureSheet), pk=kwargs["pk"]).pk if "pk" in kwargs else None
        if self.revokes:
            revoke_wall_links(self.event, LinkPurpose(purpose), target)
            messages.success(request, _("The link was revoked."))
        else:
            renew_wall_link(self.event, LinkPurpose(purpose), target)
            messages.success(request, _("There is a new link. The old one does not work any more."))
        return HttpResponseRedirect(reverse("capture_sheets:index", args=(self.event.pk,)))
