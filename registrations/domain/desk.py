"""The check-in desk: who a code belongs to, who answers to a name, how many are in."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from events.models import EventDate, EventPage
from registrations.domain.checkin import check_in, undo_check_in
from registrations.domain.errors import RegistrationError
from registrations.domain.links import find_by_token
from registrations.enums import DeskAnswer, RegistrationState
from registrations.models import Attendance, Place, Registration

MOST = 20
TOKEN = re.compile(r"(?<![0-9a-zA-Z])([0-9a-f]{24}\.[0-9A-Za-z_-]{22})(?![0-9A-Za-z_-])")
REFERENCE = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True)
class Answer:
    """What the desk is told: the kind, and about whom. Nobody of another meeting is ever named."""

    kind: DeskAnswer
    registration: Registration | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True)
class Found:
    """The people that a name led to, and whether there are more than are shown."""

    people: list[Registration]
    has_more: bool


@dataclass(frozen=True)
class Presence:
    """How many are in on a date, and how many have a place."""

    inside: int
    expected: int


def is_code(typed: str) -> bool:
    """Whether this is a scanned link or a reference, rather than a name."""
    return bool(TOKEN.search(typed) or REFERENCE.fullmatch(typed.strip().lower()))


def find_by_code(typed: str) -> Registration | None:
    """The registration behind a scanned personal link (its signature must be ours) or a reference."""
    link = TOKEN.search(typed)
    if link:
        return find_by_token(link[1])
    reference = typed.strip().lower()
    return Registration.objects.filter(reference=reference).first() if REFERENCE.fullmatch(reference) else None


def desk_dates(event: EventPage) -> list[EventDate]:
    """The dates of an event in order."""
    return list(EventDate.objects.filter(page_id=event.pk).order_by("starts_at", "pk"))


def default_date(dates: list[EventDate]) -> EventDate | None:
    """Today's date, else the next, else the last."""
    today = timezone.localdate()
    coming = [date for date in dates if timezone.localdate(date.ends_at) >= today]
    return coming[0] if coming else (dates[-1] if dates else None)


def scan(code: str, event_date: EventDate, *, actor: str = "", age: timedelta = timedelta()) -> Answer:
    """Check in who shows a code, and say what came of it."""
    registration = find_by_code(code)
    if registration is None:
        return Answer(DeskAnswer.UNKNOWN)
    if registration.event_id != event_date.page_id:
        return Answer(DeskAnswer.OTHER_EVENT)
    try:
        done = check_in(registration, event_date, actor=actor, age=age)
    except RegistrationError:
        current = desk_people(registration.event_id, event_date).get(pk=registration.pk)
        return Answer(DeskAnswer.NO_PLACE if current.is_active else DeskAnswer.CANCELLED, current)
    return answer_of(done.attendance, was_there=done.was_there)


def answer_of(attendance: Attendance, *, was_there: bool) -> Answer:
    """Welcome, or in already, with what the desk tells the visitor."""
    person = desk_people(attendance.registration.event_id, attendance.event_date).get(pk=attendance.registration_id)
    return Answer(DeskAnswer.ALREADY if was_there else DeskAnswer.WELCOME, person, attendance)


def undo(code: str, event_date: EventDate, *, actor: str = "") -> Answer:
    """Take a check-in back."""
    registration = find_by_code(code)
    if registration is None or registration.event_id != event_date.page_id:
        return Answer(DeskAnswer.UNKNOWN)
    undo_check_in(registration, event_date, actor=actor)
    return Answer(DeskAnswer.UNDONE, registration)


def desk_people(event_id: int, event_date: EventDate) -> QuerySet[Registration]:
    """The registrations of an event with what the desk shows: workshops of that date, and whether they are in."""
    places = (
        Place.objects.filter(round__starts_at__lt=event_date.ends_at, round__ends_at__gt=event_date.starts_at)
        .select_related("workshop", "round")
        .order_by("round__starts_at", "pk")
    )
    return Registration.objects.filter(event_id=event_id).prefetch_related(
        Prefetch("places", places, to_attr="desk_places"),
        Prefetch("attendances", Attendance.objects.filter(event_date=event_date), to_attr="desk_attendances"),
    )


def search_people(event_date: EventDate, typed: str) -> Found:
    """At most 20 people in whose name or organisation every typed word stands, accents and capitals aside.

    Who is not in yet stands first. Compared here rather than in the database, so that both databases find
    "Renée" for "renee". Five queries, however many people.
    """
    words = _plain(typed).split()[:8]
    if not words:
        return Found([], has_more=False)
    inside = set(Attendance.objects.filter(event_date=event_date).values_list("registration_id", flat=True))
    rows = Registration.objects.filter(event_id=event_date.page_id).values_list("pk", "name", "organisation_name")
    matches = []
    for pk, name, organisation in rows.iterator():
        plain = _plain(name)
        text = f"{plain} {_plain(organisation)}"
        if all(word in text for word in words):
            is_name = any(part.startswith(words[0]) for part in plain.split())
            matches.append((pk in inside, not is_name, plain, pk))
    matches.sort()
    keys = [match[-1] for match in matches[:MOST]]
    by_key = desk_people(event_date.page_id, event_date).in_bulk(keys)
    return Found([by_key[pk] for pk in keys if pk in by_key], has_more=len(matches) > MOST)


def _plain(text: str) -> str:
    """Without accents and capitals."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )


def presence(event_date: EventDate) -> Presence:
    """How many are in. One query."""
    confirmed = Q(state=RegistrationState.CONFIRMED)
    numbers = Registration.objects.filter(event_id=event_date.page_id).aggregate(
        inside=Count("pk", filter=confirmed & Q(attendances__event_date=event_date), distinct=True),
        expected=Count("pk", filter=confirmed, distinct=True),
    )
    return Presence(**numbers)
