"""Who is asked about a verslag answers by link, and reporters follow it; on a dark phone and a light desktop."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from reports.enums import QuoteState, ReaderAnswer
from reports.models import QuoteConsent, SignOffComment, SignOffReader
from tests.factories import UserFactory
from tests.reports.signoff import address_of, running_round
from tests.reports.test_quoting import CANARY, asked, quoting
from tests.reports.test_quoting import address_of as address_of_quote

LOOKS = ((360, "dark"), (1280, "light"))
SETTLED = """() => Promise.allSettled(document.getAnimations().filter(one => one instanceof CSSTransition)
    .map(one => one.finished)).then(() => true)"""  # colours halfway between two looks have no contrast to judge


@pytest.fixture
def sound(axe):
    """Fails when a page is not accessible, or scrolls sideways, in one of both looks."""

    def check(window, name):
        for width, scheme in LOOKS:
            window.set_viewport_size({"width": width, "height": 800})
            window.emulate_media(color_scheme=scheme)
            window.evaluate(SETTLED)
            assert axe(window) == [], f"{name} at {width}"
            assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} at {width}"

    return check


def test_reader_comments_on_a_paragraph_and_agrees_if(page, sound, live_server):
    reader = running_round().readers.first()
    page.goto(address_of(reader))
    page.get_by_role("radio", name="Akkoord, mits er iets verandert").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_text("Schrijf wat er moet veranderen").first).to_be_visible()
    page.locator(".signoff__comment summary").first.click()
    page.locator(".signoff__comment textarea").first.fill("Dit klopt niet.")
    sound(page, "reader with an error and an open comment")
    page.locator("[name=condition]").fill("Noem de VNG.")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator(".notice-success").first).to_be_visible()
    sound(page, "reader who answered")
    reader = SignOffReader.objects.get(pk=reader.pk)
    assert (reader.answer, reader.condition) == (ReaderAnswer.AGREED_IF, "Noem de VNG.")
    assert SignOffComment.objects.get().text == "Dit klopt niet."


def test_person_quoted_says_out_and_the_words_are_gone(page, sound, live_server):
    report, block = quoting(live=True)
    page.goto(report.url)
    expect(page.get_by_text(CANARY)).to_be_visible()
    page.goto(address_of_quote(asked(report, block)))
    expect(page.get_by_text(CANARY)).to_be_visible()
    sound(page, "person quoted")
    page.get_by_role("radio", name="Weg: haal mijn woorden overal weg").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("heading", name="Uw woorden zijn weggehaald")).to_be_visible()
    sound(page, "words taken out")
    assert QuoteConsent.objects.get().state == QuoteState.WITHDRAWN
    page.goto(report.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert CANARY not in page.content()


def test_reporter_follows_answers_quotes_and_the_review_list(page, sound, live_server):
    report, block = quoting()
    running_round(report)
    asked(report, block)
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for name in ("signoff", "quotes", "publishing"):
        page.goto(reverse(f"reports_admin:{name}", args=[report.get_parent().pk]))
        sound(page, name)
