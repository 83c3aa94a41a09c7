"""Templates of reports in a real window, the ZIP that is followed until it is there, and the overview of a meeting."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from handouts.domain.asking import ask_speaker
from reports.domain import bundling
from reports.domain.bundling import make_bundles
from reports.domain.drafting import draft_report, report_of
from reports.domain.layout import LAYOUTS, plain_parts
from reports.models import ReportBundle, ReportPage, ReportTemplate
from tests.browser.test_handouts import fits, keep, make_file
from tests.factories import FolderFactory, ProgrammeItemFactory, SpeakerFactory, UserFactory
from tests.reports.meeting import make_meeting
from tests.reports.pages import published_report

LOOKS = [{"width": 1280}, {"width": 360, "dark": True}]
IDS = ["desktop", "phone-dark"]
# Wagtail lets a message fade in: its colours count when it is there.
SHOWN = """() => [...document.querySelectorAll(".messages, .messages *")].every(
    (one) => getComputedStyle(one).opacity === "1"
)"""
LONG = "Verslag met een heel lange naam die niemand ooit korter maakt " * 2


@pytest.fixture
def event(transactional_db):
    return make_meeting(workshops=2, questions=1, people=12).event


@pytest.fixture
def window(new_page, client, server_address):
    """A window in which somebody who may do everything is logged in."""

    def make(**look):
        client.force_login(UserFactory(is_superuser=True))
        page = new_page(**look)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server_address}
        page.context.add_cookies([session])
        return page

    return make


def url(name, event, *args):
    return reverse(f"reports_admin:{name}", args=[event.pk, *args])


@pytest.fixture
def good(axe):
    """Holds a page to axe and to its width."""

    def check(page, name):
        page.wait_for_load_state()
        page.wait_for_function(SHOWN)
        assert axe(page) == []
        assert fits(page)
        keep(page, f"{name}-{page.viewport_size['width']}")

    return check


def layout(page, value):
    return page.locator(f"[name=layout][value={value}]")


@pytest.mark.parametrize("look", LOOKS, ids=IDS)
def test_reporter_chooses_a_template_and_keeps_one(window, good, server_address, event, look):
    page = window(height=2400, **look)
    page.goto(reverse("workspace:event", args=[event.pk]))
    good(page, "overview-before")
    page.goto(url("template", event))
    expect(page.get_by_role("radio")).to_have_count(5)
    layout(page, "comparison").check()
    page.get_by_role("button", name="Maak het verslag").click()
    expect(page.get_by_text("Kies ten minste één andere bijeenkomst.")).to_be_visible()
    expect(layout(page, "comparison")).to_be_checked()
    good(page, "choice-refused")
    layout(page, "chapters").check()
    page.get_by_role("button", name="Keuze bewaren").click()
    expect(page.get_by_text("De keuze is bewaard")).to_be_visible()
    expect(layout(page, "chapters")).to_be_checked()
    good(page, "choice")

    report = draft_report(event, actor=None)
    newest = ReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    written = [
        {"type": "text", "value": {"text": "<p>Vragen? Bel 06 12345678 of mail naar noor@voorbeeld.nl.</p>"}},
        {"type": "text", "value": {"text": f"<p>Dit verslag is een samenvatting. {'w' * 90}</p>"}},
    ]
    newest.body = json.dumps([*written, *(dict(child) for child in newest.body.raw_data)])
    newest.save_revision()
    page.goto(url("template_keep", event))
    good(page, "keep")
    page.get_by_role("button", name="Sjabloon bewaren").click()
    good(page, "keep-refused")
    page.get_by_label("Naam van het sjabloon").fill(LONG[:120])
    page.get_by_role("button", name="Sjabloon bewaren").click()
    expect(page).to_have_url(server_address + url("templates", event))
    expect(page.get_by_text("is bewaard")).to_be_visible()
    page.locator(".verslag__card summary").click()
    good(page, "templates")


@pytest.mark.parametrize("look", LOOKS, ids=IDS)
def test_organiser_renames_changes_and_deletes_a_template(window, good, server_address, event, look):
    draft_report(event, actor=None)
    template = ReportTemplate.objects.create(
        home=event.get_parent(), title=LONG[:120], parts=plain_parts(LAYOUTS["full"].parts)
    )
    page = window(height=2400, **look)
    page.goto(url("templates", event))
    page.get_by_label("Naam van het sjabloon").fill("Werkconferentie")
    page.get_by_role("button", name="Naam wijzigen").click()
    expect(page.get_by_role("heading", name="Werkconferentie")).to_be_visible()
    template.refresh_from_db()
    assert template.title == "Werkconferentie"

    page.goto(url("template", event))
    page.get_by_role("radio", name="Werkconferentie").check()
    good(page, "choice-own")
    layout(page, "short").check()
    page.get_by_role("button", name="Sjabloon veranderen").click()
    expect(page).to_have_url(server_address + url("refresh", event))
    good(page, "refresh")

    page.goto(url("templates", event))
    page.locator(".verslag__card summary").click()
    page.get_by_role("button", name="Dit sjabloon verwijderen").click()
    expect(page.get_by_text("Er zijn nog geen eigen sjablonen.")).to_be_visible()
    good(page, "templates-empty")
    assert report_of(event) is not None
    page.goto(reverse("workspace:event", args=[event.pk]))
    good(page, "overview-after")


@pytest.mark.parametrize("look", LOOKS, ids=IDS)
def test_reader_follows_the_files_until_they_are_ready(new_page, axe, monkeypatch, transactional_db, look):
    monkeypatch.setattr(bundling, "files_of", lambda page: iter([("a.txt", b"a"), ("b.txt", b"b")]))
    monkeypatch.setattr(bundling, "send_task", lambda name: None)
    report = published_report()
    page = new_page(**look)
    page.goto(reverse("reports:bundle_ask", args=[report.pk]))
    assert axe(page) == []
    keep(page, f"bundle-ask-{look['width']}")
    page.get_by_role("button", name="Maak de bestanden").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    keep(page, f"bundle-busy-{look['width']}")
    make_bundles()
    expect(page.get_by_role("link", name="ZIP")).to_be_visible()  # the script asked again
    assert axe(page) == []
    assert fits(page)
    keep(page, f"bundle-done-{look['width']}")


def test_following_goes_on_after_the_server_was_away_and_keeps_the_place_on_the_page(
    new_page, monkeypatch, transactional_db
):
    monkeypatch.setattr(bundling, "files_of", lambda page: iter([("a.txt", b"a"), ("b.txt", b"b")]))
    monkeypatch.setattr(bundling, "send_task", lambda name: None)
    report = published_report()
    page = new_page()
    page.goto(reverse("reports:bundle_ask", args=[report.pk]))
    page.get_by_role("button", name="Maak de bestanden").click()
    again = page.get_by_role("link", name="Opnieuw bekijken")
    again.focus()
    answers = []

    def away(route):
        answers.append(503)
        route.fulfill(status=503, body="<h1>Even weg</h1>")

    page.route(page.url, away)
    page.wait_for_function("() => performance.getEntriesByType('resource').some(one => one.responseStatus === 503)")
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.unroute(page.url)
    bundle = ReportBundle.objects.get()
    ReportBundle.objects.filter(pk=bundle.pk).update(done=3)
    expect(page.get_by_text("3 van ")).to_be_visible()
    expect(again).to_be_focused()
    make_bundles()
    expect(page.get_by_role("link", name="ZIP")).to_be_visible()
    assert answers


@pytest.mark.parametrize("look", LOOKS, ids=IDS)
def test_organiser_sees_the_whole_meeting(window, axe, transactional_db, look):
    event = published_report().event
    folder = FolderFactory(item=SpeakerFactory(item=ProgrammeItemFactory(page=event, kind="talk")).item)
    make_file(folder, ask=ask_speaker(folder, name="Noor van Vliet", deliver_by=None), is_held=True)
    page = window(height=2400, **look)
    page.goto(reverse("workspace:event", args=[event.pk]))
    expect(page.get_by_role("heading", name="Presentaties")).to_be_visible()
    page.wait_for_function(SHOWN)
    assert axe(page) == []
    assert fits(page)
    keep(page, f"overview-files-{look['width']}")
