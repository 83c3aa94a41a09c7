"""The check-in desk: who a code belongs to, who answers to a name, and what the desk is told."""

import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch, QuerySet

from core.tokens import BadToken, read_token
from registrations.domain.checkin import NotHere, SectorFull, WorkshopFull, check_in_at, full_for, undo_at
from registrations.domain.doors import Door, expected_at, own_places, places_left
from registrations.domain.errors import RegistrationError
from registrations.domain.links import TOKEN_PURPOSE
from registrations.enums import ACTIVE_STATES, DeskAnswer
from registrations.models import Attendance, DoorAttendance, Place, Registration

MOST = 20
TOKEN = re.compile(r"(?<![0-9a-zA-Z])([0-9a-f]{24}\.[0-9A-Za-z_-]{22})(?![0-9A-Za-z_-])")
REFERENCE = re.compile(r"[0-9a-f]{24}")
SHOWN = ("pk", "event_id", "reference", "state", "name", "badge_name", "organisation_name")


@dataclass(frozen=True)
class Answer:
    """What the desk is told: the kind, and about whom. Nobody of another meeting is ever named."""

    kind: DeskAnswer
    registration: Registration | None = None
    attendance: Attendance | DoorAttendance | None = None
    places: list[Place] = field(default_factory=list)
    left: int | None = None
    full: WorkshopFull | SectorFull | None = None


@dataclass(frozen=True)
class Found:
    """The people that a name led to, and whether there are more than are shown."""

    people: list[Registration]
    has_more: bool


def is_code(typed: str) -> bool:
    """Whether this is a scanned link or a reference, rather than a name."""
    return bool(TOKEN.search(typed) or REFERENCE.fullmatch(typed.strip().lower()))


def reference_in(typed: str) -> str:
    """The reference in a scanned personal link (its signature must be ours) or in itself; "" in neither."""
    link = TOKEN.search(typed)
    if link:
        try:
            return read_token(TOKEN_PURPOSE, link[1])
        except BadToken:
            return ""
    bare = typed.strip().lower()
    return bare if REFERENCE.fullmatch(bare) else ""


def find_by_code(typed: str) -> Registration | None:
    """The registration behind a code, also that of one that was merged into it. One query for a code that is known."""
    reference = reference_in(typed)
    if not reference:
        return None
    rows = Registration.objects.only(*SHOWN)
    return rows.filter(reference=reference).first() or rows.filter(former_links__reference=reference).first()


def scan(
    code: str, door: Door, *, actor: str = "", age: timedelta = timedelta(), scan_id: uuid.UUID | None = None
) -> Answer:
    """Check in who shows a code, and say what came of it."""
    person = find_by_code(code)
    if person is None:
        return Answer(DeskAnswer.UNKNOWN)
    if person.event_id != door.event_id:
        return Answer(DeskAnswer.OTHER_EVENT)
    try:
        done = check_in_at(door, person.pk, actor=actor, age=age, scan=scan_id)
    except NotHere:
        full = full_for(door, person.pk)
        return Answer(DeskAnswer.ELSEWHERE, person, places=_places(person, door), left=places_left(door), full=full)
    except RegistrationError:
        person.refresh_from_db(fields=["state"])
        return Answer(DeskAnswer.NO_PLACE if person.state in ACTIVE_STATES else DeskAnswer.CANCELLED, person)
    return answer_of(person, done.attendance, door, was_there=done.was_there)


def answer_of(person: Registration, attendance: Attendance | DoorAttendance, door: Door, *, was_there: bool) -> Answer:
    """Welcome, or in already, with what the desk tells the visitor."""
    kind = DeskAnswer.ALREADY if was_there else DeskAnswer.WELCOME
    return Answer(kind, person, attendance, _places(person, door))


def _places(person: Registration, door: Door) -> list[Place]:
    return own_places([person.pk], door).get(person.pk, [])


def undo(code: str, door: Door, *, actor: str = "") -> Answer:
    """Take a check-in back."""
    person = find_by_code(code)
    if person is None or person.event_id != door.event_id:
        return Answer(DeskAnswer.UNKNOWN)
    undo_at(door, person.pk, actor=actor)
    return Answer(DeskAnswer.UNDONE, person)


def desk_people(door: Door) -> QuerySet[Registration]:
    """The registrations of an event with what the desk shows: workshops of that date, and whether they are in."""
    places = (
        Place.objects.filter(round__starts_at__lt=door.date.ends_at, round__ends_at__gt=door.date.starts_at)
        .select_related("workshop", "round")
        .order_by("round__starts_at", "pk")
    )
    relation = "attendances" if door.workshop is None and door.item is None else "door_attendances"
    return Registration.objects.filter(event_id=door.event_id).prefetch_related(
        Prefetch("places", places, to_attr="desk_places"),
        Prefetch(relation, door.attendances(), to_attr="desk_attendances"),
    )


def expected_people(door: Door) -> list[Registration]:
    """Who is expected at the door of a workshop, who is not in yet first. Nobody elsewhere: too many. Four queries."""
    if door.workshop is None:
        return []
    keys = expected_at(door).values("pk")
    people = desk_people(door).filter(pk__in=keys)
    inside = set(door.attendances().values_list("registration_id", flat=True))
    return sorted(people, key=lambda person: (person.pk in inside, plain(person.name), person.pk))


def search_people(door: Door, typed: str) -> Found:
    """At most 20 people in whose name, badge name or organisation every typed word stands, accents and capitals aside.

    Who is not in yet stands first. Compared here rather than in the database, so that both databases find
    "Renée" for "renee". Five queries, however many people.
    """
    words = plain(typed).split()[:8]
    if not words:
        return Found([], has_more=False)
    inside = set(door.attendances().values_list("registration_id", flat=True))
    rows = Registration.objects.filter(event_id=door.event_id)
    matches = []
    for pk, name, badge_name, organisation in rows.values_list(
        "pk", "name", "badge_name", "organisation_name"
    ).iterator():
        names = plain(f"{name} {badge_name}")
        text = f"{names} {plain(organisation)}"
        if all(word in text for word in words):
            is_name = any(part.startswith(words[0]) for part in names.split())
            matches.append((pk in inside, not is_name, names, pk))
    matches.sort()
    keys = [match[-1] for match in matches[:MOST]]
    by_key = desk_people(door).in_bulk(keys)
    return Found([by_key[pk] for pk in keys if pk in by_key], has_more=len(matches) > MOST)


def plain(text: str) -> str:
    """Without accents and capitals."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
