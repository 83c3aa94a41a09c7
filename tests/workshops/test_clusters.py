"""Putting cards in groups: by domain steps and by the page with buttons."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from tests.factories import CapturePromptFactory, CaptureSheetFactory, CaptureTemplateFactory
from workshops.domain import clusters
from workshops.domain.cards import create_card, update_card
from workshops.domain.reading import captured
from workshops.domain.wall_links import make_wall_link
from workshops.models import Cluster, Outcome

pytestmark = pytest.mark.django_db
KEY = "knelpunten"


@pytest.fixture
def sheet():
    return CaptureSheetFactory()


@pytest.fixture
def other(sheet):
    return CaptureSheetFactory(event=sheet.event, template=CaptureTemplateFactory())


@pytest.fixture
def cards(sheet, other):
    """Two cards under one prompt, in two rooms with templates of their own."""
    return [
        create_card(where, Outcome, uid=uuid4(), fields={"text": text, "prompt_id": prompt.pk})
        for where, text in ((sheet, "Scholing voor wijkteams"), (other, "Te weinig scholing, zegt Samira"))
        for prompt in [CapturePromptFactory(template=where.template, key=KEY, title="Knelpunten")]
    ]


def post(client, event, name, data, *args, key=KEY):
    token = link_token(make_wall_link(event, LinkPurpose.ARRANGE))
    return client.post(reverse(f"workshops:{name}", args=(token, key, *args)), data)


def titles(event):
    return {fact.text: fact.cluster for fact in captured(event).outcomes}


def test_suggestion_is_shown_with_its_reason_and_accepted_once(client, sheet, cards):
    token = link_token(make_wall_link(sheet.event, LinkPurpose.ARRANGE))
    content = client.get(reverse("workshops:arrange", args=(token,))).content.decode()
    assert "Vanwege: scholing" in content
    assert "Naam: Samira" in content

    uid = uuid4()
    data = {"uid": uid, "title": "Scholing", "cards": [card.uid for card in cards]}
    assert post(client, sheet.event, "make_cluster", data).status_code == 302
    assert post(client, sheet.event, "make_cluster", data).status_code == 302
    assert Cluster.objects.get().uid == uid
    assert set(titles(sheet.event).values()) == {"Scholing"}


def test_rename_split_merge_and_dissolve(client, sheet, cards):
    event, one = sheet.event, uuid4()
    clusters.make_cluster(event, KEY, [card.uid for card in cards], "Alles", uid=one)
    post(client, event, "rename_cluster", {"title": "Leren"}, one)
    new = {"uid": uuid4(), "title": "Te weinig", "cards": [cards[1].uid], "new": "1"}
    assert post(client, event, "move_cards", new).status_code == 302
    assert list(titles(event).values()) == ["Leren", "Te weinig"]

    post(client, event, "merge_clusters", {"into": one}, new["uid"])
    assert set(titles(event).values()) == {"Leren"}
    assert Cluster.objects.count() == 1

    post(client, event, "move_cards", {"cards": [cards[0].uid], "into": ""})
    assert list(titles(event).values()) == ["", "Leren"]
    post(client, event, "dissolve_cluster", {}, one)
    post(client, event, "dissolve_cluster", {}, one)
    assert set(titles(event).values()) == {""}


def test_card_of_another_event_or_prompt_cannot_be_grouped(sheet, cards):
    stranger = CaptureSheetFactory()
    with pytest.raises(clusters.ClusterError):
        clusters.make_cluster(stranger.event, KEY, [cards[0].uid], "Gekaapt", uid=uuid4())
    cluster = clusters.make_cluster(sheet.event, KEY, [cards[0].uid], "Eigen", uid=uuid4())
    with pytest.raises(clusters.ClusterError):
        clusters.move_cards(sheet.event, "andere", [cards[1].uid], cluster.uid)
    with pytest.raises(clusters.ClusterError):
        clusters.rename_cluster(stranger.event, cluster.uid, "Van mij")
    with pytest.raises(clusters.ClusterError):
        clusters.make_cluster(stranger.event, KEY, [], "Van mij", uid=cluster.uid)


def test_card_that_moves_to_another_prompt_falls_out_of_its_group(sheet, cards):
    clusters.make_cluster(sheet.event, KEY, [card.uid for card in cards], "Alles", uid=uuid4())
    elsewhere = CapturePromptFactory(template=sheet.template, key="voorbeelden")
    update_card(sheet, Outcome, cards[0].uid, version=1, fields={"prompt_id": elsewhere.pk})
    assert titles(sheet.event)[cards[0].text] == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"title": "a\x00b"},
        {"uid": "geen"},
        {"cards": ["geen"]},
        {"cards": []},
        {"cards": [str(uuid4())]},
    ],
)
def test_bad_input_is_said_and_changes_nothing(client, sheet, cards, wrong):
    data = {"title": "Goed", "uid": uuid4(), "cards": [str(cards[0].uid)], "new": "1"}
    response = post(client, sheet.event, "move_cards", data | wrong)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Cluster.objects.exists()
    assert post(client, sheet.event, "move_cards", data).status_code == 302  # the control


def test_script_in_a_title_is_text(client, sheet, cards):
    clusters.make_cluster(sheet.event, KEY, [cards[0].uid], "<script>alert(1)</script>", uid=uuid4())
    token = link_token(make_wall_link(sheet.event, LinkPurpose.ARRANGE))
    assert "<script>alert" not in client.get(reverse("workshops:arrange", args=(token,))).content.decode()


def test_page_takes_the_same_queries_for_many_cards(client, sheet, cards):
    url = reverse("workshops:arrange", args=(link_token(make_wall_link(sheet.event, LinkPurpose.ARRANGE)),))

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(url)
        return len(context)

    queries()  # warms what is kept for a while
    before = queries()
    for number in range(10):
        fields = {"text": f"Nummer {number}", "prompt_id": cards[0].prompt_id}
        create_card(sheet, Outcome, uid=uuid4(), fields=fields)
    assert queries() == before
