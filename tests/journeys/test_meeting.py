"""From announcement to verslag: one meeting, walked by everybody who has a part in it."""

import re
import zipfile
from io import BytesIO

import pytest
from playwright.sync_api import expect

from tests.journeys.organiser import QUESTION, Organiser

pytestmark = [pytest.mark.processes, pytest.mark.browser]
TITLE = "Samen werken in de regio"
MEDIA_TYPES = {
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ODT": "application/vnd.oasis.opendocument.text",
}


def register(window, event_id, number, *, workshop=None):
    """Fill in the public form; the thank-you page tells to look in the mail."""
    window.goto(f"/aanmelden/{event_id}/")
    window.get_by_label("Uw naam").fill(f"Verzonnen Persoon {number}")
    window.get_by_label("E-mailadres").fill(f"persoon{number}@verzonnen.example")
    window.get_by_label(re.compile("Ik kom vanuit")).select_option(label="Politie")
    if workshop:
        window.get_by_label(re.compile(workshop)).check()
    window.locator("main form button[type=submit]").click()
    expect(window.locator("h1")).to_contain_text("aanmelding ontvangen")


def join(window, code):
    """Come in with the code on the screen, and say nothing about yourself."""
    window.goto("/doe-mee/")
    window.get_by_label(re.compile("Code")).fill(code)
    window.locator("main button").first.click()
    window.get_by_role("button", name="Dat zeg ik liever niet").click()


def vote(window, answer):
    """Tap an answer and see that it was received."""
    window.get_by_role("button", name=answer, exact=True).click()
    expect(window.locator("[data-receipt]")).to_contain_text("Ontvangen")


def download(window, label):
    """The bytes behind a link of the download menu."""
    with window.expect_download() as waiting:
        window.locator("a.report-chip", has_text=label).click()
    return waiting.value.path().read_bytes()


def test_meeting_from_announcement_to_verslag(new_page, axe):
    organiser = Organiser(new_page(width=1280, bypass_csp=True))
    event_id = organiser.announce(TITLE)
    organiser.add_workshop("Sneller weten wat er speelt")
    organiser.prepare_poll()
    links = organiser.give_links()
    violations = {}

    # A visitor finds the meeting, and registers without a script.
    visitor = new_page(width=360, javascript=False)
    visitor.goto("/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", name="Programma")).to_be_visible()
    register(visitor, event_id, 1, workshop="Sneller weten")
    reader = new_page(width=1280)
    for address in ("/", f"/aanmelden/{event_id}/"):
        reader.goto(address)
        violations[address] = axe(reader)
    reader.goto("/")
    reader.get_by_role("link", name=TITLE).click()
    violations["event"] = axe(reader)
    with reader.expect_download() as calendar:
        reader.get_by_role("link", name=re.compile("agenda")).first.click()
    assert calendar.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")

    # The letter brings the personal page, with the workshop and the way into the room.
    visitor.goto(organiser.letter_to("persoon1@verzonnen.example"))
    expect(visitor.locator("main")).to_contain_text("Sneller weten wat er speelt")
    visitor.get_by_role("link", name="Naar de zaal").click()
    phones = [visitor, new_page(width=360), new_page(width=320)]
    for phone in phones[1:]:
        join(phone, links["code"])

    # The chair opens the question; three phones vote, one of them without a script.
    chair, screen = new_page(width=360), new_page(width=1920, height=1080)
    screen.goto(links["screen"])
    expect(screen.locator(".screen__code")).to_contain_text(links["code"][:3])
    violations["waiting screen"] = axe(screen)
    chair.goto(links["chair"])
    chair.locator("[id^=choose-]").first.click()
    chair.locator("#press-open").click()
    expect(chair.locator("#press-close")).to_be_visible()
    expect(phones[1].get_by_role("heading", name=QUESTION)).to_be_visible()
    visitor.reload()
    violations["phone"], violations["chair"] = axe(phones[1]), axe(chair)
    for phone, answer in zip(phones, ("Eens", "Oneens", "Eens"), strict=True):
        vote(phone, answer)
    expect(screen.locator("[data-received]")).to_have_text("3")
    violations["screen"] = axe(screen)

    # Below ten votes nothing is shown; nine more make it twelve.
    for _ in range(9):
        late = new_page(width=360, javascript=False)
        join(late, links["code"])
        vote(late, "Eens")
        late.context.close()
    expect(screen.locator("[data-received]")).to_have_text("12")
    chair.locator("#press-close").click()
    chair.locator("#press-result").click()
    expect(screen.locator(".chart__value")).to_have_count(2)
    expect(screen.locator("main")).to_contain_text("11")
    violations["result"] = axe(screen)

    # A scribe captures the workshop.
    scribe = new_page(width=820)
    scribe.goto(links["scribe"])
    form = scribe.locator("form.scribe-add").first
    form.get_by_label("Tekst").fill("Een vast nummer voor overleg met Veilig Thuis werkt.")
    form.get_by_role("button", name="Toevoegen").click()
    expect(scribe.locator("[data-version]").first).to_contain_text("Een vast nummer")
    expect(scribe.locator("[data-state]")).to_contain_text("Opgeslagen")
    violations["scribe"] = axe(scribe)

    # The verslag drafts itself, is published and leaves the house in every format.
    organiser.draft_and_publish_report()
    reader.reload()
    reader.get_by_role("link", name=re.compile("verslag", re.IGNORECASE)).first.click()
    expect(reader.locator("main")).to_contain_text("vindt dat de gemeente de regie moet nemen")
    expect(reader.locator("main")).to_contain_text("vast nummer voor overleg")
    violations["verslag"] = axe(reader)
    assert download(reader, "PDF").startswith(b"%PDF-1.7")
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(download(reader, "DOCX"))).namelist()
    assert zipfile.ZipFile(BytesIO(download(reader, "ODT"))).read("mimetype").decode() == MEDIA_TYPES["ODT"]
    assert {place: found for place, found in violations.items() if found} == {}
