"""The verslag in a browser: accessible, readable on a phone, without script, on paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.domain.drafting import draft_report
from reports.domain.provenance import is_edited
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.every_block import every_block, report_with
from tests.reports.meeting import make_meeting


@pytest.fixture
def report(live_server):
    page = draft_report(make_meeting().event, actor=None)
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False), (320, True)])
def test_page_has_no_accessibility_violations_and_never_scrolls_sideways(new_page, axe, report, width, dark):
    window = new_page(width=width, dark=dark)
    window.goto(report.url)
    assert axe(window) == []
    for details in window.locator("details").all():
        details.locator("summary").click()
    assert axe(window) == []
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_phone_shows_bars_with_their_numbers_instead_of_the_drawing(new_page, report):
    phone = new_page(width=360)
    phone.goto(report.url)
    figure = phone.locator("figure.report-figure").nth(1)
    assert figure.locator(".report-figure__drawing").is_hidden()
    assert "72 · 86" in figure.locator(".report-figure__bars").inner_text().replace("\u00a0", " ")


def test_page_reads_without_script(new_page, report):
    window = new_page(javascript=False)
    window.goto(report.url)
    window.click("text=Rol gemeenten >> nth=0")
    expect(window).to_have_url(re.compile("#b"))
    assert window.locator("[data-copy-link]").is_hidden()
    assert window.locator("a.report-chip", has_text="PDF").get_attribute("href") == reverse(
        "reports:export", args=[report.pk, "pdf"]
    )


def test_copy_link_says_that_it_copied(new_page, report):
    window = new_page(permissions=["clipboard-read", "clipboard-write"])
    window.goto(report.url)
    window.click("[data-copy-link] button")
    window.wait_for_selector("[data-copy-status]:has-text('Gekopieerd')", state="attached")
    assert window.evaluate("navigator.clipboard.readText()").endswith(report.url)


def test_paper_shows_the_numbers_and_no_tools(new_page, report):
    window = new_page()
    window.goto(report.url)
    window.emulate_media(media="print")
    assert window.locator(".report-tools").is_hidden()
    assert window.locator(".report-contents").is_hidden()
    assert window.locator(".report-colophon").is_visible()


def test_editor_shows_where_text_came_from_and_keeps_it_untouched_when_saved(new_page, live_server):
    user = UserFactory(is_superuser=True, username="redactie")
    page = draft_report(make_meeting(workshops=1).event, actor=user)
    window = new_page(bypass_csp=True)
    window.goto("/beheer/login/")
    window.fill("[name=username]", "redactie")
    window.fill("[name=password]", "geheim-genoeg-12")
    window.click("button[type=submit]")
    window.goto(f"/beheer/pages/{page.pk}/edit/")
    window.wait_for_selector("input.report-provenance[id$=generated_from]")
    values = window.eval_on_selector_all(
        "input.report-provenance[id$=generated_from]", "all => all.map(one => one.value)"
    )
    assert len(values) == len(page.body)
    assert "alle feiten" in values
    before = ReportPage.objects.get(pk=page.pk).latest_revision_id
    window.locator("button.action-save").first.click()
    for _ in range(300):
        window.wait_for_timeout(100)
        saved = ReportPage.objects.get(pk=page.pk)
        if saved.latest_revision_id != before:
            break
    assert saved.latest_revision_id != before
    stored = saved.get_latest_revision_as_object().body.get_prep_value()
    assert [block["value"]["source"] for block in stored if is_edited(block["type"], block["value"])] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_editor_shows_the_whole_text_also_when_parts_were_made_by_hand(new_page, live_server, width):
    page = report_with(every_block(), title="Verslag met een titel die langer is dan de kop van het scherm breed is")
    user = UserFactory(is_superuser=True)
    user.set_password("geheim-wachtwoord")
    user.save()
    window = new_page(width=width)
    window.goto(reverse("wagtailadmin_login"))
    window.fill("input[name=username]", user.username)
    window.fill("input[name=password]", "geheim-wachtwoord")
    window.click("button[type=submit]")
    window.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    expect(window.get_by_text("Lopende tekst").first).to_be_visible()
    expect(window.get_by_text("Betekenis").first).to_be_visible()
    assert window.locator(".report-provenance:visible").count() == 0
    title = window.locator(".w-breadcrumbs li").last
    assert title.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth + 1")
    edge = title.evaluate("e => e.getBoundingClientRect().right")
    assert edge <= window.locator(".w-slim-header .w-breadcrumbs").evaluate("e => e.getBoundingClientRect().right") + 1
