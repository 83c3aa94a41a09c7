"""What is different between two runs, or between a run and the places that people have now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registrations.models import AllocatedPlace, AllocationRun, Place

Seats = Mapping[tuple[int, int], int | None]


@dataclass(frozen=True)
class Difference:
    """Who sits elsewhere: (person, round) → (before, now); and who was not there before."""

    moved: dict[tuple[int, int], tuple[int | None, int | None]] = field(default_factory=dict)
    is_first: bool = False

    @property
    def people(self) -> set[int]:
        """Everybody for whom something is different."""
        return {person for person, _round in self.moved}


def seats_of_run(run: AllocationRun) -> dict[tuple[int, int], int | None]:
    """The workshop by person and round. One query."""
    rows = AllocatedPlace.objects.filter(run=run).values_list("registration_id", "round_id", "workshop_id")
    return {(person, round_id): workshop for person, round_id, workshop in rows}


def previous_run(run: AllocationRun) -> AllocationRun | None:
    """The run before this one."""
    earlier = AllocationRun.objects.filter(event_id=run.event_id, number__lt=run.number)
    return earlier.order_by("-number").first()


def difference(before: Seats, now: Seats) -> Difference:
    """Everybody whose workshop is another one; who is in only one of the two counts as well. Pure."""
    moved = {key: (before.get(key), now.get(key)) for key in {*before, *now} if before.get(key) != now.get(key)}
    return Difference(moved, is_first=not before)


def difference_with_places(run: AllocationRun, seats: Seats) -> Difference:
    """Against the places that people have now in the rounds of the run. One query."""
    rounds = {round_id for _person, round_id in seats}
    rows = Place.objects.filter(round_id__in=rounds, registration__event_id=run.event_id)
    places = {
        (person, round_id): pk
        for person, round_id, pk in rows.values_list("registration_id", "round_id", "workshop_id")
    }
    return difference(places, seats)
