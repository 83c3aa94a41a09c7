"""Workshop places in the demo: a meeting whose places are still to be divided, and the finished division of 2015."""

import random
from datetime import timedelta

from django.utils import timezone

from core.models import Sector, User, Venue
from events.enums import EventKind, PartyRole
from events.models import EventDate, EventIndexPage, EventPage, EventParty
from mailing.models import OutboxMessage
from registrations.domain.allocating.publishing import publish_run
from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocating.running import run_allocation
from registrations.domain.allocation.problem import Aim
from registrations.domain.apart import keep_apart
from registrations.enums import HistoryKind
from registrations.models import AllocationRun, HistoryEntry, Preference, Registration
from workshops.domain.cases import approve_case, keep_version
from workshops.domain.sheets import ensure_sheets
from workshops.enums import ChoiceMode, WorkshopRole
from workshops.models import Case, SectorLimit, Workshop, WorkshopPerson, WorkshopRound
from workspace.demo import ranking as demo
from workspace.domain.demo.announce import at, choosable, publish, thursday_on_or_after
from workspace.domain.demo.attendance import register_people
from workspace.domain.demo.site import LOGIN


def load_ranking(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The meeting with everybody's order, once."""
    if EventPage.objects.filter(slug=demo.SLUG).exists():
        return
    event = announce_ranking(home, sectors)
    people = register_people(event, demo.REGISTERED, sectors, tag="aantafel", since=timezone.now() - timedelta(days=13))
    rank_workshops(event, people, seed=demo.SEED)


def announce_ranking(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """Two rounds of four workshops, one of them given twice."""
    venue, _ = Venue.objects.get_or_create(name="De Werkplaats (verzonnen)", defaults={"city": "Arnhem"})
    day = thursday_on_or_after(timezone.localdate() + timedelta(days=demo.DAYS))
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.NATIONAL_MEETING,
        introduction=demo.INTRODUCTION,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis.",
        registration_opens_at=timezone.now() - timedelta(days=14),
        registration_closes_at=at(day - timedelta(days=3), "17:00"),
        capacity=demo.CAPACITY,
    )
    event.dates = [EventDate(starts_at=at(day, "12:30"), ends_at=at(day, "17:00"))]
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    event = publish(home, event, choosable(sectors))
    rounds = [
        WorkshopRound.objects.create(
            event=event,
            title=title,
            starts_at=at(day, start),
            ends_at=at(day, end),
            choice_mode=ChoiceMode.RANKING,
            ranking_closes_at=at(day - timedelta(days=7), "12:00"),
        )
        for title, start, end in demo.ROUNDS
    ]
    _make_workshops(rounds, sectors)
    ensure_sheets(event)
    return event


def _make_workshops(rounds: list[WorkshopRound], sectors: dict[str, Sector]) -> None:
    made: list[Workshop] = []
    for row in demo.WORKSHOPS:
        number, title, room, places, fewest, is_mixed, leader, language, level, for_whom, warning, repeats = row
        workshop = Workshop(
            round=rounds[number],
            number=sum(item.round_id == rounds[number].pk for item in made) + 1,
            title=title,
            room=room,
            capacity=places,
            minimum=fewest,
            is_mixed=is_mixed,
            language=language,
            level=level,
            content_warning=warning,
        )
        if repeats is not None:
            workshop.topic = made[repeats].topic
        workshop.save()
        workshop.target_sectors = [sectors[slug] for slug in for_whom]
        workshop.save()
        WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.LEADER, name=leader)
        made.append(workshop)
    title, text = demo.CASE
    case = Case.objects.create(workshop=made[0], title=title, text=text)
    approve_first_version(case)
    case.refresh_from_db()
    case.text += "<p>En wie praat er met de kinderen?</p>"
    case.save()
    keep_version(case, by=None)


def approve_first_version(case: Case) -> None:
    """The text as it is, read and approved by the demo's organiser."""
    keep_version(case, by=User.objects.get(username=LOGIN))
    approve_case(case, 1, by=User.objects.get(username=LOGIN))


def limit_sectors(event: EventPage) -> None:
    """In every workshop somebody who speaks from experience, and of no sector a group by itself."""
    for workshop in Workshop.objects.filter(round__event=event):
        for slug, (least, most) in demo.SECTORS_2015.items():
            sector = Sector.objects.get(slug=slug)
            SectorLimit.objects.create(workshop=workshop, sector=sector, minimum=least, maximum=most)


def rank_workshops(event: EventPage, people: list[Registration], *, seed: int) -> None:
    """An order for most people: some workshops are more wanted than others, always the same ones."""
    draw = random.Random(seed)  # noqa: S311  invented wishes
    rows = []
    for round_ in event.workshop_rounds.order_by("starts_at", "pk"):
        workshops = list(round_.workshops.order_by("number"))
        for number, registration in enumerate(people):
            if number % demo.WITHOUT_ORDER == demo.WITHOUT_ORDER - 1:
                continue
            left, chosen = list(workshops), []
            for _rank in range(min(3, len(workshops))):
                chosen.append(left.pop(draw.choices(range(len(left)), range(len(left) + 1, 1, -1))[0]))
            rows += [
                Preference(registration=registration, workshop=workshop, rank=rank)
                for rank, workshop in enumerate(chosen, start=1)
            ]
    Preference.objects.bulk_create(rows)


def divide_2015(event: EventPage, people: list[Registration]) -> None:
    """The places of 5 March 2015: ranked, divided with the mix of sectors first, and published; nobody is mailed."""
    day = event.dates.get().starts_at
    event.workshop_rounds.update(choice_mode=ChoiceMode.RANKING, ranking_closes_at=day - timedelta(days=6))
    Workshop.objects.filter(round__event=event).update(minimum=20, is_mixed=True)
    for case in Case.objects.filter(workshop__round__event=event):
        approve_first_version(case)
    limit_sectors(event)
    heard, helped = (next(one for one in people if one.sector and one.sector.slug == slug) for slug in demo.KEPT_APART)
    keep_apart(heard, helped, note=demo.WHY_APART)
    rank_workshops(event, people, seed=2015)
    actor = User.objects.get(username=LOGIN)
    wanted = Wanted(aims=(Aim.MIX, Aim.RANK, Aim.MINIMUM), seed=5315)
    publish_run(run_allocation(event, wanted, actor=actor), actor=actor)
    made_at = day - timedelta(days=5)
    AllocationRun.objects.filter(event=event).update(made_at=made_at, published_at=made_at + timedelta(hours=2))
    event.workshop_rounds.update(places_published_at=made_at + timedelta(hours=2))
    HistoryEntry.objects.filter(registration__event=event, kind=HistoryKind.ALLOCATED).update(
        at=made_at + timedelta(hours=2)
    )
    OutboxMessage.objects.filter(event=event, purpose__in=("registration.places", "registration.no_workshop")).delete()
