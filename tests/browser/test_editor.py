"""The editor of pages: rich text has a name for screen readers, a long title is whole."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import EventPageFactory, ProgrammeItemFactory, UserFactory, WorkshopFactory, WorkshopRoundFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def organiser(new_page):
    """A window that is signed in."""
    UserFactory(username="an", is_superuser=True, is_staff=True, password="geheim-wachtwoord")
    page = new_page()
    page.goto("/beheer/login/")
    page.fill("[name=username]", "an")
    page.fill("[name=password]", "geheim-wachtwoord")
    page.click("button[type=submit]")
    page.wait_for_url("**/beheer/")
    return page


def test_every_rich_text_is_named_by_its_label(organiser, axe):
    event = EventPageFactory()
    ProgrammeItemFactory(page=event)
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    for address in (
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        reverse("workshop_list:edit", kwargs={"event_id": event.pk, "pk": workshop.pk}),
    ):
        organiser.goto(address)
        texts = organiser.locator(".public-DraftEditor-content")
        expect(texts.first).to_be_attached()
        for text in texts.all():
            expect(text).to_have_accessible_name(re.compile(r"\w"))
        assert [line for line in axe(organiser) if "aria-input-field-name" in line] == []


@pytest.mark.parametrize("width", [360, 900, 1280])
def test_header_of_the_editor_stays_low_and_a_long_title_is_whole_where_it_fits(organiser, width):
    event = EventPageFactory(title="Reflectiesessie: gendersensitief beleid bij centrumgemeenten")
    organiser.set_viewport_size({"width": width, "height": 800})
    organiser.goto(reverse("wagtailadmin_pages:edit", args=[event.pk]))
    title = organiser.locator(".w-slim-header .w-breadcrumbs li").last
    expect(title).to_contain_text("centrumgemeenten")
    header = organiser.locator(".w-slim-header").bounding_box()
    assert header["height"] < 160
    if width != 900:  # there the buttons of the editor leave no room
        box = organiser.locator(".w-slim-header .w-breadcrumbs").bounding_box()
        link = title.bounding_box()
        assert link["x"] + link["width"] <= box["x"] + box["width"] + 1
