"""A real browser for journeys: Chromium, driven by Playwright, on the live server of the test.

``page`` is a fresh window (1280 px wide, Dutch), ``new_page(width=360, javascript=False, …)`` makes more,
``axe(page)`` gives the accessibility violations as lines of text; assert that they are ``[]``.
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
PATIENCE = 30_000  # milliseconds before something that does not appear is a failure
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Everything that drives a browser is marked so."""
    for item in items:
        if "new_page" in item.fixturenames:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium(django_db_setup):
    """One Chromium per module. Missing: a failure on CI, elsewhere a skip that says why.

    Playwright's synchronous interface keeps an event loop running in this thread. Django then refuses
    the ORM unless told otherwise and gives the thread another set of connections; they get what
    ``serialized_rollback`` looks for. Not for the whole session: other tests start loops of their own.
    """
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        reason = "Chromium is missing: install the Debian package chromium or set CHROMIUM to its path."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
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
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: _note_foreign(request.url, allowed_origins, complaints))
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda message: _note_policy(message.text, complaints))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """A desktop window with JavaScript."""
    return new_page()


@pytest.fixture
def axe():
    """Runs axe-core on a page as it is now and gives the violations, one line of text each."""

    def run(page) -> list[str]:
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
