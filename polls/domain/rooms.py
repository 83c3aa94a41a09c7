"""The live room of an event: what it is at and what its screen shows."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import Sector
from events.models import EventPage
from live.channels import bump
from polls.domain.errors import RoomError
from polls.domain.rounds import freeze_round
from polls.domain.voters import browser_voter_id, mint_voter_token, registrant_voter_id, room_channel
from polls.enums import RoundState, ScreenView, VoterScope
from polls.models import Room, Round
from registrations.models import Registration

SHOWS_RESULT = (ScreenView.RESULT, ScreenView.BREAKDOWN, ScreenView.BEFORE_AFTER)


def get_or_create_room(event: EventPage) -> Room:
    """The room of an event, made when it is first needed."""
    room, _created = Room.objects.get_or_create(event=event)
    return room


def set_current_round(room: Room, round_: Round | None, *, actor: str) -> Room:
    """Bring a round before the room (or none: the join code). An open round must be closed first."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        if round_ and round_.question.poll.event_id != room.event_id:
            raise RoomError(_("This question belongs to another event."))
        current = room.current_round
        if current and current.state == RoundState.OPEN and current != round_:
            raise RoomError(_("Close the question that is open first."))
        room.current_round = round_
        room.screen_view = ScreenView.QUESTION if round_ else ScreenView.WAITING
        room.save(update_fields=["current_round", "screen_view"])
        bump(room_channel(room.event_id))
    return room


def set_screen_view(room: Room, view: ScreenView, *, actor: str, seen_round: int | None = None) -> Room:
    """Choose what the big screen shows. Showing a result freezes it; an open question has no result to show.

    ``seen_round``: the round that the chair looked at; when the room is at another one, nothing is shown or frozen.
    """
    view = ScreenView(view)
    room = Room.objects.select_related("current_round").get(pk=room.pk)
    current = room.current_round
    if seen_round is not None and room.current_round_id != seen_round:
        raise RoomError(_("Another question was chosen meanwhile."))
    if view in SHOWS_RESULT:
        if current is None or current.state not in (RoundState.CLOSING, RoundState.CLOSED):
            raise RoomError(_("There is a result only after the question is closed."))
        if view == ScreenView.BEFORE_AFTER and earlier_round(current) is None:
            raise RoomError(_("This question was asked only once, so there is nothing to compare with."))
        freeze_round(current)
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        if room.current_round_id != (current.pk if current else None):
            raise RoomError(_("Another question was chosen meanwhile."))
        room.screen_view = view
        room.save(update_fields=["screen_view"])
        bump(room_channel(room.event_id))
    return room


def earlier_round(round_: Round) -> Round | None:
    """The closed round of the same question just before this one; a rehearsal looks at rehearsals only."""
    earlier = Round.objects.filter(
        question=round_.question_id,
        number__lt=round_.number,
        state=RoundState.CLOSED,
        is_rehearsal=round_.is_rehearsal,
        result__isnull=False,
    )
    return earlier.order_by("number").last()


def registrant_token(registration: Registration) -> str:
    """The voter token of somebody who registered; it says "checked in" once that is so."""
    checked_in = registration.attendances.exists()
    return mint_voter_token(
        registration.event_id,
        voter_id=registrant_voter_id(registration.event_id, registration.reference),
        sector=registration.sector_id,
        scope=VoterScope.CHECKED_IN if checked_in else VoterScope.REGISTERED,
    )


def browser_token(room: Room, browser_id: str, *, sector: Sector | None = None) -> str:
    """The voter token of a browser that came in by room code; ``browser_id`` is its random secret."""
    return mint_voter_token(
        room.event_id,
        voter_id=browser_voter_id(room.event_id, browser_id),
        sector=sector.pk if sector else None,
        scope=VoterScope.ROOM,
    )
