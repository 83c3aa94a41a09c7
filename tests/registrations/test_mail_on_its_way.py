"""What is on its way when an address changes or a worker dies: no mail goes astray, no reminder is lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from mailing.domain.delivering import deliver_due
from mailing.domain.outbox import claim_due
from mailing.models import Campaign, OutboxMessage
from registrations.domain import inviting_mail
from registrations.domain.correcting import correct_address
from registrations.domain.editing import edit_registration, values_of
from registrations.domain.inviting_mail import send_due_reminders
from registrations.domain.mails import queue_mail
from registrations.models import InvitationReminder
from tests.factories import EventPageFactory, InvitationFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def anna(event):
    return RegistrationFactory(event=event, name="Anna", email="oud@x.example", email_key="oud@x.example")


def edit(registration):
    seen = values_of(registration)
    edit_registration(registration, {**seen, "email": "nieuw@x.example"}, seen=seen, actor="organisator")


def correct(registration):
    correct_address(registration, "nieuw@x.example", actor="organisator")


@pytest.mark.parametrize("change", [edit, correct])
def test_queued_letters_and_mailings_follow_a_changed_address(event, anna, change):
    bo = RegistrationFactory(event=event, email="bo@x.example")
    campaign = Campaign.objects.create(event=event, audience="registrations", subject_nl="s", body_nl="b")
    queue_mail(anna, "confirmed", occasion="test")
    queue_mail(bo, "confirmed", occasion="test")
    later = timezone.now() + timedelta(hours=1)
    fixed = {"event": event, "campaign": campaign, "to_address": "oud@x.example", "due_at": later}
    OutboxMessage.objects.create(key="c", argument=anna.reference, message_id="<c@x>", **fixed)

    change(anna)

    assert sorted(OutboxMessage.objects.values_list("to_address", flat=True)) == [
        "bo@x.example",
        "nieuw@x.example",
        "nieuw@x.example",
    ]
    assert OutboxMessage.objects.get(key="c").due_at == later
    deliver_due()
    assert sorted(message.to[0].split("<")[-1].strip(">") for message in mail.outbox) == [
        "bo@x.example",
        "nieuw@x.example",
    ]


def test_mail_in_the_hands_of_a_worker_keeps_the_address_it_is_sent_to(anna):
    queue_mail(anna, "confirmed", occasion="test")
    claim_due()
    edit(anna)
    assert OutboxMessage.objects.get().to_address == "oud@x.example"


def test_mail_about_somebody_to_another_address_stays(event, anna):
    OutboxMessage.objects.create(
        key="x", event=event, argument=anna.reference, to_address="vervanger@x.example", message_id="<x@x>"
    )
    edit(anna)
    assert OutboxMessage.objects.get().to_address == "vervanger@x.example"


@pytest.fixture
def reminded(event):
    yesterday = timezone.now() - timedelta(days=1)
    for _number in range(2):
        InvitationFactory(event=event, sent_at=yesterday, last_mailed_at=yesterday)
    return InvitationReminder.objects.create(event=event, due_at=timezone.now())


def test_reminder_broken_off_halfway_runs_again_and_mails_each_once(reminded, monkeypatch):
    monkeypatch.setattr(inviting_mail, "CHUNK", 1)
    whole, calls = inviting_mail._mail, []

    def dies_at_the_second(*args):
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        whole(*args)

    monkeypatch.setattr(inviting_mail, "_mail", dies_at_the_second)
    with pytest.raises(SystemExit):
        send_due_reminders()
    reminded.refresh_from_db()
    assert (reminded.done_at, OutboxMessage.objects.count()) == (None, 0)

    monkeypatch.setattr(inviting_mail, "_mail", whole)
    assert send_due_reminders() == 2
    assert send_due_reminders() == 0
    assert OutboxMessage.objects.count() == 2
