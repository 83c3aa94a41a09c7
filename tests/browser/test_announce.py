"""A visitor finds a meeting, reads it and puts it in a calendar; every page is accessible in every look."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from wagtail.models import Site

from events.models import CentralQuestion, EventPage, EventParty
from tests.factories import (
    EventDateFactory,
    EventIndexPageFactory,
    EventPageFactory,
    OrganisationFactory,
    ProgrammeItemFactory,
    SpeakerFactory,
    VenueFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

DAY = datetime(2015, 3, 5, 11, 30, tzinfo=UTC)


@pytest.fixture
def site(live_server):
    """A home page with a meeting to come, a masterclass and one that has been."""
    home = EventIndexPageFactory(title="Landelijke bijeenkomsten", introduction="<p>Voor iedereen.</p>")
    Site.objects.update(root_page=home)
    past = EventPageFactory(parent=home, title="Een effectieve systeemaanpak", slug="systeemaanpak", dates=0)
    EventDateFactory(page=past, starts_at=DAY, ends_at=DAY + timedelta(hours=4))
    coming = EventPageFactory(
        parent=home, title="Gender in de wijk", slug="wijk", venue=VenueFactory(), cost_note="Geen"
    )
    CentralQuestion.objects.create(page=coming, text="Wat werkt in de wijk?")
    EventParty.objects.create(page=coming, role="organiser", organisation=OrganisationFactory(name="Atria"))
    SpeakerFactory(item=ProgrammeItemFactory(page=coming, title="Inleiding"), biography="Onderzoeker.")
    workshop_round = WorkshopRoundFactory(event=coming)
    for number in range(1, 4):
        WorkshopFactory(round=workshop_round, number=number, title=f"Deelsessie {number}")
    series = EventPageFactory(parent=home, title="Masterclass", slug="masterclass", kind="masterclass")
    EventDateFactory(page=series, label="Terugkomdag", kind="follow_up")
    EventPage.objects.get(pk=coming.pk).save_revision().publish()
    return home


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_public_pages_have_no_violation_and_fit(site, new_page, axe, width, dark):
    page = new_page(width=width, dark=dark)
    for address in ("/", "/?zoek=wijk", "/?zoek=niets-daarvan", "/wijk/", "/masterclass/", "/systeemaanpak/"):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_pages_are_accessible_in_forced_colours(site, new_page, axe):
    page = new_page(width=320, forced_colors="active", reduced_motion="reduce")
    page.goto("/wijk/")
    assert axe(page) == []


def test_visitor_finds_a_meeting_by_topic_without_javascript_and_takes_its_calendar(site, new_page):
    page = new_page(width=360, javascript=False)
    page.goto("/")
    page.get_by_label("Zoek op onderwerp").fill("wijken")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Gender in de wijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gender in de wijk")
    expect(page.get_by_role("heading", name="3. Deelsessie 3")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Zet in uw agenda").click()
    assert b"BEGIN:VCALENDAR" in download.value.path().read_bytes()


def test_keyboard_reaches_the_content_first(site, page):
    page.goto("/wijk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_targets_are_large_enough_for_a_thumb(site, new_page):
    page = new_page(width=360, touch=True)
    page.goto("/wijk/")
    targets = "a.button, button, summary, .site-nav a, .site-footer a, input:not([type=hidden])"
    small = page.evaluate(
        """targets => [...document.querySelectorAll(targets)]
        .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 44)
        .map(element => element.outerHTML)""",
        targets,
    )
    assert small == []
