"""The big screen inside somebody's slides: a page without controls that only listed sites may frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import screen_snapshot
from polls.models import Room
from polls.views.screen import screen_context
from polls.views.states import state_response


@xframe_options_exempt  # X-Frame-Options knows no list; frame-ancestors below is what browsers follow
@never_cache
@require_GET
def frame(request: HttpRequest, token: str) -> HttpResponse:
    """What the room sees now, to be framed by the sites that the event lists and by nobody else."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.FRAME, token).event)
    template = "polls/screen/stage.html" if "deel" in request.GET else "polls/screen/frame.html"
    return _framed(render(request, template, {"token": token, **screen_context(room)}), room)


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a frame that cannot reach the gateway. It is data, not a page, and is not framed."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.FRAME, token).event)
    return state_response(request, screen_snapshot(room))


def _framed(response: HttpResponse, room: Room) -> HttpResponse:
    """The one answer with frame-ancestors of its own. Without listed sites nobody may frame it."""
    origins = room.frame_origins or ["'none'"]
    response._csp_replace = {"frame-ancestors": origins}  # type: ignore[attr-defined]  # django-csp reads it
    if not room.frame_origins:
        response.headers["X-Frame-Options"] = "DENY"
    return response
