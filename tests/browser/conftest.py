"""A real browser for journeys: Chromium, driven by Playwright, on the live server of the test.

``page`` is a fresh window (1280 px wide, Dutch), ``new_page(width=360, javascript=False, …)`` makes more,
``axe(page)`` gives the accessibility violations as lines of text; assert that they are ``[]``.
After a click that leads to another page only ``expect``, ``axe`` and actions wait for that page;
``is_visible()``, ``count()`` and ``evaluate()`` look at what has arrived so far.
Every page fails its test when it asks anything of another origin, breaks the content security
policy or throws an error.
"""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first costs the least by far
# Milliseconds before something that does not appear is a failure; a machine may stand still for half a minute.
PATIENCE = 60_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


LOOK = {"width", "dark"}  # parameters that only the browser sees


def pytest_collection_modifyitems(items):
    """Everything that drives a browser is marked so; and a journey that was there before in another look."""
    seen = set()
    for item in items:
        if "chromium" not in item.fixturenames:
            continue
        item.add_marker(pytest.mark.browser)
        journey = journey_of(item)
        if journey in seen:
            item.add_marker(pytest.mark.look)
        seen.add(journey)


def journey_of(item):
    """What a test does, whatever it looks like: the server gets the same questions in every look."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return (
        item.module,
        item.originalname,
        tuple((key, str(value)) for key, value in params.items() if key not in LOOK),
    )


def chromium_path() -> str:
    """Where Chromium is. Missing: a failure on CI, elsewhere a skip that says why."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found:
        return found
    reason = f"Chromium is missing: install the Debian package {PROGRAMS[0]} or set CHROMIUM to its path."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium(django_db_setup):
    """One Chromium per module.

    Playwright's synchronous interface keeps an event loop running in this thread. Django then refuses
    the ORM unless told otherwise and gives the thread another set of connections; they get what
    ``serialized_rollback`` looks for. Not for the whole session: other tests start loops of their own.
    """
    executable = chromium_path()
    contents = {
        connection.alias: connection._test_serialized_contents
        for connection in connections.all()
        if hasattr(connection, "_test_serialized_contents")  # journeys use no test database
    }
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        for alias, content in contents.items():
            connections[alias]._test_serialized_contents = content
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def server_address(live_server):
    """Where windows look; journeys through the running product override it."""
    return live_server.url


@pytest.fixture
def allowed_origins(server_address):
    """Origins that a page may talk to; a test that starts a gateway overrides or extends this list."""
    return [server_address]


@pytest.fixture
def new_page(chromium, server_address, allowed_origins):
    """Makes windows of their own (own cookies); ``width``, ``dark``, ``javascript`` and ``touch`` can be chosen."""
    contexts, complaints = [], []

    def make(*, width=1280, height=800, dark=False, javascript=True, touch=False, **options):
        context = chromium.new_context(
            base_url=server_address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            has_touch=touch,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            **options,
        )
        contexts.append(context)
        context.on("close", lambda closed: contexts.remove(closed))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: _note_foreign(request.url, allowed_origins, complaints))
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda message: _note_policy(message.text, complaints))
        return page

    yield make
    for context in list(contexts):  # without those that the test closed itself
        for page in context.pages:  # an answer that a test held up may still be on its way
            page.unroute_all(behavior="ignoreErrors")
        context.unroute_all(behavior="ignoreErrors")
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """A desktop window with JavaScript."""
    return new_page()


@pytest.fixture
def axe():
    """Runs axe-core on a page that has been read whole and gives the violations, one line of text each.

    A click returns as soon as the next page has begun to arrive; until its load event that page may be empty.
    """

    def run(page) -> list[str]:
        page.wait_for_load_state()
        # Through the debugger, so that the page's own content security policy stays in force.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
        return [
            f"{violation['id']}: {violation['help']}: {', '.join(str(node['target']) for node in violation['nodes'])}"
            for violation in found["violations"]
        ]

    return run


def _note_foreign(url, allowed_origins, complaints):
    parts = urlsplit(url)
    if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" not in allowed_origins:
        complaints.append(f"request to another origin: {url}")


def _note_policy(text, complaints):
    if "Content Security Policy" in text:
        complaints.append(text)
