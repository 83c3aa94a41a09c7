"""Self-service in a real browser: on a phone, without a script, and readable for everybody."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from mailing.domain.delivering import deliver_due
from registrations.domain.links import link_of
from registrations.domain.reconfirming import sweep_reconfirmations
from registrations.enums import RegistrationState
from registrations.models import Registration, RegistrationRules
from tests.factories import EventPageFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def registration():
    event = EventPageFactory(capacity=1)
    RegistrationRules.objects.create(event=event, reconfirmation_days=40, changes_stop_hours=24)
    return RegistrationFactory(event=event, name="Ahmed Jansen", confirmed_at=timezone.now() - timedelta(days=20))


def path_of(address):
    return re.sub(r"^https?://[^/]+", "", address)


def links_in_mail():
    """The addresses in the mails that leave now, by addressee."""
    mail.outbox.clear()
    deliver_due()
    return {email.to[0]: re.findall(r"https?://\S+", email.body) for email in mail.outbox}


@pytest.mark.parametrize("javascript", [True, False])
def test_colleague_takes_over_the_place_on_a_phone(new_page, axe, registration, javascript):
    sweep_reconfirmations()
    [[address]] = [
        [link for link in links if link.rstrip(")").endswith("/komt-u/")] for links in links_in_mail().values()
    ]
    page = new_page(width=360, javascript=javascript)
    page.goto(path_of(address))
    assert page.locator(".answers__button").count() == 3
    assert all(button.bounding_box()["height"] >= 44 for button in page.locator(".answers__button").all())
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Mijn collega komt").click()
    page.get_by_label("Naam van uw vervanger").fill("Bo Bakker")
    page.get_by_label("E-mailadres van uw vervanger").fill("geen adres")
    page.get_by_role("button", name="Vraag mijn vervanger").click()
    expect(page.get_by_label("Naam van uw vervanger")).to_have_value("Bo Bakker")
    page.get_by_label("E-mailadres van uw vervanger").fill("bo@gemeente.example")
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Vraag mijn vervanger").click()
    expect(page.get_by_role("heading", name="Uw vervanger heeft nog niet geantwoord")).to_be_visible()
    if javascript:
        assert axe(page) == []
    [links] = links_in_mail().values()
    other = new_page(width=360, javascript=javascript)
    other.goto(path_of(next(link for link in links if "/vervanger/" in link)))
    if javascript:
        assert axe(other) == []
    other.get_by_role("button", name="Ik neem de plaats over").click()
    expect(other.get_by_role("heading", name="Mijn plek")).to_be_visible()
    expect(other.get_by_text("U hebt een plaats")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="U bent afgemeld")).to_be_visible()


def test_data_are_changed_cancelled_with_a_reason_and_registered_again(new_page, axe, registration):
    page = new_page(width=360)
    page.goto(path_of(link_of(registration)))
    assert axe(page) == []
    page.get_by_role("link", name="Mijn gegevens wijzigen").click()
    page.get_by_label("Uw naam").fill("Ahmed Janssen")
    assert axe(page) == []
    page.get_by_role("button", name="Gegevens bewaren").click()
    expect(page.get_by_text("Uw gegevens zijn bewaard.")).to_be_visible()
    page.get_by_role("link", name="Ander e-mailadres gebruiken").click()
    assert axe(page) == []
    page.get_by_label("Nieuw e-mailadres").fill("nieuw@gemeente.example")
    page.get_by_role("button", name="Mail mij een link").click()
    link = next(link for links in links_in_mail().values() for link in links if "/nieuw-adres/" in link)
    page.goto(path_of(link))
    assert axe(page) == []
    page.get_by_role("button", name="Ja, gebruik dit adres").click()
    page.get_by_role("link", name="Ik meld mij af").click()
    page.get_by_label("Wilt u zeggen waarom?").fill("Ziek")
    assert axe(page) == []
    page.get_by_role("button", name="Ja, meld mij af").click()
    assert axe(page) == []
    RegistrationFactory(event=registration.event)
    page.get_by_role("button", name="Opnieuw aanmelden").click()
    expect(page.get_by_role("heading", name="U staat op de wachtlijst")).to_be_visible()
    found = Registration.objects.get(pk=registration.pk)
    assert (found.state, found.name, found.email) == (
        RegistrationState.WAITLISTED,
        "Ahmed Janssen",
        "nieuw@gemeente.example",
    )


def test_pages_without_a_place_help(new_page, axe, registration):
    page = new_page(width=360)
    for path in ("/mijn-plek/x.y/", "/vervanger/x.y/", "/stem/x.y/", "/agenda/"):
        page.goto(path)
        assert axe(page) == [], path
