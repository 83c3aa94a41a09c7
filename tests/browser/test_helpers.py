"""The browser helpers notice what they are there for; and the site's own small pages are accessible."""

import pytest

from tests.factories import EventIndexPageFactory


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["/privacy/", "/bestaat-niet/"])
def test_small_pages_have_no_violation(new_page, axe, address, width, dark):
    page = new_page(width=width, dark=dark)
    page.goto(address)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_notices_a_violation_as_control(page, axe):
    page.goto("/privacy/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\">')")
    assert any(line.startswith("image-alt") for line in axe(page))


def test_language_switch_leads_back_to_the_same_page(page):
    page.goto("/privacy/?van=voettekst")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/privacy/?van=voettekst")
    assert page.get_attribute("html", "lang") == "en"
    page.get_by_role("button", name="Nederlands").click()
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "nl"


@pytest.mark.django_db
def test_root_page_is_there_after_tests_that_commit():
    assert EventIndexPageFactory().get_parent() is not None
