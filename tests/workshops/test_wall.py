"""The outcome wall: who opens it, what hangs there and what never does, and how it hears of a new card."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from live.channels import read_version
from tests.factories import CapturePromptFactory, CaptureSheetFactory, UserFactory
from workshops.domain.cards import create_card
from workshops.domain.merging import merge_outcomes
from workshops.domain.sheets import wall_channel
from workshops.domain.wall_links import make_wall_link, revoke_wall_links
from workshops.domain.walls import wall_of
from workshops.enums import ConsentState
from workshops.models import ActionItem, Cluster, Outcome, Quote, RoomCard, RunningNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return CaptureSheetFactory()


@pytest.fixture
def prompt(sheet):
    return CapturePromptFactory(template=sheet.template, title="Knelpunten", key="knelpunten")


def address(event, sheet=None, name="wall"):
    return reverse(f"workshops:{name}", args=(link_token(make_wall_link(event, target=sheet and sheet.pk)),))


def add(sheet, prompt, text, **fields):
    return create_card(sheet, Outcome, uid=uuid4(), fields={"text": text, "prompt_id": prompt.pk, **fields})


def test_wall_shows_outcomes_and_quotes_with_consent_only(client, sheet, prompt):
    add(sheet, prompt, "Te weinig plek")
    for text, consent in (("Mag", ConsentState.GIVEN), ("Vraagloos", ConsentState.NOT_ASKED), ("Nee", "refused")):
        Quote.objects.create(sheet=sheet, text=f"Citaat {text}", consent=consent, attribution="een deelnemer")
    ActionItem.objects.create(sheet=sheet, text="Geheime afspraak")
    RunningNote.objects.create(sheet=sheet, text="Lopende tekst")
    RoomCard.objects.create(sheet=sheet, prompt=prompt, text="Nog niet gelezen")

    content = client.get(address(sheet.event)).content.decode()

    assert "Te weinig plek" in content
    assert "Citaat Mag" in content
    for hidden in ("Citaat Vraagloos", "Citaat Nee", "Geheime afspraak", "Lopende tekst", "Nog niet gelezen"):
        assert hidden not in content


def test_wall_of_a_room_shows_that_room_only(client, sheet, prompt):
    other = CaptureSheetFactory(event=sheet.event, template=sheet.template)
    add(sheet, prompt, "Uit deze zaal")
    add(other, prompt, "Van de buren")
    content = client.get(address(sheet.event, sheet)).content.decode()
    assert "Uit deze zaal" in content
    assert "Van de buren" not in content
    assert "Van de buren" in client.get(address(sheet.event)).content.decode()


def test_wall_link_opens_nothing_else_and_stops_when_revoked(client, sheet, django_capture_on_commit_callbacks):
    url = address(sheet.event)
    token = url.rstrip("/").rpartition("/")[2]
    assert client.get(url).status_code == 200
    assert client.get(reverse("workshops:arrange", args=(token,))).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert revoke_wall_links(sheet.event, LinkPurpose.WALL) == 1
    assert client.get(url).status_code == 404
    assert client.get(f"{url}stand/").status_code == 404
    assert read_version(wall_channel(sheet.event_id)).revocations == 1


def test_saved_card_raises_the_walls_channel(client, sheet, prompt, django_capture_on_commit_callbacks):
    url = address(sheet.event, name="wall_state")
    before = client.get(url).json()["version"]
    with django_capture_on_commit_callbacks(execute=True):
        add(sheet, prompt, "Nieuw")
    assert client.get(url).json()["version"] > before


def test_wall_puts_dots_then_mentions_first(sheet, prompt):
    plain, said, dotted = (add(sheet, prompt, text) for text in ("Gewoon", "Vaker gezegd", "Met stippen"))
    twin = add(sheet, prompt, "Vaker gezegd dus")
    merge_outcomes(sheet, said.uid, twin.uid)
    Outcome.objects.filter(pk=dotted.pk).update(dots=12)
    (group,) = wall_of(sheet.event).groups
    assert [(card.text, card.mentions, card.dots) for card in group.cards] == [
        ("Met stippen", 1, 12),
        ("Vaker gezegd", 2, None),
        ("Gewoon", 1, None),
    ]
    assert plain.text == "Gewoon"


def test_wall_by_cluster_and_by_prompt(client, sheet, prompt):
    cluster = Cluster.objects.create(event=sheet.event, prompt_key=prompt.key, title="Ruimte & geld")
    card = add(sheet, prompt, "Te weinig plek")
    add(sheet, prompt, "Iets anders")
    Outcome.objects.filter(pk=card.pk).update(cluster=cluster)
    url = address(sheet.event)
    assert [group.title for group in wall_of(sheet.event).groups] == ["Ruimte & geld", "Overige kaarten"]
    assert "Ruimte &amp; geld" in client.get(url).content.decode()
    assert "Ruimte &amp; geld" not in client.get(f"{url}?per=onderdeel&deel=1").content.decode()


def test_wall_takes_the_same_queries_for_one_and_many_cards(client, sheet, prompt):
    url = address(sheet.event)
    add(sheet, prompt, "Eerste")

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(url)
        return len(context)

    one = queries()
    for number in range(12):
        add(CaptureSheetFactory(event=sheet.event, template=sheet.template), prompt, f"Kaart {number}")
    assert queries() == one


def test_organiser_makes_and_revokes_links_of_walls(client, sheet):
    client.force_login(UserFactory(is_superuser=True))
    event = sheet.event
    client.post(reverse("capture_sheets:walls_link", args=(event.pk,)), {"purpose": "arrange"})
    client.post(reverse("capture_sheets:wall_link", args=(event.pk, sheet.pk)))
    content = client.get(reverse("capture_sheets:index", args=(event.pk,))).content.decode()
    assert "/wand/" in content
    assert "/ordenen/" in content
    client.post(reverse("capture_sheets:wall_revoke", args=(event.pk, sheet.pk)))
    client.post(reverse("capture_sheets:walls_revoke", args=(event.pk,)), {"purpose": "arrange"})
    content = client.get(reverse("capture_sheets:index", args=(event.pk,))).content.decode()
    assert "/ordenen/" not in content
    assert client.post(reverse("capture_sheets:walls_link", args=(event.pk,)), {"purpose": "chair"}).status_code == 404
