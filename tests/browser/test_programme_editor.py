"""The programme in the page's editor, with a mouse and a keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_editor import organiser  # noqa: F401
from tests.factories import EventIndexPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_new_item_goes_on_where_the_last_one_ends_and_asks_its_day_when_there_are_several(organiser):  # noqa: F811
    index = EventIndexPageFactory()
    organiser.goto(reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk]))
    organiser.fill("#id_dates-0-starts_at", "2027-03-12 13:00")
    organiser.fill("#id_dates-0-ends_at", "2027-03-12 17:00")
    organiser.locator("#id_programme_items-ADD").click()
    expect(organiser.locator("#id_programme_items-0-starts_at")).to_have_value("13:00")
    expect(organiser.locator("#id_programme_items-0-day")).to_be_hidden()
    organiser.fill("#id_programme_items-0-ends_at", "13:30")
    organiser.locator("#id_title").focus()
    organiser.locator("#id_programme_items-ADD").click()
    expect(organiser.locator("#id_programme_items-1-starts_at")).to_have_value("13:30")
    organiser.locator("#id_programme_items-1-starts_at").click()
    organiser.locator("#id_programme_items-1-starts_at").press("Control+a")
    organiser.keyboard.type("13:45")
    organiser.keyboard.press("Escape")
    organiser.locator("#id_title").focus()
    expect(organiser.locator("#id_programme_items-1-starts_at")).to_have_value("13:45")
    organiser.get_by_role("button", name="Op een andere dag").first.click()
    expect(organiser.locator("#id_programme_items-0-day")).to_be_focused()
    expect(organiser.locator("#id_programme_items-1-day")).to_be_hidden()
    organiser.fill("#id_dates-0-ends_at", "2027-03-13 17:00")
    organiser.locator("#id_title").focus()
    expect(organiser.locator("#id_programme_items-1-day")).to_be_visible()
