"""The chair's remote on a phone, opened by its own link. Every press is a plain form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.tokens import make_view_token
from polls import charts
from polls.domain.errors import PollError
from polls.domain.policies import get_or_create_policy
from polls.domain.remote import press, preview_comparison
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import remote_snapshot
from polls.domain.voters import room_channel
from polls.enums import RoundState
from polls.forms import RemoteForm
from polls.models import FrozenResult
from polls.views.states import state_response


@never_cache
@require_GET
def remote(request: HttpRequest, token: str) -> HttpResponse:
    """Where the room stands and what can be done next; ``?deel`` gives only the part that changes."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    snapshot = remote_snapshot(room)
    kept = FrozenResult.objects.filter(round=room.current_round_id).first() if snapshot["state"] == "closed" else None
    context = {
        "token": token,
        "event": room.event,
        "channel": room_channel(room.event_id),
        "view_token": make_view_token(room_channel(room.event_id), "remote"),
        "snapshot": snapshot,
        "preview": preview_comparison(room),
        "minimum": get_or_create_policy(room.event).minimum,
        "upcoming": _upcoming(snapshot),
        "kept": kept.payload if kept else None,
        "bars": charts.result_bars(kept.payload) if kept else (),
        "reason": charts.reason_in_words(kept.payload) if kept else "",
    }
    template = "polls/remote/stage.html" if "deel" in request.GET else "polls/remote/remote.html"
    return render(request, template, context)


def _upcoming(snapshot: dict[str, Any]) -> dict[str, Any] | None:
    """The first question after the present one that was not closed yet; else the first such question."""
    current = snapshot["question"]["id"] if snapshot["question"] else None
    queue = snapshot["queue"]
    place = next((number for number, item in enumerate(queue) if item["question"] == current), -1)
    waiting = (item for item in [*queue[place + 1 :], *queue[: place + 1]] if item["question"] != current)
    return next((item for item in waiting if item["state"] in (None, RoundState.READY)), None)


@require_POST
def do(request: HttpRequest, token: str) -> HttpResponse:
    """One press. A press that comes too late changes nothing and says so."""
    link = get_link_or_404(LinkPurpose.CHAIR, token)
    room = get_or_create_room(link.event)
    form = RemoteForm(request.POST, room=room)
    if form.is_valid():
        data = form.cleaned_data
        try:
            press(room, data["action"], question=data["question"], seen_round=data["round"], actor=str(link))
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, _("That button does not work any more. This is how things stand now."))
    return redirect("polls:remote", token)


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a remote that cannot reach the gateway."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    return state_response(request, remote_snapshot(room))
