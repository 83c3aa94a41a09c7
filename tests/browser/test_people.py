"""An organiser's afternoon with the list: read in, merge, decide for many, export; light, dark and on a phone."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from registrations.enums import RegistrationState as State
from registrations.models import Registration
from tests.factories import EventPageFactory, RegistrationFactory, SectorFactory, UserFactory

LIST = (
    "Naam;E-mailadres;Organisatie\n"
    "Anja Vos (verzonnen);anja@verzonnen.example;Politie\n"
    "Bram Smit (verzonnen);bram@verzonnen.example;Gemeente Breda\n"
    ";zonder@verzonnen.example;\n"
)


@pytest.fixture
def signed_in(live_server, transactional_db):
    """Puts the session of an administrator into a window."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    cookie = client.cookies["sessionid"].value

    def give(page):
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return give


def problems_of(found):
    """What axe says of our part of the page; the frame around it is Wagtail's."""
    return [line for line in found if "people" in line or "#main" in line or "form" in line.partition(":")[0]]


def test_list_is_read_in_merged_decided_and_exported(live_server, page, signed_in, axe, tmp_path):
    event = EventPageFactory(title="Bijeenkomst van de lijst")
    RegistrationFactory(event=event, name="Anja Fos (verzonnen)", email="a.fos@verzonnen.example")
    RegistrationFactory(event=event, name="Carla Mulder (verzonnen)", state=State.PENDING)
    start = f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/"
    signed_in(page)
    page.goto(f"{start}inlezen/")
    page.get_by_label("Bestand").set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    page.get_by_role("button", name="De lijst bekijken").click()
    expect(page.get_by_text("Er is geen naam.")).to_be_visible()
    assert problems_of(axe(page)) == []
    page.get_by_role("button", name="Inlezen", exact=True).click()
    expect(page.get_by_text("Klaar.")).to_be_visible()
    assert Registration.objects.filter(event=event).count() == 4

    page.goto(f"{start}dubbel/")
    page.get_by_role("link", name="Vergelijken en samenvoegen").click()
    page.get_by_label("Anja Vos (verzonnen)").check()
    page.get_by_label("anja@verzonnen.example").check()
    assert problems_of(axe(page)) == []
    page.get_by_role("button", name="Samenvoegen tot één").click()
    expect(page.get_by_text("zijn nu één")).to_be_visible()
    assert Registration.objects.filter(event=event).count() == 3

    page.goto(f"{start}?state=pending")
    page.get_by_label("Vink Carla Mulder (verzonnen) aan").check()
    page.get_by_label("Met wie is aangevinkt").select_option("approve")
    assert problems_of(axe(page)) == []
    page.get_by_role("button", name="Verder…").click()
    page.get_by_role("button", name="Goedkeuren: 1").click()
    expect(page.get_by_text("Klaar.")).to_be_visible()
    assert not Registration.objects.filter(event=event, state=State.PENDING).exists()

    page.goto(start)
    page.get_by_label("Zoek op naam, adres of organisatie").fill("Carla")
    page.locator("#listing-results").get_by_role("button", name="Zoeken").click()
    assert "Carla" not in page.url
    page.goto(f"{start}export/")
    page.get_by_label("Tekst (CSV)").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporteren").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "Carla Mulder (verzonnen)" in text
    assert "Anja" not in text


def test_list_fits_a_phone_with_one_menu_and_nothing_lost(live_server, new_page, signed_in, axe):
    person = RegistrationFactory(
        name="Annemarie van der Heijden-Oosterhuis (verzonnen)",
        organisation_name="Samenwerkingsverband Regio Noordoost-Overijssel",
        sector=SectorFactory(name="Hulpverlening"),
    )
    page = signed_in(new_page(width=360))
    page.goto(f"/beheer/bijeenkomsten/{person.event_id}/aanmeldingen/")
    row = page.locator("#listing-results tbody tr")
    expect(row).to_contain_text("Annemarie")
    expect(row.get_by_text("Overijssel · Hulpverlening")).to_be_visible()
    expect(row.get_by_text("Bevestigd")).to_be_visible()
    assert page.evaluate("document.querySelector('.content').scrollWidth <= innerWidth")
    header = page.locator("header.w-slim-header")
    assert header.get_by_role("link", name="Iemand toevoegen").is_visible()
    expect(header.get_by_role("link", name="Incheckbalie")).to_be_hidden()
    header.get_by_role("button", name="Acties").first.click()
    for name in ("Incheckbalie", "Uitnodigingen", "Exporteren", "Mail"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert problems_of(axe(page)) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(row.get_by_role("cell", name="Hulpverlening", exact=True)).to_be_visible()
    expect(row.get_by_text("Overijssel · Hulpverlening")).to_be_hidden()
