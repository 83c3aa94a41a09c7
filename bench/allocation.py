"""Dividing workshop places: 2,000 people, 12 workshops, 2 rounds; how long, and how good."""

from __future__ import annotations

import random
import statistics
import time

from registrations.domain.allocation.explaining import choices_met, explain
from registrations.domain.allocation.problem import Person, Room, Round
from registrations.domain.allocation.rounds import allocate

PEOPLE, WORKSHOPS, ROUNDS, PLACES = 2000, 12, 2, 170
SECTORS, LEAST, MOST = 8, 10, 24
TURNS = 3
WANTED = 1.0


def instance(seed: int = 1, *, has_limits: bool = False) -> list[Round]:
    """Workshops of unequal attraction, half of them mixed, each given in both rounds; eight sectors.

    ``has_limits``: the mixed ones ask for LEAST of each sector and take MOST.
    """
    mixed = {"at_least": dict.fromkeys(range(SECTORS), LEAST), "at_most": dict.fromkeys(range(SECTORS), MOST)}
    draw = random.Random(seed)
    weights = [1 / (number + 1) for number in range(WORKSHOPS)]
    rounds = []
    for turn in range(ROUNDS):
        first = 100 * turn
        rooms = tuple(
            Room(
                first + number,
                PLACES,
                minimum=10,
                is_mixed=number < WORKSHOPS // 2,
                topic=number,
                **(mixed if has_limits and number < WORKSHOPS // 2 else {}),
            )
            for number in range(WORKSHOPS)
        )
        people = []
        for key in range(PEOPLE):
            ranking: list[int] = []
            while len(ranking) < 3:
                room = first + draw.choices(range(WORKSHOPS), weights)[0]
                if room not in ranking:
                    ranking.append(room)
            people.append(Person(key, key % SECTORS, tuple(ranking)))
        rounds.append(Round(rooms, tuple(people)))
    return rounds


def main() -> None:
    """Prints the figures beside what was promised, without and with limits of sectors."""
    print(f"\nAllocation: {PEOPLE:,} people, {WORKSHOPS} workshops, {ROUNDS} rounds (median of {TURNS})")
    _measure("all rounds", instance())
    _measure(f"limits ({LEAST}–{MOST} of each)", instance(has_limits=True))


def _measure(name: str, rounds: list[Round]) -> None:
    clock, processor = [], []
    for _turn in range(TURNS):
        started, worked = time.perf_counter(), time.process_time()
        answers = allocate(rounds)
        clock.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
    wall, cpu = statistics.median(clock), statistics.median(processor)
    print(f"  {name:<24}{wall:>8.2f} s {cpu:>8.2f} s processor   wanted: ≤ {WANTED:g} s")
    for number, (round_, answer) in enumerate(zip(rounds, answers, strict=True), start=1):
        met = choices_met(explain(round_, answer))
        shares = ", ".join(f"{rank}: {met.get(rank, 0):,}" for rank in (1, 2, 3))
        print(f"  round {number}, by choice       {shares}; other: {met.get(None, 0):,}; none: {met.get(0, 0):,}")
