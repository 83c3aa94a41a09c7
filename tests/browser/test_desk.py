"""The check-in desk in a real browser: with and without a script, without a network, with a camera."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.domain.checkin import check_in
from registrations.domain.links import link_of
from registrations.enums import RegistrationState
from registrations.models import Attendance, HistoryEntry, Registration
from tests.factories import AccessLinkFactory, EventDateFactory, EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FIELD = "Scan een code, of typ een naam of organisatie"
STORED = "Object.keys(localStorage).filter(key => key.startsWith('plenair:desk:')).length"


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def link(event):
    return AccessLinkFactory(event=event, purpose=LinkPurpose.CHECK_IN)


@pytest.fixture
def address(link):
    return f"/balie/{link_token(link)}/"


@pytest.fixture
def samira(event):
    return RegistrationFactory(event=event, name="Samira de Vries", organisation_name="Politie Oost")


def answer(page):
    return page.locator("[data-answer]")


def send(page, typed):
    page.get_by_label(FIELD).fill(typed)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_desk_searches_checks_in_scans_again_and_undoes(new_page, address, samira, javascript):
    page = new_page(width=360, javascript=javascript)
    page.goto(address)
    send(page, "vries")
    page.get_by_role("button", name="Inchecken Samira de Vries").click()
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    expect(page.locator("[data-count]")).to_have_text("1 van 1 binnen")
    send(page, link_of(samira))
    expect(answer(page)).to_contain_text("Al ingecheckt om")
    page.get_by_role("button", name="Inchecken terugdraaien").click()
    expect(answer(page)).to_contain_text("teruggedraaid")
    expect(page.locator("[data-count]")).to_have_text("0 van 1 binnen")
    assert not Attendance.objects.exists()
    assert "samira" not in page.url.lower()
    assert samira.reference not in page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_without_a_registration_is_let_into_a_full_room_after_a_question(
    new_page, address, event, samira, javascript
):
    event.capacity = 1
    event.save()
    page = new_page(width=360, javascript=javascript)
    page.goto(address)
    page.get_by_role("link", name="Iemand zonder aanmelding").click()
    page.get_by_label("Naam").fill("Bram Bakker")
    page.get_by_role("button", name="Toevoegen en inchecken").click()
    expect(page.get_by_text("De zaal is vol")).to_be_visible()
    page.get_by_role("button", name="Toch toelaten").click()
    expect(answer(page)).to_contain_text("Welkom, Bram Bakker")
    assert Registration.objects.count() == 2


def test_scanner_goes_on_without_touching_the_page(new_page, address, event):
    people = RegistrationFactory.create_batch(3, event=event)
    page = new_page()
    page.goto(address)
    for number, person in enumerate(people, start=1):
        page.keyboard.type(link_of(person))
        page.keyboard.press("Enter")
        expect(answer(page)).to_contain_text(f"Welkom, {person.name}")
        expect(page.locator("[data-count]")).to_have_text(f"{number} van 3 binnen")
    expect(page.locator("[data-say]")).to_contain_text(people[-1].name)


def test_count_follows_another_desk(new_page, address, event, samira):
    page = new_page()
    page.goto(address)
    expect(page.locator("[data-count]")).to_have_text("0 van 1 binnen")
    check_in(samira, event.dates.get(), actor="Balie 2")
    expect(page.locator("[data-count]")).to_have_text("1 van 1 binnen")


def test_scans_without_a_network_are_kept_and_sent_later(new_page, address, event, samira):
    others = RegistrationFactory.create_batch(2, event=event)
    gone = RegistrationFactory(event=event, name="Wim Weg", state=RegistrationState.CANCELLED)
    page = new_page(width=360)
    page.goto(address)
    page.context.set_offline(True)
    send(page, "vries")
    expect(page.locator("[data-net]")).to_contain_text("Zoeken moet even wachten")
    for person in (samira, others[0], samira, gone):
        send(page, link_of(person))
        expect(answer(page)).to_contain_text("Bewaard, nog niet gecontroleerd")
        expect(page.get_by_label(FIELD)).to_have_value("")
    expect(page.locator("[data-net]")).to_contain_text("3 nog niet verstuurd")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert samira.reference in kept
    assert "Samira" not in kept
    assert not Attendance.objects.exists()
    check_in(others[0], event.dates.get(), actor="Balie 2")
    page.context.set_offline(False)
    expect(page.locator("[data-later]")).to_contain_text("Al ingecheckt om")
    expect(page.locator("[data-later]")).to_contain_text("Afgemeld: Wim Weg")
    expect(page.locator("[data-count]")).to_have_text("2 van 3 binnen")
    assert Attendance.objects.count() == 2
    assert HistoryEntry.objects.filter(kind="scan_again", registration=others[0]).count() == 1
    assert page.evaluate(STORED) == 0


@pytest.mark.parametrize("reopened", [False, True])
def test_revoked_link_empties_what_was_kept(new_page, address, link, samira, reopened):
    page = new_page()
    page.goto(address)
    page.context.set_offline(True)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Bewaard")
    assert page.evaluate(STORED) == 1
    link.revoked_at = timezone.now()
    link.save()
    if reopened:
        page.route("**/balie/*/inchecken/", lambda route: route.abort())
        page.context.set_offline(False)
        page.goto(address)
        expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    else:
        page.context.set_offline(False)
        expect(page.get_by_text("Deze link werkt niet meer")).to_have_count(2)
    page.wait_for_function(f"{STORED} === 0")
    assert not Attendance.objects.exists()


FAKE_CAMERA = """
window.BarcodeDetector = class { async detect() { return window.shown ? [{rawValue: window.shown}] : []; } };
Object.defineProperty(navigator, "mediaDevices", {value: {
  getUserMedia: async () => document.createElement("canvas").captureStream(),
}});
HTMLMediaElement.prototype.play = async () => {};
"""


def test_camera_checks_in_what_it_sees_once(new_page, address, samira):
    page = new_page(width=360)
    page.add_init_script(FAKE_CAMERA)
    page.goto(address)
    page.get_by_role("button", name="Scannen met de camera").click()
    page.evaluate("code => { window.shown = code; }", link_of(samira))
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    page.evaluate("window.shown = 'https://elders.example/iets'")
    expect(answer(page)).to_contain_text("Niet gevonden")
    page.get_by_role("button", name="Camera stoppen").click()
    assert HistoryEntry.objects.count() == 1


def test_browser_without_a_detector_offers_no_camera(page, address):
    page.add_init_script("delete window.BarcodeDetector;")
    page.goto(address)
    expect(page.locator("[data-camera]")).to_be_hidden()


def test_sound_can_be_switched_off_and_stays_off(new_page, address, samira):
    page = new_page()
    page.add_init_script(
        "window.tones = 0; const Tone = OscillatorNode; window.OscillatorNode = class extends Tone "
        "{ constructor(...all) { super(...all); window.tones += 1; } };"
    )
    page.goto(address)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Welkom")
    assert page.evaluate("window.tones") == 2
    page.get_by_label("Geluid").uncheck()
    page.reload()
    expect(page.get_by_label("Geluid")).not_to_be_checked()
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Al ingecheckt")
    assert page.evaluate("window.tones") == 0


@pytest.mark.parametrize("width", [320, 820])
@pytest.mark.parametrize("dark", [False, True])
def test_every_state_of_the_desk_has_no_violation(new_page, axe, address, event, samira, width, dark):
    waiting = RegistrationFactory(event=event, name="Wendy Wacht", state=RegistrationState.WAITLISTED)
    page = new_page(width=width, dark=dark)
    for typed in ("", samira.reference, samira.reference, waiting.reference, "0" * 24, "w"):
        page.goto(address)
        if typed:
            send(page, typed)
            page.locator("[data-answer], .desk-person").first.wait_for()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(f"{address}nieuw/")
    page.get_by_role("button", name="Toevoegen").click()
    page.locator(".field__error").first.wait_for()
    assert axe(page) == []
