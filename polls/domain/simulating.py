"""Simulated voters of a rehearsal: votes of nobody, through the same function that takes everybody's.

Only a round that is marked as a rehearsal takes them, and such a round is wiped. They come in over twenty seconds,
first many and then fewer, as in a hall. Each answer is drawn once per voter from the number of the round, so a
step that is sent twice changes nothing.
"""

import math
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from live.channels import read_version
from polls.domain.ballots import Vote, cast_votes
from polls.domain.policies import eligible_numbers
from polls.domain.voters import Voter, browser_voter_id, room_channel
from polls.domain.waking import ask_later
from polls.enums import BoxState, QuestionKind, RoundState, VoterScope
from polls.models import BallotBox, Round

MOST_VOTERS = 500
SPREAD_SECONDS = 20.0
STEP_SECONDS = 0.5
SIMULATE_TASK = "polls.tasks.simulate_votes"


def begin_simulation(round_: Round, people: int) -> None:
    """Let so many simulated voters begin; the worker takes it from there."""
    ask_later(SIMULATE_TASK, round_.pk, min(people, MOST_VOTERS), 0, time.time(), seconds=0)


def simulate_step(round_id: int, people: int, sent: int, started: float) -> int:
    """Cast the votes that are due by now and ask for the next step. Gives how many voters have voted."""
    due = due_by(time.time() - started, people)
    if due > sent and not _cast(round_id, sent, due):
        return sent
    if due < people:
        ask_later(SIMULATE_TASK, round_id, people, due, started, seconds=STEP_SECONDS)
    return due


def due_by(seconds: float, people: int) -> int:
    """How many of the voters have voted after so many seconds: quick at first, all of them at the end."""
    left = 1 - min(max(seconds / SPREAD_SECONDS, 0), 1)
    return people - math.floor(people * left * left)


def _cast(round_id: int, first: int, last: int) -> bool:
    """The votes of the voters numbered from ``first`` up to ``last``; False: the round takes none."""
    round_ = (
        Round.objects.filter(pk=round_id, is_rehearsal=True, state=RoundState.OPEN)
        .select_related("question__poll__event")
        .first()
    )
    box = BallotBox.objects.filter(round_id=round_id, state=BoxState.OPEN).first()
    if round_ is None or box is None:
        return False
    event = round_.question.poll.event
    revocations = read_version(room_channel(event.pk)).revocations
    numbers = eligible_numbers(event) or {0: 1}
    sectors, weights = list(numbers), list(numbers.values())
    votes = []
    for number in range(first, last):
        dice = Random(f"{round_id}:{number}")  # noqa: S311 (nobody's vote; it only has to look like one)
        sector = dice.choices(sectors, weights)[0]
        voter = Voter(
            event_id=event.pk,
            voter_id=browser_voter_id(event.pk, f"rehearsal:{round_id}:{number}"),
            sector=sector,
            scope=VoterScope.CHECKED_IN,
            revocations=revocations,
        )
        lean = Random(f"{round_.question_id}:{sector}")  # noqa: S311 (people of one sector lean the same way)
        votes.append(Vote(voter, round_id, draw_answer(box.kind, box.rules, box.option_ids, dice, lean)))
    return any(result.accepted for result in cast_votes(votes))


def draw_answer(kind: str, rules: Mapping[str, Any], option_ids: Sequence[int], dice: Random, lean: Random) -> str:
    """A plausible answer to a question of this kind. ``lean`` makes the preference, ``dice`` the person."""
    match QuestionKind(kind):
        case QuestionKind.NUMBER:
            return _number(rules, dice, lean)
        case QuestionKind.TEXT:
            return _sentences()[dice.randrange(len(_sentences()))]
        case QuestionKind.WORDS:
            words = _words()
            weights = [1 / (place + 1) for place in range(len(words))]
            picked = dict.fromkeys(dice.choices(words, weights, k=rules["maximum"]))
            return "\n".join(picked)
        case QuestionKind.MULTIPLE | QuestionKind.RANKING:
            how_many = dice.randint(rules["minimum"], rules["maximum"])
            return ",".join(str(pk) for pk in _draw(option_ids, how_many, dice, lean))
        case _:
            return str(_draw(option_ids, 1, dice, lean)[0])


def _draw(option_ids: Sequence[int], how_many: int, dice: Random, lean: Random) -> list[int]:
    """Different options, the popular ones more often."""
    weights = {pk: lean.uniform(0.5, 3) for pk in option_ids}
    return sorted(option_ids, key=lambda pk: dice.random() ** (1 / weights[pk]), reverse=True)[:how_many]


def _number(rules: Mapping[str, Any], dice: Random, lean: Random) -> str:
    lowest, highest = Decimal(rules["lowest"]), Decimal(rules["highest"])
    step = Decimal(1).scaleb(-rules["decimals"])
    share = Decimal(str(round(dice.triangular(0, 1, lean.uniform(0.2, 0.8)), 4)))
    value = (lowest + (highest - lowest) * share).quantize(step)
    return f"{min(max(value, lowest), highest):f}"


def _sentences() -> list[str]:
    return [
        _("Rehearsal: call each other earlier."),
        _("Rehearsal: one person who keeps the overview."),
        _("Rehearsal: more time for a good talk."),
        _("Rehearsal: know who is responsible."),
    ]


def _words() -> list[str]:
    return [_("cooperation"), _("time"), _("trust"), _("overview"), _("clarity"), _("courage"), _("rest")]
