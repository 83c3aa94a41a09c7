"""What an event knows for a plan, and writing the rows that were chosen."""

import uuid
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.adding import write_person
from registrations.domain.assigning import assign_workshops
from registrations.domain.capacity import places_of
from registrations.domain.editing import EDITABLE, edit_registration, values_of
from registrations.domain.errors import NoSeat, PlacesTaken
from registrations.domain.importing.columns import round_field
from registrations.domain.importing.planning import Known, name_key
from registrations.domain.jobs import Doer
from registrations.domain.mails import queue_mail
from registrations.domain.places import wishes_of
from registrations.domain.reading_tables import plain_word
from registrations.domain.registering import LETTERS, RegistrationData, normalise_email, recognise
from registrations.domain.seating import Seating, seating_of
from registrations.domain.waiting import lock_event
from registrations.enums import ACTIVE_STATES, EntryMode, RegistrationState
from registrations.models import PeopleJob, Registration
from workshops.models import Workshop

Finder = Callable[[str], tuple[Any, Any]]
_NAMESPACE = uuid.UUID("5a1c6c8e-6d3b-4f1e-9a59-1d5f8f0a7b11")


def what_is_known(event: EventPage) -> Known:
    """The people, sectors and workshops of an event. Three queries."""
    by_email, gone, by_name = {}, {}, {}
    people = Registration.objects.filter(event=event).order_by("-pk")
    for pk, email_key, name, organisation, state in people.values_list(
        "pk", "email_key", "name", "organisation_name", "state"
    ):
        if state in (RegistrationState.CANCELLED, RegistrationState.DECLINED):
            gone[email_key] = pk
        else:
            by_email[email_key] = pk
            by_name[name_key(name, organisation)] = pk
    sectors: dict[str, int] = {}
    for row in event.event_sectors.select_related("sector__parent"):
        for sector in (row.sector.parent, row.sector):
            if sector is not None:
                sectors |= {plain_word(sector.name): sector.pk, plain_word(sector.slug): sector.pk}
    workshops: dict[str, dict[str, int]] = {}
    for pk, round_id, title in Workshop.objects.filter(round__event=event).values_list("pk", "round_id", "title"):
        workshops.setdefault(round_field(round_id), {})[plain_word(title)] = pk
    return Known(by_email, gone, by_name, sectors, workshops)


def prepare_import(job: PeopleJob) -> Doer:
    """The doer of an import: adds or updates one person per item, under the event's lock."""
    lock_event(job.event_id)
    chunk = _Chunk(job)
    return lambda item: chunk.update(item) if item["choice"] == "update" else chunk.add(item)


class _Chunk:
    """What stays true under the lock of one chunk: who has a seat, and organisations that were looked up."""

    def __init__(self, job: PeopleJob) -> None:
        self.job = job
        self.seating: Seating | None = None
        self.find = cache(recognise)

    def update(self, item: Mapping[str, Any]) -> str:
        """One known person; another sector may give seats to who waits, so they are counted anew."""
        self.seating = None
        return _update(self.job, item)

    def add(self, item: Mapping[str, Any]) -> str:
        """One new person, counted at once."""
        seating = self.seating or seating_of(self.job.event_id)
        self.seating = None  # counted anew unless all that happened is one seat more
        outcome = _add(self.job, item, seating, self.find)
        if outcome == "added" and not item["values"]["workshops"]:
            seating.plan.seat(item["values"]["sector_id"])
            self.seating = seating
        return outcome


def _add(job: PeopleJob, item: Mapping[str, Any], seating: Seating, find: Finder) -> str:
    """One new person; who has come in meanwhile, also by this same job, is left as they are."""
    values = item["values"]
    key = uuid.uuid5(_NAMESPACE, f"{job.pk}:{item['number']}")
    email_key = normalise_email(values["email"])
    same_person = Q(event_id=job.event_id, email_key=email_key, state__in=ACTIVE_STATES)
    if Registration.objects.filter(
        Q(submission_key=key) | same_person if email_key else Q(submission_key=key)
    ).exists():
        return "unchanged"
    problem = seating.problem(values["sector_id"])
    if problem is not None and job.settings["when_full"] == "skip":
        raise NoSeat(problem)
    state = RegistrationState.CONFIRMED if problem is None else RegistrationState.WAITLISTED
    data = RegistrationData(**{name: values[name] for name in EDITABLE if name in values})
    registration = write_person(
        job.event,
        data,
        state,
        seating=seating,
        entry=EntryMode.IMPORT,
        submission_key=key,
        actor=job.by,
        find=find,
        note=_("From a list, row %(number)s") % {"number": item["number"]},
    )
    full = _give_workshops(job, registration, values)
    if job.settings["with_mail"]:
        registration.refresh_from_db()
        queue_mail(registration, LETTERS[state])
    if full:
        job.problems.append({"item": item["number"], "why": full})
    return "added" if state == RegistrationState.CONFIRMED else "waiting"


def _update(job: PeopleJob, item: Mapping[str, Any]) -> str:
    """Put what the list gives in the place of what was known; an empty cell changes nothing."""
    registration = Registration.objects.filter(event_id=job.event_id, pk=item["existing"]).first()
    if registration is None:
        return "unchanged"
    shown = values_of(registration)
    given = {name: value for name, value in item["values"].items() if name in EDITABLE and value not in ("", None)}
    given.pop("language", None)
    if normalise_email(given.get("email", "")) == registration.email_key:
        given.pop("email")
    before = registration.history.count()
    edit_registration(registration, {**shown, **given}, seen=shown, actor=job.by)
    full = _give_workshops(job, registration, item["values"])
    if full:
        job.problems.append({"item": item["number"], "why": full})
    return "updated" if registration.history.count() > before else "unchanged"


def _give_workshops(job: PeopleJob, registration: Registration, values: Mapping[str, Any]) -> str:
    """The workshops of the list; what is full stays open, and the message says so."""
    full = []
    for round_id, workshop_id in values["workshops"].items():
        has = places_of(registration) if registration.state == RegistrationState.CONFIRMED else wishes_of(registration)
        if has.get(int(round_id)) == workshop_id or not registration.is_active:
            continue
        try:
            assign_workshops(registration, {int(round_id): workshop_id}, actor=job.by, with_mail=False)
        except PlacesTaken as error:
            full.append(str(error))
    return " ".join(full)
