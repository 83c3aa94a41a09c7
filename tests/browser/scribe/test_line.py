"""What was typed reaches the server whatever the line does: hanging, breaking off, answered by somebody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.scribe.page import EXAMPLES, NOTES, add_outcome, panel, state
from workshops.domain.cards import create_card, save_note
from workshops.models import Outcome, RunningNote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SAVES = re.compile("/kaarten/opbrengst/$")
PORTAL = "<!doctype html><title>Gastnetwerk</title><p>Ga akkoord met de voorwaarden."


def hang_once(page, pattern, method="POST"):
    """The first such request gets no answer at all; those after it do. Gives the list of what was asked."""
    asked = []

    def hold(route):
        if route.request.method != method:
            route.continue_()
            return
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route(pattern, hold)
    return asked


def saved_cards(page):
    return panel(page, EXAMPLES).locator("[data-version]:visible")


def test_save_that_hangs_is_tried_again_within_ten_seconds(page, address):
    page.clock.install()
    page.goto(address)
    asked = hang_once(page, SAVES)
    add_outcome(page, EXAMPLES, "Bleef hangen")
    expect(state(page)).to_contain_text("Bezig met versturen… · 1 kaart nog niet verstuurd")
    page.clock.run_for(10_000)

    expect(saved_cards(page)).to_have_count(1)
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert len(asked) == 2
    assert Outcome.objects.get().text == "Bleef hangen"


def test_save_on_a_dead_connection_is_sent_anew_when_the_network_returns(page, address):
    page.clock.install()  # no timer runs: only the news of the network can do it
    page.goto(address)
    cards, notes = hang_once(page, SAVES), hang_once(page, re.compile("/aantekeningen/$"))
    page.locator(NOTES).fill("Getypt op een dode lijn")
    page.clock.run_for(2_000)
    add_outcome(page, EXAMPLES, "Bleef hangen")
    expect(state(page)).to_contain_text("1 kaart nog niet verstuurd")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.run_for(1_000)

    expect(state(page)).to_contain_text("Opgeslagen om")
    assert (len(cards), len(notes)) == (2, 2)
    assert Outcome.objects.get().text == "Bleef hangen"
    assert RunningNote.objects.get().text == "Getypt op een dode lijn"


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, PORTAL), (200, '{"uid": "00'), (404, PORTAL), (407, PORTAL), (503, PORTAL)],
    ids=["portal", "broken-off", "proxy-404", "proxy-407", "away"],
)
def test_answer_that_is_not_ours_neither_loses_a_card_nor_ends_the_link(page, address, status, body):
    page.goto(address)
    answer = {"status": status, "body": body, "content_type": "text/html"}
    page.route(SAVES, lambda route: route.fulfill(**answer))
    add_outcome(page, EXAMPLES, "Van ons")
    expect(state(page)).to_contain_text("De server neemt even niets aan. Wij bewaren het hier en proberen het opnieuw")
    expect(state(page)).to_contain_text("1 kaart nog niet verstuurd")

    page.unroute(SAVES)
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert Outcome.objects.get().text == "Van ons"


def test_refusal_without_a_reason_is_asked_once_and_said(page, address):
    asked = []
    page.goto(address)
    page.route(SAVES, lambda route: (asked.append(route), route.fulfill(status=400, json={})))
    add_outcome(page, EXAMPLES, "Geweigerd")
    expect(state(page)).to_contain_text("Laad deze pagina opnieuw")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_contain_text("1 kaart nog niet verstuurd")
    assert len(asked) == 1


def test_what_goes_wrong_on_the_page_stops_no_later_card(chromium, live_server, address):
    context = chromium.new_context(base_url=live_server.url, locale="nl-NL")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    held = []
    page.route(SAVES, lambda route: held.append(route), times=1)
    for text in ("Kan niet getoond", "Komt erna"):
        add_outcome(page, EXAMPLES, text)
    expect(state(page)).to_contain_text("2 kaarten nog niet verstuurd")
    held[0].fulfill(json={"version": 1, "html": 5})
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert errors
    assert Outcome.objects.get().text == "Komt erna"
    context.close()


def test_card_of_a_closed_tab_is_sent_by_another_tab_of_the_sheet(page, address):
    page.clock.install()
    page.goto(address)
    other = page.context.new_page()
    other.route(SAVES, lambda route: route.abort())
    other.goto(address)
    add_outcome(other, EXAMPLES, "Nagelaten")
    expect(state(other)).to_contain_text("1 kaart nog niet verstuurd")
    other.close()
    page.clock.run_for(14_000)

    expect(saved_cards(page)).to_have_text([re.compile("Nagelaten")])
    assert Outcome.objects.get().text == "Nagelaten"


def test_idle_tab_that_closes_forgets_no_notes_of_another_tab(page, address):
    page.route(re.compile("/aantekeningen/$"), lambda route: route.abort())
    page.goto(address)
    idle = page.context.new_page()
    idle.goto(address)
    page.locator(NOTES).fill("Nog niet verstuurd")
    expect(state(page)).to_contain_text("Verbinding weg")
    kept = "Object.keys(localStorage).filter((key) => key.endsWith(':note')).length"
    assert page.evaluate(kept) == 1
    idle.close(run_before_unload=True)
    page.wait_for_timeout(200)
    assert page.evaluate(kept) == 1


def test_move_whose_answer_got_lost_goes_one_place(page, address, sheet):
    prompt = sheet.template.prompts.get(title=EXAMPLES)
    for number in range(3):
        uid = f"00000000-0000-4000-8000-00000000000{number}"
        create_card(sheet, Outcome, uid=uid, fields={"text": f"Kaart {number}", "prompt_id": prompt.pk})
    page.goto(address)
    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route(re.compile("/verplaatsen/$"), lose_the_first_answer)
    saved_cards(page).last.get_by_text("Bewerken").click()
    saved_cards(page).last.get_by_role("button", name="Omhoog").click()
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    assert lost
    assert [card.text for card in Outcome.objects.order_by("position")] == ["Kaart 0", "Kaart 2", "Kaart 1"]


def test_state_says_that_a_text_waits_for_a_choice(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).fill("Van mij")
    expect(state(page)).to_contain_text("Opgeslagen om")
    save_note(sheet, "Van de ander", version=1)
    page.locator(NOTES).type(" en nog wat")
    expect(page.locator(".scribe-conflict")).to_be_visible()
    expect(state(page)).to_have_text("1 tekst wacht bovenaan op uw keuze")
    page.get_by_role("button", name="Mijn tekst opslaan").click()
    expect(state(page)).to_contain_text("Opgeslagen om")


def test_full_store_is_said_for_as_long_as_something_is_not_kept(page, address):
    page.goto(address)
    page.route(SAVES, lambda route: route.abort())
    page.evaluate(
        """() => { const put = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
          if (key.includes(":op:")) throw new DOMException("full", "QuotaExceededError");
          return put.call(this, key, value); }; }"""
    )
    add_outcome(page, EXAMPLES, "Past niet")
    page.locator(NOTES).type("Past wel")
    expect(state(page)).to_contain_text("Verbinding weg · 1 kaart nog niet verstuurd · Dit apparaat bewaart niets")
    page.unroute(SAVES)
    expect(state(page)).to_contain_text("Opgeslagen om")
    expect(state(page)).not_to_contain_text("bewaart niets")


def test_question_that_hangs_is_not_the_last_one(page, address, sheet):
    page.clock.install()
    page.goto(address)
    asked = hang_once(page, re.compile("/kaarten/$"), method="GET")
    page.clock.run_for(6_000)
    assert len(asked) == 1
    prompt = sheet.template.prompts.get(title=EXAMPLES)
    uid = "00000000-0000-4000-8000-000000000001"
    create_card(sheet, Outcome, uid=uid, fields={"text": "Van de ander", "prompt_id": prompt.pk})
    page.clock.run_for(16_000)
    expect(saved_cards(page)).to_have_text([re.compile("Van de ander")])
