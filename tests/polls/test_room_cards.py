"""Cards from the room: sent by phone, read first, limited per person, and nothing left of who sent them."""

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token, make_token
from polls.domain.room_cards import MOST_OF_SENDER, send_card, sender_key, sweep_boxes
from polls.domain.rooms import get_or_create_room
from polls.domain.voters import Voter, browser_voter_id
from polls.enums import VoterScope
from polls.models import RoomCardBox, RoomCardSender
from tests.factories import CapturePromptFactory, CaptureSheetFactory, RegistrationFactory, UserFactory
from workshops.domain.links import make_link
from workshops.domain.room_cards import Proposed, allow_room_cards
from workshops.domain.sheets import hand_in
from workshops.models import CaptureSheet, Outcome, RoomCard

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def sheet():
    return CaptureSheetFactory(takes_room_cards=True)


@pytest.fixture
def prompt(sheet):
    return CapturePromptFactory(template=sheet.template, title="Knelpunten")


def person(event, number=0):
    return Voter(event.pk, browser_voter_id(event.pk, f"browser-{number}"), 0, VoterScope.ROOM)


def send(sheet, prompt, text, number=0):
    return send_card(person(sheet.event, number), sheet.event, sheet.pk, prompt.pk, text)


def by_code(event):
    return reverse("polls:card", args=(get_or_create_room(event).join_code,))


def moderate(client, sheet, purpose, uid, button):
    token = link_token(make_link(sheet, purpose))
    return client.post(reverse(f"workshops:{purpose}_room_card", args=(token, uid)), {button: "1"}, follow=True)


def test_card_from_a_phone_waits_until_a_scribe_lets_it_stand(client, sheet, prompt):
    room = client.get(reverse("polls:room", args=(get_or_create_room(sheet.event).join_code,)))
    assert by_code(sheet.event) in room.content.decode()
    data = {"place": f"{sheet.pk}-{prompt.pk}", "text": "  Te weinig   plek <b>hier</b> "}
    assert client.post(by_code(sheet.event), data).status_code == 302
    waiting = RoomCard.objects.get()
    assert waiting.text == "Te weinig plek <b>hier</b>"
    assert not Outcome.objects.exists()

    scribe = client.get(reverse("workshops:scribe", args=(link_token(make_link(sheet)),))).content.decode()
    assert "1 kaart uit de zaal wacht op u" in scribe
    for _click in range(2):
        assert moderate(client, sheet, LinkPurpose.SCRIBE, waiting.uid, "approve").status_code == 200
    card = Outcome.objects.get()
    assert (card.text, card.is_from_room, card.prompt) == (waiting.text, True, prompt)
    assert not RoomCard.objects.exists()


def test_leader_throws_a_card_away_and_another_sheets_link_cannot(client, sheet, prompt):
    other = CaptureSheetFactory(event=sheet.event, template=sheet.template)
    send(sheet, prompt, "Samira was erbij")
    waiting = RoomCard.objects.get()
    moderate(client, other, LinkPurpose.LEADER, waiting.uid, "reject")
    assert RoomCard.objects.exists()
    token = link_token(make_link(sheet, LinkPurpose.LEADER))
    assert "Naam: Samira" in client.get(reverse("workshops:leader_room", args=(token,))).content.decode()
    moderate(client, sheet, LinkPurpose.LEADER, waiting.uid, "reject")
    assert not RoomCard.objects.exists()
    assert not Outcome.objects.exists()


def test_personal_link_adds_a_card_and_a_wrong_one_does_not(client, sheet, prompt):
    registration = RegistrationFactory(event=sheet.event)
    data = {"place": f"{sheet.pk}-{prompt.pk}", "text": "Te weinig plek"}
    url = reverse("polls:card_personal", args=(make_token("registration", registration.reference),))
    assert client.get(url).status_code == 200
    assert client.post(url, data).status_code == 302
    assert RoomCard.objects.count() == 1
    assert client.post(reverse("polls:card_personal", args=("vals.token",)), data).status_code == 404


def test_same_words_twice_are_one_card_and_what_stands_is_not_sent_again(sheet, prompt):
    assert send(sheet, prompt, "Te weinig plek.") is Proposed.WAITS
    assert send(sheet, prompt, "te weinig plek", number=1) is Proposed.TWICE
    assert RoomCard.objects.count() == 1
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Te weinig tijd")
    assert send(sheet, prompt, "TE WEINIG TIJD!") is Proposed.EXISTS


def test_one_person_sends_ten_at_most_and_refused_cards_do_not_count(sheet, prompt):
    for number in range(MOST_OF_SENDER):
        assert send(sheet, prompt, f"Kaart {number}") is Proposed.WAITS
        assert send(sheet, prompt, "Kaart 0") in (Proposed.TWICE, None)
    assert send(sheet, prompt, "Nog één") is None
    assert send(sheet, prompt, "Van een ander", number=1) is Proposed.WAITS


def test_room_that_takes_none_refuses_and_keeps_what_was_typed(client, sheet, prompt):
    other = CaptureSheetFactory(event=sheet.event, template=sheet.template)
    assert send(other, prompt, "Gesloten") is Proposed.CLOSED
    wrong = {"place": f"{sheet.pk}-{prompt.pk}", "text": "x" * 281}
    response = client.post(by_code(sheet.event), wrong)
    assert response.status_code == 422
    assert "x" * 281 in response.content.decode()
    for bad in ({"place": f"{other.pk}-{prompt.pk}"}, {"text": ""}, {"text": "..."}, {"text": "\x00"}):
        assert client.post(by_code(sheet.event), {**wrong, "text": "Goed", **bad}).status_code == 422
    hand_in(sheet)
    assert client.post(by_code(sheet.event), {**wrong, "text": "Goed"}).status_code == 409
    assert not RoomCard.objects.exists()


def test_organiser_switches_it_on_and_off(client, sheet):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("capture_sheets:room_cards", args=(sheet.event_id, sheet.pk))
    for value, expected in (("0", False), ("0", False), ("1", True)):
        client.post(url, {"allow": value})
        assert CaptureSheet.objects.get(pk=sheet.pk).takes_room_cards is expected


def test_card_says_nothing_of_its_sender_and_the_sweep_leaves_no_key(sheet, prompt):
    assert {field.name for field in RoomCard._meta.fields} == {"uid", "sheet", "prompt", "text"}
    assert {field.name for field in RoomCardSender._meta.fields} == {"pk", "event_id", "sender_key", "count"}
    send(sheet, prompt, "Te weinig plek")
    box_key = bytes(RoomCardBox.objects.get().key)
    key = sender_key(box_key, person(sheet.event).voter_id)
    assert sweep_boxes() == 0  # the room still takes cards
    assert bytes(RoomCardSender.objects.get().sender_key) == key  # the control: with the key a sender is found
    assert key in live_bytes()
    allow_room_cards(sheet, is_allowed=False)
    assert sweep_boxes() == 1
    assert not RoomCardSender.objects.exists()
    assert not RoomCardBox.objects.exists()
    assert key not in live_bytes()
    assert box_key not in live_bytes()
    assert RoomCard.objects.count() == 1  # what was written can still be read

    allow_room_cards(sheet, is_allowed=True)
    send(sheet, prompt, "Te weinig tijd")
    assert bytes(RoomCardBox.objects.get().key) != box_key


def live_bytes() -> bytes:
    """What stands in the live tables, and on SQLite in their file."""
    connection = connections[settings.LIVE_DATABASE]
    rows = b"".join(bytes(one) for one in RoomCardSender.objects.values_list("sender_key", flat=True))
    rows += b"".join(bytes(one) for one in RoomCardBox.objects.values_list("key", flat=True))
    if connection.vendor == "sqlite" and "memory" not in str(connection.settings_dict["NAME"]):
        with open(connection.settings_dict["NAME"], "rb") as file:
            rows += file.read()
    return rows
