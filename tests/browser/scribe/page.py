"""Where things stand on the scribe page."""

import re

NOTES = "#id_note_text"
EXAMPLES = "Goede voorbeelden"


def panel(page, title):
    return page.locator("[data-panel]", has=page.get_by_role("heading", name=re.compile(title)))


def add_outcome(page, title, text):
    form = panel(page, title).locator("form.scribe-add")
    form.get_by_label("Tekst").fill(text)
    form.get_by_role("button", name="Toevoegen").click()


def state(page):
    return page.locator("[data-state]")
