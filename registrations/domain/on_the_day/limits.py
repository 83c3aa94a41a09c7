"""Which limits of sectors a change on the day would break. The organiser decides; she must know."""

from collections.abc import Mapping

from registrations.domain.limit_shifts import Shift, inside_round, limit_shifts
from workshops.models import Workshop


def shifts_of_moving(workshop: Workshop, moves: Mapping[int, int | None], *, into: int | None = None) -> list[Shift]:
    """What moving the people of a workshop, by registration, does to the limits of the round. Three to five queries.

    ``into``: the workshop that it is merged with. The limits of both hold for the group that comes of it.
    """
    now = inside_round(workshop.round_id)
    after = []
    for person, (room, sector) in now.items():
        place = moves.get(person) if room == workshop.pk else room
        if place is not None:
            after.append((place, sector))
        if place is not None and place == into:
            after.append((workshop.pk, sector))
    before = [row for row in now.values() if into is not None or row[0] != workshop.pk]
    return limit_shifts(workshop.round.event_id, before, after)


def shifts_of_merging(workshop: Workshop, into: int) -> list[Shift]:
    """The same where everybody goes to one workshop."""
    people = [person for person, (room, _sector) in inside_round(workshop.round_id).items() if room == workshop.pk]
    return shifts_of_moving(workshop, dict.fromkeys(people, into), into=into)
