"""Registering: seats, workshop places, the waiting list, the same person twice."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Municipality
from mailing.models import OutboxMessage
from registrations.domain.cancelling import cancel_registration
from registrations.domain.capacity import registrations_by_sector, seats_of
from registrations.domain.checkin import check_in
from registrations.domain.errors import PlacesTaken, RegistrationClosed, RegistrationError
from registrations.domain.places import change_places
from registrations.domain.registering import OutcomeKind, RegistrationData, recognise, register
from registrations.domain.waiting import fill_free_seats, waiting_position
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, Needs, Place, Preference, Registration
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    OrganisationFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
CONFIRMED, WAITLISTED = RegistrationState.CONFIRMED, RegistrationState.WAITLISTED


def enrol(event, number=1, *, key=None, **kwargs):
    data = RegistrationData(name=f"Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=key or uuid.uuid4())


def states(event):
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def purposes():
    return list(OutboxMessage.objects.order_by("pk").values_list("purpose", "to_address"))


@pytest.fixture
def event():
    return EventPageFactory(capacity=2)


@pytest.fixture
def workshop(event):
    return WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=1)


def test_register_confirms_and_queues_a_mail_and_notes_history(event):
    outcome = enrol(event)
    assert (outcome.kind, outcome.answer) == (OutcomeKind.NEW, CONFIRMED)
    assert outcome.registration.confirmed_at is not None
    assert [entry.kind for entry in outcome.registration.history.all()] == [HistoryKind.REGISTERED]
    assert purposes() == [("registration.confirmed", "p1@gemeente.example")]


def test_register_on_a_full_event_goes_to_the_waiting_list(event):
    for number in range(4):
        enrol(event, number)
    assert states(event) == [CONFIRMED, CONFIRMED, WAITLISTED, WAITLISTED]
    assert [waiting_position(item) for item in Registration.objects.filter(state=WAITLISTED)] == [1, 2]
    assert purposes()[2] == ("registration.waitlisted", "p2@gemeente.example")


def test_register_without_capacity_never_waits():
    event = EventPageFactory(capacity=None)
    for number in range(4):
        enrol(event, number)
    assert states(event) == [CONFIRMED] * 4


def test_register_does_not_pass_those_who_wait_when_the_capacity_was_raised(event):
    for number in range(3):
        enrol(event, number)
    event.capacity = 3
    event.save()
    enrol(event, 9)
    assert states(event) == [CONFIRMED, CONFIRMED, WAITLISTED, WAITLISTED]
    assert fill_free_seats(event.pk) == 1
    assert states(event) == [CONFIRMED, CONFIRMED, CONFIRMED, WAITLISTED]


def test_same_form_twice_finds_the_same_registration(event):
    key = uuid.uuid4()
    first, second = enrol(event, key=key), enrol(event, key=key)
    assert second.kind == OutcomeKind.REPEATED
    assert second.registration == first.registration
    assert len(purposes()) == 1


def test_same_address_again_gets_its_link_and_the_same_answer(event):
    first = enrol(event)
    again = register(event, RegistrationData(name="X", email=" P1@Gemeente.example "), submission_key=uuid.uuid4())
    assert (again.kind, again.answer, again.registration) == (OutcomeKind.KNOWN, CONFIRMED, first.registration)
    assert [purpose for purpose, _ in purposes()] == ["registration.confirmed", "registration.link"]
    assert Registration.objects.count() == 1


def test_same_address_many_times_gets_one_link_an_hour(event):
    enrol(event)
    for _ in range(5):
        enrol(event)
    assert len(purposes()) == 2


def test_known_address_gets_the_answer_that_a_newcomer_would_get(event):
    for number in range(2):
        enrol(event, number)
    assert enrol(event, 0).answer == enrol(event, 7).answer == WAITLISTED


def test_same_address_at_another_event_is_another_registration(event):
    enrol(event)
    assert enrol(EventPageFactory()).kind == OutcomeKind.NEW


def test_register_again_after_cancelling_is_possible(event):
    cancel_registration(enrol(event).registration)
    assert enrol(event).kind == OutcomeKind.NEW


def test_workshop_place_is_given_with_the_seat(event, workshop):
    registration = enrol(event, choices={workshop.round_id: workshop.pk}).registration
    assert Place.objects.get().registration == registration


def test_full_workshop_is_refused_with_the_others_named_and_nothing_written(event, workshop):
    other = WorkshopFactory(round=workshop.round, title="Nog ruimte")
    WorkshopFactory(round=workshop.round, title="Dicht", is_open_for_choice=False)
    enrol(event, 1, choices={workshop.round_id: workshop.pk})
    with pytest.raises(PlacesTaken) as error:
        enrol(event, 2, choices={workshop.round_id: workshop.pk})
    message = error.value.by_round[workshop.round_id]
    assert workshop.title in message
    assert other.title in message
    assert "Dicht" not in message
    assert Registration.objects.count() == 1


def test_full_workshop_is_refused_to_a_known_address_as_well(event, workshop):
    enrol(event, 1, choices={workshop.round_id: workshop.pk})
    with pytest.raises(PlacesTaken):
        enrol(event, 1, choices={workshop.round_id: workshop.pk})


@pytest.mark.parametrize("which", ["closed", "of another event", "of another round", "unknown"])
def test_workshop_that_cannot_be_chosen_is_refused(event, workshop, which):
    wrong = {
        "closed": lambda: WorkshopFactory(round=workshop.round, is_open_for_choice=False),
        "of another event": WorkshopFactory,
        "of another round": lambda: WorkshopFactory(round=WorkshopRoundFactory(event=event)),
        "unknown": lambda: WorkshopFactory.build(pk=10**9),
    }[which]()
    with pytest.raises(PlacesTaken):
        enrol(event, choices={workshop.round_id: wrong.pk})
    assert not Registration.objects.exists()


def test_who_waits_keeps_wishes_and_gets_the_place_with_the_seat(event, workshop):
    first = enrol(event, 1).registration
    enrol(event, 2)
    third = enrol(event, 3, choices={workshop.round_id: workshop.pk}).registration
    assert Preference.objects.get().registration == third
    assert not Place.objects.exists()
    cancel_registration(first)
    third.refresh_from_db()
    assert third.state == CONFIRMED
    assert Place.objects.get().registration == third
    assert purposes()[-1] == ("registration.confirmed", "p3@gemeente.example")


def test_cancelling_frees_the_seat_for_who_waits_longest(event):
    registrations = [enrol(event, number).registration for number in range(4)]
    cancel_registration(registrations[1])
    assert states(event) == [CONFIRMED, RegistrationState.CANCELLED, CONFIRMED, WAITLISTED]


def test_cancelling_twice_changes_nothing(event):
    registration = enrol(event, access_needs="Ringleiding").registration
    cancel_registration(registration)
    before = OutboxMessage.objects.count()
    cancel_registration(registration)
    assert OutboxMessage.objects.count() == before
    assert registration.history.filter(kind=HistoryKind.CANCELLED).count() == 1
    assert not Needs.objects.exists()


def test_cancelling_gives_the_workshop_place_back(event, workshop):
    registration = enrol(event, choices={workshop.round_id: workshop.pk}).registration
    cancel_registration(registration)
    enrol(event, 2, choices={workshop.round_id: workshop.pk})


def test_change_of_workshop_swaps_and_raises_the_calendar_sequence(event, workshop):
    other = WorkshopFactory(round=workshop.round, capacity=1)
    registration = enrol(event, choices={workshop.round_id: workshop.pk}).registration
    changed = change_places(registration, {workshop.round_id: other.pk})
    assert Place.objects.get().workshop == other
    assert changed.calendar_sequence == 1
    assert purposes()[-1][0] == "registration.changed"


def test_change_to_a_full_workshop_keeps_the_old_place(event, workshop):
    other = WorkshopFactory(round=workshop.round, capacity=1)
    enrol(event, 1, choices={workshop.round_id: other.pk})
    registration = enrol(event, 2, choices={workshop.round_id: workshop.pk}).registration
    with pytest.raises(PlacesTaken):
        change_places(registration, {workshop.round_id: other.pk})
    assert Place.objects.get(registration=registration).workshop == workshop


def test_change_to_the_same_choice_keeps_a_place_in_a_full_workshop_and_mails_nothing(event, workshop):
    registration = enrol(event, choices={workshop.round_id: workshop.pk}).registration
    change_places(registration, {workshop.round_id: workshop.pk})
    assert len(purposes()) == 1


def test_fixed_place_cannot_be_changed(event, workshop):
    registration = enrol(event, choices={workshop.round_id: workshop.pk}).registration
    Place.objects.update(is_fixed=True)
    with pytest.raises(PlacesTaken):
        change_places(registration, {})


def test_change_after_cancelling_is_refused(event, workshop):
    registration = cancel_registration(enrol(event).registration)
    with pytest.raises(RegistrationClosed):
        change_places(registration, {workshop.round_id: workshop.pk})


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"registration_opens_at": timezone.now() + timedelta(days=1)},
        {"registration_closes_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_register_outside_the_window_is_refused(event, change):
    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    with pytest.raises(RegistrationClosed):
        enrol(event)


def test_register_for_an_event_in_the_past_is_refused():
    event = EventPageFactory(dates=0, registration_closes_at=None)
    now = timezone.now()
    EventDateFactory(page=event, starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=1))
    with pytest.raises(RegistrationClosed):
        enrol(event)


def test_needs_are_kept_apart_with_the_moment_of_consent(event):
    registration = enrol(event, access_needs="Rolstoel", diet="Vegetarisch").registration
    assert registration.needs.consented_at is not None
    assert not Needs.objects.filter(registration=enrol(event, 2).registration).exists()


def test_recognise_links_organisation_and_municipality():
    organisation = OrganisationFactory(name="Veilig Thuis Twente")
    zwolle = Municipality.objects.create(code="GM9193", name="Zwolle-Test")
    assert recognise(" veilig  thuis twente ") == (organisation, None)
    assert recognise("Gemeente zwolle-test") == (None, zwolle)
    assert recognise("Iets anders") == (None, None)


def test_check_in_twice_finds_the_first(event):
    registration = RegistrationFactory(event=event)
    date = event.dates.get()
    assert check_in(registration, date, actor="balie").was_there is False
    assert check_in(registration, date, actor="balie").was_there is True
    assert Attendance.objects.count() == 1
    assert registration.history.filter(kind=HistoryKind.CHECKED_IN).count() == 1


def test_check_in_without_a_place_or_on_a_date_of_another_event_is_refused(event):
    waiting = RegistrationFactory(event=event, state=WAITLISTED)
    with pytest.raises(RegistrationError):
        check_in(waiting, event.dates.get())
    with pytest.raises(RegistrationError):
        check_in(RegistrationFactory(event=event), EventPageFactory().dates.get())


def test_seats_and_sectors_are_counted(event):
    sector = SectorFactory()
    RegistrationFactory(event=event, sector=sector)
    RegistrationFactory(event=event, sector=sector, state=RegistrationState.CANCELLED)
    RegistrationFactory(event=event, state=WAITLISTED)
    seats = seats_of(event.pk)
    assert (seats.taken, seats.waiting, seats.left, seats.is_full) == (1, 1, 1, True)
    assert registrations_by_sector(event.pk) == [(sector.pk, sector.name, 1)]


def test_register_takes_few_queries(event, workshop, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        enrol(event, choices={workshop.round_id: workshop.pk}, access_needs="Ringleiding")


def test_tasks_fill_free_seats_and_forget(event):
    from registrations.tasks import forget_expired, sweep_places

    for number in range(3):
        enrol(event, number)
    event.capacity = 3
    event.save()
    sweep_places()
    assert states(event) == [CONFIRMED] * 3
    forget_expired()
    assert len(states(event)) == 3
