"""The people of an event as paper may show them: under the name they chose, sorted by surname."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from registrations.domain.printing.surnames import surname_key
from registrations.enums import RegistrationState
from registrations.models import Place, PrintedBadge, Registration


@dataclass(frozen=True)
class PrintedPerson:
    """What may stand on paper of one registration. ``name`` is the name for the badge where somebody chose one."""

    pk: int
    reference: str
    name: str
    organisation: str = ""
    function: str = ""
    sector: str = ""
    sector_id: int | None = None
    state: str = RegistrationState.CONFIRMED
    email: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes when anything changes that a badge shows."""
        shown = "\x1f".join([self.name, self.organisation, self.function, self.sector])
        return hashlib.sha256(shown.encode()).hexdigest()[:32]


def printed_people(
    event_id: int,
    *,
    states: Iterable[str] = (RegistrationState.CONFIRMED,),
    sector_ids: Iterable[int] = (),
    only_new: bool = False,
) -> list[PrintedPerson]:
    """People of an event by surname. ``only_new``: whose badge was not printed, or has changed since. Two queries."""
    rows = Registration.objects.filter(event_id=event_id, state__in=list(states)).select_related("sector")
    wanted = list(sector_ids)
    if wanted:
        rows = rows.filter(sector_id__in=wanted)
    people = [_person(row) for row in rows]
    if only_new:
        printed = dict(
            PrintedBadge.objects.filter(registration__event_id=event_id).values_list("registration_id", "fingerprint")
        )
        people = [person for person in people if printed.get(person.pk) != person.fingerprint]
    return by_surname(people)


def by_surname(people: Iterable[PrintedPerson]) -> list[PrintedPerson]:
    """In the order of a Dutch list."""
    return sorted(people, key=lambda person: (*surname_key(person.name), person.pk))


def waiting_people(event_id: int) -> list[PrintedPerson]:
    """Who waits for a place, the longest waiting first. One query."""
    rows = Registration.objects.filter(event_id=event_id, state=RegistrationState.WAITLISTED).order_by("pk")
    return [_person(row) for row in rows]


def people_by_workshop(event_id: int) -> dict[int, set[int]]:
    """The registrations with a place in each workshop. One query."""
    found: dict[int, set[int]] = {}
    places = Place.objects.filter(registration__event_id=event_id)
    for workshop_id, registration_id in places.values_list("workshop_id", "registration_id"):
        found.setdefault(workshop_id, set()).add(registration_id)
    return found


def _person(row: Registration) -> PrintedPerson:
    return PrintedPerson(
        pk=row.pk,
        reference=row.reference,
        name=row.name_on_badge,
        organisation=row.organisation_name,
        function=row.function,
        sector=row.sector.name if row.sector else "",
        sector_id=row.sector_id,
        state=row.state,
        email=row.email,
    )
