"""Opening and closing the questions from the hall in the admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from core.enums import Role
from core.scoped import EventScopedMixin
from events.models import EventPage, ProgrammeItem
from polls.domain.errors import PollError
from polls.domain.hall.press import press_hall
from polls.domain.rooms import get_or_create_room
from polls.enums import HallModeration, HallState
from polls.hall_forms import HallRemoteForm
from polls.models import HallSession

SWITCHES = ("open", "close")


class HallView(EventScopedMixin, View):
    """Let the hall put questions, or no longer."""

    roles = (Role.CHAIR,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int) -> HttpResponse:
        """One press."""
        room = get_or_create_room(self.event)
        form = HallRemoteForm(request.POST, room=room)
        if form.is_valid() and form.cleaned_data["action"] in SWITCHES:
            data = form.cleaned_data
            moderation = HallModeration(data["moderation"] or HallModeration.FIRST)
            try:
                press_hall(room, data["action"], item=data["item"], moderation=moderation)
            except PollError as error:
                messages.error(request, str(error))
        else:
            messages.error(request, _("That button does not work any more. This is how things stand now."))
        return redirect("polls_admin:room", self.event.pk)


def hall_panel(event: EventPage) -> dict[str, Any]:
    """What the panel of the room shows."""
    return {
        "hall_session": HallSession.objects.select_related("programme_item")
        .filter(event=event, state=HallState.OPEN)
        .first(),
        "hall_programme": ProgrammeItem.objects.filter(page=event),
        "moderations": HallModeration.choices,
    }
