"""Pages of an event marked sensitive: neutral titles and a way out; tools and other events stay as they are."""

import re

import pytest
from django.urls import reverse

from registrations.domain.links import token_of
from tests.factories import EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
SECRET = "Hulp na huiselijk geweld"


@pytest.fixture
def pages(client):
    """Every page that a visitor of an event meets, by name."""

    def visit(*, is_sensitive):
        event = EventPageFactory(title=SECRET, introduction=SECRET, is_sensitive=is_sensitive)
        token = token_of(RegistrationFactory(event=event))
        addresses = {"event": event.get_url()}
        for name in ("register", "received"):
            addresses[name] = reverse(f"registrations:{name}", args=[event.pk])
        for name in ("my_place", "my_workshops", "cancel"):
            addresses[name] = reverse(f"registrations:{name}", args=[token])
        return {name: client.get(address).content.decode() for name, address in addresses.items()}

    return visit


def head_of(page):
    return page[: page.index("</head>")]


def test_pages_of_a_sensitive_event_have_neutral_heads_and_a_way_out(pages, settings):
    settings.QUICK_EXIT_URL = "https://neutraal.example/"
    for name, page in pages(is_sensitive=True).items():
        assert SECRET not in re.search(r"<title>(.*?)</title>", page, re.S)[1], name
        assert SECRET not in head_of(page), name
        assert '<a class="quick-exit__button" href="https://neutraal.example/"' in page, name


def test_pages_of_another_event_have_their_own_titles_and_no_such_button_as_control(pages):
    found = pages(is_sensitive=False)
    assert SECRET in head_of(found["event"])
    assert [name for name, page in found.items() if "quick-exit" in page] == []


def test_wrong_form_says_so_in_its_neutral_title(client):
    event = EventPageFactory(title=SECRET, is_sensitive=True)
    page = client.post(reverse("registrations:register", args=[event.pk]), {"name": ""}).content.decode()
    assert re.search(r"<title>(.*?)</title>", page, re.S)[1].startswith("Fout:")
