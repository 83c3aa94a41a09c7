"""The parts that others add to the organiser's pages."""

import pytest
from django.template import engines
from django.urls import reverse

from registrations.organiser import parts as organiser_parts
from registrations.organiser.parts import DetailPanel, ListLink, register_list_links, register_panels
from tests.factories import RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registries(monkeypatch):
    """What a test registers goes with the test."""
    for name in ("_link_providers", "_panel_providers"):
        monkeypatch.setattr(organiser_parts, name, list(getattr(organiser_parts, name)))


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_list_shows_registered_links_once(organiser):
    event = RegistrationFactory().event

    def provider(request, event):
        return [
            ListLink("Bladen", f"/bladen/{event.pk}/", icon="doc-full"),
            ListLink("Zelden", "/zelden/", in_menu=True),
        ]

    page = organiser.get(reverse("registrations_admin:list", args=[event.pk])).content.decode()
    assert "Bladen" not in page
    register_list_links(provider)
    register_list_links(provider)
    page = organiser.get(reverse("registrations_admin:list", args=[event.pk])).content.decode()
    assert page.count(f"/bladen/{event.pk}/") == 1
    assert page.count("/zelden/") == 1


def test_detail_shows_registered_panels_in_order(organiser):
    registration = RegistrationFactory()
    template = engines["django"].from_string("<p>Getal {{ panel.number }} van {{ registration.name }}</p>")
    register_panels(lambda request, found: [DetailPanel("late", "Laat", template, {"number": 2}, order=900)])
    register_panels(lambda request, found: [DetailPanel("early", "Vroeg", template, {"number": 1}, order=1)])
    page = organiser.get(reverse("registrations_admin:detail", args=[registration.event_id, registration.pk]))
    html = page.content.decode()
    assert f"Getal 1 van {registration.name}" in html
    assert html.index('id="early') < html.index('id="history') < html.index('id="late')
