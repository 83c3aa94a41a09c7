"""Bringing a verslag up to date, by keyboard and eye: what changed can be told without colour."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.domain.drafting import draft_report
from tests.factories import PollFactory, QuestionFactory, UserFactory
from tests.reports.meeting import freeze, make_meeting
from workshops.models import CaptureSheet, Outcome


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_reporter_chooses_per_block_and_saves_once(new_page, axe, live_server, width, dark):
    event = make_meeting(workshops=1, questions=1, people=12).event
    report = draft_report(event, actor=None)
    sheet = CaptureSheet.objects.get(event=event, workshop__number=1)
    Outcome.objects.create(sheet=sheet, prompt=sheet.template.prompts.first(), text="Schaamte over geldzaken")
    freeze(QuestionFactory(poll=PollFactory(event=event, position=9), text="Lukt het?"), [30, 20])
    UserFactory(username="redactie", is_superuser=True)
    window = new_page(width=width, dark=dark)
    window.goto("/beheer/login/")
    window.fill("[name=username]", "redactie")
    window.fill("[name=password]", "geheim-genoeg-12")
    window.click("button[type=submit]")
    expect(window).not_to_have_url(f"{live_server.url}/beheer/login/")
    window.goto(reverse("reports_admin:refresh", args=[event.pk]))
    expect(window.locator("ins", has_text="chaamte over geldzaken")).to_be_visible()
    assert axe(window) == []
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    window.get_by_role("radio", name="Dit weglaten").first.check()
    window.get_by_role("button", name="Deze keuzes opslaan").click()
    expect(window.get_by_text("Uw keuzes staan in het concept.")).to_be_visible()
    assert report.revisions.count() == 2
