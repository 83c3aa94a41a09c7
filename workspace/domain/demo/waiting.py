"""Makes the meeting that is full: people registered one by one, so that list, queue and offer are real."""

import uuid
from datetime import timedelta

from django.utils import timezone

from core.models import Sector, Venue
from events.enums import EventKind, PartyRole
from events.models import EventDate, EventIndexPage, EventPage, EventParty
from registrations.domain.cancelling import cancel_registration
from registrations.domain.registering import RegistrationData, register
from registrations.models import Registration, RegistrationRules, SectorQuota
from workshops.domain.sheets import ensure_sheets
from workshops.models import Workshop, WorkshopRound
from workspace.demo import waiting as demo
from workspace.demo.people import people
from workspace.domain.demo.announce import at, choosable, publish, thursday_on_or_after


def load_waiting(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The meeting with everybody in it, once."""
    if EventPage.objects.filter(slug=demo.SLUG).exists():
        return
    event = announce_full(home, sectors)
    set_rules(event, sectors)
    register_everybody(event, sectors)


def announce_full(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A small meeting in some weeks with one round of workshops."""
    venue, _ = Venue.objects.get_or_create(name="Het Atelier (verzonnen)", defaults={"city": "Amersfoort"})
    day = thursday_on_or_after(timezone.localdate() + timedelta(days=demo.DAYS))
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.WORKING_SESSION,
        introduction=demo.INTRODUCTION,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis.",
        registration_opens_at=timezone.now() - timedelta(days=5),
        registration_closes_at=at(day - timedelta(days=2), "17:00"),
        capacity=demo.CAPACITY,
    )
    event.dates = [EventDate(starts_at=at(day, "12:30"), ends_at=at(day, "16:30"))]
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    event = publish(home, event, choosable(sectors))
    title, start, end = demo.ROUND
    round_ = WorkshopRound.objects.create(event=event, title=title, starts_at=at(day, start), ends_at=at(day, end))
    for number, (name, room, capacity) in enumerate(demo.WORKSHOPS, start=1):
        Workshop.objects.create(round=round_, number=number, title=name, room=room, capacity=capacity)
    ensure_sheets(event)
    return event


def set_rules(event: EventPage, sectors: dict[str, Sector]) -> None:
    """Offers with a deadline, places held for experts by experience, at most so many of municipalities."""
    RegistrationRules.objects.create(
        event=event,
        overbooking=demo.OVERBOOKING,
        offer_hours=demo.OFFER_HOURS,
        offers_stop_hours=demo.STOP_HOURS,
    )
    for slug in {*demo.HELD, *demo.AT_MOST}:
        sector = sectors.get(slug) or Sector.objects.get(slug=slug)
        maximum, held = demo.AT_MOST.get(slug), demo.HELD.get(slug, 0)
        SectorQuota.objects.create(event=event, sector=sector, maximum=maximum, held=held)


def register_everybody(event: EventPage, sectors: dict[str, Sector]) -> None:
    """Everybody by the form's own way; then one cancels, so that a place is offered."""
    first, second = Workshop.objects.filter(round__event=event).order_by("number")
    round_id = first.round_id
    for number, person in enumerate(people(demo.REGISTERED, tag="spreekkamer")):
        is_full = number >= (first.capacity or 0)
        data = RegistrationData(
            name=person.name,
            email=person.email,
            organisation_name=person.organisation,
            sector_id=sectors[person.sector].pk,
            function=person.function,
            choices={round_id: second.pk if is_full else first.pk},
            waits={round_id: first.pk} if is_full and number % 2 else {},
        )
        register(event, data, submission_key=uuid.uuid4())
    cancel_registration(Registration.objects.confirmed().filter(event=event).latest("pk"))
