"""Before and around the opening of registration, in a real browser: save-the-date, invitation, code, organiser."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Site

from core.domain.geography import load_geography
from core.models import Municipality
from mailing.domain.delivering import deliver_due
from registrations.domain.inviting import token_of
from registrations.domain.save_the_date import link_of
from registrations.models import Interest, Invitation, Registration, RegistrationRules
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    InvitationCodeFactory,
    InvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def home(live_server):
    home = EventIndexPageFactory()
    Site.objects.update(root_page=home)
    return home


@pytest.fixture
def event(home):
    return EventPageFactory(parent=home, title="Zicht op gezinnen", slug="zicht")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def check(page, axe):
    assert axe(page) == [], page.url
    assert fits(page), page.url


@pytest.mark.parametrize(("width", "dark", "javascript"), [(360, True, True), (1280, False, True), (360, False, False)])
def test_visitor_leaves_an_address_confirms_it_and_leaves_the_list(home, new_page, axe, width, dark, javascript):
    event = EventPageFactory(
        parent=home,
        title="Zicht op gezinnen",
        slug="zicht",
        provisional="both",
        registration_opens_at=timezone.now() + timedelta(days=9),
    )
    page = new_page(width=width, dark=dark, javascript=javascript)
    looks = (lambda: check(page, axe)) if javascript else (lambda: None)
    page.goto("/zicht/")
    expect(page.get_by_text("Datum en plaats onder voorbehoud")).to_be_visible()
    page.get_by_role("link", name="Houd mij op de hoogte").click()
    looks()
    page.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(page.get_by_text("Dit is een verplicht veld").first).to_be_visible()
    page.get_by_label("E-mailadres").fill("samira@gemeente.example")
    page.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(page.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()
    looks()
    deliver_due()
    interest = Interest.objects.get(event=event)
    assert link_of(interest) in mail.outbox[-1].body
    page.goto("/" + link_of(interest).split("/", 3)[3])
    looks()
    page.get_by_role("button", name="Ja, houd mij op de hoogte").click()
    expect(page.get_by_role("heading", name="U staat op de lijst")).to_be_visible()
    looks()
    page.get_by_role("button", name="Haal mijn adres van de lijst").click()
    expect(page.get_by_role("heading", name="Uw adres staat niet op de lijst")).to_be_visible()
    looks()
    assert not Interest.objects.exists()


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_invitee_declines_comes_after_all_and_registers(event, new_page, axe, width, dark):
    RegistrationRules.objects.create(event=event, mode="invitation")
    invitation = InvitationFactory(event=event, name="Samira de Vries", sent_at=timezone.now())
    page = new_page(width=width, dark=dark)
    page.goto(f"/uitnodiging/{token_of(invitation)}/")
    check(page, axe)
    page.get_by_role("link", name="Ik kan niet").click()
    check(page, axe)
    page.get_by_label("Naam van uw collega").fill("Bo")
    page.get_by_role("button", name="Ik kan niet").click()
    expect(page.get_by_text("Vul ook het adres van uw collega in").first).to_be_visible()
    page.get_by_label("E-mailadres van uw collega").fill("bo@gemeente.example")
    page.get_by_role("button", name="Ik kan niet").click()
    expect(page.get_by_role("heading", name="U kunt niet komen")).to_be_visible()
    check(page, axe)
    assert Invitation.objects.filter(email_key="bo@gemeente.example", colleague_of=invitation).exists()
    page.get_by_role("button", name="Ik kan toch").click()
    expect(page.get_by_label("Uw naam")).to_have_value("Samira de Vries")
    check(page, axe)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_text("Kijk in uw mail").first).to_be_visible()
    page.goto(f"/uitnodiging/{token_of(invitation)}/")
    expect(page.get_by_role("heading", name="U bent aangemeld")).to_be_visible()
    check(page, axe)
    assert Registration.objects.get().state == "confirmed"


@pytest.mark.parametrize("javascript", [True, False])
def test_visitor_with_a_code_registers_and_without_one_reads_why_not(event, new_page, axe, javascript):
    RegistrationRules.objects.create(event=event, mode="invitation")
    InvitationCodeFactory(event=event, code="GHNT2026", quota=1)
    page = new_page(width=360, javascript=javascript)
    page.goto("/zicht/")
    expect(page.get_by_text("Op uitnodiging: gebruik de link")).to_be_visible()
    page.goto(f"/aanmelden/{event.pk}/")
    expect(page.get_by_role("heading", name="Op uitnodiging")).to_be_visible()
    page.get_by_label("Code").fill("foutfout")
    page.get_by_role("button", name="Verder met deze code").click()
    expect(page.get_by_text("Deze code werkt niet").first).to_be_visible()
    page.get_by_label("Code").fill("ghnt-2026")
    page.get_by_role("button", name="Verder met deze code").click()
    page.get_by_label("Uw naam").fill("Samira de Vries")
    page.get_by_label("E-mailadres", exact=True).fill("samira@gemeente.example")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_text("Kijk in uw mail").first).to_be_visible()
    page.goto("/code/GHNT2026/")
    expect(page.get_by_text("zo vaak gebruikt als mag")).to_be_visible()
    if javascript:
        check(page, axe)
        page.goto(f"/aanmelden/{event.pk}/")
        check(page, axe)


@pytest.fixture
def organiser(new_page, live_server, client):
    """Windows that are signed in."""

    def open_window(**options):
        client.force_login(UserFactory(is_superuser=True))
        page = new_page(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return open_window


def ours(page, axe):
    """Violations in what stands in the page's main part; the frame is Wagtail's."""
    return [line for line in axe(page) if "main" in line or "inviting" in line or "region" in line.split(":")[2]]


@pytest.mark.parametrize("width", [360, 1280])
def test_organiser_pastes_people_sends_and_sees_the_response(event, organiser, axe, width):
    load_geography()
    page = organiser(width=width)
    base = f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen"
    page.goto(f"{base}/uitnodigingen/erbij/")
    rows = "Anna Aarts; anna@a.example; Gemeente Zwolle\nBo; geen adres\nCor; cor@a.example; Gemeente Vlissingen"
    page.get_by_label("Plak regels").fill(rows)
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_text("geen e-mailadres")).to_be_visible()
    page.get_by_role("button", name="Zet 2 mensen op de lijst").click()
    expect(page.get_by_text("2 mensen staan nu op de lijst")).to_be_visible()
    page.goto(f"{base}/uitnodigingen/versturen/")
    page.get_by_text("Wat de mail zegt").first.click()
    expect(page.get_by_text("We nodigen u graag uit").first).to_be_visible()
    page.get_by_role("button", name="Mail 2 uitnodigingen").click()
    expect(page.get_by_text("2 uitnodigingen zijn onderweg")).to_be_visible()
    assert Municipality.objects.get(name="Zwolle") == Invitation.objects.get(name="Anna Aarts").municipality
    page.goto(f"/uitnodiging/{token_of(Invitation.objects.get(name='Anna Aarts'))}/aanmelden/")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.goto(f"{base}/uitnodigingen/respons/")
    expect(page.get_by_text("Uit 1 van de 28 GHNT-regio’s komt iemand.")).to_be_visible()
    expect(page.locator(".region-tile")).to_have_count(28)
    page.get_by_role("link", name="Veiligheidsregio’s").click()
    expect(page.get_by_text("Uit 1 van de 25 veiligheidsregio’s komt iemand.")).to_be_visible()
    assert ours(page, axe) == []
