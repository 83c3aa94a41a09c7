"""Reads what an allocation of one event is about, and turns it into the pure problem."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from registrations.domain.allocation.problem import Aim, Person, Room, Round
from registrations.domain.sector_limits import LimitsOfEvent, limits_of
from registrations.enums import SEATED_STATES
from registrations.models import FixedPlace, KeepApart, Place, Preference, Registration
from workshops.enums import ChoiceMode
from workshops.models import Workshop, WorkshopPerson, WorkshopRound


@dataclass(frozen=True)
class Wanted:
    """What an organiser asks of a run.

    ``keeps_places``: who has a place stays there. ``places_everybody``: who ranked nothing gets a place too.
    ``jointly``: the optimum over all rounds together, when the solver is there.
    """

    aims: tuple[Aim, ...] = (Aim.RANK, Aim.MIX, Aim.MINIMUM)
    seed: int = 0
    keeps_places: bool = False
    places_everybody: bool = True
    jointly: bool = False


@dataclass(frozen=True)
class Setting:
    """One event as an allocation sees it: the pure rounds, and what they are about.

    ``held``: where people have a place now, by (person, round); ``ranked``: who ranked something in a round;
    ``fixed``: whom the organiser keeps in a room, leaders and scribes among them.
    """

    rounds: list[WorkshopRound]
    workshops: dict[int, Workshop]
    problem: list[Round]
    held: dict[tuple[int, int], int] = field(default_factory=dict)
    ranked: set[tuple[int, int]] = field(default_factory=set)
    fixed: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class _Found:
    """The rows of an event, read once."""

    people: Sequence[tuple[int, int | None, str]]
    rankings: dict[tuple[int, int], list[int]]
    held: dict[tuple[int, int], int]
    kept: dict[tuple[int, int], int]
    fixed: dict[tuple[int, int], int]
    had: dict[int, set[uuid.UUID]]
    apart: tuple[tuple[int, int], ...]
    limits: LimitsOfEvent


def rounds_to_divide(event_id: int) -> list[WorkshopRound]:
    """The rounds in which people rank, published or not. One query."""
    rounds = WorkshopRound.objects.filter(event_id=event_id, choice_mode=ChoiceMode.RANKING)
    return list(rounds.order_by("starts_at", "pk"))


def read_setting(event_id: int, wanted: Wanted) -> Setting:
    """Everything an allocation needs. The same number of queries, however many people."""
    rounds = rounds_to_divide(event_id)
    found = Workshop.objects.filter(round__in=rounds, cancelled_at=None).order_by("number", "pk")
    workshops = {workshop.pk: workshop for workshop in found}
    rows = _read(event_id, rounds, workshops, keeps_places=wanted.keeps_places)
    topics = {topic: number for number, topic in enumerate(sorted({item.topic for item in workshops.values()}))}
    problem = [_round(round_, workshops.values(), rows, topics, wanted) for round_ in rounds]
    return Setting(rounds, workshops, problem, rows.held, set(rows.rankings), set(rows.fixed))


def _read(event_id: int, rounds: list[WorkshopRound], workshops: dict[int, Workshop], *, keeps_places: bool) -> _Found:
    people = Registration.objects.filter(event_id=event_id, state__in=SEATED_STATES).order_by("pk")
    rankings: dict[tuple[int, int], list[int]] = {}
    wishes = Preference.objects.filter(
        workshop__in=workshops, registration__state__in=SEATED_STATES, workshop__is_open_for_choice=True
    )
    for person, round_id, workshop_id in wishes.order_by("rank", "pk").values_list(
        "registration_id", "workshop__round_id", "workshop_id"
    ):
        rankings.setdefault((person, round_id), []).append(workshop_id)
    held: dict[tuple[int, int], int] = {}
    kept: dict[tuple[int, int], int] = {}
    fixed: dict[tuple[int, int], int] = {}
    had: dict[int, set[uuid.UUID]] = {}
    here = {round_.pk for round_ in rounds}
    places = Place.objects.filter(registration__event_id=event_id)
    for person, round_id, workshop_id, topic, is_fixed in places.values_list(
        "registration_id", "round_id", "workshop_id", "workshop__topic", "is_fixed"
    ):
        if round_id not in here:
            had.setdefault(person, set()).add(topic)
            continue
        held[person, round_id] = workshop_id
        if workshop_id in workshops and is_fixed:
            fixed[person, round_id] = workshop_id
        elif workshop_id in workshops and keeps_places:
            kept[person, round_id] = workshop_id
    rows = list(people.values_list("pk", "sector_id", "email_key"))
    fixed |= _fixed_leaders(rows, workshops)
    by_hand = FixedPlace.objects.filter(workshop__in=workshops, registration__state__in=SEATED_STATES)
    fixed |= {
        (person, round_id): pk
        for person, round_id, pk in by_hand.values_list("registration_id", "round_id", "workshop_id")
    }
    return _Found(rows, rankings, held, kept, fixed, had, _pairs(event_id, rows), limits_of(event_id))


def _fixed_leaders(
    people: Iterable[tuple[int, int | None, str]], workshops: dict[int, Workshop]
) -> dict[tuple[int, int], int]:
    """Leaders and scribes who registered sit in the room they lead or write in."""
    rows = WorkshopPerson.objects.filter(workshop__in=workshops).exclude(email="").order_by("pk")
    by_key = {key: pk for pk, _sector, key in people}
    return {
        (by_key[email.strip().lower()], workshops[workshop_id].round_id): workshop_id
        for email, workshop_id in rows.values_list("email", "workshop_id")
        if email.strip().lower() in by_key
    }


def _pairs(event_id: int, people: Iterable[tuple[int, int | None, str]]) -> tuple[tuple[int, int], ...]:
    """Who must not meet, by address, so that it holds for who registered again."""
    by_key = {key: pk for pk, _sector, key in people}
    rows = KeepApart.objects.filter(first__event_id=event_id).values_list("first__email_key", "second__email_key")
    pairs = {tuple(sorted((by_key[one], by_key[other]))) for one, other in rows if one in by_key and other in by_key}
    return tuple(sorted((one, other) for one, other in pairs))


def _round(
    round_: WorkshopRound, workshops: Iterable[Workshop], rows: _Found, topics: dict[uuid.UUID, int], wanted: Wanted
) -> Round:
    inside = [workshop for workshop in workshops if workshop.round_id == round_.pk]
    rooms = tuple(
        Room(
            key=workshop.pk,
            capacity=workshop.capacity,
            minimum=workshop.minimum,
            is_mixed=workshop.is_mixed,
            at_most={**rows.limits.limits.get(workshop.pk, {})},
            at_least={**rows.limits.least.get(workshop.pk, {})},
            topic=topics[workshop.topic],
        )
        for workshop in inside
    )
    closed = {workshop.pk for workshop in inside if not workshop.is_open_for_choice}
    people = []
    for pk, sector_id, _key in rows.people:
        ranking = tuple(rows.rankings.get((pk, round_.pk), ()))
        fixed = rows.fixed.get((pk, round_.pk), rows.kept.get((pk, round_.pk)))
        if not ranking and fixed is None and not wanted.places_everybody:
            continue
        again = {item.pk for item in inside if item.topic in rows.had.get(pk, ())} if pk in rows.had else set()
        people.append(
            Person(
                key=pk,
                sector=rows.limits.group_of(sector_id),
                ranking=ranking,
                fixed=fixed,
                barred=frozenset((closed | again) - {fixed}),
            )
        )
    keys = {person.key for person in people}
    apart = tuple(pair for pair in rows.apart if pair[0] in keys and pair[1] in keys)
    return Round(rooms, tuple(people), apart, wanted.aims, wanted.seed)


def seated_of(event_id: int) -> int:
    """How many people have a seat and so a right to a workshop."""
    return Registration.objects.filter(event_id=event_id, state__in=SEATED_STATES).count()
