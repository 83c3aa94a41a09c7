"""Announces the demo meetings: pages, programme, workshops."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.models import Organisation, Sector, Venue
from events.enums import EventKind, PartyRole
from events.models import (
    CentralQuestion,
    EventDate,
    EventIndexPage,
    EventPage,
    EventParty,
    EventSector,
    ProgrammeItem,
    Speaker,
)
from workshops.domain.sheets import ensure_sheets
from workshops.domain.templates import GENDER, add_preset
from workshops.enums import PromptKind, WorkshopRole
from workshops.models import CapturePrompt, Case, Workshop, WorkshopPerson, WorkshopRound
from workspace.demo import masterclass, meeting_2015, today
from workspace.demo.capture import COUNTED_2015
from workspace.demo.workshops_2015 import WORKSHOPS


def at(day: date, clock: str) -> datetime:
    """A moment on a day, local time."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def publish(home: EventIndexPage, event: EventPage, sectors: list[Sector]) -> EventPage:
    """Put an event under the home page, with the sectors that its visitors may choose."""
    event.event_sectors = [EventSector(sector=sector, sort_order=number) for number, sector in enumerate(sectors)]
    home.add_child(instance=event)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def choosable(sectors: dict[str, Sector]) -> list[Sector]:
    """Leaves of the tree, in order."""
    parents = {sector.parent_id for sector in sectors.values()}
    return [sector for sector in sectors.values() if sector.pk not in parents]


def questions(texts: list[str]) -> list[CentralQuestion]:
    """Central questions in order."""
    return [CentralQuestion(text=text, sort_order=number) for number, text in enumerate(texts)]


def item(number: int, starts_at: datetime, ends_at: datetime, speaker: tuple[str, str] | None, **fields: Any) -> Any:
    """A programme item with at most one speaker."""
    made = ProgrammeItem(starts_at=starts_at, ends_at=ends_at, sort_order=number, **fields)
    made.speakers = [Speaker(name=speaker[0], organisation_name=speaker[1])] if speaker else []
    return made


def announce_2015(
    home: EventIndexPage, organisations: dict[str, Organisation], sectors: dict[str, Sector]
) -> EventPage:
    """The national meeting of 5 March 2015."""
    demo, day = meeting_2015, date(2015, 3, 5)
    venue, _ = Venue.objects.get_or_create(name="BCN Utrecht CS", defaults={"city": "Utrecht"})
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.NATIONAL_MEETING,
        introduction=demo.INTRODUCTION,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis.",
        project_name=demo.PROJECT,
        project_note=demo.PROJECT_NOTE,
        body=demo.BODY,
        more_information_label="Meer op de website van Regioplan",
        more_information_url="https://www.regioplan.nl/",
        registration_opens_at=at(date(2015, 1, 26), "09:00"),
        registration_closes_at=at(date(2015, 3, 2), "17:00"),
        capacity=120,
        retention_days=365 * 100,  # invented people: the example stays whole
    )
    event.dates = [EventDate(starts_at=at(day, "12:30"), ends_at=at(day, "17:00"))]
    event.central_questions = questions(demo.QUESTIONS)
    event.parties = [
        EventParty(
            role=role,
            organisation=organisations.get(short),
            person_name=person,
            name_at_the_time=name,
            sort_order=number,
        )
        for number, (role, short, person, name) in enumerate(demo.PARTIES)
    ]
    event.programme_items = [
        item(
            number, at(day, start), at(day, end), speaker,
            kind=kind, title=title, description=text, room=room, is_captured=captured,
        )
        for number, (start, end, kind, title, text, room, captured, speaker) in enumerate(demo.PROGRAMME)
    ]  # fmt: skip
    event = publish(home, event, choosable(sectors))
    title, start, end = demo.ROUND
    round_ = WorkshopRound.objects.create(event=event, title=title, starts_at=at(day, start), ends_at=at(day, end))
    for number, data in enumerate(WORKSHOPS, start=1):
        workshop = Workshop.objects.create(
            round=round_, number=number, title=data["title"], room=data["room"], capacity=25,
            content_warning=data["warning"],
        )  # fmt: skip
        name, organisation = data["leader"]
        WorkshopPerson.objects.create(
            workshop=workshop, role=WorkshopRole.LEADER, name=name, organisation_name=organisation
        )
        case_title, case_text = data["case"]
        Case.objects.create(workshop=workshop, title=case_title, text=case_text)
    template = add_preset(GENDER, event=event)
    key, title, help_text = COUNTED_2015
    last = template.prompts.count()
    CapturePrompt.objects.create(
        template=template, key=key, title=title, help_text=help_text, kind=PromptKind.NUMBER, position=last
    )
    ensure_sheets(event)
    return event


def announce_today(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A meeting that is going on now: it began an hour ago, or at half past nine."""
    demo = today
    starts_at, ends_at = hours_of_today()
    venue, _ = Venue.objects.get_or_create(name="De Jaarzaal (verzonnen)", defaults={"city": "Utrecht"})
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.NATIONAL_MEETING,
        introduction=demo.INTRODUCTION,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis.",
        registration_opens_at=starts_at - timedelta(days=40),
        registration_closes_at=ends_at,
        capacity=90,
    )
    event.dates = [EventDate(starts_at=starts_at, ends_at=ends_at)]
    event.central_questions = questions(demo.QUESTIONS)
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    event.programme_items = [
        item(
            number, starts_at + timedelta(minutes=start), starts_at + timedelta(minutes=end), speaker,
            kind=kind, title=title, is_captured=captured,
        )
        for number, (start, end, kind, title, captured, speaker) in enumerate(demo.PROGRAMME)
    ]  # fmt: skip
    event = publish(home, event, choosable(sectors))
    title, start, end = demo.ROUND
    round_ = WorkshopRound.objects.create(
        event=event,
        title=title,
        starts_at=starts_at + timedelta(minutes=start),
        ends_at=starts_at + timedelta(minutes=end),
    )
    for number, (name, room, capacity, leader) in enumerate(demo.WORKSHOPS, start=1):
        workshop = Workshop.objects.create(round=round_, number=number, title=name, room=room, capacity=capacity)
        WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.LEADER, name=leader)
    ensure_sheets(event)
    return event


def hours_of_today() -> tuple[datetime, datetime]:
    """From an hour ago, at the latest 9.30, until at least four hours later or the end of the day."""
    now = timezone.localtime()
    starts_at = min(now - timedelta(hours=1), now.replace(hour=9, minute=30)).replace(second=0, microsecond=0)
    starts_at = max(starts_at, now.replace(hour=0, minute=0, second=0, microsecond=0))
    last_minute = now.replace(hour=23, minute=59, second=0, microsecond=0)
    ends_at = min(max(starts_at + timedelta(hours=7, minutes=30), now + timedelta(hours=4)), last_minute)
    return starts_at, ends_at


def thursday_on_or_after(day: date) -> date:
    """Nobody holds a masterclass on a Sunday."""
    return day + timedelta(days=(3 - day.weekday()) % 7)


def announce_masterclass(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A masterclass of two groups, with room left."""
    demo = masterclass
    venue, _ = Venue.objects.get_or_create(name="Landgoed Bosrand (verzonnen)", defaults={"city": "Amersfoort"})
    days = [thursday_on_or_after(timezone.localdate() + timedelta(days=days)) for days, _, _, _ in demo.DATES]
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.MASTERCLASS,
        introduction=demo.INTRODUCTION,
        venue=venue,
        audience=demo.AUDIENCE,
        cost_note="Deelname is gratis. Kunt u niet? Meld u dan af, er is een wachtlijst.",
        registration_opens_at=timezone.now() - timedelta(days=14),
        registration_closes_at=at(days[0] - timedelta(days=3), "17:00"),
        capacity=demo.CAPACITY,
    )
    event.dates = [
        EventDate(starts_at=at(day, "13:00"), ends_at=at(day, "16:30"), label=label, kind=kind, sort_order=number)
        for number, (day, (_, label, kind, _)) in enumerate(zip(days, demo.DATES, strict=True))
    ]
    event.central_questions = questions(demo.QUESTIONS)
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    return publish(home, event, choosable(sectors))
