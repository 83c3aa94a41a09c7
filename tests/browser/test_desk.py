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
from registrations.models import Attendance, Registration
from tests.factories import AccessLinkFactory, EventDateFactory, EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FIELD = "Scan een code, of typ een naam of organisatie"


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
