"""The browser helpers notice what they are there for; and the site's own small pages are accessible."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread, Timer

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


class SlowPages(BaseHTTPRequestHandler):
    """A page with a link to a page that arrives in two halves."""

    halfway: Event

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><html lang=en><title>Slow</title>")
        if self.path == "/slow/":
            self.wfile.flush()
            self.halfway.wait(30)
        self.wfile.write(b"<main><h1>Slow</h1><a href=/slow/>On</a></main></html>")

    def log_message(self, *arguments):
        """Nothing."""


@pytest.fixture
def slow_pages():
    SlowPages.halfway = Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowPages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def allowed_origins(server_address, slow_pages):
    return [server_address, slow_pages]


def test_axe_waits_for_the_page_that_a_click_led_to(page, axe, slow_pages):
    page.goto(slow_pages)
    page.get_by_role("link").click()
    assert page.locator("h1").count() == 0, "as control: the page has begun to arrive, and is empty"
    Timer(0.3, SlowPages.halfway.set).start()
    assert axe(page) == []
    assert page.url.endswith("/slow/")


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
