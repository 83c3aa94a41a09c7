"""An organiser rewords a letter, and mails a part of the people, in a browser; and how a mail itself reads."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mailing.domain.letters import letter_kind
from mailing.domain.previewing import preview_letter
from mailing.domain.running import tend_campaigns
from mailing.models import Campaign, LetterWording, OutboxMessage
from tests.factories import EventPageFactory, RegistrationFactory, UserFactory, VenueFactory

LETTER = "registrations.confirmed"
WIDTHS = [(360, False), (1280, True)]


@pytest.fixture
def event(db):
    page = EventPageFactory(title="Systeemaanpak", venue=VenueFactory())
    RegistrationFactory(event=page, name="Ada Verzonnen")
    return page


@pytest.fixture
def signed_in(new_page, client, server_address):
    """Makes windows in which an organiser is signed in."""

    def make(**options):
        client.force_login(UserFactory(is_superuser=True))
        page = new_page(**options)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server_address}])
        return page

    return make


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_organiser_rewords_a_letter_and_sees_it_while_typing(signed_in, axe, event, width, dark):
    page = signed_in(width=width, dark=dark)
    page.goto(reverse("event_mail:letters", args=[event.pk]))
    assert axe(page) == []
    page.get_by_role("link", name="Bevestiging", exact=True).click()
    page.get_by_label("Tekst in het Nederlands").fill("# Welkom\n\nDag {naam}, **fijn** dat u komt.")
    expect(page.frame_locator("#previews iframe").first.get_by_text("Dag Samira de Vries,")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De tekst van ‘Bevestiging’ is opgeslagen.")).to_be_visible()
    assert "fijn" in LetterWording.objects.get().body_nl


@pytest.mark.parametrize(("javascript", "width"), [(True, 360), (False, 1280)])
def test_organiser_mails_a_part_of_the_people(signed_in, axe, event, javascript, width):
    page = signed_in(width=width, javascript=javascript)
    page.goto(reverse("event_mail:campaign_new", args=[event.pk]))
    page.get_by_label("Onderwerp in het Nederlands").fill("Nieuws")
    page.get_by_label("Tekst in het Nederlands").fill("Dag {naam}")
    page.get_by_role("button", name="Voorbeeld tonen").click()
    expect(page.get_by_text("Ada Verzonnen")).to_be_visible()
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Controleren en versturen").click()
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Versturen aan 1 persoon").click()
    tend_campaigns()
    assert OutboxMessage.objects.get().to_name == "Ada Verzonnen"
    page.goto(reverse("event_mail:campaign", args=[event.pk, Campaign.objects.get().pk]))
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Pauzeren").click()
    expect(page.get_by_text("De mailing is gepauzeerd.")).to_be_visible()


@pytest.mark.parametrize("name", ["event_mail:index", "event_mail:sender", "registrations_admin:moments"])
def test_mail_pages_have_no_violations(signed_in, axe, event, name):
    page = signed_in(width=360)
    page.goto(reverse(name, args=[event.pk]))
    assert axe(page) == []


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_mail_itself_has_no_violations_and_fits_a_phone(new_page, axe, event, width, dark):
    page = new_page(width=width, dark=dark)
    for preview in preview_letter(letter_kind(LETTER), event, {}):
        page.set_content(preview.mail.html)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
