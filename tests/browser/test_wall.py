"""The outcome wall grows while a room talks, groups are made with buttons, a phone adds a card: one journey."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.rooms import get_or_create_room
from tests.factories import CapturePromptFactory, CaptureSheetFactory
from tests.live.gateway import GatewayProcess, free_port
from workshops.domain.cards import create_card
from workshops.domain.links import make_link
from workshops.domain.wall_links import make_wall_link, revoke_wall_links
from workshops.models import Outcome

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def gateway(settings, live_server):
    """The page asks the live server; the stream comes from a gateway process of its own."""
    port = free_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PUBLIC_ORIGIN", live_server.url)
        process = GatewayProcess(port)
    settings.LIVE_ORIGIN = f"http://127.0.0.1:{port}"
    policy = settings.CONTENT_SECURITY_POLICY
    directives = {**policy["DIRECTIVES"], "connect-src": ["'self'", settings.LIVE_ORIGIN]}
    settings.CONTENT_SECURITY_POLICY = {**policy, "DIRECTIVES": directives}
    yield process
    process.stop()


@pytest.fixture
def allowed_origins(gateway, live_server, settings):
    return [live_server.url, settings.LIVE_ORIGIN]


def test_wall_follows_cards_groups_and_the_room(new_page, axe):
    sheet = CaptureSheetFactory(takes_room_cards=True)
    prompt = CapturePromptFactory(template=sheet.template, title="Knelpunten", key="knelpunten")

    def add(text):
        create_card(sheet, Outcome, uid=uuid4(), fields={"text": text, "prompt_id": prompt.pk})

    wall = new_page()
    wall.goto(f"/wand/{link_token(make_wall_link(sheet.event))}/")
    expect(wall.get_by_text("De eerste kaarten verschijnen hier")).to_be_visible()
    add("Scholing voor wijkteams")
    add("Meer scholing over gender")
    expect(wall.get_by_text("Meer scholing over gender")).to_be_visible()

    arrange = new_page()
    arrange.goto(f"/ordenen/{link_token(make_wall_link(sheet.event, LinkPurpose.ARRANGE))}/")
    assert axe(arrange) == []
    arrange.get_by_role("button", name="Deze groep maken").click()
    expect(wall.get_by_role("heading", name="Scholing")).to_be_visible()
    assert axe(wall) == []

    phone = new_page()
    phone.goto(f"/doe-mee/{get_or_create_room(sheet.event).join_code}/kaart/")
    phone.get_by_label("Uw kaart").fill("Eén nummer om te bellen")
    assert axe(phone) == []
    phone.get_by_role("button", name="Deze kaart versturen").click()
    expect(phone.get_by_text("Ontvangen.")).to_be_visible()
    phone.goto(f"/verslaglegger/{link_token(make_link(sheet))}/zaal/")
    assert axe(phone) == []
    expect(wall.get_by_text("Eén nummer om te bellen")).to_have_count(0)
    phone.get_by_role("button", name="Laten staan").click()
    expect(wall.get_by_text("Eén nummer om te bellen")).to_be_visible()
    expect(wall.get_by_text("uit de zaal", exact=True)).to_be_visible()

    for number in range(30):
        add(f"Kaart nummer {number} met genoeg woorden om twee regels te vullen op een scherm in een zaal")
    expect(wall.locator("[data-page]")).to_have_text(re.compile(r"^\d+ / [2-9]$"))
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    revoke_wall_links(sheet.event, LinkPurpose.WALL)
    expect(wall.get_by_text("Kaart nummer 1 met")).to_have_count(0)
