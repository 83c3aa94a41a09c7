"""A run in words and bars: how many got which choice, how full and how mixed the rooms are, who got what and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.models import Sector
from registrations.domain.allocating.problems import words_of_shortage
from registrations.models import AllocatedPlace, AllocationRun
from workshops.models import Workshop, WorkshopRound

MOST_SECTORS = 5  # more than these are drawn together as "other"
WIDTH = 100


@dataclass(frozen=True)
class Share:
    """A number with its bar; ``x`` and ``width`` in hundredths; ``kind`` names its colour and pattern.

    ``before``: the number of the run that it is compared with; None: there is none, or it had not this round.
    """

    label: str
    number: int
    x: float = 0
    width: float = 0
    kind: int = 0
    before: int | None = None


@dataclass(frozen=True)
class RoomPreview:
    """One workshop as it would be."""

    title: str
    inside: int
    capacity: int | None
    minimum: int
    first_choices: int
    sectors: list[Share]
    limits: list[str]

    @property
    def is_below_minimum(self) -> bool:
        """Whether fewer people are in it than make sense."""
        return self.inside < self.minimum


@dataclass(frozen=True)
class RoundPreview:
    """One round as it would be. ``gone``: it was deleted since."""

    title: str
    people: int
    outcomes: list[Share]
    rooms: list[RoomPreview]
    problems: list[str]


def preview(run: AllocationRun, *, before: AllocationRun | None = None) -> list[RoundPreview]:
    """The rounds of a run, beside those of an earlier one. Two queries."""
    earlier = {found["round"]: found for found in before.figures["rounds"]} if before else {}
    titles = {round_.pk: round_.title for round_ in WorkshopRound.objects.filter(event_id=run.event_id)}
    names = dict(Sector.objects.values_list("pk", "name"))
    totals: Counter[int | None] = Counter()
    for round_ in run.figures["rounds"]:
        for room in round_["rooms"]:
            for sector, number in room["sectors"]:
                totals[sector] += number
    kinds = {sector: kind for kind, (sector, _number) in enumerate(totals.most_common(MOST_SECTORS), start=1)}
    return [
        RoundPreview(
            title=titles.get(found["round"], "–"),
            people=found["people"],
            outcomes=_outcomes(found, earlier.get(found["round"])),
            rooms=[_room(room, names, kinds) for room in found["rooms"]],
            problems=_problems(found, titles.get(found["round"], "–")),
        )
        for found in run.figures["rounds"]
    ]


def _outcomes(found: dict, earlier: dict | None) -> list[Share]:
    labels = [
        _("First choice"),
        _("Second choice"),
        _("Third choice"),
        _("Another workshop than chosen"),
        _("No order given, but a place"),
        _("No place"),
    ]
    people = max(found["people"], 1)
    before = _numbers(earlier) if earlier else [None] * len(labels)
    return [
        Share(label, number, 0, round(number * WIDTH / people, 2), kind, was)
        for kind, (label, number, was) in enumerate(zip(labels, _numbers(found), before, strict=True), 1)
    ]


def _numbers(found: dict) -> list[int]:
    choices = found["choices"]
    return [choices["1"], choices["2"], choices["3"], found["other"], found["unranked"], found["none"]]


def _room(room: dict, names: dict[int, str], kinds: dict[int | None, int]) -> RoomPreview:
    """The bar is as long as the room is large, or as it is full when it has no limit."""
    whole = max(room["capacity"] or 0, room["inside"], 1)
    shares, x, others = [], 0.0, 0
    counted = sorted(room["sectors"], key=lambda row: kinds.get(row[0], MOST_SECTORS + 1))
    for sector, number in counted:
        if sector not in kinds:
            others += number
            continue
        width = number * WIDTH / whole
        label = names.get(sector, _("Unknown")) if sector is not None else _("Unknown")
        shares.append(Share(label, number, round(x, 2), round(width, 2), kinds[sector]))
        x += width
    if others:
        shares.append(Share(_("Other"), others, round(x, 2), round(others * WIDTH / whole, 2), MOST_SECTORS + 1))
    return RoomPreview(
        title=room["title"],
        inside=room["inside"],
        capacity=room["capacity"],
        minimum=room["minimum"],
        first_choices=room["first_choices"],
        sectors=shares,
        limits=_limits(room, names),
    )


def _limits(room: dict, names: dict[int, str]) -> list[str]:
    """What the workshop asks of sectors, with how many are in it; runs from before this was kept have none."""
    inside = dict(room["sectors"])
    words = {
        (True, True): _("%(sector)s: %(number)s, at least %(least)s, at most %(most)s"),
        (True, False): _("%(sector)s: %(number)s, at least %(least)s"),
        (False, True): _("%(sector)s: %(number)s, at most %(most)s"),
    }
    return [
        words[bool(least), most is not None]
        % {"sector": names.get(sector, "–"), "number": inside.get(sector, 0), "least": least, "most": most}
        for sector, least, most in room.get("limits", ())
    ]


def _problems(found: dict, title: str) -> list[str]:
    problems = []
    if found["places_too_few"]:
        problems.append(words_of_shortage(title, found["places_too_few"]))
    elif found["none"]:
        words = _(
            "In “%(round)s” there are places enough, but limits or people kept apart leave %(number)s without one."
        )
        problems.append(words % {"round": title, "number": found["none"]})
    if not found["is_proven"]:
        problems.append(
            _("So many people had to be kept apart that the search was ended; a better division may exist.")
        )
    return problems


def method_in_words(run: AllocationRun) -> str:
    """By which method a run was made."""
    words = {
        "joint": _("The best division of all rounds together (HiGHS)."),
        "rounds": _("The best division of each round, one after another."),
        "missing": _("Round by round: the solver for all rounds together (highspy) is not installed here."),
        "rescued": _(
            "The best division of all rounds together (HiGHS), because one round after another could not give every "
            "workshop the people it asks for."
        ),
        "gave_up": _("Round by round: all rounds together took too long."),
    }
    return words.get(run.figures.get("method", ""), "")


OUTCOMES = ("none", "1", "2", "3", "other", "fixed", "changed")


def lines_of(
    run: AllocationRun, *, outcome: str = "", workshop_id: int | None = None, changed: Iterable[int] = ()
) -> QuerySet[AllocatedPlace]:
    """The lines of a run, by name; ``outcome`` is one of OUTCOMES."""
    lines = AllocatedPlace.objects.filter(run=run).select_related("registration__sector", "round", "workshop")
    if outcome == "none":
        lines = lines.filter(workshop=None)
    elif outcome in ("1", "2", "3"):
        lines = lines.filter(choice=int(outcome), has_ranked=True)
    elif outcome == "other":
        lines = lines.filter(choice=None, has_ranked=True).exclude(workshop=None)
    elif outcome == "fixed":
        lines = lines.filter(is_fixed=True)
    elif outcome == "changed":
        lines = lines.filter(registration_id__in=list(changed))
    if workshop_id is not None:
        lines = lines.filter(workshop_id=workshop_id)
    return lines.order_by("registration__name", "registration_id", "round__starts_at", "round_id")


def reasons_in_words(line: AllocatedPlace, titles: dict[int, str]) -> list[str]:
    """Why somebody is not where they would rather be, best wish first; short when every workshop is full."""
    if line.workshop_id is None and line.missed and all(reason == "full" for _room, reason in line.missed):
        return [_("Every workshop is full")]
    words = {
        "fixed": _("“%(title)s”: the organiser chose another workshop"),
        "not possible": _("“%(title)s”: not possible for this person"),
        "full": _("“%(title)s” is full"),
        "limit": _("“%(title)s” has as many people of this sector as it may"),
        "needed": _("“%(title)s”: the other workshop needs people of this sector"),
        "mix": _("“%(title)s” would become one-sided"),
        "minimum": _("“%(title)s”: the other workshop would have too few people"),
    }
    return [words[reason] % {"title": titles.get(room, "–")} for room, reason in line.missed if reason in words]


def titles_of(event_id: int) -> dict[int, str]:
    """The titles of the workshops of an event. One query."""
    return dict(Workshop.objects.filter(round__event_id=event_id).values_list("pk", "title"))
