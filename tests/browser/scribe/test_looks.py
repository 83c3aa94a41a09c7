"""The scribe page for everybody, on every screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.scribe.page import NOTES
from workshops.domain.cards import save_note
from workshops.models import CaptureSheet

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 820, 1280])
def test_scribe_page_is_accessible_and_fits(new_page, axe, address, sheet, width, dark):
    page = new_page(width=width, height=1180, dark=dark, touch=width < 1000)
    page.goto(address)
    page.locator(NOTES).fill("Vraag door naar geld, wonen en alles waar iemand anders dan zijzelf over gaat")
    page.get_by_role("group", name="Zet dit onder:").get_by_role("button", name="Genderaspecten").click()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    form = page.locator("[data-panel][data-current] form.scribe-add")
    form.get_by_label("Tekst").fill("Rolpatronen")
    form.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("[data-version]")).to_have_count(2)
    page.locator("[data-version] summary").first.click()

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main summary, main a, main select')]
        .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height < 44).map(([text, box]) => `${text} ${box.height}`)"""
    )
    assert small == []


def test_closed_link_and_conflict_pages_are_accessible(new_page, axe, address, sheet):
    page = new_page(javascript=False)
    page.goto(address)
    save_note(sheet, "Van de ander", version=0)
    page.locator(NOTES).fill("Van mij")
    page.get_by_role("button", name="Aantekeningen opslaan").click()
    expect(page.locator("textarea")).to_have_value("Van mij")
    page.get_by_role("button", name="Mijn tekst opslaan").click()
    expect(page.locator(NOTES)).to_have_value("Van mij")
    looking = new_page()
    looking.goto("/verslaglegger/niets/")
    assert axe(looking) == []
    assert CaptureSheet.objects.count() == 1
