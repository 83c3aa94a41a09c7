"""Mailings: whom they reach, the steps from draft to done, pausing, stopping, pressing twice."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mailing.domain import delivering
from mailing.domain.audiences import audience_named, reach
from mailing.domain.bouncing import note_bounce
from mailing.domain.campaigns import numbers_of
from mailing.domain.delivering import deliver_due
from mailing.domain.forgetting import forget_delivered, forget_mail_of
from mailing.domain.outbox import claim_due, queue_message
from mailing.domain.running import tend_campaigns
from mailing.enums import CampaignState, MessageState
from mailing.models import Campaign, OutboxMessage
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


def url(name, event, *args):
    return reverse(f"event_mail:{name}", args=[event.pk, *args])


@pytest.fixture
def people(event):
    return [RegistrationFactory(event=event, name=f"Persoon {n}") for n in range(5)]


@pytest.fixture
def draft(client, event, organiser):
    """Posts the form of a mailing, valid unless changed."""

    def post(pk=None, **changes):
        data = {
            "version": 0,
            "key": str(uuid.uuid4()),
            "audience": "registrations",
            "subject_nl": "Nieuws over {bijeenkomst}",
            "body_nl": "Dag {naam}, zie [uw pagina]({link}).",
            "rate_per_minute": 60_000,
            "to_state": ["confirmed"],
            **changes,
        }
        address = url("campaign_edit", event, pk) if pk else url("campaign_new", event)
        return client.post(address, data)

    return post


@pytest.fixture
def started(client, event, draft, people):
    """A mailing that was sent, its recipients written."""
    draft()
    campaign = Campaign.objects.get()
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    tend_campaigns()
    campaign.refresh_from_db()
    return campaign


def act(client, campaign, action):
    client.post(url("campaign_action", campaign.event, campaign.pk), {"action": action})
    campaign.refresh_from_db()


def test_form_shows_whom_it_reaches_and_saves_a_draft(client, event, draft, people):
    assert draft(action="preview").status_code == 200
    assert not Campaign.objects.exists()
    assert draft().status_code == 302
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.selection) == (CampaignState.DRAFT, {"state": ["confirmed"]})
    html = client.get(url("campaign_edit", event, campaign.pk)).content.decode()
    assert "5 mensen krijgen deze mail" in html
    assert "Persoon 4" in html
    assert not OutboxMessage.objects.exists()


def test_form_sent_twice_makes_one_draft(draft, people):
    key = str(uuid.uuid4())
    draft(key=key)
    draft(key=key)
    assert Campaign.objects.count() == 1


def test_wrong_form_keeps_what_was_typed(draft, people):
    response = draft(body_nl="Dag {onbekend} <script>x</script>", rate_per_minute="veel", send_at="gisteren")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Dag {onbekend} &lt;script&gt;" in html
    assert "{onbekend} kan niet worden ingevuld" in html
    assert not Campaign.objects.exists()


def test_two_editors_of_a_draft_the_second_is_told(draft, people):
    draft()
    campaign = Campaign.objects.get()
    assert draft(campaign.pk, version=campaign.version, body_nl="Een").status_code == 302
    response = draft(campaign.pk, version=campaign.version, body_nl="Twee")
    assert response.status_code == 409
    assert "Twee" in response.content.decode()
    campaign.refresh_from_db()
    assert campaign.body_nl == "Een"


def test_test_mail_goes_to_who_asks_and_to_nobody_else(draft, organiser, people):
    draft(action="test")
    deliver_due()
    (email,) = mail.outbox
    assert email.to == [organiser.email]
    assert email.subject.startswith("[Proef] ")
    assert "Samira de Vries" in email.body


def test_sending_mails_everybody_once_with_own_name_and_link(client, started, people):
    deliver_due()
    tend_campaigns()
    assert sorted(email.body.split(",")[0].splitlines()[-1] for email in mail.outbox) == sorted(
        f"Dag {one.name}" for one in people
    )
    started.refresh_from_db()
    assert started.state == CampaignState.DONE
    assert numbers_of(started)[MessageState.SENT] == 5
    html = client.get(url("campaign", started.event, started.pk)).content.decode()
    assert started.get_state_display() in html
    assert people[0].email in html


def test_pressing_send_twice_sends_once(client, started):
    client.post(url("campaign_check", started.event, started.pk), {"version": started.version})
    tend_campaigns()
    assert OutboxMessage.objects.count() == 5


def test_a_draft_that_changed_after_the_check_is_not_sent(client, event, draft, people):
    draft()
    campaign = Campaign.objects.get()
    draft(campaign.pk, version=campaign.version, body_nl="Anders")
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


def test_looking_sends_nothing(client, event, draft, people):
    draft()
    campaign = Campaign.objects.get()
    for name in ("campaign_edit", "campaign_check", "campaign_progress", "campaign"):
        client.get(url(name, event, campaign.pk))
    assert client.get(url("campaign_action", event, campaign.pk)).status_code == 405
    tend_campaigns()
    assert not OutboxMessage.objects.exists()


def test_paused_mailing_sends_nothing_until_it_goes_on(client, started):
    act(client, started, "pause")
    assert started.state == CampaignState.PAUSED
    assert deliver_due().sent == 0
    act(client, started, "resume")
    OutboxMessage.objects.update(due_at=timezone.now())
    assert deliver_due().sent == 5


def test_message_in_hand_while_somebody_pauses_is_not_lost(client, started):
    messages = claim_due(5)
    act(client, started, "pause")
    for message in messages:
        message.campaign.refresh_from_db()
    done = delivering.Delivered()
    delivering._deliver_batch(messages, done)
    assert done.sent == 0
    act(client, started, "resume")
    tend_campaigns()
    OutboxMessage.objects.update(due_at=timezone.now())
    assert deliver_due().sent == 5


def test_stopped_mailing_stays_stopped_and_says_so_per_recipient(client, started):
    act(client, started, "stop")
    act(client, started, "resume")
    assert deliver_due().sent == 0
    assert started.state == CampaignState.STOPPED
    assert "De mailing is gestopt." in client.get(url("campaign", started.event, started.pk)).content.decode()


def test_planned_mailing_starts_at_its_time(client, event, draft, people):
    draft(send_at=timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    campaign = Campaign.objects.get()
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    tend_campaigns()
    assert not OutboxMessage.objects.exists()
    Campaign.objects.update(started_at=timezone.now())
    tend_campaigns()
    assert deliver_due().sent == 5


def test_pace_spreads_the_mails(client, event, draft, people):
    draft(rate_per_minute=2)
    campaign = Campaign.objects.get()
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    tend_campaigns()
    due = sorted(OutboxMessage.objects.values_list("due_at", flat=True))
    assert [(later - due[0]) // timedelta(seconds=30) for later in due] == [0, 1, 2, 3, 4]
    assert deliver_due().sent == 1


def test_writing_that_was_broken_off_goes_on_without_doubles(started):
    OutboxMessage.objects.filter(pk__in=OutboxMessage.objects.values("pk")[:2]).delete()
    Campaign.objects.update(state=CampaignState.WRITING, written_at=None)
    tend_campaigns()
    tend_campaigns()
    assert OutboxMessage.objects.count() == 5


def test_a_letter_goes_before_a_mailing(started, event):
    queue_message("letter", event=event, purpose="test", to_name="", to_address="x@y.example", text="Tekst")
    assert claim_due(1)[0].key == "letter"


def test_who_cannot_be_reached_is_named_and_logged(client, event, draft, people):
    RegistrationFactory(event=event, name="Zonder adres", email="", email_key="a")
    RegistrationFactory(event=event, name="Zelfde adres", email=people[0].email, email_key="b")
    queue_message("k", event=event, purpose="t", to_name="", to_address=people[1].email, text="T")
    note_bounce(OutboxMessage.objects.get(), is_permanent=True)
    draft()
    campaign = Campaign.objects.get()
    html = client.get(url("campaign_check", event, campaign.pk)).content.decode()
    assert "4 mensen krijgen deze mail" in html
    for text in ("Zonder adres", "geen e-mailadres", "mail aan dit adres komt terug", "hetzelfde adres"):
        assert text in html
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    tend_campaigns()
    assert numbers_of(campaign)[MessageState.SKIPPED] == 3
    assert numbers_of(campaign)[MessageState.QUEUED] == 4


def test_who_cancelled_meanwhile_still_gets_it_but_who_is_forgotten_does_not(started, people):
    people[0].delete()
    assert deliver_due().sent == 4
    assert numbers_of(started)[MessageState.SKIPPED] == 1


def test_english_reader_gets_english_only_when_there_is_some(client, event, draft, people):
    type(people[0]).objects.filter(pk=people[0].pk).update(language="en")
    draft(body_en="Hi {name}", subject_en="News", to_language=["en"])
    campaign = Campaign.objects.get()
    client.post(url("campaign_check", event, campaign.pk), {"version": campaign.version})
    tend_campaigns()
    deliver_due()
    assert [email.subject for email in mail.outbox] == ["News"]


def test_another_event_s_mailing_is_a_404(client, started, organiser):
    from tests.factories import EventPageFactory

    other = EventPageFactory()
    assert client.get(url("campaign", other, started.pk)).status_code == 404
    assert client.post(url("campaign_action", other, started.pk), {"action": "stop"}).status_code == 404


def test_names_go_30_days_after_the_end_and_the_numbers_stay(started):
    deliver_due()
    tend_campaigns()
    assert forget_delivered() == 0
    Campaign.objects.update(ended_at=timezone.now() - timedelta(days=31))
    assert forget_delivered() == 5
    started.refresh_from_db()
    assert numbers_of(started)["sent"] == 5


def test_forgetting_an_event_takes_its_mails_and_keeps_the_numbers(started, event):
    assert forget_mail_of(event.pk) == 5
    started.refresh_from_db()
    assert started.state == CampaignState.STOPPED
    assert numbers_of(started)["total"] == 5


def test_pages_take_as_many_queries_with_30_recipients(client, started, event, django_assert_num_queries):
    client.get(url("campaign", event, started.pk))
    numbers = {}
    for name, args in (("campaign", [started.pk]), ("index", []), ("campaign_progress", [started.pk])):
        client.get(url(name, event, *args))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(name, event, *args))
        numbers[name] = (args, len(captured))
    for _number in range(25):
        RegistrationFactory(event=event)
    Campaign.objects.update(state=CampaignState.WRITING)
    tend_campaigns()
    for name, (args, number) in numbers.items():
        with django_assert_num_queries(number):
            client.get(url(name, event, *args))


def test_reach_takes_few_queries_for_many(event, people, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert len(reach(audience_named("registrations"), event, {"state": ["confirmed"]}).recipients) == 5
