"""Lines of the notes become cards."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.scribe.page import EXAMPLES, NOTES, panel, state
from workshops.models import Outcome, Quote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# What a word processor puts on the clipboard: bullets of two levels, a number, a table, curly quotes, odd spaces.
PASTED = [
    "•\tPraat eerst over\u00a0geld",
    "",
    "o\tVraag door naar wonen",
    "2)\u00a0Leg vast \u00a0wie belt",
    "Knelpunt\tWie\t\tWanneer",
    "\uf0a7\tGeen \u00adplek in \u200bde opvang",
    "“Wij vragen het nooit.”",
]
PLAIN = [
    "Praat eerst over geld",
    "Vraag door naar wonen",
    "Leg vast wie belt",
    "Knelpunt – Wie – Wanneer",
    "Geen plek in de opvang",
    "“Wij vragen het nooit.”",
]


def test_pasted_notes_become_cards_line_by_line_and_a_wrong_mark_is_undone(page, address):
    page.goto(address)
    page.locator(NOTES).fill("\n".join(PASTED))
    page.locator(NOTES).evaluate("field => field.setSelectionRange(0, 0)")
    marks = page.get_by_role("group", name="Zet dit onder:")
    cards = panel(page, EXAMPLES).locator("[data-version]:visible")
    line = page.locator("[data-mark-line]")
    expect(line).to_have_text("Deze regel: “Praat eerst over geld”")
    marks.get_by_role("button", name=EXAMPLES).click()
    expect(line).to_have_text("Deze regel: “Vraag door naar wonen”")
    marks.get_by_role("button", name=EXAMPLES).dblclick()
    expect(cards).to_have_text([re.compile("Praat eerst over geld"), re.compile("Vraag door naar wonen")])
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(cards).to_have_count(1)
    expect(line).to_have_text("Deze regel: “Vraag door naar wonen”")

    page.context.set_offline(True)
    page.locator(NOTES).select_text()
    expect(line).to_have_text("6 regels, elk een eigen kaart. De eerste: “Praat eerst over geld”")
    marks.get_by_role("button", name="Instrumenten").click()
    expect(state(page)).to_contain_text("6 kaarten nog niet verstuurd")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.locator(NOTES).evaluate("field => field.setSelectionRange(field.value.length, field.value.length)")
    marks.get_by_role("button", name="Citaten").click()
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Opgeslagen om")
    expect(panel(page, "Citaten").locator("[data-version]")).to_contain_text("Wij vragen het nooit.")
    assert [card.text for card in Outcome.objects.all()] == ["Praat eerst over geld"]
    assert Quote.objects.get().text == "Wij vragen het nooit."

    page.locator(NOTES).select_text()
    marks.get_by_role("button", name="Instrumenten").click()
    expect(panel(page, "Instrumenten").locator("[data-version]")).to_have_count(6)
    made = Outcome.objects.filter(prompt__key="instruments").values_list("text", flat=True)
    assert list(made) == PLAIN
