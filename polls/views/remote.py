"""The chair's remote on a phone, opened by its own link. Every press is a plain form."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.tokens import make_view_token
from polls import charts
from polls.domain import steps
from polls.domain.countdowns import STEP_SECONDS
from polls.domain.counts import add_manual_count, remove_manual_count, shown_counts
from polls.domain.errors import PollError
from polls.domain.payloads import read_payload
from polls.domain.policies import get_or_create_policy
from polls.domain.remote import press, preview_comparison
from polls.domain.rooms import earlier_round, get_or_create_room
from polls.domain.snapshots import remote_snapshot
from polls.domain.voters import room_channel
from polls.enums import CountMethod, QuestionKind, RoundState
from polls.models import FrozenResult, Room, Round
from polls.remote_forms import ManualCountForm, RemoteForm
from polls.views.hall_remote import hall_remote_context
from polls.views.states import state_response

COUNTDOWNS = (30, 60, 120)
PEOPLE = (50, 150, 500)


@never_cache
@require_GET
def remote(request: HttpRequest, token: str) -> HttpResponse:
    """Where the room stands and what can be done next; ``?deel`` gives only the part that changes."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    template = "polls/remote/stage.html" if "deel" in request.GET else "polls/remote/remote.html"
    return render(request, template, {"token": token, **remote_context(room)})


def remote_context(room: Room) -> dict[str, Any]:
    """What the remote shows of a room."""
    snapshot = remote_snapshot(room)
    current = Round.objects.filter(pk=room.current_round_id or 0).select_related("question").first()
    kept = FrozenResult.objects.filter(round=current).first() if current and snapshot["state"] == "closed" else None
    payload = read_payload(kept.payload) if kept else None
    earlier = earlier_round(current) if current and kept else None
    hall = hall_remote_context(room, snapshot)
    possible = steps.Possible(
        breakdown=bool(payload and charts.says_something(payload)),
        before_after=earlier is not None,
        answers=bool(hall["written"] and hall["written"]["approved"]),
        next_room=hall["has_next_room"],
    )
    return {
        "event": room.event,
        "channel": room_channel(room.event_id),
        "view_token": make_view_token(room_channel(room.event_id), "remote"),
        "snapshot": snapshot,
        "version": page_version(snapshot),
        "step": steps.next_step(snapshot, possible),
        "following": steps.following(snapshot),
        "preceding": steps.preceding(snapshot),
        "phones_see": steps.phones_see(snapshot),
        "screen_sees": steps.screen_sees(snapshot),
        "possible": possible,
        "counts": shown_counts(current, list(current.question.options.all())) if current else (),
        "takes_counts": bool(current and snapshot["round"] and takes_counts(current)),
        "preview": preview_comparison(room),
        "minimum": get_or_create_policy(room.event).minimum,
        "kept": payload,
        "drawing": charts.draw({**payload, **payload["question"]}, payload) if payload else None,
        "reason": charts.reason_in_words(payload) if payload else "",
        "countdowns": COUNTDOWNS,
        "usual_seconds": current.question.countdown_seconds if current else None,
        "step_seconds": STEP_SECONDS,
        "people": PEOPLE,
        "press_key": secrets.token_hex(12),
        "on_stage": steps.is_on_stage(snapshot),
        **hall,
    }


def page_version(snapshot: dict[str, Any]) -> str:
    """What the page was drawn from; the page's script makes the same text of a state that comes in."""
    return f"{snapshot['version']}:{snapshot['state']}:{str(snapshot['can_reopen']).lower()}"


def takes_counts(round_: Round) -> bool:
    """Whether something that was counted in the room can stand beside this round."""
    return round_.state != RoundState.READY and QuestionKind(round_.question.kind).has_options


@require_POST
def do(request: HttpRequest, token: str) -> HttpResponse:
    """One press. A press that comes too late changes nothing and says so."""
    link = get_link_or_404(LinkPurpose.CHAIR, token)
    room = get_or_create_room(link.event)
    form = RemoteForm(request.POST, room=room)
    if form.is_valid():
        try:
            press(room, form.press(actor=str(link)))
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, _("That button does not work any more. This is how things stand now."))
    to_screen = request.POST.get("back") == "screen"
    return redirect("polls:remote_screen" if to_screen else "polls:remote", token)


@never_cache
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, token: str, round_id: int) -> HttpResponse:
    """Add what was counted on paper or by show of hands, as a record of its own beside the result."""
    link = get_link_or_404(LinkPurpose.CHAIR, token)
    round_ = _round_or_404(link.event_id, round_id)
    if not takes_counts(round_):
        raise Http404
    form = ManualCountForm(request.POST or None, round_=round_)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_manual_count(
                round_, label=data["label"], method=CountMethod(data["method"]), counts=form.counts, n=data["n"]
            )
        except PollError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The count stands beside the result."))
            return redirect("polls:remote", token)
    context = {"token": token, "event": link.event, "form": form, "round": round_}
    return render(request, "polls/remote/count.html", context, status=422 if form.errors else 200)


@require_POST
def remove_count(request: HttpRequest, token: str, round_id: int, count_id: int) -> HttpResponse:
    """Take a count away."""
    link = get_link_or_404(LinkPurpose.CHAIR, token)
    if remove_manual_count(_round_or_404(link.event_id, round_id), count_id):
        messages.success(request, _("The count is taken away."))
    return redirect("polls:remote", token)


def _round_or_404(event_id: int, round_id: int) -> Round:
    rounds = Round.objects.filter(question__poll__event=event_id, pk=round_id).select_related("question__poll")
    round_ = rounds.first() if round_id < 2**63 else None
    if round_ is None:
        raise Http404
    return round_


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a remote that cannot reach the gateway."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    return state_response(request, remote_snapshot(room))
