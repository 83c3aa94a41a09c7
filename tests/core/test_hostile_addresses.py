"""Odd addresses get an answer, never an error: a walk over every address of ours."""

import itertools
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, resolve

from tests.factories import EventPageFactory, UserFactory

APPS = ("core", "mailing", "live", "events", "workshops", "registrations", "handouts", "polls", "reports", "workspace")
# More than 64 bits, the longest that a key may be, too long by one, none.
NUMBERS = ("9" * 25, "9" * 18, "9" * 19, "0")
TEXTS = ("a\x00b", "9" * 25, "😀", "<script>'\"", "x" * 300, "..", "\u202e", "%", "ab\r\nc")
UUID = "00000000-0000-4000-8000-000000000000"
HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
QUERY = "?q=%00&p=" + "9" * 25 + "&workshop=" + "9" * 25 + "&sector=%00&state=%00&ordering=%00&next=%00"
BODY = dict.fromkeys(("uid", "prompt", "option", "choice", "round", "poll", "version", "workshops"), "9" * 25)
BODY |= {"name": "a\x00b", "email": "a\x00@b", "code": "\x00", "next": "\x00", "language": "\x00", "text": "\x00"}


def ours() -> Iterator[str]:
    """The route of every address that one of our apps answers."""

    def walk(patterns, prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                owner = getattr(pattern.callback, "view_class", None) or pattern.callback
                if owner.__module__.split(".")[0] in APPS:
                    yield route

    yield from walk(get_resolver().url_patterns, "")


def filled(route: str, event: int) -> Iterator[str]:
    """The route with odd values in all its holes, and with a real event and odd values in the others."""
    for number, text in zip(itertools.cycle(NUMBERS), TEXTS, strict=False):
        odd = {"pk": number, "int": number, "str": quote(text, safe=""), "path": quote(text), "uuid": UUID}
        for real in (False, True):

            def value(hole: re.Match[str], *, real: bool = real, odd: dict[str, str] = odd) -> str:
                return str(event) if real and hole[2] == "event_id" else odd.get(hole[1], "x" * 60)

            yield "/" + HOLE.sub(value, route)


def failures(client: Client, addresses: Iterator[str]) -> list[tuple[str, str, int]]:
    """Which of these are answered with an error of the server."""
    found = []
    for address in addresses:
        for method, wanted, data in (("get", address + QUERY, None), ("post", address, BODY)):
            status = getattr(client, method)(wanted, data).status_code
            if status >= 500:
                found.append((method, wanted, status))
    return found


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_walk_finds_public_and_admin_addresses():
    routes = set(ours())
    assert {"aanmelden/<pk:event_id>/", "doe-mee/<str:code>/", "beheer/bijeenkomsten/<pk:event_id>/"} <= routes


def test_no_address_takes_a_number_without_limit():
    assert [route for route in ours() if "<int:" in route] == []


@pytest.mark.parametrize("digits", [19, 25])
def test_key_that_fits_no_column_is_no_address(digits):
    with pytest.raises(Http404):
        resolve(f"/agenda/{'9' * digits}.ics")
    assert resolve(f"/agenda/{'9' * 18}.ics")


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(set(ours())))
def test_odd_address_gets_an_answer(visitor, route):
    event = EventPageFactory()
    wanted = list(dict.fromkeys(filled(route, event.pk)))
    if not route.startswith("beheer/"):
        assert failures(visitor, iter(wanted)) == []
        return
    assert failures(visitor, iter(wanted[:2])) == []  # a stranger is sent to the form for signing in, whatever is asked
    visitor.force_login(UserFactory(is_superuser=True))
    assert failures(visitor, iter(wanted)) == []


@pytest.mark.django_db
def test_odd_page_address_gets_an_answer(visitor):
    EventPageFactory()
    assert failures(visitor, (f"/{quote(text, safe='')}/" for text in (*TEXTS, *NUMBERS))) == []


def _by_number(request, pk):
    # A number that fits no column: SQLite refuses to look it up. PostgreSQL would only find nothing.
    if pk > 2**63:
        raise OverflowError("too large for a column")
    return HttpResponse(pk)


class _Urls:
    urlpatterns = [path("oud/<int:pk>/", _by_number)]


@pytest.mark.django_db
def test_address_that_fails_is_found_as_control(visitor, settings):
    settings.ROOT_URLCONF = _Urls
    assert failures(visitor, iter([f"/oud/{'9' * 25}/"]))
