"""The big screen of the room, opened by its own link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.tokens import make_view_token
from polls import charts
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import screen_snapshot
from polls.domain.voters import room_channel
from polls.qr import join_address, qr_svg, short_join_address
from polls.views.states import state_response


@never_cache
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """What the room sees now; ``?deel`` gives only the part that changes, for the page's own script."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.SCREEN, token).event)
    snapshot = screen_snapshot(room)
    result = snapshot["result"]
    live_counts = {bar["option_id"]: bar["count"] for bar in snapshot.get("bars", [])}
    context = {
        "token": token,
        "event": room.event,
        "channel": room_channel(room.event_id),
        "view_token": make_view_token(room_channel(room.event_id), "screen"),
        "snapshot": snapshot,
        "stage": "result" if result else snapshot["state"],
        "bars": charts.result_bars(result) if result else (),
        "live_bars": charts.bars(snapshot["question"], live_counts) if "bars" in snapshot else (),
        "comparison": charts.comparison(result) if result else None,
        "reason": charts.reason_in_words(result) if result else "",
        "short_address": short_join_address(),
        "qr": qr_svg(join_address(room)),
    }
    template = "polls/screen/stage.html" if "deel" in request.GET else "polls/screen/screen.html"
    return render(request, template, context)


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a screen that cannot reach the gateway."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.SCREEN, token).event)
    return state_response(request, screen_snapshot(room))
