"""Who is asked about a verslag answers by link, and reporters follow it; on a dark phone and a light desktop."""

import os

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.tokens import link_token
from reports.domain.redline.receiving import receive_file
from reports.enums import QuoteState, ReaderAnswer, RedlineState
from reports.models import QuoteConsent, RedlineChange, SignOffComment, SignOffReader
from tests.factories import UserFactory
from tests.reports.every_block import report_with
from tests.reports.quoted import CANARY, asked, quoting
from tests.reports.quoted import address_of as address_of_quote
from tests.reports.redlined import ONE, THREE, TWO, report
from tests.reports.redlining import commented, comments, draft_of, edited, gone, untracked, with_parts
from tests.reports.signoff import address_of, running_round
from tests.reports.test_redline_parts import BODY, changed_line
from tests.reports.test_returning import attendee, live_report, owned
from workshops.domain.actions import add_contact, link_of
from workshops.models import Workshop

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


def test_reader_comments_on_a_paragraph_and_agrees_if(page, sound, live_server, look):
    reader = running_round().readers.first()
    page.goto(address_of(reader))
    page.get_by_role("radio", name="Akkoord, mits er iets verandert").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_text("Schrijf wat er moet veranderen").first).to_be_visible()
    page.locator(".signoff__comment summary").first.click()
    page.locator(".signoff__comment textarea").first.fill("Dit klopt niet.")
    sound(page, "reader with an error and an open comment")
    look("reader")
    page.locator("[name=condition]").fill("Noem de VNG.")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator(".notice-success").first).to_be_visible()
    sound(page, "reader who answered")
    reader = SignOffReader.objects.get(pk=reader.pk)
    assert (reader.answer, reader.condition) == (ReaderAnswer.AGREED_IF, "Noem de VNG.")
    assert SignOffComment.objects.get().text == "Dit klopt niet."


def test_person_quoted_says_out_and_the_words_are_gone(page, sound, live_server, look):
    report, block = quoting(live=True)
    page.goto(report.url)
    expect(page.get_by_text(CANARY)).to_be_visible()
    page.goto(address_of_quote(asked(report, block)))
    expect(page.get_by_text(CANARY)).to_be_visible()
    sound(page, "person quoted")
    look("quoted")
    page.get_by_role("radio", name="Weg: haal mijn woorden overal weg").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("heading", name="Uw woorden zijn weggehaald")).to_be_visible()
    sound(page, "words taken out")
    assert QuoteConsent.objects.get().state == QuoteState.WITHDRAWN
    page.goto(report.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert CANARY not in page.content()


def test_word_file_comes_back_and_the_reporter_decides(page, sound, live_server, tmp_path, look):
    sign_off = running_round(report())
    reader = sign_off.readers.first()
    changed = edited(draft_of(sign_off), untracked(TWO, "Een tweede alinea komt daarna."), gone(THREE), commented(ONE))
    back = tmp_path / "concept.docx"
    back.write_bytes(with_parts(changed, comments("Klopt dit?")))
    page.goto(address_of(reader))
    page.get_by_role("link", name="Werkt u liever in Word").click()
    page.get_by_role("button", name="Bestand versturen").click()
    expect(page.get_by_text("Dit is een verplicht veld").first).to_be_visible()
    sound(page, "files with an error")
    look("files")
    page.locator("input[type=file]").set_input_files(back)
    page.get_by_role("button", name="Bestand versturen").click()
    expect(page.locator("ins").first).to_contain_text("toegevoegd:")
    sound(page, "what was read")
    look("compared")
    sign_in(page, live_server)
    event_id = sign_off.page.get_parent().pk
    page.goto(reverse("reports_admin:signoff", args=[event_id]))
    sound(page, "round with a file")
    look("round")
    page.get_by_role("link", name="concept.docx").click()
    sound(page, "changes to decide about")
    look("redline")
    page.get_by_role("radio", name="Overnemen: dit schrappen").check()
    page.get_by_role("radio", name="Noteren als opmerking").first.check()
    page.get_by_role("button", name="Deze keuzes opslaan").click()
    expect(page.get_by_text("1 wijziging staat in het concept.")).to_be_visible()
    sound(page, "decided")
    assert RedlineChange.objects.filter(state=RedlineState.TAKEN).count() == 1


def test_reporter_ticks_changes_of_a_paragraph_and_sees_at_once_what_it_becomes(page, sound, live_server, look):
    sign_off = running_round(report_with(BODY))
    data = edited(draft_of(sign_off), changed_line())
    file = receive_file(sign_off.readers.first(), data, name="concept.docx", actor=None)
    sign_in(page, live_server)
    page.goto(reverse("reports_admin:redline", args=[sign_off.page.get_parent().pk, file.pk]))
    result = page.locator(".verslag__result")
    assert "De allereerste alinea staat duidelijk hier en loopt door." in result.inner_text()
    page.get_by_role("checkbox").nth(0).uncheck()
    expect(page.get_by_role("radio", name="Neem over wat is aangevinkt")).to_be_checked()
    page.get_by_role("checkbox").nth(2).uncheck()
    assert "De eerste alinea staat duidelijk hier en loopt nog even door." in result.inner_text()
    sound(page, "several changes in a paragraph")
    look("several")
    page.get_by_role("button", name="Deze keuzes opslaan").click()
    expect(page.get_by_text("1 wijziging staat in het concept.")).to_be_visible()
    sound(page, "taken over in part")
    look("several-taken")
    assert RedlineChange.objects.get().taken_parts == [2]


def test_organiser_sees_who_gets_what_gives_an_address_and_the_owner_answers(page, sound, live_server, look):
    report = live_report()
    attendee(report, workshop=Workshop.objects.order_by("pk")[0], name="Robin de Wit", email="robin@example.org")
    action = owned(report)
    add_contact(action, name="Sam Sanders", email="sam@gemeente.example")
    sign_in(page, live_server)
    page.goto(reverse("reports_admin:publishing_return", args=[report.get_parent().pk]))
    page.get_by_text("Laat zien wie dat zijn").click()
    expect(page.get_by_text("Robin de Wit")).to_be_visible()
    sound(page, "who gets what")
    look("return")
    page.get_by_label("E-mailadres").first.fill("kim@instituut.example")
    page.get_by_role("button", name="Bewaar dit adres").first.click()
    expect(page.get_by_text("Er is nog niets gemaild.")).to_be_visible()
    page.get_by_role("button", name="Verstuur 3 mails").click()
    expect(page.get_by_text("Er is niemand meer om te mailen.")).to_be_visible()
    sound(page, "everybody mailed")
    look("return-done")
    page.goto(reverse("workshops:action", args=[link_token(link_of(action.contacts.get()))]))
    page.get_by_text("Dit is niet voor mij").click()
    sound(page, "action item of an owner")
    look("action")
    page.get_by_role("button", name="Haal mijn adres weg").click()
    expect(page.get_by_role("heading", name="Uw adres is weg")).to_be_visible()
    sound(page, "address taken away")


@pytest.fixture
def look(page):
    """Writes pictures of a page in both looks where PICTURES names a folder."""

    def take(name):
        for width, scheme in LOOKS if os.environ.get("PICTURES") else ():
            page.set_viewport_size({"width": width, "height": 1700})
            page.emulate_media(color_scheme=scheme)
            page.reload() if name == "redline" else None
            page.screenshot(path=f"{os.environ['PICTURES']}/{name}-{width}.png", full_page=True)

    return take


def sign_in(page, live_server):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def test_reporter_follows_answers_quotes_and_the_review_list(page, sound, live_server, look):
    report, block = quoting()
    running_round(report)
    asked(report, block)
    sign_in(page, live_server)
    for name in ("signoff", "quotes", "publishing"):
        page.goto(reverse(f"reports_admin:{name}", args=[report.get_parent().pk]))
        sound(page, name)
        look(name)
