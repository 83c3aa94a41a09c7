"""A reporter puts photos of flip charts in the report and looks at what a speaker refused."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import UserFactory
from tests.reports.signoff import draft
from tests.reports.test_flip_charts import images_in, refuse, take_a_picture, talk_of, workshop_sheet

LOOKS = [{"width": 360}, {"width": 1280}, {"width": 1280, "dark": True}]


@pytest.fixture
def report(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return draft()


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop", "dark"])
def test_reporter_takes_a_photo_and_looks_at_a_refusal(new_page, axe, report, client, server_address, look):
    take_a_picture(workshop_sheet(report))
    refused = talk_of(report)
    take_a_picture(refused, "")
    refuse(refused)
    client.force_login(UserFactory(is_superuser=True))
    page = new_page(**look)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server_address}
    page.context.add_cookies([session])
    base = f"/beheer/bijeenkomsten/{report.get_parent().pk}"
    page.goto(f"{base}/verslag/fotos/")
    expect(page.get_by_role("heading", name="Foto 1")).to_be_visible()
    assert axe(page) == []
    keep(page, f"photos-{look['width']}{'d' if look.get('dark') else ''}")
    page.get_by_role("button", name="Zet in het verslag").click()
    expect(page.get_by_text("Staat in het concept van het verslag.", exact=True)).to_be_visible()
    assert len(images_in(report)) == 1
    page.goto(f"{base}/verslag/publiceren/")
    assert axe(page) == []
    keep(page, f"review-{look['width']}{'d' if look.get('dark') else ''}")
    page.get_by_role("button", name="Ik heb hiernaar gekeken").click()
    expect(page.get_by_role("button", name="Ik heb hiernaar gekeken")).to_have_count(0)


def keep(page, name):
    """A picture for who wants to look: only with ``LOOK_AT`` set to a folder."""
    if os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(os.environ["LOOK_AT"]) / f"{name}.png", full_page=True)
