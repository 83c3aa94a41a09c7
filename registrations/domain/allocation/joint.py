"""The optimum over all rounds together, by an integer programme; needs the optional ``highspy`` (HiGHS).

Round by round is exact for each round but greedy over them: who gets a topic in the first round cannot
have it in the second. Here the aims are summed over the rounds and minimised one after the other
(lexicographic goal programming), with "no topic twice" as a constraint over the rounds.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registrations.domain.allocation.problem import Aim, Answer, Infeasible, Round, fair_share, loss, value_of
from registrations.domain.allocation.rounds import without_repeats

SECONDS = 60.0  # for all aims together; the organiser waits for it
Row = tuple[Mapping[int, float], float, float]


class SolverMissing(Exception):
    """``highspy`` is not installed."""


class SolverGaveUp(Exception):
    """No proven optimum within the time."""


@dataclass
class Model:
    """Variables from 0 to 1 (``whole``: which are 0 or 1), rows (coefficients, low, high), and the aims in order."""

    size: int = 0
    whole: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    aims: list[dict[int, float]] = field(default_factory=list)
    sits: dict[tuple[int, int, int], int] = field(default_factory=dict)
    lacks: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    never: Counter[tuple[int, int | None]] = field(default_factory=Counter)

    def variable(self, *, whole: bool = False) -> int:
        """One more."""
        self.size += 1
        if whole:
            self.whole.append(self.size - 1)
        return self.size - 1


Solver = Callable[[Model, Mapping[int, float], float], list[float] | None]


def allocate_jointly(
    rounds: Sequence[Round], *, solver: Solver | None = None, seconds: float = SECONDS
) -> list[Answer]:
    """The best allocation of all rounds together. Raises SolverMissing, SolverGaveUp, Infeasible.

    ``solver(model, costs, seconds)`` gives the values of the variables at the minimum, or None. The rounds
    share the order of their aims.
    """
    solve = solver or _highs
    model = build(rounds)
    values: list[float] | None = None
    if model.never and not model.lacks:
        raise Infeasible({}, model.never)
    for costs in model.aims:
        if not costs:
            continue
        values = solve(model, costs, seconds / len(model.aims))
        if values is None:
            raise SolverGaveUp
        best = round(sum(cost * values[number] for number, cost in costs.items()))
        if costs.keys() == model.lacks.keys() and (best or model.never):
            missing = Counter(cell for number, cell in model.lacks.items() if values[number] > 0.5)
            raise Infeasible({}, missing + model.never)
        model.rows.append((costs, -1e30, best + 1e-3))
    rooms: list[dict[int, int]] = [{} for _round in rounds]
    for (number, person, room), variable in model.sits.items():
        if values is not None and values[variable] > 0.5:
            rooms[number][person] = room
    return [Answer(found, value_of(round_, found)) for round_, found in zip(rounds, rooms, strict=True)]


def build(rounds: Sequence[Round]) -> Model:
    """The programme of some rounds. Raises Infeasible when fixed places alone break a limit."""
    model = Model()
    nowhere: dict[int, float] = {}
    by_aim: dict[Aim, dict[int, float]] = {aim: {} for aim in Aim}
    topics: dict[tuple[int, int], list[int]] = {}
    for number, round_ in enumerate(without_repeats(rounds)):
        _require_fixed_fit(round_)
        topic_of = {room.key: room.topic for room in round_.rooms}
        for person in round_.people:
            options: dict[int, float] = {}
            for room in round_.rooms:
                if room.key in person.barred or person.fixed not in (None, room.key):
                    continue
                variable = model.variable(whole=True)
                model.sits[number, person.key, room.key] = variable
                options[variable] = 1.0
                by_aim[Aim.RANK][variable] = float(loss(person, room.key))
                topic = topic_of[room.key]
                if topic is not None and person.fixed is None:
                    topics.setdefault((person.key, topic), []).append(variable)
            if person.fixed is None:
                options[variable := model.variable()] = 1.0
                nowhere[variable] = 1.0
            model.rows.append((options, 1, 1))
        _add_rooms(model, number, round_, by_aim)
        _add_pairs(model, number, round_)
    for same in topics.values():
        if len(same) > 1:
            model.rows.append((dict.fromkeys(same, 1.0), 0, 1))
    order = rounds[0].aims if rounds else ()
    asked = dict.fromkeys(model.lacks, 1.0)
    model.aims = [asked, nowhere, *({key: cost for key, cost in by_aim[aim].items() if cost} for aim in order)]
    return model


def _add_rooms(model: Model, number: int, round_: Round, by_aim: dict[Aim, dict[int, float]]) -> None:
    """Capacity, limits, and what mix and minimum cost: each further unit costs more, so the cheap ones fill first."""
    sectors = sorted({person.sector for person in round_.people}, key=lambda sector: (sector is None, sector or 0))
    for room in round_.rooms:
        cells: dict[int | None, list[int]] = {sector: [] for sector in sectors}
        for person in round_.people:
            variable = model.sits.get((number, person.key, room.key))
            if variable is not None:
                cells[person.sector].append(variable)
        inside = dict.fromkeys((variable for cell in cells.values() for variable in cell), 1.0)
        if room.capacity is not None:
            model.rows.append((inside, 0, room.capacity))
        lacks = [model.variable() for _seat in range(min(room.minimum, len(inside)))]
        by_aim[Aim.MINIMUM] |= dict.fromkeys(lacks, 1.0)
        if lacks:
            model.rows.append((inside | dict.fromkeys(lacks, 1.0), len(lacks), 1e30))
        for sector, asked in room.at_least.items():
            cell = dict.fromkeys(cells.get(sector, ()), 1.0)
            missing = [model.variable(whole=True) for _person in range(min(asked, len(cell)))]
            model.lacks |= dict.fromkeys(missing, (room.key, sector))
            model.never += Counter({(room.key, sector): asked - len(missing)})
            if missing:
                model.rows.append((cell | dict.fromkeys(missing, 1.0), len(missing), 1e30))
        for sector in sectors:
            cell = dict.fromkeys(cells[sector], 1.0)
            if sector in room.at_most:
                model.rows.append((cell, 0, room.at_most[sector]))
            if room.is_mixed:
                total = sum(person.sector == sector for person in round_.people)
                share = fair_share(room, total, len(round_.people))
                over = [model.variable() for _person in range(max(len(cell) - share, 0))]
                by_aim[Aim.MIX] |= {variable: float(unit) for unit, variable in enumerate(over, start=1)}
                if over:
                    model.rows.append((cell | dict.fromkeys(over, -1.0), -1e30, share))


def _add_pairs(model: Model, number: int, round_: Round) -> None:
    for one, other in round_.apart:
        for room in round_.rooms:
            both = [model.sits.get((number, key, room.key)) for key in (one, other)]
            if None not in both:
                model.rows.append(({variable: 1.0 for variable in both if variable is not None}, 0, 1))


def _require_fixed_fit(round_: Round) -> None:
    over: dict[int, int] = {}
    fixed = {person.key: person.fixed for person in round_.people if person.fixed is not None}
    for room in round_.rooms:
        inside = [person for person in round_.people if person.fixed == room.key]
        limits = [(len(inside), room.capacity)]
        limits += [(sum(person.sector == sector for person in inside), most) for sector, most in room.at_most.items()]
        too_many = max((number - most for number, most in limits if most is not None), default=0)
        if too_many > 0:
            over[room.key] = too_many
    for one, other in round_.apart:
        if one in fixed and fixed[one] == fixed.get(other):
            over.setdefault(fixed[one], 1)
    if over:
        raise Infeasible(over)


def _highs(model: Model, costs: Mapping[int, float], seconds: float) -> list[float] | None:
    """Solved by HiGHS, always the same for the same model."""
    try:
        import highspy
        import numpy as np
    except ImportError as error:
        raise SolverMissing from error
    program: Any = highspy.HighsLp()
    program.num_col_, program.num_row_ = model.size, len(model.rows)
    objective = np.zeros(model.size)
    for number, cost in costs.items():
        objective[number] = cost
    program.col_cost_ = objective
    program.col_lower_, program.col_upper_ = np.zeros(model.size), np.ones(model.size)
    program.row_lower_ = np.array([low for _row, low, _high in model.rows], dtype=float)
    program.row_upper_ = np.array([high for _row, _low, high in model.rows], dtype=float)
    starts = [0]
    columns: list[int] = []
    factors: list[float] = []
    for row, _low, _high in model.rows:
        columns.extend(row)
        factors.extend(row.values())
        starts.append(len(columns))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts)
    program.a_matrix_.index_ = np.array(columns)
    program.a_matrix_.value_ = np.array(factors, dtype=float)
    kinds = [highspy.HighsVarType.kContinuous] * model.size
    for number in model.whole:
        kinds[number] = highspy.HighsVarType.kInteger
    program.integrality_ = kinds
    engine = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("time_limit", seconds),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.99),
        ("threads", 1),
    ):
        engine.setOptionValue(name, value)
    engine.passModel(program)
    engine.run()
    if engine.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return list(engine.getSolution().col_value)
