"""The page "Afdrukken" and the links to doors in a real browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from registrations.models import PrintedBadge, Printout
from tests.factories import (
    EventPageFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def event():
    event = EventPageFactory(title="Gender in huiselijk geweld")
    round_ = WorkshopRoundFactory(event=event)
    WorkshopFactory(round=round_, number=1, title="De wijk in", room="Zaal 3")
    ProgrammeItemFactory(page=event, title="Opening")
    RegistrationFactory(event=event, name="Samira de Vries", sector=SectorFactory(name="Politie"))
    return event


@pytest.fixture
def organiser_page(new_page, server_address):
    """Makes windows of somebody who is signed in as an organiser."""
    user = UserFactory(is_superuser=True, is_staff=True)

    def make(**options):
        page = new_page(**options)
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": server_address}])
        return page

    return make


@pytest.mark.parametrize("javascript", [True, False])
def test_organiser_downloads_badges_and_they_count_as_printed(organiser_page, event, javascript, tmp_path):
    page = organiser_page(javascript=javascript)
    page.goto(reverse("registrations_admin:printing", args=[event.pk]))
    page.get_by_label("Vel of etiket").select_option("label-62x100")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("pdf *: Badges")).click()
    saved = Path(tmp_path / "badges.pdf")
    download.value.save_as(saved)
    assert "Samira de Vries" in pypdf.PdfReader(saved).pages[0].extract_text().replace("\n", " ")
    assert download.value.suggested_filename == f"badges-{event.pk}.pdf"
    assert PrintedBadge.objects.count() == Printout.objects.count() == 1
    page.reload()
    expect(page.get_by_text("Badges (1 persoon)")).to_be_visible()


def test_organiser_makes_the_link_of_a_door_and_shows_its_code(organiser_page, event):
    page = organiser_page()
    page.goto(reverse("registrations_admin:desk", args=[event.pk]))
    page.get_by_role("button", name=re.compile("Link maken *: De wijk in")).click()
    page.locator(".desk-doors summary").click()
    address = page.locator(".desk-doors details input").input_value()
    page.goto(urlsplit(address).path)
    expect(page.get_by_text("De wijk in, Zaal 3")).to_be_visible()


@pytest.mark.parametrize("name", ["printing", "desk"])
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_pages_of_the_day_have_no_violation(organiser_page, axe, event, name, width, dark):
    page = organiser_page(width=width, dark=dark)
    page.goto(reverse(f"registrations_admin:{name}", args=[event.pk]))
    page.locator("main").wait_for()
    assert [line for line in axe(page) if "print-form" in line or "desk" in line or "doors" in line] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
