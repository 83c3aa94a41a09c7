"""The site of a request is remembered, and forgotten when it changes."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import site_memory
from core.branding import branding_for
from core.models import BrandingSettings
from tests.factories.events import EventPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site.objects.get(is_default_site=True)


def ask(host="testserver"):
    request = RequestFactory().get("/", HTTP_HOST=host)
    return request, site_memory.remember_site(request)


def test_second_request_asks_nothing(site):
    first_page = site.root_page.specific
    ask()
    with CaptureQueriesContext(connection) as asked:
        request, known = ask()
        assert Site.find_for_request(request) == site == known.site
        assert request._wagtail_site.root_page.specific == first_page
        branding_for(request)
    assert len(asked) == 0


def test_what_one_request_writes_on_its_page_no_other_sees(site):
    first, _ = ask()
    first._wagtail_site.root_page.title = "Ander"
    second, _ = ask()
    assert second._wagtail_site.root_page.title != "Ander"


def test_changed_branding_and_page_show_at_once(site):
    request, _ = ask()
    assert branding_for(request).name != "Gemeente Voorbeeld"
    BrandingSettings.objects.create(site=site, organisation_name="Gemeente Voorbeeld")
    assert branding_for(ask()[0]).name == "Gemeente Voorbeeld"
    page = site.root_page.specific
    page.title = "Nieuw begin"
    page.save()
    assert ask()[1].first_page.title == "Nieuw begin"


def test_change_by_another_process_shows_after_some_seconds(site, monkeypatch):
    ask()
    Site.objects.filter(pk=site.pk).update(site_name="Van elders")  # no signal, as from another process
    assert ask()[1].site.site_name != "Van elders"
    now = site_memory.time.monotonic()
    monkeypatch.setattr(site_memory.time, "monotonic", lambda: now + site_memory.SECONDS + 0.1)
    assert ask()[1].site.site_name == "Van elders"


def test_made_up_host_names_do_not_fill_the_memory(site):
    for number in range(site_memory.MOST + 20):
        ask(f"host{number}.example")
    assert len(site_memory._memory) <= site_memory.MOST


def test_event_page_takes_few_queries(client, site):
    event = EventPageFactory()
    client.get(event.get_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(event.get_url()).status_code == 200
    assert len(asked) <= 10  # presentations that were released are one; the design allows twelve
