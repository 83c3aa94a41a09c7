"""Two scribes at one sheet."""

import pytest
from playwright.sync_api import expect

from registrations.domain.on_the_day.changing import merge_workshop, move_workshop
from tests.browser.scribe.page import EXAMPLES, NOTES, add_outcome, panel, state
from tests.factories import WorkshopFactory
from workshops.domain.cards import save_note, update_card
from workshops.models import Outcome, RunningNote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_two_scribes_who_change_the_same_card_both_see_both_texts(new_page, address):
    one, two = new_page(), new_page()
    one.goto(address)
    add_outcome(one, EXAMPLES, "Begin")
    expect(panel(one, EXAMPLES).locator("[data-version]")).to_have_count(1)
    two.goto(address)
    for page, text in ((one, "Van de een"), (two, "Van de ander")):
        card = panel(page, EXAMPLES).locator("[data-version]")
        card.get_by_text("Bewerken").click()
        card.get_by_label("Tekst").fill(text)
        if page is two:
            expect(panel(one, EXAMPLES).locator("[data-version]")).to_have_attribute("data-version", "2")
        card.get_by_role("button", name="Opslaan").click()

    conflict = two.locator(".scribe-conflict")
    expect(conflict).to_contain_text("Van de een")
    expect(conflict.locator("[data-mine]")).to_have_value("Van de ander")
    assert Outcome.objects.get().text == "Van de een"
    conflict.get_by_role("button", name="Mijn tekst opslaan").click()
    expect(panel(two, EXAMPLES).locator("[data-version]")).to_have_attribute("data-version", "3")
    assert Outcome.objects.get().text == "Van de ander"


def test_card_that_somebody_changed_is_not_deleted(page, address, sheet):
    page.goto(address)
    add_outcome(page, EXAMPLES, "Begin")
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_have_count(1)
    saved = Outcome.objects.get()
    update_card(sheet, Outcome, saved.uid, version=1, fields={"text": "Intussen gewijzigd"})
    card.get_by_text("Bewerken").click()
    card.get_by_role("button", name="Verwijderen").click()

    expect(card).to_contain_text("Intussen gewijzigd")
    assert Outcome.objects.get() == saved


def test_conflict_in_the_notes_shows_both_texts_and_keeps_both(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).fill("Van mij")
    expect(state(page)).to_contain_text("Opgeslagen om")
    save_note(sheet, "Van de ander", version=1)

    page.locator(NOTES).type(" en nog wat")
    conflict = page.locator(".scribe-conflict")
    expect(conflict).to_contain_text("Van de ander")
    conflict.get_by_role("button", name="Allebei houden").click()

    expect(state(page)).to_contain_text("Opgeslagen om")
    assert RunningNote.objects.get().text == "Van de ander\n\nVan mij en nog wat"


def test_scribe_sees_what_another_scribe_added(new_page, address):
    one, two = new_page(), new_page()
    one.goto(address)
    two.goto(address)
    add_outcome(one, EXAMPLES, "Voor allebei")

    expect(panel(two, EXAMPLES).locator("[data-version]")).to_contain_text("Voor allebei", timeout=20_000)


def test_open_page_says_that_the_workshop_was_moved_and_merged_while_typing_stays(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).fill("Nog niet klaar")
    move_workshop(sheet.workshop, "Zaal 9", actor=None)
    expect(page.locator(".scribe-head__facts")).to_contain_text("Zaal 9", timeout=20_000)
    other = WorkshopFactory(round=sheet.workshop.round, title="Samen verder", room="Zaal 4")
    merge_workshop(sheet.workshop, other, actor=None)
    expect(page.locator("[data-state-message]")).to_contain_text("samengevoegd met: Samen verder (Zaal 4)")
    expect(page.get_by_text("Deze workshop is samengevoegd met: Samen verder (Zaal 4)").first).to_be_visible()
    expect(page.locator(NOTES)).to_have_value("Nog niet klaar")
