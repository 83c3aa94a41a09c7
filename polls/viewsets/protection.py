"""How votes of an event are protected: the smallest group that is shown, which groups are compared, and the lock."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.permissions import can_run_event
from core.scoped import EventScopedMixin
from polls.domain.policies import eligible_numbers, get_or_create_policy
from polls.domain.preparing import set_minimum
from polls.domain.remote import preview_comparison
from polls.domain.rooms import get_or_create_room
from polls.viewsets.forms import FrameForm, MinimumForm


class RoomPage(EventScopedMixin, WagtailAdminTemplateMixin):
    """What pages under the room of an event share."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, room, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)},
            {"url": reverse("polls_admin:room", args=(self.event.pk,)), "label": _("Live room")},
            {"url": "", "label": str(self.page_title)},
        ]

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what was typed."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 422
        return response


class ProtectionView(RoomPage, FormView):
    """Seen by who runs the room; set by who may edit the event, until the first question opens."""

    roles = (Role.CHAIR,)
    template_name = "polls/admin/protection.html"
    header_icon = "lock"
    page_title = gettext_lazy("Protection of votes")
    form_class = MinimumForm

    def get_initial(self) -> dict[str, Any]:
        """What is set now."""
        return {"minimum": get_or_create_policy(self.event).minimum}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The policy, its lock, and the groups with their numbers."""
        room = get_or_create_room(self.event)
        policy = get_or_create_policy(self.event)
        return super().get_context_data(
            policy=policy,
            locked_by=policy.locked_by,
            preview=preview_comparison(room),
            may_change=can_run_event(self.request.user, self.event),
            people=sum(eligible_numbers(self.event).values()),
            **kwargs,
        )

    def form_valid(self, form: MinimumForm) -> HttpResponse:
        """Keep it, or say that the first question was opened meanwhile."""
        if not can_run_event(self.request.user, self.event):
            raise Http404
        if not set_minimum(get_or_create_policy(self.event), form.cleaned_data["minimum"]):
            form.add_error("minimum", _("The first question has been opened, so this can no longer change."))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect("polls_admin:protection", self.event.pk)


class FrameView(RoomPage, FormView):
    """Which sites may show the big screen in a frame."""

    roles = (Role.CHAIR,)
    template_name = "polls/admin/frame.html"
    header_icon = "desktop"
    page_title = gettext_lazy("Big screen in slides")
    form_class = FrameForm

    def get_initial(self) -> dict[str, Any]:
        """What is allowed now."""
        return {"origins": "\n".join(get_or_create_room(self.event).frame_origins)}

    def form_valid(self, form: FrameForm) -> HttpResponse:
        """Keep the list."""
        room = get_or_create_room(self.event)
        room.frame_origins = form.cleaned_data["origins"]
        room.save(update_fields=["frame_origins"])
        messages.success(self.request, _("Saved."))
        return redirect("polls_admin:room", self.event.pk)
