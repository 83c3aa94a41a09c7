"""A speaker hands in by phone without a script; an organiser releases; visitors and people with a place save files."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.tokens import link_token
from handouts.domain.asking import ask_speaker, link_of
from handouts.enums import Audience, Release
from handouts.models import Folder, HandOut
from registrations.domain.links import token_of
from tests.factories import FolderFactory, ProgrammeItemFactory, RegistrationFactory, SpeakerFactory, UserFactory
from tests.handouts.samples import pdf, pptx, slide
from tests.reports.pages import published_report

LOOKS = [{"width": 360}, {"width": 1280}, {"width": 1280, "dark": True}]


@pytest.fixture
def folder(transactional_db):
    event = published_report().event
    item = SpeakerFactory(item=ProgrammeItemFactory(page=event, title="Wat casussen leren", kind="talk")).item
    return FolderFactory(item=item)


def keep(page, name):
    """A picture for who wants to look: only with ``LOOK_AT`` set to a folder."""
    if os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(os.environ["LOOK_AT"]) / f"{name}.png", full_page=True)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop", "dark"])
def test_speaker_hands_in_and_describes(new_page, axe, folder, look):
    ask = ask_speaker(folder, name="Noor van Vliet", deliver_by=None)
    address = f"/spreker/{link_token(link_of(ask))}/bestanden/"
    name = f"{look['width']}{'d' if look.get('dark') else ''}"
    plain = new_page(javascript=False, **look)
    plain.goto(address)
    expect(plain.get_by_role("heading", name="Uw presentatie")).to_be_visible()
    sent = [
        {"name": "Praatje " + "x" * 60 + ".pptx", "mimeType": "text/html", "buffer": pptx(slide(title=""), slide())},
        {"name": "fout.exe", "mimeType": "application/pdf", "buffer": b"MZ"},
    ]
    plain.get_by_label("Bestanden").set_input_files(sent)
    plain.get_by_role("button", name="Inleveren").click()
    expect(plain.locator(".error-summary")).to_contain_text("fout.exe")
    expect(plain.get_by_text("1 dia heeft geen titel.")).to_be_visible()
    keep(plain, f"speaker-{name}")
    plain.get_by_role("link", name="Beschrijven, vervangen of verwijderen").click()
    plain.get_by_label("Titel").fill("Wat casussen leren")
    plain.get_by_label("Wat erin staat").fill("Twee dia’s over casussen.")
    keep(plain, f"speaker-file-{name}")
    plain.get_by_role("button", name="Opslaan").click()
    expect(plain.get_by_text("Twee dia’s over casussen.")).to_be_visible()

    page = new_page(**look)  # axe needs a script
    for path in (address, f"{address}{HandOut.objects.get().uid}/", "/spreker/niets/bestanden/"):
        page.goto(path)
        assert axe(page) == []
        assert fits(page)


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop", "dark"])
def test_organiser_sees_asks_and_releases(new_page, axe, folder, client, server_address, look):
    ask = ask_speaker(folder, name="Noor van Vliet", deliver_by=None)
    make_file(folder, ask=ask, is_held=True)
    client.force_login(UserFactory(is_superuser=True))
    page = new_page(**look)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server_address}
    page.context.add_cookies([session])
    page.goto(f"/beheer/bijeenkomsten/{folder.event_id}/presentaties/")
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert axe(page) == []
    assert fits(page)
    keep(page, f"organiser-{look['width']}{'d' if look.get('dark') else ''}")
    section = page.locator("section", has=page.get_by_role("heading", name="Wat casussen leren", exact=True))
    section.get_by_label("Voor wie").select_option("everyone")
    section.get_by_label("Wanneer").select_option("now")
    section.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("vrijgegeven voor iedereen")).to_be_visible()
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_text("Het bestand volgt wat hier is ingesteld.")).to_be_visible()
    assert HandOut.objects.get().is_available
    page.goto(f"/beheer/bijeenkomsten/{folder.event_id}/presentaties/bestanden/{HandOut.objects.get().uid}/")
    assert axe(page) == []


def make_file(folder, **fields):
    return HandOut.objects.create(
        folder=folder,
        title="Casussen en gender, in drie dia’s",
        text="Drie dia’s met alleen tekst.",
        name="casussen.pdf",
        kind="pdf",
        content=pdf(),
        size=len(pdf()),
        fingerprint="x" * 64,
        hints=[["pdf-tags", 1]],
        **fields,
    )


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop", "dark"])
def test_visitors_find_files_with_programme_verslag_and_my_place(new_page, axe, folder, look):
    Folder.objects.update(audience=Audience.EVERYONE, release=Release.NOW)
    file = make_file(folder)
    event = folder.event
    person = RegistrationFactory(event=event)
    page = new_page(**look)
    report = event.get_children().get()
    name = f"{look['width']}{'d' if look.get('dark') else ''}"
    for where, path in {"event": event.url, "report": report.url, "mine": f"/mijn-plek/{token_of(person)}/"}.items():
        page.goto(path)
        link = page.get_by_role("link", name="Casussen en gender, in drie dia’s")
        expect(link).to_be_visible()
        assert axe(page) == []
        assert fits(page)
        keep(page, f"{where}-{name}")
        with page.expect_download() as saved:
            link.click()
        assert saved.value.suggested_filename == file.name
