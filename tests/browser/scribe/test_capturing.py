"""A scribe captures a workshop in a real browser, with and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.scribe.page import EXAMPLES, NOTES, add_outcome, panel, state
from workshops.models import ActionItem, Outcome, Quote, RunningNote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_scribe_captures_a_workshop_and_hands_in(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).type("Vraag door naar geld\nRolpatronen thuis")
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert RunningNote.objects.get().text == "Vraag door naar geld\nRolpatronen thuis"

    page.get_by_role("group", name="Zet dit onder:").get_by_role("button", name=EXAMPLES).click()
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_contain_text("Rolpatronen thuis")
    card.get_by_role("button", name="Terugkoppelen").click()
    expect(card.locator(".badge", has_text="Terugkoppeling")).to_be_visible()

    quotes = panel(page, "Citaten").locator("form.scribe-add")
    quotes.get_by_label("Tekst").fill("Wij vragen het nooit.")
    quotes.get_by_label("Mag dit in het verslag?").select_option("given")
    quotes.get_by_role("button", name="Toevoegen").click()
    expect(quotes.get_by_label("Mag dit in het verslag?")).to_have_value("not_asked")  # not for the next one as well
    actions = panel(page, "Afspraken").locator("form.scribe-add")
    actions.get_by_label("Tekst").fill("Instrumenten ontwikkelen")
    actions.get_by_label("Wie pakt het op").fill("Movisie")
    actions.get_by_label("Of een periode").fill("komende maanden")
    actions.get_by_role("button", name="Toevoegen").click()
    expect(panel(page, "Afspraken").locator("[data-version]")).to_contain_text("komende maanden")
    expect(state(page)).to_contain_text("Opgeslagen om")

    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Ingeleverd op")).to_be_visible()
    sheet.refresh_from_db()
    assert sheet.handed_in_at
    assert Outcome.objects.get().is_starred
    assert Quote.objects.get().consent == "given"
    assert ActionItem.objects.get().owners.get().organisation.name == "Movisie"


def test_card_is_edited_moved_and_deleted(page, address):
    page.goto(address)
    for text in ("Een", "Twee"):
        add_outcome(page, EXAMPLES, text)
    cards = panel(page, EXAMPLES).locator("[data-version]")
    expect(cards).to_have_count(2)

    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_label("Tekst").fill("Twee, beter")
    cards.last.get_by_role("button", name="Opslaan").press("Enter")
    expect(cards.last).to_contain_text("Twee, beter")
    expect(cards.last).to_have_attribute("data-version", "2")
    expect(cards.last.locator("summary")).to_be_focused()
    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_role("button", name="Omhoog").press("Enter")
    expect(cards.first).to_contain_text("Twee, beter")
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    expect(cards.first.get_by_role("button", name="Omhoog")).to_be_focused()
    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_role("button", name="Verwijderen").press("Enter")
    expect(cards).to_have_count(1)
    expect(cards.last.locator("summary")).to_be_focused()
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert [card.text for card in Outcome.objects.all()] == ["Twee, beter"]
    page.locator("[data-state-message]").get_by_role("button", name="Ongedaan maken").click()
    expect(cards).to_have_text([re.compile("Twee, beter"), re.compile("Een")])
    assert [card.text for card in Outcome.objects.order_by("position")] == ["Twee, beter", "Een"]


def test_scribe_works_without_javascript(new_page, address, sheet):
    page = new_page(javascript=False)
    page.goto(address)
    page.locator(NOTES).fill("Getypt zonder script")
    page.get_by_role("button", name="Aantekeningen opslaan").click()
    expect(page.locator(NOTES)).to_have_value("Getypt zonder script")

    form = panel(page, EXAMPLES).locator("form.scribe-add")
    form.get_by_label("Tekst").fill("Doorvragen naar geld")
    form.get_by_label("Casus").select_option(label="Chantal en Dirk")
    form.get_by_role("button", name="Toevoegen").click()
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_contain_text("Chantal en Dirk")
    card.get_by_text("Bewerken").click()
    card.get_by_label("Tekst").fill("")
    card.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Inleveren").click()
    page.get_by_role("button", name="Open het blad weer").click()
    expect(panel(page, EXAMPLES).locator("form.scribe-add")).to_be_visible()


def test_refused_card_comes_back_to_its_form(page, address):
    page.goto(address)
    form = panel(page, "Afspraken").locator("form.scribe-add")
    form.get_by_label("Tekst").fill("Instrumenten maken")
    form.get_by_label("Uiterlijk op").fill("2032-03-05")
    form.get_by_label("Of een periode").fill("komende maanden")
    form.get_by_role("button", name="Toevoegen").click()

    expect(form.get_by_role("alert")).to_contain_text("niet allebei")
    expect(form.get_by_label("Tekst")).to_have_value("Instrumenten maken")
