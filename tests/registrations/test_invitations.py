"""Invitations: the list, the personal link, the two answers, what is mailed and when."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from mailing.domain.delivering import deliver_due
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from registrations.domain import inviting_mail
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import RegistrationError
from registrations.domain.inviting import (
    Added,
    Invitee,
    add_invitees,
    admission_by,
    begin_registration,
    decline_invitation,
    forget_invitations,
    link_of,
    restore_invitation,
    revoke_invitation,
    token_of,
)
from registrations.domain.inviting_mail import (
    note_bounces,
    send_due_reminders,
    send_invitations,
    send_reminders,
    to_remind,
    unsent,
)
from registrations.domain.registering import RegistrationData, register
from registrations.enums import InvitationState
from registrations.models import Invitation, InvitationReminder, Registration, RegistrationRules
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    InvitationFactory,
    RegistrationFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db
State = InvitationState


@pytest.fixture
def event():
    return EventPageFactory(title="Zicht op gezinnen")


def delivered():
    mail.outbox.clear()
    deliver_due()
    return list(mail.outbox)


def state_of(invitation):
    return Invitation.objects.with_state().get(pk=invitation.pk).state


def url(invitation, name="invitation"):
    return reverse(f"registrations:{name}", args=[token_of(invitation)])


def sent(event, **kwargs):
    yesterday = timezone.now() - timedelta(days=1)
    return InvitationFactory(event=event, sent_at=yesterday, last_mailed_at=yesterday, **kwargs)


def comes_with(invitation, **kwargs):
    data = RegistrationData(**{"name": invitation.name, "email": invitation.email, **kwargs})
    admission = admission_by(invitation)
    return register(invitation.event, data, submission_key=uuid.uuid4(), admission=admission).registration


def test_people_come_on_the_list_once_per_address(event):
    people = [
        Invitee("Anna", "anna@a.example"),
        Invitee("Anna weer", " ANNA@a.example "),
        Invitee("Bo", "bo@a.example"),
    ]
    assert add_invitees(event, people) == Added(new=2, known=0)
    assert add_invitees(event, people) == Added(new=0, known=2)
    assert Invitation.objects.filter(event=event).count() == 2


def test_invitations_go_out_once_with_a_link_that_is_theirs_alone(event):
    anna, bo = InvitationFactory(event=event), InvitationFactory(event=event)
    InvitationFactory(event=event, revoked_at=timezone.now())
    assert [send_invitations(event), send_invitations(event)] == [2, 0]
    letters = delivered()
    assert [letter.subject for letter in letters] == ["Uitnodiging: Zicht op gezinnen"] * 2
    assert link_of(anna) in letters[0].body
    assert link_of(bo) not in letters[0].body
    assert state_of(anna) == State.SENT


def test_opening_the_link_changes_nothing_and_a_press_opens_the_form(client, event):
    invitation = sent(event)
    page = client.get(url(invitation))
    assert invitation.name in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    client.get(url(invitation, "invitation_register"))
    client.get(url(invitation, "invitation_decline"))
    assert state_of(invitation) == State.SENT
    assert client.post(url(invitation)).url == url(invitation, "invitation_register")
    assert state_of(invitation) == State.OPENED


def test_form_of_an_invitee_is_filled_in(client, event):
    sector = SectorFactory()
    invitation = sent(event, organisation_name="Gemeente Zwolle", sector=sector)
    form = client.get(url(invitation, "invitation_register")).context["form"]
    assert form.initial["email"] == invitation.email
    assert form.initial["organisation_name"] == "Gemeente Zwolle"
    assert form.initial["sector"] == str(sector.pk)


def test_invitation_lets_one_person_in(event):
    invitation = sent(event)
    registration = comes_with(invitation)
    assert state_of(invitation) == State.REGISTERED
    assert registration.history.get().note == "Met een persoonlijke uitnodiging"
    with pytest.raises(RegistrationError):
        comes_with(invitation, email="ander@a.example")
    assert Registration.objects.count() == 1


def test_invitation_works_again_after_its_registration_was_cancelled(event):
    invitation = sent(event)
    cancel_registration(comes_with(invitation))
    assert state_of(invitation) == State.DECLINED
    comes_with(invitation)
    assert state_of(invitation) == State.REGISTERED


def test_who_registers_with_the_same_address_without_the_link_counts_as_registered(event):
    invitation = sent(event)
    RegistrationFactory(event=event, email_key=invitation.email_key)
    assert state_of(invitation) == State.REGISTERED


def test_mode_by_invitation_lets_in_with_the_link_only(event):
    RegistrationRules.objects.create(event=event, mode="invitation")
    with pytest.raises(RegistrationError):
        register(event, RegistrationData("X", "x@a.example"), submission_key=uuid.uuid4())
    assert comes_with(sent(event)).state == "confirmed"


def test_mixed_mode_gives_invitees_a_place_at_once_and_lets_others_wait_for_approval(event):
    RegistrationRules.objects.create(event=event, mode="mixed")
    other = register(event, RegistrationData("X", "x@a.example"), submission_key=uuid.uuid4()).registration
    assert (other.state, comes_with(sent(event)).state) == ("pending", "confirmed")


def test_withdrawn_invitation_says_so_and_lets_nobody_in(client, event):
    invitation = sent(event)
    admission = admission_by(invitation)
    revoke_invitation(invitation)
    for name in ("invitation", "invitation_register", "invitation_decline"):
        assert "niet meer geldig" in client.get(url(invitation, name)).content.decode()
        client.post(url(invitation, name))
    with pytest.raises(RegistrationError):
        register(event, RegistrationData("X", "x@a.example"), submission_key=uuid.uuid4(), admission=admission)
    assert not Registration.objects.exists()
    restore_invitation(invitation)
    comes_with(invitation)
    assert client.get(reverse("registrations:invitation", args=["x.y"])).status_code == 404


def test_declining_takes_one_press_and_thanks(client, event):
    invitation = sent(event)
    assert "Ik kan niet" in client.get(url(invitation)).content.decode()
    response = client.post(url(invitation, "invitation_decline"), {"reason": ""}, follow=True)
    assert "We herinneren u er niet meer aan" in response.content.decode()
    assert state_of(invitation) == State.DECLINED
    [letter] = delivered()
    assert letter.subject == "Dank dat u het liet weten: Zicht op gezinnen"
    assert send_reminders(event) == 0


def test_declining_with_an_empty_body_is_one_press_too(client, event):
    invitation = sent(event)
    assert client.post(url(invitation, "invitation_decline")).status_code == 302
    assert state_of(invitation) == State.DECLINED


def test_who_declined_can_come_after_all(client, event):
    invitation = sent(event)
    decline_invitation(invitation, reason="Vakantie")
    client.post(url(invitation))
    assert state_of(invitation) == State.OPENED
    comes_with(invitation)
    invitation.refresh_from_db()
    assert (state_of(invitation), invitation.decline_reason) == (State.REGISTERED, "")


def test_colleague_gets_an_invitation_of_their_own_once(client, event):
    sector = SectorFactory()
    invitation = sent(event, name="Anja Aarts", organisation_name="Gemeente Zwolle", sector=sector)
    answer = {"reason": "Vrij", "colleague_name": "Bo <b>", "colleague_email": "bo@zwolle.example"}
    client.post(url(invitation, "invitation_decline"), answer)
    colleague = Invitation.objects.get(email_key="bo@zwolle.example")
    assert (colleague.colleague_of, colleague.sector, colleague.organisation_name) == (
        invitation,
        sector,
        "Gemeente Zwolle",
    )
    assert state_of(colleague) == State.SENT
    to_bo = next(letter for letter in delivered() if "bo@zwolle.example" in letter.to[0])
    assert "Anja Aarts kan niet" in to_bo.body
    answer["colleague_email"] = "derde@zwolle.example"
    client.post(url(invitation, "invitation_decline"), answer)
    assert Invitation.objects.count() == 2


def test_colleague_on_the_list_already_is_left_alone(event):
    known = sent(event, email="bo@zwolle.example")
    assert decline_invitation(sent(event), colleague_email="BO@zwolle.example") is None
    assert state_of(known) == State.SENT


@pytest.mark.parametrize(
    "answer",
    [
        {"colleague_name": "Bo"},
        {"colleague_email": "geen adres"},
        {"reason": "x" * 301},
        {"reason": "a\x00b"},
        {"colleague_email": "x" * 300 + "@a.nl"},
    ],
)
def test_wrong_answer_is_an_error_at_the_field(client, event, answer):
    invitation = sent(event)
    assert client.post(url(invitation, "invitation_decline"), answer).status_code == 422
    assert state_of(invitation) == State.SENT


def test_who_is_registered_is_sent_to_the_personal_page(client, event):
    invitation = sent(event)
    comes_with(invitation)
    assert "U bent aangemeld" in client.get(url(invitation)).content.decode()
    with pytest.raises(RegistrationError):
        decline_invitation(invitation)
    assert client.get(url(invitation, "invitation_register")).status_code == 302


def test_reminders_go_to_who_has_not_answered_and_never_twice_a_day(event):
    silent, opened = sent(event), sent(event)
    begin_registration(opened)
    decline_invitation(sent(event))
    comes_with(sent(event))
    InvitationFactory(event=event)
    fresh = InvitationFactory(event=event, sent_at=timezone.now(), last_mailed_at=timezone.now())
    delivered()
    assert {invitation.pk for invitation in to_remind(event)} == {silent.pk, opened.pk}
    assert [send_reminders(event), send_reminders(event)] == [2, 0]
    assert sorted(letter.to[0] for letter in delivered()) == sorted(
        f"{one.name} <{one.email}>" for one in (silent, opened)
    )
    Invitation.objects.filter(pk=silent.pk).update(last_mailed_at=timezone.now() - timedelta(days=1))
    send_reminders(event)  # whatever the marks say: the outbox itself refuses a second one on this day
    assert OutboxMessage.objects.filter(purpose="registration.invitation_reminder").count() == 2
    assert fresh.pk not in {invitation.pk for invitation in to_remind(event)}


def test_reminder_is_dropped_when_the_answer_came_before_it_left(event):
    invitation = sent(event)
    send_reminders(event)
    decline_invitation(invitation)
    assert [letter.subject.split(":")[0] for letter in delivered()] == ["Dank dat u het liet weten"]


def test_chosen_moments_remind_once_and_a_missed_one_reminds_nobody(event):
    sent(event)
    now = timezone.now()
    due = InvitationReminder.objects.create(event=event, due_at=now - timedelta(seconds=1))
    missed = InvitationReminder.objects.create(event=event, due_at=now - timedelta(days=2))
    later = InvitationReminder.objects.create(event=event, due_at=now + timedelta(days=2))
    assert [send_due_reminders(), send_due_reminders()] == [1, 0]
    for reminder in (due, missed, later):
        reminder.refresh_from_db()
    assert (due.done_at is not None, missed.done_at is not None, later.done_at) == (True, True, None)


def test_more_people_than_one_turn_takes_are_all_mailed(event, monkeypatch):
    monkeypatch.setattr(inviting_mail, "CHUNK", 2)
    for _number in range(5):
        InvitationFactory(event=event)
    assert send_invitations(event) == 5


def test_nobody_is_mailed_about_an_event_that_is_over_closed_or_a_draft(event):
    InvitationFactory(event=event)
    sent(event)
    EventPage.objects.filter(pk=event.pk).update(registration_closes_at=timezone.now() - timedelta(minutes=1))
    closed = EventPage.objects.get(pk=event.pk)
    assert (send_invitations(closed), send_reminders(closed)) == (0, 0)
    assert unsent(closed).count() == 1


@pytest.mark.parametrize("how", [MessageState.FAILED, MessageState.BOUNCED, MessageState.HELD])
def test_mail_that_does_not_arrive_is_marked(event, how):
    invitation = InvitationFactory(event=event)
    send_invitations(event)
    OutboxMessage.objects.update(state=how)
    assert [note_bounces(), note_bounces()] == [1, 0]
    assert state_of(invitation) == State.BOUNCED
    begin_registration(invitation)
    assert state_of(invitation) == State.OPENED


def test_invitations_go_with_the_retention_period(event):
    long_ago = timezone.now() - timedelta(days=400)
    over = EventPageFactory(dates=0)
    EventDateFactory(page=over, starts_at=long_ago, ends_at=long_ago + timedelta(hours=4))
    sent(over)
    stays = sent(event)
    assert forget_invitations() == 1
    assert list(Invitation.objects.all()) == [stays]


def test_letters_of_a_sensitive_event_do_not_name_it(event):
    EventPage.objects.filter(pk=event.pk).update(is_sensitive=True)
    event.refresh_from_db()
    invitation = InvitationFactory(event=event)
    send_invitations(event)
    decline_invitation(invitation, colleague_email="bo@a.example")
    for letter in delivered():
        assert "Zicht op gezinnen" not in letter.subject + letter.body
        assert invitation.name not in letter.body or invitation.email in letter.to[0]
