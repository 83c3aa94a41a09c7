"""Rules, a full event, the race, an offer and the queue of a workshop, in a real browser; with and without a script."""

import uuid

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import EventSector
from registrations.domain.cancelling import cancel_registration
from registrations.domain.links import token_of
from registrations.domain.registering import RegistrationData, register
from registrations.enums import RegistrationState as State
from registrations.enums import WaitingOrder
from registrations.models import Registration, RegistrationRules, SectorQuota
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WIDTHS = [(360, False), (1280, True)]


@pytest.fixture
def event():
    """One place left; a round with a full workshop and one with room; offers of a day, by lot."""
    event = EventPageFactory(title="Landelijke bijeenkomst Systeemaanpak", capacity=3)
    RegistrationRules.objects.create(
        event=event, offer_hours=24, offers_stop_hours=48, waiting_order=WaitingOrder.LOT, lot_seed="b" * 32
    )
    round_ = WorkshopRoundFactory(event=event, title="Eerste ronde")
    full = WorkshopFactory(round=round_, title="Casus Anna", capacity=1, number=1)
    WorkshopFactory(round=round_, title="Casus Bram", capacity=9, number=2)
    RegistrationFactory(event=event)
    enrol(event, 1, choices={round_.pk: full.pk})
    return event


def enrol(event, number, **kwargs):
    data = RegistrationData(name=f"Verzonnen Persoon {number}", email=f"p{number}@gemeente.example", **kwargs)
    return register(event, data, submission_key=uuid.uuid4()).registration


def form_of(event):
    return reverse("registrations:register", args=[event.pk])


def place_of(registration):
    return reverse("registrations:my_place", args=[token_of(registration)])


def fill_in(page, event):
    page.goto(form_of(event))
    page.get_by_label("Uw naam").fill("Samira de Vries")
    page.get_by_label("E-mailadres").first.fill("samira@gemeente.example")


@pytest.mark.parametrize("javascript", [True, False])
def test_loser_of_the_race_waits_with_one_more_press_and_nothing_typed_is_lost(new_page, axe, event, javascript):
    page = new_page(width=360, javascript=javascript)
    fill_in(page, event)
    page.get_by_label("Casus Bram").check()
    enrol(event, 7)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("De laatste plaats ging naar iemand anders").first).to_be_visible()
    expect(page.get_by_label("Uw naam")).to_have_value("Samira de Vries")
    expect(page.get_by_label("Casus Bram")).to_be_checked()
    expect(page.get_by_text("worden verloot")).to_be_visible()
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Zet mij op de wachtlijst").click()
    expect(page.get_by_text("u komt op de wachtlijst")).to_be_visible()
    assert Registration.objects.latest("pk").state == State.WAITLISTED


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_form_offers_the_queue_of_a_full_workshop_and_my_place_shows_it(new_page, axe, event, width, dark):
    page = new_page(width=width, dark=dark)
    fill_in(page, event)
    page.get_by_label("Casus Bram").check()
    page.get_by_label("Gaat u liever naar een workshop die vol is?").select_option(label=yes("Casus Anna"))
    assert axe(page) == []
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", name="Bedankt, we hebben uw aanmelding ontvangen")).to_be_visible()
    expect(page.get_by_text("Casus Anna. Zodra u daar een plaats hebt")).to_be_visible()
    person = Registration.objects.latest("pk")
    page.goto(place_of(person))
    expect(page.get_by_text("u bent nummer 1")).to_be_visible()
    assert axe(page) == []


def yes(title):
    return f"Ja, zet mij op de wachtlijst van: {title}"


@pytest.mark.parametrize(("answer", "state"), [("Ja, ik neem de plaats", State.CONFIRMED), ("Nee", State.CANCELLED)])
@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_offer_is_answered_by_a_press(new_page, axe, event, answer, state, width, dark):
    holder = enrol(event, 7)
    waiting = enrol(event, 8)
    cancel_registration(holder)
    page = new_page(width=width, dark=dark, javascript=state == State.CONFIRMED)
    page.goto(place_of(waiting))
    expect(page.get_by_role("heading", name="Er is een plaats voor u")).to_be_visible()
    if state == State.CONFIRMED:
        assert axe(page) == []
        page.get_by_role("button", name=answer).click()
        expect(page.get_by_role("heading", name="U hebt een plaats")).to_be_visible()
    else:
        page.get_by_role("link", name="Nee, dank u").click()
        page.get_by_role("button", name="Nee, geef de plaats aan iemand anders").click()
        expect(page.get_by_text("De plaats gaat naar iemand anders")).to_be_visible()
    waiting.refresh_from_db()
    assert waiting.state == state


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_page_of_an_offer_has_no_violations(new_page, axe, event, width, dark):
    holder, waiting = enrol(event, 7), enrol(event, 8)
    cancel_registration(holder)
    page = new_page(width=width, dark=dark)
    page.goto(reverse("registrations:offer", args=[token_of(waiting)]))
    assert axe(page) == []
    for button in page.locator("main button").all():
        assert button.bounding_box()["height"] >= 44


@pytest.mark.parametrize("state", [State.PENDING, State.DECLINED, State.WAITLISTED])
def test_my_place_in_every_state_has_no_violations(new_page, axe, event, state):
    page = new_page(width=360)
    page.goto(place_of(RegistrationFactory(event=event, state=state)))
    assert axe(page) == []


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_organiser_sets_rules_and_quotas(new_page, axe, event, client, server_address, width, dark):
    parent = SectorFactory(name="Gemeente")
    for sector in (SectorFactory(name="Beleid", parent=parent), SectorFactory(name="Ervaringsdeskundigen")):
        EventSector.objects.create(page=event, sector=sector)
    client.force_login(UserFactory(is_superuser=True))
    page = new_page(width=width, dark=dark)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server_address}])
    page.goto(reverse("registrations_admin:rules", args=[event.pk]))
    experts = page.get_by_role("group", name="Ervaringsdeskundigen")
    experts.get_by_label("Vastgehouden plaatsen").fill("2")
    page.get_by_label("extra plaatsen omdat niet iedereen komt").fill("1")
    assert axe(page) == []
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De aanmeldregels zijn opgeslagen.")).to_be_visible()
    assert SectorQuota.objects.get().held == 2
    assert RegistrationRules.objects.get().overbooking == 1
