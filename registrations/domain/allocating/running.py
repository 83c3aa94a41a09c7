"""Runs an allocation and keeps what came out. Nobody but organisers sees anything of it until it is published."""

import time
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Sector, User
from events.models import EventPage
from registrations.domain.allocating.reading import Setting, Wanted, read_setting
from registrations.domain.allocation.explaining import Explanation, explain, fills
from registrations.domain.allocation.joint import SolverGaveUp, SolverMissing, allocate_jointly
from registrations.domain.allocation.problem import Answer, Infeasible, Room, Round
from registrations.domain.allocation.rounds import allocate, shortages
from registrations.domain.errors import RegistrationError
from registrations.domain.waiting import lock_event
from registrations.models import AllocatedPlace, AllocationRun

CHUNK = 500


class CannotAllocate(RegistrationError):
    """What was fixed leaves no allocation; the message says what to change."""


def run_allocation(
    event: EventPage, wanted: Wanted, *, actor: User | None, request_key: uuid.UUID | None = None
) -> AllocationRun:
    """Run once and keep it; the same ``request_key`` again gives the run that was made then.

    Reading happens under the event's lock, so that the picture is of one moment; computing does not, so that
    nobody waits for it. Raises CannotAllocate.
    """
    key = request_key or uuid.uuid4()
    known = AllocationRun.objects.filter(request_key=key, event=event).first()
    if known is not None:
        return known
    with transaction.atomic():
        lock_event(event.pk)
        setting = read_setting(event.pk, wanted)
    if not setting.rounds:
        raise CannotAllocate(_("There is no round in which people rank. Choose that in the round first."))
    started = time.perf_counter()
    try:
        answers, method = _solve(setting.problem, wanted)
    except Infeasible as error:
        raise CannotAllocate(words_of_infeasible(error, setting)) from error
    seconds = time.perf_counter() - started
    explained = [explain(round_, answer) for round_, answer in zip(setting.problem, answers, strict=True)]
    parameters = {
        "aims": [aim.value for aim in wanted.aims],
        "keeps_places": wanted.keeps_places,
        "places_everybody": wanted.places_everybody,
        "jointly": wanted.jointly,
    }
    with transaction.atomic():
        lock_event(event.pk)
        known = AllocationRun.objects.filter(request_key=key, event=event).first()
        if known is not None:
            return known
        last = AllocationRun.objects.filter(event=event).aggregate(last=Max("number"))["last"] or 0
        run = AllocationRun.objects.create(
            event=event,
            number=last + 1,
            request_key=key,
            seed=wanted.seed,
            parameters=parameters,
            figures={"method": method, "rounds": _figures(setting, answers, explained)},
            seconds=seconds,
            made_by=actor,
        )
        AllocatedPlace.objects.bulk_create(_lines(run, setting, answers, explained), batch_size=CHUNK)
    return run


def _solve(rounds: list[Round], wanted: Wanted) -> tuple[list[Answer], str]:
    """The answers, and by which method: "joint", "rounds", or why it was not joint although that was asked.

    "rescued": one round after another could not give workshops whom they ask for, all rounds together could.
    """
    if wanted.jointly and len(rounds) > 1:
        try:
            return allocate_jointly(rounds), "joint"
        except SolverMissing:
            return allocate(rounds), "missing"
        except SolverGaveUp:
            return allocate(rounds), "gave_up"
    try:
        return allocate(rounds), "rounds"
    except Infeasible as error:
        if error.rooms or not error.lacks or len(rounds) < 2:
            raise
        try:
            return allocate_jointly(rounds), "rescued"
        except (SolverMissing, SolverGaveUp):
            raise error from None


def _lines(
    run: AllocationRun, setting: Setting, answers: list[Answer], explained: list[list[Explanation]]
) -> list[AllocatedPlace]:
    lines = []
    for round_, answer, found in zip(setting.rounds, answers, explained, strict=True):
        for line in found:
            key = (line.person, round_.pk)
            lines.append(
                AllocatedPlace(
                    run=run,
                    registration_id=line.person,
                    round=round_,
                    workshop_id=answer.rooms.get(line.person),
                    had_workshop=line.person in answer.rooms,
                    held_workshop=setting.held.get(key),
                    choice=line.choice,
                    has_ranked=key in setting.ranked,
                    is_fixed=key in setting.fixed,
                    missed=[[room, reason.value] for room, reason in line.missed],
                )
            )
    return lines


def _figures(setting: Setting, answers: list[Answer], explained: list[list[Explanation]]) -> list[dict[str, Any]]:
    """Numbers by round, for the preview and for comparing; nobody can be found in them."""
    found = []
    short = {item.round_number: item for item in shortages(setting.problem, answers)}
    pairs = zip(setting.rounds, setting.problem, answers, explained, strict=True)
    for number, (round_, problem, answer, lines) in enumerate(pairs, start=1):
        ranked = [line for line in lines if (line.person, round_.pk) in setting.ranked]
        shortage = short.get(number)
        limited = {room.key: room for room in problem.rooms}
        found.append(
            {
                "round": round_.pk,
                "people": len(lines),
                "ranked": len(ranked),
                "choices": {str(rank): sum(line.choice == rank for line in ranked) for rank in (1, 2, 3)},
                "other": sum(line.room is not None and line.choice is None for line in ranked),
                "unranked": sum(line.room is not None for line in lines)
                - sum(line.room is not None for line in ranked),
                "none": sum(line.room is None for line in lines),
                "places_too_few": shortage.places_too_few if shortage else 0,
                "is_proven": answer.is_proven,
                "rooms": [
                    {
                        "workshop": fill.room,
                        "title": setting.workshops[fill.room].title,
                        "inside": fill.inside,
                        "capacity": fill.capacity,
                        "minimum": setting.workshops[fill.room].minimum,
                        "first_choices": fill.first_choices,
                        "sectors": [[sector, count] for sector, count in fill.sectors.items()],
                        "limits": _limits(limited[fill.room]),
                    }
                    for fill in fills(problem, answer)
                ],
            }
        )
    return found


def _limits(room: Room) -> list[list[int | None]]:
    """Sector, at least, at most."""
    sectors = sorted({*room.at_least, *room.at_most}, key=lambda sector: sector or 0)
    return [[sector, room.at_least.get(sector, 0), room.at_most.get(sector)] for sector in sectors]


def words_of_infeasible(error: Infeasible, setting: Setting) -> str:
    """What to change, workshop by workshop."""
    words = []
    for pk, number in sorted(error.rooms.items()):
        text = ngettext(
            "In “%(title)s” %(number)s person more is fixed than fits: by its places, by a limit of a sector, or "
            "because two people are kept apart.",
            "In “%(title)s” %(number)s people more are fixed than fit: by its places, by a limit of a sector, or "
            "because people are kept apart.",
            number,
        )
        words.append(text % {"title": setting.workshops[pk].title, "number": number})
    if words:
        words.append(_("Fix them elsewhere, or give the workshop more places."))
    return " ".join([*words, *_words_of_lacks(error, setting)])


def _words_of_lacks(error: Infeasible, setting: Setting) -> list[str]:
    """Which workshop asks for more people of a sector than it can have, how many too few, and what helps."""
    names = dict(Sector.objects.values_list("pk", "name"))
    words = []
    for (pk, sector), number in sorted(error.lacks.items(), key=lambda row: (row[0][0], row[0][1] or 0)):
        text = ngettext(
            "“%(title)s” (%(round)s) asks for more people of “%(sector)s” than it can have: %(number)s too few.",
            "“%(title)s” (%(round)s) asks for more people of “%(sector)s” than it can have: %(number)s too few.",
            number,
        )
        workshop = setting.workshops[pk]
        round_ = next(round_ for round_ in setting.rounds if round_.pk == workshop.round_id)
        sector_name = names.get(sector, "–") if sector is not None else "–"
        values = {"title": workshop.title, "round": round_.title, "sector": sector_name, "number": number}
        words.append(text % values)
    if words:
        words.append(
            _(
                "Ask for so many fewer there, invite more people of the sector, or let go what keeps them elsewhere: "
                "fixed places, people kept apart, a workshop closed for choice."
            )
        )
    return words
