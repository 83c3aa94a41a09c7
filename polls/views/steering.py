"""The big screen opened with the chair's link: the same picture, and keys that steer it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import remote_snapshot
from polls.views.remote import remote_context
from polls.views.screen import screen_context
from polls.views.states import state_response


@never_cache
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """What the room sees, with the buttons that the keys press; ``?deel`` gives only the part that changes."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    context = {**screen_context(room), **remote_context(room), "token": token, "on_screen": True}
    template = "polls/screen/steered_stage.html" if "deel" in request.GET else "polls/screen/steered.html"
    return render(request, template, context)


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a steered screen that cannot reach the gateway."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    return state_response(request, remote_snapshot(room))
