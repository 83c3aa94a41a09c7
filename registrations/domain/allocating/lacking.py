"""Says before a run which workshops ask for more people of a sector than they can have, and what to change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Sector
from registrations.domain.allocating.reading import Setting, Wanted, read_setting
from registrations.domain.allocation.problem import Room, Round
from workshops.models import SectorLimit


def lacking_of(event_id: int) -> dict[int, list[str]]:
    """By round what is asked of a sector and cannot be had, in sentences. A fixed number of queries.

    Only what holds for any run: it may still turn out that topics or people kept apart stand in the way.
    """
    if not SectorLimit.objects.filter(workshop__round__event_id=event_id, minimum__gt=0).exists():
        return {}
    setting = read_setting(event_id, Wanted())
    names = dict(Sector.objects.values_list("pk", "name"))
    pairs = zip(setting.rounds, setting.problem, strict=True)
    return {round_.pk: list(_of_round(round_.title, problem, setting, names)) for round_, problem in pairs}


def _of_round(title: str, problem: Round, setting: Setting, names: dict[int, str]) -> Iterator[str]:
    fixed = Counter((person.fixed, person.sector) for person in problem.people if person.fixed is not None)
    is_open = {room.key: setting.workshops[room.key].is_open_for_choice for room in problem.rooms}
    for room in problem.rooms:
        if not is_open[room.key]:
            yield from _of_closed(room, setting.workshops[room.key].title, fixed, names)
    rooms = [room for room in problem.rooms if is_open[room.key]]
    asked: Counter[int | None] = Counter()
    for room in rooms:
        asked.update(room.at_least)
    there = Counter(person.sector for person in problem.people)
    free = Counter(person.sector for person in problem.people if person.fixed is None)
    for sector, number in sorted(asked.items(), key=lambda row: row[0] or 0):
        able = free[sector] + _fixed_where_asked(rooms, sector, fixed)
        values = {"round": title, "sector": names.get(sector or 0, "–"), "asked": number, "able": able}
        if number > there[sector]:
            text = _("“%(round)s” asks for %(asked)s people of “%(sector)s” together; there are %(there)s.")
            yield text % {**values, "there": there[sector]}
        elif number > able:
            text = _(
                "“%(round)s” asks for %(asked)s people of “%(sector)s” together; %(able)s can be there, because others "
                "are fixed elsewhere."
            )
            yield text % values


def _of_closed(
    room: Room, title: str, fixed: Mapping[tuple[int, int | None], int], names: dict[int, str]
) -> Iterator[str]:
    """Nobody but who is fixed comes into a workshop that is closed for choice."""
    for sector, asked in sorted(room.at_least.items(), key=lambda row: row[0] or 0):
        inside = fixed.get((room.key, sector), 0)
        if inside >= asked:
            continue
        text = ngettext(
            "“%(title)s” is closed for choice and asks for at least %(asked)s person of “%(sector)s”; %(inside)s are "
            "fixed there. Open it for choice, fix people there, or ask for fewer.",
            "“%(title)s” is closed for choice and asks for at least %(asked)s people of “%(sector)s”; %(inside)s are "
            "fixed there. Open it for choice, fix people there, or ask for fewer.",
            asked,
        )
        yield text % {"title": title, "asked": asked, "sector": names.get(sector or 0, "–"), "inside": inside}


def _fixed_where_asked(rooms: Iterable[Room], sector: int | None, fixed: Mapping[tuple[int, int | None], int]) -> int:
    return sum(min(fixed.get((room.key, sector), 0), room.at_least.get(sector, 0)) for room in rooms)
