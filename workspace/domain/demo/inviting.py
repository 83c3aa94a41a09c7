"""Makes the meeting by invitation with its list over all regions, and the one that is only announced."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from core.enums import RegionKind
from core.models import Municipality, Sector, Venue
from events.enums import EventKind, PartyRole, Provisional
from events.models import EventDate, EventIndexPage, EventPage, EventParty
from mailing.models import Campaign
from registrations.enums import HistoryKind, RegistrationMode, RegistrationState
from registrations.models import (
    HistoryEntry,
    Interest,
    Invitation,
    InvitationCode,
    Registration,
    RegistrationRules,
)
from workspace.demo import inviting as demo
from workspace.demo.people import FIRST_NAMES, LAST_NAMES, people
from workspace.domain.demo.announce import at, choosable, publish, thursday_on_or_after

ASK = "Hebt u een vraag over {bijeenkomst}?"
ASK_BODY = """Dag {naam},

Wij hoorden nog niet of u komt. Hebt u eerst een vraag? Beantwoord dan deze mail.

[Aanmelden]({link}) of [ik kan niet komen]({afzeglink})"""


def load_inviting(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """Both meetings, once."""
    if not EventPage.objects.filter(slug=demo.INVITED_SLUG).exists():
        event = announce_invited(home, sectors)
        invite_all_regions(event, sectors)
    if not EventPage.objects.filter(slug=demo.ANNOUNCED_SLUG).exists():
        leave_addresses(announce_later(home, sectors), sectors)


def announce_invited(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A meeting in some weeks, by invitation and with codes."""
    venue, _ = Venue.objects.get_or_create(name="Het Regiohuis (verzonnen)", defaults={"city": "Zwolle"})
    day = thursday_on_or_after(timezone.localdate() + timedelta(days=demo.INVITED_DAYS))
    event = EventPage(
        title=demo.INVITED_TITLE,
        slug=demo.INVITED_SLUG,
        kind=EventKind.NATIONAL_MEETING,
        introduction=demo.INVITED_INTRODUCTION,
        venue=venue,
        audience=demo.INVITED_AUDIENCE,
        cost_note="Deelname is gratis.",
        registration_opens_at=at(timezone.localdate() - timedelta(days=10), "09:00"),
        registration_closes_at=at(day - timedelta(days=3), "17:00"),
        capacity=demo.INVITED_CAPACITY,
    )
    event.dates = [EventDate(starts_at=at(day, "10:00"), ends_at=at(day, "16:00"))]
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    event = publish(home, event, choosable(sectors))
    RegistrationRules.objects.create(event=event, mode=RegistrationMode.INVITATION)
    for label, code, quota in demo.CODES:
        InvitationCode.objects.get_or_create(code=code, defaults={"event": event, "label": label, "quota": quota})
    Campaign.objects.create(event=event, audience="invitations", subject_nl=ASK, body_nl=ASK_BODY)
    return event


def invite_all_regions(event: EventPage, sectors: dict[str, Sector]) -> None:
    """Two people of every region; from one region nobody comes yet."""
    sent_at = at(timezone.localdate() - timedelta(days=9), "10:00")
    invitations = [
        Invitation(
            event=event,
            name=name,
            email=f"regio-{number}@verzonnen.example",
            email_key=f"regio-{number}@verzonnen.example",
            organisation_name=f"Gemeente {town.name}" if number % 2 == 0 else "Veilig Thuis",
            sector=sectors["gemeente-beleid" if number % 2 == 0 else "veilig-thuis"],
            municipality=town,
            programme_region=town.programme_region,
            safety_region=town.safety_region,
            sent_at=sent_at,
            last_mailed_at=sent_at,
        )
        for number, (name, town) in enumerate(_invitees())
    ]
    regular = count()
    for number, invitation in enumerate(invitations):
        is_missing = str(invitation.programme_region) == demo.MISSING_REGION
        answers = demo.MISSING_ANSWERS if is_missing else demo.ANSWERS
        _answer(invitation, answers[(number if is_missing else next(regular)) % len(answers)], number)
    Invitation.objects.bulk_create(invitations)


def _invitees() -> Iterator[tuple[str, Municipality]]:
    """A name for two people per region, at its first central municipality."""
    towns = Municipality.objects.filter(is_central=True, programme_region__kind=RegionKind.PROGRAMME_REGION)
    first = {town.programme_region_id: town for town in towns.select_related("programme_region").order_by("-name")}
    for number, town in enumerate(town for town in first.values() for _person in range(2)):
        last = LAST_NAMES[(3 * number + 1) % len(LAST_NAMES)]
        yield f"{FIRST_NAMES[(7 * number) % len(FIRST_NAMES)]} {last} (verzonnen)", town


def _answer(invitation: Invitation, answer: str, number: int) -> None:
    answered_at = timezone.now() - timedelta(days=7, hours=-number)
    if answer == "registered":
        invitation.opened_at = answered_at
        invitation.registration = _registration(invitation, answered_at)
    elif answer == "declined":
        invitation.declined_at = answered_at
        invitation.decline_reason = demo.REASONS[number % len(demo.REASONS)]
    elif answer == "opened":
        invitation.opened_at = answered_at


def _registration(invitation: Invitation, at_moment: datetime) -> Registration:
    registration = Registration.objects.create(
        event=invitation.event,
        state=RegistrationState.CONFIRMED,
        name=invitation.name,
        email=invitation.email,
        email_key=invitation.email_key,
        organisation_name=invitation.organisation_name,
        municipality=invitation.municipality,
        sector=invitation.sector,
        confirmed_at=at_moment,
    )
    HistoryEntry.objects.create(
        registration=registration, kind=HistoryKind.REGISTERED, note="Met een persoonlijke uitnodiging"
    )
    return registration


def announce_later(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A meeting of which date and place may still change, registration to open later."""
    day = thursday_on_or_after(timezone.localdate() + timedelta(days=demo.ANNOUNCED_DAYS))
    event = EventPage(
        title=demo.ANNOUNCED_TITLE,
        slug=demo.ANNOUNCED_SLUG,
        kind=EventKind.NATIONAL_MEETING,
        introduction=demo.ANNOUNCED_INTRODUCTION,
        audience=demo.ANNOUNCED_AUDIENCE,
        cost_note="Deelname is gratis.",
        provisional=Provisional.BOTH,
        is_save_the_date=True,
        registration_opens_at=at(timezone.localdate() + timedelta(days=demo.OPENS_DAYS), "09:00"),
        capacity=150,
    )
    event.dates = [EventDate(starts_at=at(day, "09:30"), ends_at=at(day, "16:30"))]
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    return publish(home, event, choosable(sectors))


def leave_addresses(event: EventPage, sectors: dict[str, Sector]) -> None:
    """Some people want to hear when registration opens."""
    Interest.objects.bulk_create(
        Interest(
            event=event,
            name=person.name,
            email=person.email,
            email_key=person.email,
            sector=sectors[person.sector],
            confirmed_at=timezone.now() - timedelta(days=2),
        )
        for person in people(demo.WAITING, tag="vooraankondiging")
    )
