"""What organisers decide: approval, declining, giving and offering places, moving to the waiting list, in bulk."""

import uuid

import pytest

from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from registrations.domain.admission import Admission
from registrations.domain.cancelling import cancel_registration
from registrations.domain.checkin import check_in
from registrations.domain.deciding import (
    approve,
    approve_all,
    confirm_place,
    decline,
    decline_all,
    move_to_waiting_list,
    offer_place,
    reinstate,
)
from registrations.domain.errors import NoSeat, NotAdmitted, RegistrationError
from registrations.domain.registering import RegistrationData, register
from registrations.enums import HistoryKind, RegistrationMode
from registrations.enums import RegistrationState as State
from registrations.models import Place, Preference, Registration, RegistrationRules
from tests.factories import EventPageFactory, RegistrationFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Two places, by approval."""
    event = EventPageFactory(capacity=2)
    RegistrationRules.objects.create(event=event, mode=RegistrationMode.APPROVAL)
    return event


def enrol(event, number=1, *, admission=None, **kwargs):
    data = RegistrationData(name=f"Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=uuid.uuid4(), admission=admission).registration


def purposes(registration):
    rows = OutboxMessage.objects.filter(to_address=registration.email).order_by("pk")
    return [purpose.removeprefix("registration.") for purpose in rows.values_list("purpose", flat=True)]


def states(event):
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def test_by_approval_a_newcomer_waits_and_holds_no_seat(event):
    people = [enrol(event, number) for number in range(3)]
    assert states(event) == [State.PENDING] * 3
    assert purposes(people[0]) == ["pending"]
    assert Registration.objects.seated().count() == 0


def test_approve_gives_a_place_with_the_wished_workshop(event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=1)
    person = enrol(event, choices={workshop.round_id: workshop.pk})
    assert Preference.objects.get().registration == person
    approved = approve(person, actor="Organisator")
    assert approved.state == State.CONFIRMED
    assert Place.objects.get().workshop == workshop
    assert purposes(person) == ["pending", "confirmed"]
    assert [(entry.kind, entry.actor) for entry in person.history.all()][-1] == (HistoryKind.APPROVED, "Organisator")


def test_approve_for_a_full_event_gives_the_waiting_list(event):
    people = [enrol(event, number) for number in range(3)]
    for person in people:
        approve(person)
    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert purposes(people[2]) == ["pending", "waitlisted"]
    cancel_registration(people[0])
    assert states(event)[2] == State.CONFIRMED


def test_decline_tells_and_frees_nothing_and_can_be_taken_back(event):
    person = enrol(event)
    declined = decline(person, actor="Organisator", note="Vorig jaar geweest")
    assert declined.state == State.DECLINED
    assert purposes(person) == ["pending", "declined"]
    assert person.history.last().note == "Vorig jaar geweest"
    assert approve(declined).state == State.CONFIRMED


def test_decline_of_a_confirmed_person_is_refused(event):
    with pytest.raises(RegistrationError):
        decline(approve(enrol(event)))


def test_declined_person_may_ask_again(event):
    decline(enrol(event))
    assert enrol(event).state == State.PENDING


def test_bulk_decisions_say_what_was_done_and_what_was_not(event):
    people = [enrol(event, number) for number in range(3)]
    approve(people[0])
    done = approve_all(reversed(people), actor="Organisator")
    assert [item.pk for item in done.done] == [people[1].pk, people[2].pk]
    assert [item.pk for item, _why in done.refused] == [people[0].pk]
    assert done.refused[0][1]
    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert [item.state for item in decline_all(people[2:]).done] == [State.DECLINED]


def test_withdrawing_before_approval_has_its_own_letter(event):
    person = enrol(event)
    cancel_registration(person)
    assert purposes(person) == ["pending", "withdrawn"]


def test_by_invitation_only_who_is_admitted_registers(event):
    RegistrationRules.objects.update(mode=RegistrationMode.INVITATION)
    with pytest.raises(NotAdmitted):
        enrol(event)
    assert not Registration.objects.exists()
    claimed = []
    person = enrol(event, admission=Admission(note="Code X", claim=claimed.append))
    assert person.state == State.CONFIRMED
    assert claimed == [person]
    assert person.history.get().note == "Code X"


def test_claim_that_is_refused_writes_nothing(event):
    def refuse(registration):
        raise RegistrationError("op")

    with pytest.raises(RegistrationError):
        enrol(event, admission=Admission(claim=refuse))
    assert not Registration.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_mixed_lets_who_is_admitted_in_and_others_wait_for_approval(event):
    RegistrationRules.objects.update(mode=RegistrationMode.MIXED)
    assert enrol(event, 1).state == State.PENDING
    assert enrol(event, 2, admission=Admission()).state == State.CONFIRMED


def full(event):
    RegistrationRules.objects.update(mode=RegistrationMode.OPEN)
    return [enrol(event, number) for number in range(4)]


def test_confirm_place_out_of_turn_needs_a_seat_or_anyway(event):
    people = full(event)
    with pytest.raises(NoSeat):
        confirm_place(people[3])
    assert confirm_place(people[3], anyway=True).state == State.CONFIRMED
    assert states(event)[2] == State.WAITLISTED


def test_offer_place_out_of_turn_keeps_a_seat_for_a_set_time(event):
    people = full(event)
    with pytest.raises(NoSeat):
        offer_place(people[2])
    offered = offer_place(people[2], hours=5, anyway=True)
    assert offered.state == State.OFFERED
    assert purposes(offered) == ["waitlisted", "offered"]
    with pytest.raises(RegistrationError):
        offer_place(offered)


def test_move_to_waiting_list_gives_the_seat_to_the_next(event):
    people = full(event)
    moved = move_to_waiting_list(people[0], actor="Organisator")
    assert moved.state == State.WAITLISTED
    assert states(event) == [State.WAITLISTED, State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert purposes(people[0]) == ["confirmed", "waitlisted"]


def test_move_to_waiting_list_is_refused_when_the_person_would_get_a_seat_at_once(event):
    person = RegistrationFactory(event=event)
    with pytest.raises(RegistrationError):
        move_to_waiting_list(person)
    assert states(event) == [State.CONFIRMED]


def test_move_to_waiting_list_is_refused_for_who_is_checked_in(event):
    people = full(event)
    check_in(people[0], event.dates.get())
    with pytest.raises(RegistrationError):
        move_to_waiting_list(people[0])


def test_reinstate_is_like_a_newcomer(event):
    people = full(event)
    cancel_registration(people[0])
    assert reinstate(people[0], actor="Organisator").state == State.WAITLISTED
    RegistrationRules.objects.update(mode=RegistrationMode.APPROVAL)
    cancel_registration(people[1])
    assert reinstate(people[1]).state == State.PENDING


def test_reinstate_is_refused_when_the_person_registered_anew(event):
    person = full(event)[0]
    cancel_registration(person)
    enrol(event, 0)
    with pytest.raises(RegistrationError):
        reinstate(person)


def test_letters_of_deciding_are_written_in_both_languages(event, mailoutbox):
    dutch, english = enrol(event, 1), enrol(event, 2, language="en")
    deliver_due()
    for person in (dutch, english):
        decline(person)
    deliver_due()
    texts = [message.body for message in mailoutbox]
    assert "U hebt nog geen plaats" in texts[0]
    assert "You do not have a place yet" in texts[1]
    assert "geen plaats geven" in texts[2]
    assert all("{" not in text for text in texts)
