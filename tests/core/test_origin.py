"""Addresses in mails, files and previews lead to where the installation stands."""

import pytest
from wagtail.models import Site

from core.origin import absolute, address_of
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("origin", ["https://bijeenkomst.example", "https://bijeenkomst.example/"])
def test_page_stands_at_our_origin_whatever_the_record_of_its_site_says(settings, origin):
    settings.PUBLIC_ORIGIN = origin
    page = EventPageFactory()
    assert Site.objects.get(is_default_site=True).hostname == "localhost"
    assert address_of(page) == f"https://bijeenkomst.example{page.url}"
    assert absolute("/agenda/") == "https://bijeenkomst.example/agenda/"


def test_page_of_another_site_keeps_its_own_address(settings):
    settings.PUBLIC_ORIGIN = "https://bijeenkomst.example"
    page = EventPageFactory()
    Site.objects.create(hostname="ander.example", port=443, root_page=page)
    Site.clear_site_root_paths_cache()
    assert address_of(type(page).objects.get(pk=page.pk)) == "https://ander.example/"


def test_page_without_an_address_has_none():
    from events.models import EventPage

    assert address_of(EventPage(title="Nog nergens")) == ""
