"""Shows what a masterclass is: groups, a catch-up date, homework, cases; and a series before it with certificates."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from core.models import Region, Sector, Venue
from events.enums import DateKind, EventKind, PartyRole
from events.models import EventDate, EventIndexPage, EventPage, EventParty
from registrations.domain.checkin import check_in
from registrations.domain.series.cases import answer_case
from registrations.domain.series.catching_up import choose_catch_up
from registrations.domain.series.certificates import give_certificates
from registrations.domain.series.dates import series_of
from registrations.domain.series.lessons import hand_in, save_lesson
from registrations.enums import CaseState
from registrations.models import (
    Attendance,
    Certificate,
    GroupPlace,
    Homework,
    MasterclassRules,
    Material,
    OwnCase,
    Registration,
    SeriesDate,
    SeriesGroup,
)
from workspace.demo import masterclass as demo
from workspace.domain.demo import announce
from workspace.domain.demo.attendance import register_people


def fill_series(event: EventPage) -> None:
    """Groups with people in them, and everything that belongs to their dates."""
    groups = _add_groups(event)
    dates = list(EventDate.objects.filter(page=event).order_by("starts_at", "pk"))
    by_label = {date.label: date for date in dates}
    for _day, label, kind, number in demo.DATES:
        SeriesDate.objects.create(
            event_date=by_label[label],
            group=groups[number] if number is not None else None,
            capacity=demo.CATCH_UP_PLACES if kind == DateKind.CATCH_UP else None,
        )
    everybody = Registration.objects.filter(event=event).order_by("pk")
    for number, registration in enumerate(everybody):
        GroupPlace.objects.create(registration=registration, group=groups[number % len(groups)])
    registered = list(everybody.confirmed())
    MasterclassRules.objects.create(
        event=event,
        required_dates=demo.REQUIRED_DATES,
        asks_case=True,
        points=Decimal(4),
        points_register="Registerplein (voorbeeld)",
        signed_by=demo.SIGNED_BY,
    )
    _add_lessons(event, by_label[demo.DATES[0][1]], registered)
    _add_cases(registered)
    first = registered[0]
    own = series_of(event.pk).own_dates(GroupPlace.objects.get(registration=first).group_id)[1]
    choose_catch_up(first, own.pk, by_label["Inhaalsessie"].pk)


def _add_groups(event: EventPage) -> list[SeriesGroup]:
    made = []
    for number, (name, city, place, capacity) in enumerate(demo.GROUPS):
        venue, _is_new = Venue.objects.get_or_create(name=place, defaults={"city": city})
        region = Region.objects.filter(name__icontains={"Zwolle": "IJssel", "Eindhoven": "Brabant"}[city]).first()
        made.append(
            SeriesGroup.objects.create(
                event=event, name=name, region=region, venue=venue, capacity=capacity, position=number
            )
        )
    return made


def _add_lessons(event: EventPage, date: EventDate, registered: list[Registration]) -> None:
    series, now = series_of(event.pk), timezone.now()
    title, text = demo.HOMEWORK
    homework = Homework(event_date=date, title=title, text=text, due_at=date.starts_at - timedelta(days=1))
    save_lesson(homework, series=series, in_all_groups=True)
    for position, (title, text, link) in enumerate(demo.MATERIALS):
        material = Material(event_date=date, title=title, text=text, link=link, position=position, visible_from=now)
        save_lesson(material, series=series, in_all_groups=True)
    members = {place.registration_id for place in GroupPlace.objects.filter(group=series.group(date))}
    for registration in [one for one in registered if one.pk in members][:3]:
        hand_in(registration, homework.pk, text=demo.HANDED_IN, upload=None)


def _add_cases(registered: list[Registration]) -> None:
    for registration, (situation, tried, question) in zip(registered[:2], demo.CASES, strict=True):
        OwnCase.objects.create(
            registration=registration, situation=situation, tried=tried, question=question, sent_at=timezone.now()
        )
    answer_case(registered[1].own_case, CaseState.APPROVED, feedback="Mooi, hier gaan we mee werken.", actor="Demo")


def load_finished_series(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    """A masterclass that is over: attendance per date, one date caught up, certificates given."""
    today = timezone.localdate()
    days = [announce.thursday_on_or_after(today + timedelta(days=day)) for day, _label, _kind in demo.FINISHED_DATES]
    event = EventPage(
        title=demo.FINISHED_TITLE,
        slug=demo.FINISHED_SLUG,
        kind=EventKind.MASTERCLASS,
        introduction=demo.INTRODUCTION,
        audience=demo.AUDIENCE,
        registration_opens_at=announce.at(days[0] - timedelta(days=60), "09:00"),
        registration_closes_at=announce.at(days[0] - timedelta(days=3), "17:00"),
        capacity=demo.CAPACITY,
        retention_days=365 * 100,  # invented people: the example stays whole
    )
    event.dates = [
        EventDate(
            starts_at=announce.at(day, "13:00"),
            ends_at=announce.at(day, "16:30"),
            label=label,
            kind=kind,
            sort_order=number,
        )
        for number, (day, (_day, label, kind)) in enumerate(zip(days, demo.FINISHED_DATES, strict=True))
    ]
    event.parties = [EventParty(role=PartyRole.ORGANISER, person_name="Plenair (demo)")]
    event = announce.publish(home, event, announce.choosable(sectors))
    since = timezone.now() - timedelta(days=90)
    people = register_people(event, demo.FINISHED_REGISTERED, sectors, tag="eerste-reeks", since=since)
    MasterclassRules.objects.create(event=event, required_dates=demo.REQUIRED_DATES, signed_by=demo.SIGNED_BY)
    _attend(event, people)
    give_certificates(event, actor="Demo")
    Certificate.objects.filter(event=event).update(issued_at=timezone.now() - timedelta(days=1))
    return event


def _attend(event: EventPage, people: list[Registration]) -> None:
    dates = list(event.dates.order_by("starts_at", "pk"))
    for registration, numbers in zip(people, demo.ATTENDED, strict=True):
        for number in numbers:
            attendance = check_in(registration, dates[number], actor="Demo").attendance
            at: datetime = dates[number].starts_at - timedelta(minutes=10)
            Attendance.objects.filter(pk=attendance.pk).update(checked_in_at=at)
