"""Voter tokens say who votes without saying who it is."""

import base64
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.channels import revoke_tokens
from polls.domain.rooms import browser_token, registrant_token
from polls.domain.voters import (
    BadVoterToken,
    browser_voter_id,
    event_of_channel,
    mint_voter_token,
    read_voter_token,
    registrant_voter_id,
    room_channel,
)
from polls.enums import VoterScope
from registrations.models import Attendance
from tests.factories import RegistrationFactory, RoomFactory, SectorFactory


@pytest.mark.django_db
def test_token_gives_back_the_voter():
    voter_id = browser_voter_id(7, "abc")
    voter = read_voter_token(mint_voter_token(7, voter_id=voter_id, sector=3, scope=VoterScope.REGISTERED))
    assert voter == (7, voter_id, 3, VoterScope.REGISTERED, 0)


@pytest.mark.django_db
def test_changed_token_is_refused_at_every_byte():
    token = mint_voter_token(7, voter_id=browser_voter_id(7, "abc"), sector=3, scope=VoterScope.ROOM)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(BadVoterToken):
            read_voter_token(base64.urlsafe_b64encode(changed).rstrip(b"=").decode())


@pytest.mark.django_db
def test_expired_token_is_refused():
    arguments = {"voter_id": browser_voter_id(7, "abc"), "sector": None, "scope": VoterScope.ROOM}
    assert read_voter_token(mint_voter_token(7, **arguments, lifetime=timedelta(seconds=5)))
    with pytest.raises(BadVoterToken):
        read_voter_token(mint_voter_token(7, **arguments, lifetime=timedelta(seconds=-5)))


@given(st.text(max_size=120))
def test_any_other_text_is_refused(text):
    with pytest.raises(BadVoterToken):
        read_voter_token(text)


def test_same_registration_is_the_same_voter_at_one_event_only():
    assert registrant_voter_id(1, "ref") == registrant_voter_id(1, "ref")
    assert registrant_voter_id(1, "ref") != registrant_voter_id(2, "ref")
    assert registrant_voter_id(1, "ref") != browser_voter_id(1, "ref")


@given(st.text(max_size=40))
def test_channel_cannot_be_guessed(text):
    assert event_of_channel(text) is None


def test_channel_names_its_event():
    assert event_of_channel(room_channel(12)) == 12
    assert event_of_channel("13" + room_channel(12)[2:]) is None


@pytest.mark.django_db
def test_registrant_token_says_checked_in_after_check_in():
    registration = RegistrationFactory(sector=SectorFactory())
    before = read_voter_token(registrant_token(registration))
    Attendance.objects.create(
        registration=registration,
        event_date=registration.event.dates.get(),
        checked_in_at=registration.created_at,
    )
    after = read_voter_token(registrant_token(registration))
    assert (before.scope, after.scope) == (VoterScope.REGISTERED, VoterScope.CHECKED_IN)
    assert before.voter_id == after.voter_id
    assert before.sector == registration.sector_id


@pytest.mark.django_db
def test_token_made_after_revocation_is_younger():
    room = RoomFactory()
    old = read_voter_token(browser_token(room, "browser"))
    revoke_tokens(room_channel(room.event_id))
    assert read_voter_token(browser_token(room, "browser")).revocations == old.revocations + 1


@pytest.mark.django_db
def test_token_holds_nothing_of_the_person():
    registration = RegistrationFactory(name="Kanarie Vogel", email="kanarie@organisatie.example")
    token = registrant_token(registration)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert len(token) < 100
    for trace in (b"anarie", registration.reference.encode(), bytes.fromhex(registration.reference)):
        assert trace not in raw
