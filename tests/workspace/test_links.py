"""Following links breaks nothing and changes nothing: mail gateways open every one of them."""

import hashlib
import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import serializers

from tests.workspace.conftest import addresses

pytestmark = pytest.mark.django_db
APPS = ("core", "mailing", "live", "events", "workshops", "registrations", "polls", "reports", "wagtailcore")
LINK = re.compile(r"""(?:href|src)="([^"#]+)["#]""")
MOST_PAGES = 150


def state_of_everything() -> dict[str, str]:
    """A digest of the rows of every table of ours."""
    return {
        model._meta.label: hashlib.sha256(
            serializers.serialize("json", model._default_manager.order_by("pk")).encode()
        ).hexdigest()
        for app in APPS
        for model in apps.get_app_config(app).get_models()
    }


def follow(client, addresses) -> dict[str, int]:
    """The status of every page that can be reached by links from these, within our own origin."""
    waiting, statuses = list(addresses), {}
    while waiting and len(statuses) < MOST_PAGES:
        path = waiting.pop(0)
        if path in statuses:
            continue
        response = client.get(path)
        statuses[path] = response.status_code
        if response.status_code in (301, 302):
            waiting.append(urlsplit(response.url).path)
        elif response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            for link in LINK.findall(response.content.decode()):
                parts = urlsplit(link.replace("&amp;", "&"))
                ours = parts.netloc in ("", "testserver", "127.0.0.1:8000") and parts.path.startswith("/")
                if ours and not parts.path.startswith(("/static/", "/beheer/")):
                    waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return statuses


@pytest.fixture
def paths(demo):
    """Where the demo's addresses lead, the organisers' side left out."""
    return [
        urlsplit(address).path
        for name, address in addresses().items()
        if not name.startswith("admin_") and "/beheer/" not in address
    ]


def test_every_link_leads_somewhere_and_none_changes_anything(client, paths):
    before = state_of_everything()
    statuses = follow(client, paths)
    assert len(statuses) > 25
    assert {path: status for path, status in statuses.items() if status >= 400} == {}
    assert state_of_everything() == before


def test_a_post_that_cancels_is_seen_as_control(client, paths):
    before = state_of_everything()
    cancel = next(path for path in follow(client, paths) if path.endswith("/afmelden/"))
    client.post(cancel)
    assert state_of_everything() != before
