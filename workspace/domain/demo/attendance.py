"""Registers the invented people of the demo meetings, and checks them in."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.models import Municipality, Organisation, Sector
from events.models import EventPage
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, HistoryEntry, Needs, Place, Registration
from workshops.models import Workshop
from workspace.demo.people import Person, people


def register_people(
    event: EventPage, counts: dict[str, int], sectors: dict[str, Sector], *, tag: str, since: datetime
) -> list[Registration]:
    """Confirmed registrations in bulk, with their history; ``since`` is when the first one came in."""
    organisations = {organisation.name: organisation for organisation in Organisation.objects.all()}
    municipalities = {f"Gemeente {town.name}": town for town in Municipality.objects.all()}

    def build(person: Person) -> Registration:
        return Registration(
            event=event,
            state=RegistrationState.CONFIRMED,
            confirmed_at=since,
            name=person.name,
            email=person.email,
            email_key=person.email.lower(),
            organisation=organisations.get(person.organisation),
            municipality=municipalities.get(person.organisation),
            organisation_name=person.organisation,
            sector=sectors[person.sector],
            function=person.function,
        )

    made = Registration.objects.bulk_create(build(person) for person in people(counts, tag=tag))
    for number, registration in enumerate(made):
        registration.created_at = registration.confirmed_at = since + timedelta(hours=5 * number)
    Registration.objects.bulk_update(made, ["created_at", "confirmed_at"])
    history = HistoryEntry.objects.bulk_create(
        HistoryEntry(registration=registration, kind=HistoryKind.REGISTERED) for registration in made
    )
    for entry, registration in zip(history, made, strict=True):
        entry.at = registration.created_at
    HistoryEntry.objects.bulk_update(history, ["at"])
    return made


def check_in_people(event: EventPage, registrations: list[Registration], attended: dict[str, int]) -> None:
    """As many of each sector as came, at the door in the half hour before the start."""
    date = event.dates.order_by("starts_at").first()
    if date is None:
        return
    left = dict(attended)
    rows = []
    for number, registration in enumerate(registrations):
        slug = registration.sector.slug if registration.sector else ""
        if left.get(slug, 0):
            left[slug] -= 1
            moment = date.starts_at + timedelta(seconds=20 * number)
            rows.append(Attendance(registration=registration, event_date=date, checked_in_at=moment))
    Attendance.objects.bulk_create(rows)


def seat_people(event: EventPage, registrations: list[Registration]) -> None:
    """A place in one workshop per round, dealt out in turn."""
    workshops = list(Workshop.objects.filter(round__event=event).select_related("round"))
    if not workshops:
        return
    Place.objects.bulk_create(
        Place(registration=registration, round=workshop.round, workshop=workshop)
        for number, registration in enumerate(registrations)
        for workshop in [workshops[number % len(workshops)]]
        if workshop.capacity is None or number // len(workshops) < workshop.capacity
    )


def add_needs(registrations: list[Registration]) -> None:
    """A few people need something to take part."""
    wishes = ["Ringleiding", "Een plaats vooraan, ik lees mee", "Rolstoelplaats"]
    Needs.objects.bulk_create(
        Needs(registration=registration, access=wish, consented_at=timezone.now())
        for registration, wish in zip(registrations[4::7], wishes, strict=False)
    )
