"""A rehearsal: the real remote, phones and screen; at the end everything that was voted is wiped.

Rounds that open during a rehearsal are marked and keep nothing: their results, ballots and open answers go with
them, in the files too. The disclosure policy is neither locked nor are its groups cut by a rehearsal.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from live.channels import bump
from polls.domain.erasure import empty_box, erase_residue
from polls.domain.errors import RoomError
from polls.domain.hall.sessions import empty_session, erase_sessions
from polls.domain.policies import cut_now
from polls.domain.voters import room_channel
from polls.enums import BoxState, HallState, RoundState, ScreenView
from polls.models import BallotBox, FrozenResult, HallBox, HallSession, Rehearsal, Room, Round

COLLECTING = (RoundState.OPEN, RoundState.CLOSING)


def start_rehearsal(room: Room) -> Rehearsal:
    """Begin; a rehearsal that runs already goes on. Raises RoomError while a real question is open or closing."""
    with transaction.atomic():
        room = Room.objects.select_for_update().select_related("event").get(pk=room.pk)
        running = Rehearsal.objects.filter(room=room).first()
        if running:
            return running
        if Round.objects.filter(question__poll__event=room.event_id, state__in=COLLECTING).exists():
            raise RoomError(_("A question is open or just closed. Rehearse before it, or show its result first."))
        if HallSession.objects.filter(event=room.event_id, state=HallState.OPEN).exists():
            raise RoomError(_("The hall can put questions now. Close that before you rehearse."))
        rehearsal = Rehearsal.objects.create(room=room, groups=cut_now(room.event))
        _reset(room)
    return rehearsal


def end_rehearsal(room: Room) -> int:
    """Stop and wipe: rounds, results, ballots, open answers, and questions from the hall that began in the rehearsal.

    Gives how many rounds there were.

    Boxes are shut before their rounds go, so that a vote that is under way is refused and none is left behind;
    a box that a crash leaves is emptied by the sweep, because it has no round any more.
    """
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        rounds = Round.objects.select_for_update().filter(question__poll__event=room.event_id, is_rehearsal=True)
        round_ids = list(rounds.values_list("pk", flat=True))
        BallotBox.objects.filter(round_id__in=round_ids).update(state=BoxState.CLOSED)
        sessions = list(_sessions_of(room).values_list("pk", flat=True))
        HallBox.objects.filter(session_id__in=sessions).update(state=BoxState.CLOSED)
        _reset(room)
        HallSession.objects.filter(pk__in=sessions).delete()
        FrozenResult.objects.filter(round__in=round_ids).delete()
        Round.objects.filter(pk__in=round_ids).delete()
        Rehearsal.objects.filter(room=room).delete()
        if settings.LIVE_DATABASE == "default":
            _empty(round_ids, sessions)
    if settings.LIVE_DATABASE != "default":
        _empty(round_ids, sessions)
    erase_residue()
    erase_sessions()
    return len(round_ids)


def _sessions_of(room: Room) -> QuerySet[HallSession]:
    rehearsal = Rehearsal.objects.filter(room=room).first()
    sessions = HallSession.objects.filter(event=room.event_id)
    return sessions.filter(opened_at__gte=rehearsal.started_at) if rehearsal else sessions.none()


def _empty(round_ids: list[int], sessions: list[int]) -> None:
    for round_id in round_ids:
        empty_box(round_id)
    for session_id in sessions:
        empty_session(session_id)


def _reset(room: Room) -> None:
    room.current_round, room.screen_view = None, ScreenView.WAITING
    room.save(update_fields=["current_round", "screen_view"])
    bump(room_channel(room.event_id))
