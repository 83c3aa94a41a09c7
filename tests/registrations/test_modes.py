"""Who may register: the event page and the form say what holds, in each of the four modes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from registrations.domain.inviting import token_of
from registrations.domain.save_the_date import InterestData, confirm_interest, leave_address
from registrations.domain.save_the_date import tell_that_registration_opened as tell
from registrations.models import Invitation, Registration, RegistrationRules
from tests.factories import EventPageFactory, InvitationCodeFactory, InvitationFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event_of():
    def make(mode, **kwargs):
        event = EventPageFactory(**kwargs)
        RegistrationRules.objects.create(event=event, mode=mode)
        return event

    return make


def text(client, address):
    return client.get(address).content.decode()


def form_url(event):
    return reverse("registrations:register", args=[event.pk])


def answers(**changes):
    return {"name": "Samira de Vries", "email": "samira@a.example", **changes}


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("open", "Aanmelden"),
        ("approval", "De organisatie beslist wie er kan komen"),
        ("mixed", "Met een uitnodiging of een code hebt u meteen een plaats"),
        ("invitation", "Op uitnodiging: gebruik de link in uw uitnodiging, of vul uw code in"),
    ],
)
def test_event_page_says_who_may_register(client, event_of, mode, words):
    assert words in text(client, event_of(mode).url)


def test_event_page_takes_as_many_queries_in_every_mode(client, event_of, django_assert_num_queries):
    events = [event_of(mode) for mode in ("open", "approval", "mixed", "invitation")]
    client.get(events[0].url)
    with django_assert_num_queries(50, exact=False) as first:
        client.get(events[0].url)
    for event in events[1:]:
        with django_assert_num_queries(len(first.captured_queries)):
            client.get(event.url)


def test_by_invitation_the_form_asks_for_a_code_and_takes_nobody_in(client, event_of):
    event = event_of("invitation")
    html = text(client, form_url(event))
    assert "Hebt u een code?" in html
    assert reverse("registrations:code_page", args=[event.pk]) in html
    client.post(form_url(event), answers())
    assert not Registration.objects.exists()


def test_invitee_gets_a_place_by_the_link_in_every_mode_but_by_approval(client, event_of):
    for mode, state in (
        ("open", "confirmed"),
        ("mixed", "confirmed"),
        ("invitation", "confirmed"),
        ("approval", "pending"),
    ):
        invitation = InvitationFactory(event=event_of(mode), sent_at=timezone.now())
        address = reverse("registrations:invitation_register", args=[token_of(invitation)])
        client.post(address, answers(email=invitation.email))
        assert Registration.objects.get(event=invitation.event).state == state
        assert Invitation.objects.get(pk=invitation.pk).registration is not None


def test_code_gives_a_place_at_once_in_the_mixed_mode_and_without_it_one_waits(client, event_of):
    event = event_of("mixed")
    code = InvitationCodeFactory(event=event)
    assert "code" in text(client, form_url(event))
    client.post(reverse("registrations:code", args=[code.code]), answers())
    client.post(form_url(event), answers(email="ander@a.example"))
    states = dict(Registration.objects.values_list("email", "state"))
    assert states == {"samira@a.example": "confirmed", "ander@a.example": "pending"}


def test_code_of_a_sector_is_refused_at_the_form_with_what_was_typed(client, event_of):
    code = InvitationCodeFactory(event=event_of("invitation"), sector=SectorFactory(name="Politie"))
    response = client.post(reverse("registrations:code", args=[code.code]), answers())
    assert response.status_code == 422
    assert "Deze code is alleen voor: Politie." in response.content.decode()
    assert "Samira de Vries" in response.content.decode()


def test_by_invitation_the_save_the_date_asks_for_no_address_and_tells_nobody(client, event_of):
    event = event_of("invitation", registration_opens_at=timezone.now() + timedelta(days=3))
    assert "Houd mij op de hoogte" not in text(client, event.url) + text(client, form_url(event))
    confirm_interest(leave_address(event, InterestData("samira@a.example")))
    EventPage.objects.update(registration_opens_at=None)
    assert tell() == 0
    RegistrationRules.objects.update(mode="open")
    assert tell() == 1
