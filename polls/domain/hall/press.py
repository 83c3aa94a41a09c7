"""What the chair can press for the questions from the hall and the report-back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import ProgrammeItem
from live.channels import bump
from polls.domain.errors import HallError
from polls.domain.hall.press_state import check_nothing_is_open
from polls.domain.hall.sessions import close_session, open_session
from polls.domain.hall.stage import choose, show_report_back, step
from polls.domain.hall.texts import show_answer, show_answers
from polls.domain.voters import room_channel
from polls.enums import HallModeration, HallState, ScreenView
from polls.models import HallSession, Room
from workshops.models import WorkshopRound

ACTIONS = ("open", "close", "show", "answers", "spotlight", "all", "code", "report", "next", "previous", "choose")


def press_hall(
    room: Room,
    action: str,
    *,
    item: ProgrammeItem | None = None,
    moderation: HallModeration = HallModeration.FIRST,
    round_: WorkshopRound | None = None,
    workshop_id: int | None = None,
    seen: int | None = None,
    answer: UUID | None = None,
) -> None:
    """Do what was pressed. Pressing twice does what pressing once does. Raises HallError with a message."""
    if action == "open":
        open_session(room.event, programme_item=item, moderation=moderation)
    elif action == "close":
        close_open_session(room)
    elif action == "show":
        if not HallSession.objects.filter(event=room.event_id).exists():
            raise HallError(_("Open the questions from the hall first."))
        show_view(room, ScreenView.QA)
    elif action == "answers":
        show_answers(room)
    elif action in ("spotlight", "all"):
        show_answer(room, answer if action == "spotlight" else None)
    elif action == "code":
        show_view(room, ScreenView.WAITING)
    elif action == "report":
        show_report_back(room, round_)
    elif action == "choose":
        if workshop_id is None:
            raise HallError(_("This room has no points yet."))
        choose(room, workshop_id)
    else:
        step(room, 1 if action == "next" else -1, seen=seen)


def close_open_session(room: Room) -> None:
    """Close the session that is open; none is fine."""
    session = HallSession.objects.filter(event=room.event_id, state=HallState.OPEN).first()
    if session:
        close_session(session)


def show_view(room: Room, view: ScreenView) -> None:
    """Change what the screen shows; a question that is open stays. Raises HallError."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        check_nothing_is_open(room)
        room.screen_view = view
        room.save(update_fields=["screen_view"])
        bump(room_channel(room.event_id))
