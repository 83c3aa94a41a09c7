"""Seats and workshops that come free or change hands where several parts of the code meet."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from mailing.models import OutboxMessage
from registrations.domain.assigning import assign_workshops
from registrations.domain.cancelling import cancel_registration
from registrations.domain.deciding import confirm_place, offer_place
from registrations.domain.importing.writing import prepare_import
from registrations.domain.reconfirming import release_place, say_coming
from registrations.domain.registering import RegistrationData, register
from registrations.domain.sweeping import sweep_places
from registrations.domain.telling import call_off
from registrations.enums import JobKind
from registrations.enums import RegistrationState as State
from registrations.models import PeopleJob, Reconfirmation, Registration, SectorQuota
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


def enrol(event, number, sector=None):
    data = RegistrationData(
        name=f"Persoon {number}",
        email=f"p{number}@gemeente.example",
        sector_id=sector.pk if sector else None,
    )
    return register(event, data, submission_key=uuid.uuid4()).registration


def state_of(registration):
    return Registration.objects.get(pk=registration.pk).state


@pytest.mark.parametrize("is_off", [True, False])
def test_place_freed_at_a_meeting_that_is_called_off_goes_to_nobody(is_off):
    event = EventPageFactory(capacity=1)
    first, second = enrol(event, 1), enrol(event, 2)
    if is_off:
        call_off(event)
    cancel_registration(first)
    sweep_places()
    assert state_of(second) == (State.WAITLISTED if is_off else State.CONFIRMED)


def test_workshop_given_to_who_has_an_offer_is_a_place_that_stays_when_it_is_accepted():
    event = EventPageFactory(capacity=1)
    round_ = WorkshopRoundFactory(event=event)
    old, new = (WorkshopFactory(round=round_, title=title) for title in ("Anna", "Bram"))
    enrol(event, 1)
    person = enrol(event, 2)
    assign_workshops(person, {round_.pk: old.pk}, actor="Samira")
    offer_place(person, anyway=True)
    OutboxMessage.objects.all().delete()
    assign_workshops(person, {round_.pk: new.pk}, actor="Samira")
    assert not OutboxMessage.objects.exists()  # nobody is told that a place changed that is not certain yet
    confirm_place(person)
    assert list(person.places.values_list("workshop", flat=True)) == [new.pk]
    assert not person.preferences.exists()


def test_import_counts_the_seats_anew_after_an_update_that_gave_one_to_who_waits():
    event = EventPageFactory(capacity=3)
    full, other = SectorFactory(), SectorFactory()
    SectorQuota.objects.create(event=event, sector=full, maximum=1)
    moving, waiting = enrol(event, 1, full), enrol(event, 2, full)
    assert state_of(waiting) == State.WAITLISTED
    job = PeopleJob.objects.create(
        event=event,
        kind=JobKind.IMPORT,
        total=3,
        by="Samira",
        settings={"when_full": "wait", "with_mail": False},
    )

    def row(number, **more):
        values = {"name": f"Rij {number}", "email": f"r{number}@gemeente.example", "sector_id": other.pk}
        return {"number": number, "choice": "add", "values": {**values, "workshops": {}}, **more}

    change = row(2, choice="update", existing=moving.pk)
    change["values"] = {"sector_id": other.pk, "workshops": {}}
    do = prepare_import(job)
    done = [do(row(1)), do(change), do(row(3))]
    assert state_of(waiting) == State.CONFIRMED
    assert done == ["added", "updated", "waiting"]
    assert Registration.objects.seated().filter(event=event).count() == 3


@pytest.mark.parametrize("answers", [True, False])
def test_place_is_not_released_when_the_answer_came_in_between(answers):
    event = EventPageFactory(dates=0)
    starts_at = timezone.now() + timedelta(days=1)
    EventDateFactory(page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    person = RegistrationFactory(event=event)
    long_ago = timezone.now() - timedelta(days=3)
    Reconfirmation.objects.create(registration=person, asked_at=long_ago, reminded_at=long_ago)
    row = Reconfirmation.objects.select_related("registration__event").get()
    if answers:
        say_coming(person)
    assert release_place(row) is not answers
    assert state_of(person) == (State.CONFIRMED if answers else State.CANCELLED)
