"""Changing one's own data and address behind the personal link."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.models import EventSector
from mailing.domain.delivering import deliver_due
from polls.models import DisclosurePolicy
from registrations.domain.addresses import confirm_address_change, confirm_link, request_address_change
from registrations.domain.errors import RegistrationError
from registrations.models import AddressChange, HistoryEntry, Needs, RegistrationRules, SectorQuota
from tests.factories import EventPageFactory, RegistrationFactory, SectorFactory, WorkshopRoundFactory
from workshops.enums import ChoiceMode

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory()
    for name in ("Gemeente", "Politie"):
        EventSector.objects.create(page=event, sector=SectorFactory(name=name))
    return event


@pytest.fixture
def sectors(event):
    return [row.sector for row in EventSector.objects.filter(page=event).order_by("pk")]


@pytest.fixture
def registration(event, sectors):
    return RegistrationFactory(event=event, sector=sectors[0], organisation_name="Oud")


def filled(registration, **changes):
    return {
        "name": registration.name,
        "organisation_name": registration.organisation_name,
        "sector": str(registration.sector_id or "none"),
        **changes,
    }


def mails():
    mail.outbox.clear()
    deliver_due()
    return {email.to[0].rpartition("<")[2].rstrip(">"): email for email in mail.outbox}


def test_data_are_changed_and_the_history_names_the_fields_not_their_contents(client, registration, place_url, sectors):
    address = place_url(registration, "my_data")
    assert 'value="Oud"' in client.get(address).content.decode()
    changes = {
        "name": "Nieuwe Naam",
        "badge_name": "Sam",
        "organisation_name": "Gemeente Zwolle",
        "sector": str(sectors[1].pk),
        "diet": "vegan",
        "needs_consent": "on",
    }
    assert client.post(address, filled(registration, **changes)).status_code == 302
    registration.refresh_from_db()
    assert (registration.name, registration.badge_name) == ("Nieuwe Naam", "Sam")
    assert (registration.organisation_name, registration.sector) == ("Gemeente Zwolle", sectors[1])
    assert registration.needs.diet == "vegan"
    note = HistoryEntry.objects.get(kind="changed").note
    assert "naam" in note
    assert not re.search("Sam|Zwolle|vegan|Nieuwe", note)


def test_needs_that_are_emptied_are_gone(client, registration, place_url):
    Needs.objects.create(registration=registration, diet="vegan", consented_at=timezone.now())
    assert "vegan" in client.get(place_url(registration, "my_data")).content.decode()
    client.post(place_url(registration, "my_data"), filled(registration))
    assert not Needs.objects.exists()


def test_nothing_changed_leaves_no_history(client, registration, place_url):
    assert client.post(place_url(registration, "my_data"), filled(registration)).status_code == 302
    assert not HistoryEntry.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x\x00y", "n" * 201])
def test_wrong_name_is_an_error_at_the_field_that_keeps_the_rest(client, registration, place_url, name):
    response = client.post(place_url(registration, "my_data"), filled(registration, name=name, function="Mijn functie"))
    assert response.status_code == 422
    assert "Mijn functie" in response.content.decode()
    assert "name" in response.context["form"].errors


def test_sector_is_fixed_once_votes_are_counted_by_it(client, registration, place_url, sectors):
    DisclosurePolicy.objects.create(event=registration.event, locked_at=timezone.now())
    address = place_url(registration, "my_data")
    assert "al per achtergrond gestemd" in client.get(address).content.decode()
    client.post(address, filled(registration, sector=str(sectors[1].pk), name="Ander"))
    registration.refresh_from_db()
    assert (registration.sector, registration.name) == (sectors[0], "Ander")


def test_other_sector_that_is_full_is_refused_at_its_field(client, registration, place_url, sectors):
    SectorQuota.objects.create(event=registration.event, sector=sectors[1], maximum=1)
    RegistrationFactory(event=registration.event, sector=sectors[1])
    response = client.post(place_url(registration, "my_data"), filled(registration, sector=str(sectors[1].pk)))
    assert response.status_code == 422
    assert "sector" in response.context["form"].errors
    registration.refresh_from_db()
    assert registration.sector == sectors[0]


def test_after_the_deadline_data_and_workshops_stay_and_cancelling_is_possible(client, registration, place_url):
    RegistrationRules.objects.create(event=registration.event, changes_stop_hours=31 * 24)
    html = client.get(place_url(registration)).content.decode()
    assert place_url(registration, "my_data") not in html
    assert place_url(registration, "cancel") in html
    assert client.post(place_url(registration, "my_data"), filled(registration, name="Te laat")).status_code == 302
    assert client.post(place_url(registration, "my_workshops"), {}).status_code == 302
    client.post(place_url(registration, "cancel"))
    registration.refresh_from_db()
    assert (registration.name == "Te laat", registration.state) == (False, "cancelled")


def test_page_says_the_deadline_in_words(client, registration, place_url):
    RegistrationRules.objects.create(event=registration.event, changes_stop_hours=24)
    until = re.compile(r"U kunt uw gegevens( en workshops)? wijzigen tot [^<]*, \d\d\.\d\d uur\.")
    assert until.search(client.get(place_url(registration)).content.decode())[1] is None  # there is no workshop
    WorkshopRoundFactory(event=registration.event, choice_mode=ChoiceMode.RANKING)  # an order has its own deadline
    assert until.search(client.get(place_url(registration)).content.decode())[1] is None
    WorkshopRoundFactory(event=registration.event, choice_mode=ChoiceMode.FIRST_COME)
    assert until.search(client.get(place_url(registration)).content.decode())[1] == " en workshops"
    assert until.search(client.get(place_url(registration, "my_data")).content.decode())[1] is None


def test_reason_of_cancelling_is_for_the_organisers(client, registration, place_url):
    client.post(place_url(registration, "cancel"), {"reason": "  Te druk\nop het werk "})
    assert HistoryEntry.objects.get(kind="cancelled").note == "Te druk op het werk"


def test_new_address_counts_only_after_the_press_behind_the_mailed_link(client, registration, place_url):
    old = registration.email
    response = client.post(place_url(registration, "my_address"), {"email": "Nieuw@Gemeente.example"})
    assert response.status_code == 302
    registration.refresh_from_db()
    assert registration.email == old
    [(address, email)] = mails().items()
    assert address == "Nieuw@Gemeente.example"
    assert "/mijn-plek/" not in email.body
    link = re.search(r"/nieuw-adres/[^\s)]+", email.body).group()
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    registration.refresh_from_db()
    assert registration.email == old
    assert client.post(link).url == place_url(registration)
    registration.refresh_from_db()
    assert (registration.email, registration.email_key) == ("Nieuw@Gemeente.example", "nieuw@gemeente.example")
    sent = mails()
    assert set(sent) == {old, "Nieuw@Gemeente.example"}
    assert "/mijn-plek/" not in sent[old].body
    assert "METHOD:REQUEST" in sent["Nieuw@Gemeente.example"].alternatives[-1][0]
    assert client.post(link).status_code == 404


def test_new_address_is_nowhere_in_the_link(registration):
    change = request_address_change(registration, "geheim@gemeente.example")
    assert "geheim" not in change.reference


def test_address_of_another_registration_is_refused_only_to_who_can_read_its_mail(client, registration, place_url):
    RegistrationFactory(event=registration.event, email="bezet@gemeente.example")
    free = client.post(place_url(registration, "my_address"), {"email": "vrij@gemeente.example"})
    taken = client.post(place_url(registration, "my_address"), {"email": "bezet@gemeente.example"})
    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    with pytest.raises(RegistrationError):
        confirm_address_change(AddressChange.objects.get())


def test_old_or_replaced_address_link_gets_a_page_that_helps(client, registration):
    change = request_address_change(registration, "een@gemeente.example")
    path = re.sub(r"^https?://[^/]+", "", confirm_link(change.reference))
    AddressChange.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    response = client.post(path)
    assert response.status_code == 404
    assert reverse("registrations:lost_link") in response.content.decode()
    registration.refresh_from_db()
    assert registration.email != "een@gemeente.example"


def test_lost_link_says_the_same_for_known_and_unknown_addresses(client, registration):
    known = client.post(reverse("registrations:lost_link"), {"email": registration.email}, follow=True)
    unknown = client.post(reverse("registrations:lost_link"), {"email": "niemand@gemeente.example"}, follow=True)
    known, unknown = (re.sub(rb'nonce="[^"]*"', b"", answer.content) for answer in (known, unknown))
    assert known == unknown
    assert list(mails()) == [registration.email]


@pytest.mark.parametrize("name", ["my_place", "my_data", "my_address", "substitute", "reconfirm", "my_feed"])
def test_link_that_leads_nowhere_offers_to_mail_a_new_one(client, name):
    response = client.get(reverse(f"registrations:{name}", args=["x.y"]))
    assert response.status_code == 404
    html = response.content.decode()
    assert f'action="{reverse("registrations:lost_link")}"' in html
    assert "noindex" in response["X-Robots-Tag"]


def test_room_of_who_cancelled_leads_to_the_own_page(client, registration, place_url):
    token = place_url(registration).split("/")[2]
    registration.state, registration.cancelled_at = "cancelled", timezone.now()
    registration.save()
    response = client.get(f"/stem/{token}/")
    assert response.status_code == 404
    assert place_url(registration) in response.content.decode()
    assert reverse("registrations:lost_link") in client.get("/stem/x.y/").content.decode()
