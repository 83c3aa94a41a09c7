"""The table of states: every way that is not in it is refused, and the database refuses states without their times."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from registrations.domain.transitions import ALLOWED, TransitionNotAllowed, move, stamp
from registrations.enums import ACTIVE_STATES, HistoryKind
from registrations.enums import RegistrationState as State
from registrations.models import Registration, WorkshopWait
from tests.factories import EventPageFactory, RegistrationFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db
PAIRS = [(before, after) for before in State for after in State]


def moved(registration, state):
    move(
        registration,
        state,
        kind=HistoryKind.CHANGED,
        actor="Organisator",
        queue_number=5,
        offer_expires_at=timezone.now() + timedelta(hours=1),
    )


@pytest.mark.parametrize(("before", "after"), [pair for pair in PAIRS if pair[1] in ALLOWED[pair[0]]])
def test_allowed_transition_brings_its_times_and_history(before, after):
    registration = RegistrationFactory(state=before)
    moved(registration, after)
    registration.refresh_from_db()
    assert registration.state == after
    assert (registration.cancelled_at is not None) == (after == State.CANCELLED)
    assert (registration.queue_number is not None) == (after == State.WAITLISTED)
    assert (registration.offer_expires_at is not None) == (after == State.OFFERED)
    assert registration.calendar_sequence == 1
    entry = registration.history.get()
    assert (entry.kind, entry.actor) == (HistoryKind.CHANGED, "Organisator")
    assert entry.at is not None


@pytest.mark.parametrize(("before", "after"), [pair for pair in PAIRS if pair[1] not in ALLOWED[pair[0]]])
def test_other_transition_is_refused_and_changes_nothing(before, after):
    registration = RegistrationFactory(state=before)
    with pytest.raises(TransitionNotAllowed):
        moved(registration, after)
    registration.refresh_from_db()
    assert registration.state == before
    assert not registration.history.exists()


@pytest.mark.parametrize(
    ("state", "wrong"),
    [
        (State.CONFIRMED, {"confirmed_at": None}),
        (State.OFFERED, {"offer_expires_at": None}),
        (State.CANCELLED, {"cancelled_at": None}),
        (State.DECLINED, {"declined_at": None}),
        (State.WAITLISTED, {"queue_number": None}),
        (State.CONFIRMED, {"offer_expires_at": timezone.now()}),
        (State.CONFIRMED, {"cancelled_at": timezone.now()}),
        (State.CONFIRMED, {"queue_number": 1}),
        (State.PENDING, {"declined_at": timezone.now()}),
        (State.PENDING, {"state": "lost"}),
    ],
)
def test_database_refuses_a_state_without_what_belongs_to_it(state, wrong):
    registration = RegistrationFactory(state=state)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(**wrong)


@pytest.mark.parametrize("state", list(State))
def test_database_takes_every_state_with_what_belongs_to_it_as_control(state):
    registration = RegistrationFactory()
    stamp(registration, state, now=timezone.now(), queue_number=1, offer_expires_at=timezone.now())
    registration.save()
    assert registration.is_active == (state in ACTIVE_STATES)


def test_database_refuses_a_second_active_registration_and_takes_it_after_cancelling():
    first = RegistrationFactory(email="a@gemeente.example")
    again = {"event": first.event, "email": "a@gemeente.example"}
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(**again, state=State.WAITLISTED)
    moved(first, State.CANCELLED)
    assert RegistrationFactory(**again, state=State.WAITLISTED).pk


def test_database_refuses_waiting_for_two_workshops_of_one_round():
    event = EventPageFactory()
    round_ = WorkshopRoundFactory(event=event)
    wait = {"registration": RegistrationFactory(event=event), "round": round_, "queue_number": 1}
    WorkshopWait.objects.create(**wait, workshop=WorkshopFactory(round=round_))
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkshopWait.objects.create(**wait, workshop=WorkshopFactory(round=round_))
