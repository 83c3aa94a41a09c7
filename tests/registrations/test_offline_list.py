"""The list of a desk for when the network is away: signed, short-lived, closed without a code."""

import base64
import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.domain.checkin import check_in
from registrations.domain.doors import Door
from registrations.domain.offline_list import _hmac, expiry, find_key, offline_list, public_key
from registrations.enums import RegistrationState
from registrations.models import Place
from tests.factories import (
    AccessLinkFactory,
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def door(event):
    return Door(event.dates.get())


@pytest.fixture
def link(event):
    return AccessLinkFactory(event=event, purpose=LinkPurpose.CHECK_IN)


def opened(found, reference):
    """What a device reads of one person: the kind and, with the code, the text."""
    content = json.loads(found.payload)
    key = base64.b64decode(content["key"])
    wanted = base64.b64encode(find_key(key, reference)).decode()
    for place, kind, locked in content["entries"]:
        if place == wanted:
            text = AESGCM(_hmac(key, f"open:{reference}")).decrypt(bytes(12), base64.b64decode(locked), None)
            return kind, json.loads(text)
    return None


def verify(payload, signature):
    raw = base64.b64decode(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = base64.b64decode(public_key())
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key.verify(der, payload.encode(), ec.ECDSA(hashes.SHA256()))


def test_list_says_of_each_person_what_the_desk_should_say(event, door, link):
    kinds = {
        RegistrationFactory(event=event).reference: "welcome",
        RegistrationFactory(event=event, state=RegistrationState.WAITLISTED).reference: "no_place",
        RegistrationFactory(event=event, state=RegistrationState.CANCELLED).reference: "cancelled",
    }
    inside = RegistrationFactory(event=event, name="Samira", badge_name="Ster", organisation_name="Atria")
    check_in(inside, door.date)
    found = offline_list(door, link)
    assert {reference: opened(found, reference)[0] for reference in kinds} == kinds
    kind, shown = opened(found, inside.reference)
    assert kind == "already"
    assert (shown["name"], shown["organisation"]) == ("Ster", "Atria")
    assert shown["time"]
    assert opened(found, "0" * 24) is None


def test_list_of_a_workshop_sends_others_on(event, door, link):
    round_ = WorkshopRoundFactory(event=event, starts_at=door.date.starts_at, ends_at=door.date.ends_at)
    here, there = WorkshopFactory(round=round_), WorkshopFactory(round=round_, room="Zaal 9")
    mine, other = RegistrationFactory.create_batch(2, event=event)
    Place.objects.create(registration=mine, round=round_, workshop=here)
    Place.objects.create(registration=other, round=round_, workshop=there)
    found = offline_list(Door(door.date, workshop=here), link)
    assert opened(found, mine.reference)[0] == "welcome"
    kind, shown = opened(found, other.reference)
    assert kind == "elsewhere"
    assert shown["places"][0]["room"] == "Zaal 9"


def test_list_holds_nothing_readable_of_anybody(event, door, link):
    person = RegistrationFactory(event=event, name="Samira de Vries", organisation_name="Politie Oost")
    payload = offline_list(door, link).payload
    for secret in (person.name, "Samira", person.reference, person.email, person.organisation_name):
        assert secret not in payload
        assert base64.b64encode(secret.encode()).decode()[:12] not in payload


def test_text_opens_with_the_code_of_that_person_only(event, door, link):
    person, other = RegistrationFactory.create_batch(2, event=event)
    found = offline_list(door, link)
    content = json.loads(found.payload)
    key = base64.b64decode(content["key"])
    place = base64.b64encode(find_key(key, person.reference)).decode()
    locked = next(row[2] for row in content["entries"] if row[0] == place)
    with pytest.raises(InvalidTag):
        AESGCM(_hmac(key, f"open:{other.reference}")).decrypt(bytes(12), base64.b64decode(locked), None)
    assert opened(found, person.reference)[1]["name"] == person.name


def test_two_lists_of_one_door_have_nothing_in_common(event, door, link):
    RegistrationFactory(event=event)
    first, second = (json.loads(offline_list(door, link).payload)["entries"] for _turn in range(2))
    assert {row[0] for row in first}.isdisjoint(row[0] for row in second)
    assert {row[2] for row in first}.isdisjoint(row[2] for row in second)


def test_signature_is_ours_over_exactly_this_text(event, door, link):
    RegistrationFactory(event=event)
    found = offline_list(door, link)
    verify(found.payload, found.signature)
    with pytest.raises(InvalidSignature):
        verify(found.payload.replace("welcome", "already"), found.signature)


@pytest.mark.parametrize(
    ("starts_in", "lasts", "given"),
    [(-1, 4, True), (35, 4, True), (37, 4, False), (-5, 4, True), (-7, 4, False)],
)
def test_list_is_given_around_the_day_only(event, link, starts_in, lasts, given):
    now = timezone.now()
    date = event.dates.get()
    date.starts_at, date.ends_at = now + timedelta(hours=starts_in), now + timedelta(hours=starts_in + lasts)
    until = expiry(Door(date), link, now=now)
    assert (until is not None) == given
    assert until is None or until <= date.ends_at + timedelta(hours=2)


def test_list_ends_with_its_link(door, link):
    link.expires_at = timezone.now() + timedelta(minutes=10)
    assert expiry(door, link, now=timezone.now()) == link.expires_at


def test_list_needs_a_link_that_works(client, event, door, link):
    at = reverse("registrations:desk_list", args=[link_token(link)])
    RegistrationFactory(event=event)
    response = client.get(at)
    assert json.loads(response.json()["payload"])["door"] == door.key
    assert "no-store" in response["Cache-Control"]
    link.revoked_at = timezone.now()
    link.save()
    assert client.get(at).status_code == 404


def test_list_asks_the_same_queries_for_few_and_many(event, door, link, django_assert_num_queries):
    RegistrationFactory(event=event)
    with django_assert_num_queries(3):
        offline_list(door, link)
    RegistrationFactory.create_batch(30, event=event)
    with django_assert_num_queries(3):
        offline_list(door, link)
