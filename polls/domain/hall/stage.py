"""The report-back on stage: the rooms one by one in their own words; late rooms slot in.

What is on screen is a workshop, not a place in a list, so a room that gets its points later never makes it
jump. A step names the workshop that was seen, so that two chairs never skip a room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import EventPage
from live.channels import bump
from polls.domain.errors import HallError
from polls.domain.hall.press_state import check_nothing_is_open
from polls.domain.voters import room_channel
from polls.enums import ScreenView
from polls.models import ReportBack, Room
from workshops.models import CaptureSheet, Outcome, Workshop, WorkshopRound

MOST_POINTS = 3


@dataclass(frozen=True)
class StageRoom:
    """A workshop with its starred points, at most three, and whether its scribe still writes."""

    workshop_id: int
    title: str
    room: str
    points: tuple[str, ...]
    is_writing: bool

    @property
    def is_ready(self) -> bool:
        """Whether there is something to show."""
        return bool(self.points)


def rooms_of(round_id: int | None) -> list[StageRoom]:
    """The rooms of a round in the order of their numbers. Two queries, however many rooms.

    A workshop that was cancelled or merged reports only what was noted before that; nobody waits for it.
    """
    workshops = list(
        Workshop.objects.filter(round_id=round_id).select_related("capture_sheet").order_by("number", "pk")
    )
    points: dict[int, list[str]] = {}
    starred = Outcome.objects.filter(sheet__workshop__round_id=round_id, is_starred=True)
    starred = starred.order_by("star_position", "position", "pk")
    for workshop_id, text in starred.values_list("sheet__workshop_id", "text"):
        points.setdefault(workshop_id, []).append(text)
    return [
        StageRoom(
            workshop_id=workshop.pk,
            title=workshop.title,
            room=workshop.room,
            points=tuple(points.get(workshop.pk, ())[:MOST_POINTS]),
            is_writing=_is_writing(workshop),
        )
        for workshop in workshops
        if points.get(workshop.pk) or not workshop.is_cancelled
    ]


def report_back_rounds(event: EventPage) -> list[WorkshopRound]:
    """The rounds whose rooms can report back."""
    return list(WorkshopRound.objects.filter(event=event, workshops__isnull=False).distinct())


def show_report_back(room: Room, round_: WorkshopRound | None = None) -> ReportBack:
    """Bring the report-back of a round on screen (without one: the last round), where it was left."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room.pk)
        check_nothing_is_open(room)
        stage, _created = ReportBack.objects.get_or_create(event_id=room.event_id)
        round_ = (
            round_ or stage.round or WorkshopRound.objects.filter(event=room.event_id, workshops__isnull=False).last()
        )
        if round_ is None or round_.event_id != room.event_id:
            raise HallError(_("This meeting has no workshops that can report back."))
        if stage.round_id != round_.pk:
            stage.round, stage.workshop, stage.shown = round_, None, []
            stage.save()
        room.screen_view = ScreenView.REPORT_BACK
        room.save(update_fields=["screen_view"])
        bump(room_channel(room.event_id))
    return stage


def step(room: Room, direction: int, *, seen: int | None) -> None:
    """To the next room that has points and was not shown yet, or back to the one before. At the end it stays.

    ``seen`` is the workshop that was on screen when somebody pressed; if another is there now, nothing happens.
    """
    with transaction.atomic():
        stage = _locked(room)
        if stage.workshop_id != seen:
            raise HallError(_("Somebody else has moved on meanwhile. This is how things stand now."))
        shown = [pk for pk in stage.shown if isinstance(pk, int)]
        here = shown.index(stage.workshop_id) if stage.workshop_id in shown else -1
        target = here + direction
        if 0 <= target < len(shown):
            _show(stage, shown[target])
        elif direction > 0:
            ready = _next_ready(rooms_of(stage.round_id), shown, stage.workshop_id)
            if ready is None:
                raise HallError(_("There is no other room with points yet."))
            _show(stage, ready)


def choose(room: Room, workshop_id: int) -> None:
    """Bring one room on screen, whatever its turn. Raises HallError when it has no points yet."""
    with transaction.atomic():
        stage = _locked(room)
        found = next((one for one in rooms_of(stage.round_id) if one.workshop_id == workshop_id), None)
        if found is None or not found.is_ready:
            raise HallError(_("This room has no points yet."))
        _show(stage, workshop_id)


def has_next_room(stage: ReportBack, rooms: Sequence[StageRoom]) -> bool:
    """Whether a step forward brings another room on screen."""
    shown = [pk for pk in stage.shown if isinstance(pk, int)]
    here = shown.index(stage.workshop_id) if stage.workshop_id in shown else -1
    return here + 1 < len(shown) or _next_ready(rooms, shown, stage.workshop_id) is not None


def announce_points(sheet_id: int) -> None:
    """Redraw the stage when points changed on a sheet whose round is on screen."""
    event_id = (
        CaptureSheet.objects.filter(
            pk=sheet_id,
            event__room__screen_view=ScreenView.REPORT_BACK,
            workshop__round__in=ReportBack.objects.values("round"),
        )
        .values_list("event_id", flat=True)
        .first()
    )
    if event_id is not None:
        bump(room_channel(event_id))


def report_back_shown(room: Room) -> dict[str, Any] | None:
    """What the stage shows: ``workshop``, ``title``, ``room``, ``points``, ``number``, ``of``, ``writing``; or null."""
    if room.screen_view != ScreenView.REPORT_BACK:
        return None
    stage = ReportBack.objects.filter(event=room.event_id).first()
    rooms = rooms_of(stage.round_id) if stage else []
    now = next((one for one in rooms if stage and one.workshop_id == stage.workshop_id), None)
    return {
        "workshop": now.workshop_id if now else None,
        "title": now.title if now else "",
        "room": now.room if now else "",
        "points": list(now.points) if now else [],
        "number": rooms.index(now) + 1 if now else None,
        "of": len(rooms),
        "writing": [one.room or one.title for one in rooms if one.is_writing and not one.is_ready],
        "rooms": [{"title": one.title, "room": one.room, "ready": one.is_ready} for one in rooms],
    }


def _locked(room: Room) -> ReportBack:
    stage = ReportBack.objects.select_for_update(of=("self",)).filter(event_id=room.event_id).first()
    if stage is None or stage.round_id is None:
        raise HallError(_("Start the report-back first."))
    return stage


def _show(stage: ReportBack, workshop_id: int) -> None:
    stage.workshop_id = workshop_id
    if workshop_id not in stage.shown:
        stage.shown = [*stage.shown, workshop_id]
    stage.save(update_fields=["workshop", "shown"])
    bump(room_channel(stage.event_id))


def _next_ready(rooms: Sequence[StageRoom], shown: Iterable[int], after: int | None) -> int | None:
    """The first room after this one that has points and was not shown; past the end from the beginning."""
    place = next((number for number, one in enumerate(rooms) if one.workshop_id == after), -1)
    waiting = (
        one for one in [*rooms[place + 1 :], *rooms[: place + 1]] if one.is_ready and one.workshop_id not in shown
    )
    return next((one.workshop_id for one in waiting), None)


def _is_writing(workshop: Workshop) -> bool:
    sheet = getattr(workshop, "capture_sheet", None)
    return not workshop.is_cancelled and (sheet is None or sheet.handed_in_at is None)
