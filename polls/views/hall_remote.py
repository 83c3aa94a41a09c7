"""The chair's buttons for the questions from the hall and the report-back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from events.models import ProgrammeItem
from polls.domain.errors import PollError
from polls.domain.hall.press import press_hall
from polls.domain.hall.stage import has_next_room, report_back_rounds, rooms_of
from polls.domain.hall.texts import answers_for_chair
from polls.domain.pressing import press_once
from polls.domain.rooms import get_or_create_room
from polls.enums import HallModeration, ScreenView
from polls.hall_forms import HallRemoteForm
from polls.models import HallSession, ReportBack, Room


@require_POST
def do_hall(request: HttpRequest, token: str) -> HttpResponse:
    """One press. A press that comes too late changes nothing and says so."""
    room = get_or_create_room(get_link_or_404(LinkPurpose.CHAIR, token).event)
    form = HallRemoteForm(request.POST, room=room)
    if form.is_valid():
        data = form.cleaned_data
        try:
            press_once(
                room,
                data["key"],
                lambda: press_hall(
                    room,
                    data["action"],
                    item=data["item"],
                    moderation=HallModeration(data["moderation"] or HallModeration.FIRST),
                    round_=data["round"],
                    workshop_id=data["workshop"],
                    seen=data["seen"],
                    answer=data["answer"],
                ),
            )
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, _("That button does not work any more. This is how things stand now."))
    to_screen = request.POST.get("back") == "screen"
    return redirect("polls:remote_screen" if to_screen else "polls:remote", token)


def hall_remote_context(room: Room, snapshot: dict[str, Any]) -> dict[str, Any]:
    """What the chair's remote shows of both: the items a session can belong to, the rooms of the round on stage."""
    rounds = report_back_rounds(room.event)
    stage = ReportBack.objects.select_related("round").filter(event=room.event_id).first()
    on_stage = snapshot["show"] == ScreenView.REPORT_BACK and stage is not None
    rooms = rooms_of(stage.round_id) if on_stage and stage else []
    return {
        "hall_programme": ProgrammeItem.objects.filter(page=room.event_id) if not _is_open(snapshot) else (),
        "has_hall_session": HallSession.objects.filter(event=room.event_id).exists(),
        "moderations": HallModeration.choices,
        "report_rounds": rounds,
        "report_stage": stage,
        "report_rooms": rooms,
        "has_next_room": bool(stage and has_next_room(stage, rooms)),
        "written": answers_for_chair(room),
    }


def _is_open(snapshot: dict[str, Any]) -> bool:
    return bool(snapshot["qa"] and snapshot["qa"]["open"])
