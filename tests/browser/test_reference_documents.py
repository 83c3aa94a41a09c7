"""The page on which an organisation gives its Word and ODT files their look."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import EventIndexPageFactory, EventPageFactory, UserFactory


@pytest.fixture
def event(live_server):
    UserFactory(is_superuser=True, username="redactie")
    return EventPageFactory(parent=EventIndexPageFactory(title="Bijeenkomsten"))


def sign_in(window):
    window.goto("/beheer/login/")
    window.fill("[name=username]", "redactie")
    window.fill("[name=password]", "geheim-genoeg-12")
    window.click("button[type=submit]")
    window.wait_for_url(lambda address: "login" not in address)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_document_is_downloaded_refused_taken_and_removed(new_page, axe, event, tmp_path, width, dark):
    window = new_page(width=width, dark=dark, bypass_csp=True)
    sign_in(window)
    window.goto(reverse("reports_admin:references", args=[event.pk]))
    with window.expect_download() as download:
        window.get_by_role("link", name="Huidig document downloaden Word (DOCX)").click()
    start = tmp_path / "huisstijl.docx"
    download.value.save_as(start)
    wrong = tmp_path / "verkeerd.docx"
    wrong.write_bytes(b"geen document")
    window.get_by_label("Eigen document (.docx)").set_input_files(wrong)
    window.get_by_role("button", name="Uploaden en gebruiken Word (DOCX)").click()
    expect(window.locator("#docx-help .verslag__errors")).to_be_visible()
    assert axe(window) == []
    window.get_by_label("Eigen document (.docx)").set_input_files(start)
    window.get_by_role("button", name="Uploaden en gebruiken Word (DOCX)").click()
    expect(window.get_by_text("Uw eigen document wordt gebruikt")).to_be_visible()
    window.goto(reverse("reports_admin:references", args=[event.pk]))  # without Wagtail's message, which slides in
    assert axe(window) == []
    window.locator("summary", has_text="Eigen document verwijderen").click()
    window.get_by_role("button", name="Dit document verwijderen Word (DOCX)").click()
    expect(window.get_by_text("Het document van Plenair wordt gebruikt")).to_have_count(2)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
