"""Mailings to who was invited and has not answered: the preview, the log, and nobody who answered."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from mailing.domain.audiences import audience_named, reach
from mailing.domain.delivering import deliver_due
from mailing.domain.running import tend_campaigns
from mailing.enums import MessageState
from mailing.models import Campaign, OutboxMessage
from registrations.domain.inviting import link_of
from registrations.enums import RegistrationState
from tests.factories import InvitationFactory, RegistrationFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(event):
    """Somebody of each state of an invitation; only Stil and Open have still to answer."""
    now = timezone.now()
    yesterday = now - timedelta(days=1)

    def add(name, **fields):
        return InvitationFactory(event=event, name=name, **{"sent_at": yesterday, **fields})

    people = {
        "stil": add("Stil", sector=SectorFactory(name="Politie")),
        "open": add("Open", opened_at=now, language="en"),
        "nee": add("Nee", declined_at=now),
        "nooit": add("Nooit gemaild", sent_at=None),
        "terug": add("Kwam terug", bounced_at=now),
        "in": add("Ingetrokken", revoked_at=now),
        "link": add("Via de link", registration=RegistrationFactory(event=event, name="Via de link")),
    }
    zonder = add("Zonder de link")
    RegistrationFactory(event=event, name="Zonder de link", email=zonder.email, email_key=zonder.email_key)
    weg = add("Afgemeld")
    RegistrationFactory(event=event, email=weg.email, email_key=weg.email_key, state=RegistrationState.CANCELLED)
    InvitationFactory(name="Elders", sent_at=yesterday)
    return people


def names(event, **selection):
    return sorted(one.name for one in reach(audience_named("invitations"), event, selection).recipients)


@pytest.fixture
def drafted(client, event, organiser):
    """Saves a mailing to who has not answered and gives its check page."""

    def save(**changes):
        data = {
            "version": 0,
            "key": str(uuid.uuid4()),
            "audience": "invitations",
            "subject_nl": "Komt u naar {bijeenkomst}?",
            "body_nl": "Dag {naam}, [aanmelden]({link}) of [ik kan niet]({afzeglink}).",
            "rate_per_minute": 60_000,
            **changes,
        }
        client.post(reverse("event_mail:campaign_new", args=[event.pk]), data)
        campaign = Campaign.objects.get()
        return campaign, reverse("event_mail:campaign_check", args=[event.pk, campaign.pk])

    return save


def test_only_who_has_not_answered_is_reached(event, invited):
    assert names(event) == ["Open", "Stil"]


def test_each_way_to_narrow(event, invited):
    assert names(event, state=["sent"]) == ["Stil"]
    assert names(event, state=["opened"]) == ["Open"]
    assert names(event, sector=[str(invited["stil"].sector_id)]) == ["Stil"]
    assert names(event, sector=["none"]) == ["Open"]
    assert names(event, language=["en"]) == ["Open"]


def test_a_state_that_answered_cannot_be_asked_for(event, invited):
    assert names(event, state=["registered", "declined"]) == []


def test_preview_names_the_recipients_and_nobody_else(client, event, invited, drafted):
    _campaign, check = drafted()
    response = client.get(check)
    html = response.content.decode()
    assert sorted(one.name for one in response.context["whom"]["sample"]) == ["Open", "Stil"]
    assert "2 mensen" in html
    assert "Zonder de link" not in html
    assert "Samira de Vries" in html


def test_each_recipient_is_in_the_log_and_gets_the_own_link(client, event, invited, drafted):
    campaign, check = drafted()
    client.post(check, {"version": campaign.version})
    tend_campaigns()
    deliver_due()
    log = OutboxMessage.objects.filter(campaign=campaign).values_list("to_name", "state")
    assert sorted(log) == [("Open", MessageState.SENT), ("Stil", MessageState.SENT)]
    texts = {message.to[0]: message.body for message in mail.outbox}
    assert link_of(invited["stil"]) in texts[next(to for to in texts if invited["stil"].email in to)]
    assert link_of(invited["open"]) not in texts[next(to for to in texts if invited["stil"].email in to)]


def test_who_answers_between_writing_and_leaving_gets_nothing(client, event, invited, drafted):
    campaign, check = drafted()
    client.post(check, {"version": campaign.version})
    tend_campaigns()
    invited["open"].declined_at = timezone.now()
    invited["open"].save()
    deliver_due()
    log = OutboxMessage.objects.filter(campaign=campaign).values_list("to_name", "state")
    assert sorted(log) == [("Open", MessageState.SKIPPED), ("Stil", MessageState.SENT)]


def test_an_event_about_something_sensitive_keeps_its_name(event, invited):
    audience, reference = audience_named("invitations"), invited["stil"].reference
    assert audience.values(event, reference, "nl")["event"] == event.title
    event.is_sensitive = True
    assert audience.values(event, reference, "nl")["event"] == "een bijeenkomst"
