"""All rounds of an event, one after another: nobody gets a topic twice, and who was unlucky counts more next time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from registrations.domain.allocation.apart import solve_apart
from registrations.domain.allocation.problem import Answer, Infeasible, Person, Round, loss

UNLUCKY_COUNTS = 2
MOST_TURNS = 12


@dataclass(frozen=True)
class Shortage:
    """Why a round cannot seat everybody: how many places it lacks (0: limits and bars stand in the way)."""

    round_number: int
    places_too_few: int
    without_place: int


def without_repeats(rounds: Sequence[Round]) -> list[Round]:
    """The same rounds, with a topic barred from everybody who is fixed in it in another round."""
    topics = {room.key: room.topic for round_ in rounds for room in round_.rooms if room.topic is not None}
    fixed: dict[int, set[int]] = {}
    for round_ in rounds:
        for person in round_.people:
            if person.fixed in topics:
                fixed.setdefault(person.key, set()).add(topics[person.fixed])
    if not fixed:
        return list(rounds)
    return [
        replace(round_, people=tuple(_barred(round_, person, fixed) for person in round_.people)) for round_ in rounds
    ]


def _barred(round_: Round, person: Person, fixed: Mapping[int, set[int]]) -> Person:
    mine = fixed.get(person.key)
    if not mine:
        return person
    again = {room.key for room in round_.rooms if room.topic in mine} - {person.fixed}
    return replace(person, barred=person.barred | again)


def allocate(rounds: Sequence[Round]) -> list[Answer]:
    """The optimum of each round, given the ones before it.

    A person's wishes weigh ``UNLUCKY_COUNTS`` times as much for each earlier round in which somebody got
    something else than the first choice. Rooms with a ``topic`` that somebody has had are barred, unless fixed.
    When a later round then lacks people whom a room asks for at least, all is done again with so many of that
    sector left over for it, at most MOST_TURNS times. Raises Infeasible.
    """
    left_over: dict[int, dict[int, int]] = {}
    for _turn in range(MOST_TURNS):
        answers: list[Answer] = []
        try:
            return _one_after_another(rounds, left_over, answers)
        except Infeasible as error:
            if not _leave_over(rounds, answers, error, left_over):
                raise
            last = error
    raise last


def _leave_over(
    rounds: Sequence[Round], answers: Sequence[Answer], error: Infeasible, left_over: dict[int, dict[int, int]]
) -> bool:
    """Choose who must not get a topic before the round that lacks people for it; returns whether that can help.

    They are those to whom the earlier place matters least.
    """
    short = rounds[len(answers)]
    topic_of = {room.key: room.topic for round_ in rounds for room in round_.rooms}
    lost: dict[tuple[int, int], int] = {}
    for round_, answer in zip(rounds, answers, strict=False):
        for person in round_.people:
            room = answer.rooms.get(person.key)
            if room is None or person.fixed is not None:
                continue
            if (topic := topic_of[room]) is not None:
                lost[person.key, topic] = -loss(person, room)
    found = False
    for (room, sector), number in error.lacks.items():
        if (topic := topic_of[room]) is None:
            continue
        able = [
            (lost[person.key, topic], person.key)
            for person in short.people
            if person.sector == sector
            and (person.key, topic) in lost
            and room not in person.barred
            and person.fixed in (None, room)
        ]
        for _lost, key in sorted(able)[:number]:
            left_over.setdefault(key, {})[topic] = len(answers)
            found = True
    return found


def _one_after_another(
    rounds: Sequence[Round], left_over: Mapping[int, Mapping[int, int]], answers: list[Answer]
) -> list[Answer]:
    """Every round in turn; ``answers`` holds what was found when one of them raises Infeasible.

    ``left_over``: by person the topics that she does not get before the round of that number, from 0.
    """
    had: dict[int, set[int]] = {}
    unlucky: dict[int, int] = {}
    for number, round_ in enumerate(without_repeats(rounds)):
        topic = {room.key: room.topic for room in round_.rooms if room.topic is not None}
        people = []
        for person in round_.people:
            later = {subject for subject, until in left_over.get(person.key, {}).items() if number < until}
            closed = had.get(person.key, set()) | later
            again = {room for room, subject in topic.items() if subject in closed} - {person.fixed}
            weight = person.weight * UNLUCKY_COUNTS ** unlucky.get(person.key, 0)
            people.append(replace(person, barred=person.barred | again, weight=weight))
        answer = solve_apart(replace(round_, people=tuple(people)))
        answers.append(answer)
        for person in round_.people:
            room = answer.rooms.get(person.key)
            if room in topic:
                had.setdefault(person.key, set()).add(topic[room])
            if person.ranking and (room is None or loss(person, room)):
                unlucky[person.key] = unlucky.get(person.key, 0) + 1
    return answers


def shortages(rounds: Sequence[Round], answers: Sequence[Answer]) -> list[Shortage]:
    """The rounds in which somebody is without a place, and how many places are too few."""
    found = []
    for number, (round_, answer) in enumerate(zip(rounds, answers, strict=True), start=1):
        without = len(round_.people) - len(answer.rooms)
        if without:
            capacities = [room.capacity for room in round_.rooms]
            total = None if None in capacities else sum(capacity or 0 for capacity in capacities)
            lacking = 0 if total is None else max(len(round_.people) - total, 0)
            found.append(Shortage(number, lacking, without))
    return found
