"""Nothing is lost without a connection, and nothing is sent double."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.models import AccessLink
from tests.browser.scribe.page import EXAMPLES, NOTES, add_outcome, panel, state
from workshops.models import Outcome, RunningNote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_nothing_is_lost_without_a_connection_and_all_is_sent_when_it_returns(page, address):
    page.goto(address)
    page.context.set_offline(True)
    page.locator(NOTES).fill("Zonder verbinding getypt")
    for number in range(3):
        add_outcome(page, EXAMPLES, f"Opbrengst {number}")
    expect(state(page)).to_contain_text("Verbinding weg, wij bewaren het hier")
    expect(state(page)).to_contain_text("3 kaarten nog niet verstuurd")
    assert not Outcome.objects.exists()

    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Opgeslagen om")
    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(3)
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    assert [card.text for card in Outcome.objects.all()] == ["Opbrengst 0", "Opbrengst 1", "Opbrengst 2"]
    assert RunningNote.objects.get().text == "Zonder verbinding getypt"


def test_reload_without_a_server_loses_nothing(page, address):
    """The server is away (every save fails) while the page itself still loads, as behind a flaky proxy."""
    page.goto(address)
    refuse = re.compile(r"/(aantekeningen|kaarten/.+)/$")
    page.route(refuse, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator(NOTES).fill("Bijna kwijt")
    add_outcome(page, EXAMPLES, "Wacht op verzending")
    half_typed = panel(page, "Citaten").locator("form.scribe-add").get_by_label("Tekst")
    half_typed.type("Nog niet af")
    expect(state(page)).to_contain_text("1 kaart nog niet verstuurd")

    page.reload()
    expect(page.locator(NOTES)).to_have_value("Bijna kwijt")
    expect(half_typed).to_have_value("Nog niet af")
    expect(page.locator(".scribe-card--unsent")).to_contain_text("Wacht op verzending")

    page.unroute(refuse)
    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(1)
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert Outcome.objects.get().text == "Wacht op verzending"
    assert RunningNote.objects.get().text == "Bijna kwijt"


def test_answer_that_got_lost_never_doubles_a_card(page, address):
    page.goto(address)
    lost = []

    def lose_the_first_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/kaarten/opbrengst/$"), lose_the_first_answer)
    add_outcome(page, EXAMPLES, "Precies een keer")

    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(1)
    assert lost
    assert [card.text for card in Outcome.objects.all()] == ["Precies een keer"]


def test_revoked_link_stops_at_once_and_says_so(page, address):
    page.goto(address)
    page.context.set_offline(True)  # or the page may hear of it before a word was typed
    page.locator(NOTES).fill("Te laat")
    AccessLink.objects.update(revoked_at=timezone.now() - timedelta(seconds=1))
    page.context.set_offline(False)

    expect(state(page)).to_contain_text("Deze link werkt niet meer")
    expect(page.locator(NOTES)).to_have_value("Te laat")
    page.goto(address)
    expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    assert not RunningNote.objects.exists()
