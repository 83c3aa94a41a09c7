"""What a speaker wants a released file to be called waits for the organiser; others see the old words till then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tokens import link_token
from handouts.domain.asking import ask_speaker, link_of
from handouts.domain.delivering import Giver, decide_description, describe_file
from handouts.domain.forgetting import forget
from handouts.domain.showing import for_everyone
from handouts.enums import Act, Audience, Release
from handouts.models import HandOut, HandOutAct
from tests.factories import FolderFactory, HandOutFactory, UserFactory
from tests.handouts.samples import pdf, upload

pytestmark = pytest.mark.django_db
NEW = "De kanarie in de titel"


@pytest.fixture
def ask():
    folder = FolderFactory(audience=Audience.EVERYONE, release=Release.NOW)
    return ask_speaker(folder, name="Anne Spreker", deliver_by=timezone.now() + timedelta(days=3))


@pytest.fixture
def file(ask):
    return HandOutFactory(folder=ask.folder, ask=ask, title="Oude titel", text="Oude tekst")


@pytest.fixture
def address(ask, file):
    return reverse("handouts:speaker_file", args=[link_token(link_of(ask)), file.uid])


@pytest.fixture
def organiser(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def shown(file: HandOut) -> list[tuple[str, str]]:
    return [(one.title, one.text) for folder in for_everyone(file.folder.event_id) for one in folder.files]


def words(name: str, file: HandOut) -> str:
    return reverse(f"hand_outs:words_{name}", args=[file.folder.event_id, file.uid])


def now(file: HandOut) -> HandOut:
    return HandOut.objects.get(pk=file.pk)


def test_new_words_of_a_released_file_wait_and_the_organiser_takes_them_over(client, organiser, file, address):
    response = client.post(address, {"title": NEW, "text": "Nieuwe tekst"}, follow=True)
    assert "kijkt eerst" in response.content.decode()
    assert shown(file) == [("Oude titel", "Oude tekst")]
    assert NEW in client.get(address).content.decode()  # the speaker goes on from her own words
    index = client.get(reverse("hand_outs:index", args=[file.folder.event_id])).content.decode()
    assert NEW in index
    assert "Oude titel" in index
    workspace = client.get(reverse("workspace:event", args=[file.folder.event_id])).content.decode()
    assert "andere woorden" in workspace
    for _click in range(2):
        client.post(words("accept", file), {"seen": now(file).proposal or "weg"})
    assert shown(file) == [(NEW, "Nieuwe tekst")]
    assert now(file).proposed_at is None
    acts = list(HandOutAct.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.PROPOSED, Act.ACCEPTED]


def test_organiser_leaves_the_old_words(client, organiser, file, address):
    client.post(address, {"title": NEW, "text": ""})
    client.post(words("decline", file), {"seen": now(file).proposal})
    assert shown(file) == [("Oude titel", "Oude tekst")]
    assert (now(file).proposed_title, now(file).proposed_at) == ("", None)


def test_words_that_were_changed_after_the_organiser_looked_are_not_taken_over(file, ask):
    describe_file(file, title="Netjes", text="", giver=Giver(ask=ask))
    seen = now(file).proposal
    describe_file(file, title=NEW, text="", giver=Giver(ask=ask))
    assert decide_description(file, seen=seen, is_accepted=True, by=None) is False
    assert shown(file) == [("Oude titel", "Oude tekst")]
    assert decide_description(file, seen=now(file).proposal, is_accepted=True, by=None) is True


def test_before_the_release_and_out_of_sight_words_change_at_once(file, ask):
    for state in ({"release": Release.NOT}, {"release": Release.NOW}):
        type(ask.folder).objects.filter(pk=ask.folder.pk).update(**state)
        HandOut.objects.filter(pk=file.pk).update(is_held=state["release"] == Release.NOW)
        title = f"Titel bij {state['release']}"
        assert describe_file(file, title=title, text="", giver=Giver(ask=ask)) is False
        assert now(file).title == title


def test_another_file_with_other_words_waits_as_a_whole(client, file, address):
    client.post(address, {"title": NEW, "text": "", "replacement": upload("nieuw.pdf", pdf())})
    assert (now(file).is_held, now(file).title, now(file).proposed_at) == (True, NEW, None)
    assert shown(file) == []


def test_organiser_changes_words_at_once_and_saving_without_change_leaves_the_proposal(client, organiser, file, ask):
    describe_file(file, title=NEW, text="", giver=Giver(ask=ask))
    address = reverse("hand_outs:file", args=[file.folder.event_id, file.uid])
    assert NEW in client.get(address).content.decode()
    client.post(address, {"title": "Oude titel", "text": "Oude tekst"})
    assert now(file).proposed_title == NEW
    client.post(address, {"title": "Zelf gekozen", "text": "Oude tekst"})
    assert (now(file).title, now(file).proposed_title) == ("Zelf gekozen", "")


def test_speaker_who_puts_the_old_words_back_takes_the_proposal_away(file, ask):
    describe_file(file, title=NEW, text="", giver=Giver(ask=ask))
    assert describe_file(file, title="Oude titel", text="Oude tekst", giver=Giver(ask=ask)) is False
    assert now(file).proposed_at is None


def test_words_of_another_event_cannot_be_decided_about(client, organiser, file, ask):
    describe_file(file, title=NEW, text="", giver=Giver(ask=ask))
    elsewhere = FolderFactory().event_id
    address = reverse("hand_outs:words_accept", args=[elsewhere, file.uid])
    assert client.post(address, {"seen": now(file).proposal}).status_code == 404
    assert client.get(words("accept", file)).status_code == 405
    assert client.post(words("accept", file), {"seen": "\x00<b>"}).status_code == 302
    assert now(file).title == "Oude titel"


def test_hostile_words_are_text_on_the_page_of_the_organiser(client, organiser, file, ask):
    describe_file(file, title="<script>alert(1)</script>", text="<b>x</b>", giver=Giver(ask=ask))
    html = client.get(reverse("hand_outs:index", args=[file.folder.event_id])).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_proposal_goes_with_the_people_and_the_published_file_stays(file, ask):
    describe_file(file, title=NEW, text="", giver=Giver(ask=ask))
    forget(file.folder.event_id)
    assert (now(file).title, now(file).proposed_title, now(file).proposed_at) == ("Oude titel", "", None)
