"""The big screen of the room, opened by its own link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.tokens import make_view_token
from polls.domain.hall.reading import support_shown
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import screen_snapshot
from polls.domain.voters import room_channel
from polls.models import Room
from polls.qr import join_address, qr_svg, short_join_address
from polls.stages import screen_stage
from polls.views.hall_context import hall_stage, questions_on_screen
from polls.views.states import state_response


@never_cache
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """What the room sees now; ``?deel`` gives only the part that changes, for the page's own script."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.SCREEN, token).event)
    template = "polls/screen/stage.html" if "deel" in request.GET else "polls/screen/screen.html"
    return render(request, template, {"token": token, **screen_context(room)})


def screen_context(room: Room) -> dict[str, Any]:
    """What the big screen shows of a room, whoever opened it."""
    snapshot = screen_snapshot(room)
    shown = screen_stage(snapshot)
    return {
        **shown,
        "stage": hall_stage(snapshot) or shown["stage"],
        "event": room.event,
        "channel": room_channel(room.event_id),
        "view_token": make_view_token(room_channel(room.event_id), "screen"),
        **questions_on_screen(snapshot),
        "short_address": short_join_address(),
        "qr": qr_svg(join_address(room)),
    }


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a screen that cannot reach the gateway."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.SCREEN, token).event)
    return state_response(request, {**screen_snapshot(room), **support_shown(room)})
