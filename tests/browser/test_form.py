"""The form in a real browser: questions that unfold, colleagues, the way out, and the organiser's editor."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import EventSector
from registrations.domain.colleagues import token_of_group
from registrations.domain.links import token_of
from registrations.enums import QuestionKind
from registrations.models import (
    Answer,
    Colleague,
    ColleagueGroup,
    FormOption,
    FormQuestion,
    Registration,
    RegistrationRules,
)
from tests.factories import (
    EventPageFactory,
    FormQuestionFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [320, 360]


@pytest.fixture
def event():
    event = EventPageFactory(title="Systeemaanpak")
    workshop_round = WorkshopRoundFactory(event=event)
    for number in (1, 2):
        WorkshopFactory(round=workshop_round, title=f"Casus {number}", content_warning="Gaat over geweld.")
    EventSector.objects.create(page=event, sector=SectorFactory(name="Politie"))
    EventSector.objects.create(page=event, sector=SectorFactory(name="Gemeente"))
    return event


@pytest.fixture
def questions(event):
    """A choice, and two questions that hang on it and on a sector."""
    car = FormQuestionFactory(event=event, kind=QuestionKind.CHOICE, text="Komt u met de auto?", options=["Ja", "Nee"])
    plate = FormQuestionFactory(event=event, text="Uw kenteken", depends_on=car, is_required=True)
    plate.depends_options.add(FormOption.objects.get(text="Ja"))
    rank = FormQuestionFactory(event=event, text="Uw eenheid")
    rank.only_sectors.add(EventSector.objects.get(sector__name="Politie").sector)
    return car, plate, rank


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def open_form(page, event):
    page.goto(reverse("registrations:register", args=[event.pk]))
    page.get_by_label("Uw naam").fill("Samira de Vries")
    page.get_by_label("E-mailadres").fill("samira@gemeente.example")


def send(page):
    page.get_by_role("button", name="Aanmelden", exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_unfold_with_javascript(new_page, axe, event, questions, width):
    page = new_page(width=width)
    open_form(page, event)
    expect(page.get_by_label("Uw kenteken")).to_be_hidden()
    expect(page.get_by_label("Uw eenheid")).to_be_hidden()
    page.get_by_label("Ik kom vanuit…").select_option("Politie")
    expect(page.get_by_label("Uw eenheid")).to_be_visible()
    page.get_by_label("Ja", exact=True).check()
    expect(page.get_by_label("Uw kenteken")).to_be_visible()
    assert axe(page) == []
    assert no_sideways_scroll(page)
    send(page)
    expect(page.locator("[data-error-summary] a", has_text="Uw kenteken")).to_be_visible()
    page.get_by_label("Uw kenteken").fill("AB-12-CD")
    send(page)
    expect(page).to_have_url(re.compile("/ontvangen/"))
    assert list(Answer.objects.exclude(text="").values_list("text", flat=True)) == ["AB-12-CD"]


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_stand_there_with_their_condition_without_javascript(new_page, event, questions, width):
    page = new_page(width=width, javascript=False)
    open_form(page, event)
    expect(page.get_by_text("Alleen als u op “Komt u met de auto?” antwoordt: “Ja”.")).to_be_visible()
    expect(page.get_by_label("Uw kenteken")).to_be_visible()
    page.get_by_label("Ik kom vanuit…").select_option("Gemeente")
    page.get_by_label("Nee", exact=True).check()
    page.get_by_label("Uw kenteken").fill("wordt niet bewaard")
    send(page)
    expect(page).to_have_url(re.compile("/ontvangen/"))
    assert [answer.option.text for answer in Answer.objects.all()] == ["Nee"]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_contact_registers_colleagues_and_cancels_for_one(new_page, axe, event, width, javascript):
    page = new_page(width=width, javascript=javascript)
    page.goto(reverse("registrations:register", args=[event.pk]))
    page.get_by_role("link", name="Meldt u meer collega’s aan?").click()
    page.get_by_label("Uw naam").fill("Contact Persoon")
    page.get_by_label("E-mailadres", exact=True).fill("contact@gemeente.example")
    page.get_by_label("Workshopronde").first.select_option("Casus 1")
    for number in (1, 2):
        fill_colleague(page, number)
    page.get_by_role("button", name="Nog een collega").click()
    fill_colleague(page, 3)
    page.get_by_label(re.compile("Workshopronde .*, collega 3")).select_option("Casus 2")
    assert page.get_by_label("Naam van collega 1").input_value() == "Collega 1"
    assert no_sideways_scroll(page)
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Meld allemaal aan").last.click()
    expect(page.get_by_text("Er is plaats voor 3 van u.")).to_be_visible()
    titles = Registration.objects.order_by("pk").values_list("places__workshop__title", flat=True)
    assert list(titles) == ["Casus 1", "Casus 1", "Casus 2"]
    page.goto(reverse("registrations:colleagues_list", args=[token_of_group(ColleagueGroup.objects.get())]))
    page.get_by_role("button", name="Afmelden voor Collega 2").click()
    expect(page.get_by_text("Door u afgemeld")).to_be_visible()
    assert no_sideways_scroll(page)
    if javascript:
        assert axe(page) == []
    assert Registration.objects.confirmed().count() == 2


def fill_colleague(page, number):
    page.get_by_label(f"Naam van collega {number}").fill(f"Collega {number}")
    page.get_by_label(f"E-mailadres van collega {number}").fill(f"collega{number}@gemeente.example")
    page.get_by_label(f"Collega {number} komt vanuit…").select_option("Politie")


def brought(event):
    registration = RegistrationFactory(event=event)
    group = ColleagueGroup.objects.create(
        event=event, submission_key="0" * 32, contact_name="Contact Persoon", contact_email="c@gemeente.example"
    )
    return Colleague.objects.create(group=group, registration=registration, name=registration.name)


def test_opening_the_personal_page_takes_over_with_javascript_and_a_press_without(new_page, axe, event):
    colleague = brought(event)
    address = reverse("registrations:my_place", args=[token_of(colleague.registration)])
    plain = new_page(width=360, javascript=False)
    plain.goto(address)
    assert Colleague.objects.get().taken_over_at is None
    page = new_page(width=360)
    page.goto(address)
    expect(page.get_by_text("Vanaf nu kunt alleen u uw aanmelding wijzigen")).to_be_visible()
    assert axe(page) == []
    assert Colleague.objects.get().taken_over_at is not None
    Colleague.objects.update(taken_over_at=None)
    plain.get_by_role("button", name="Goed, vanaf nu regel ik het zelf").click()
    expect(plain.get_by_text("Vanaf nu kunt alleen u uw aanmelding wijzigen")).to_be_visible()


@pytest.fixture
def sensitive(settings):
    """A sensitive event whose way out leads to a page of our own."""
    settings.QUICK_EXIT_URL = "/privacy/"
    return EventPageFactory(title="Hulp na geweld", is_sensitive=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_way_out_leaves_at_once_and_back_does_not_return(new_page, axe, sensitive, width):
    page = new_page(width=width)
    page.goto("/privacy/")
    page.goto(reverse("registrations:register", args=[sensitive.pk]))
    assert page.title() == "Bijeenkomst"
    assert axe(page) == []
    assert no_sideways_scroll(page)
    box = page.get_by_role("link", name="Verlaat deze site snel").bounding_box()
    assert box["height"] >= 44
    page.get_by_role("link", name="Verlaat deze site snel").click()
    expect(page).to_have_url(re.compile("/privacy/"))
    page.go_back()
    assert "aanmelden" not in page.url


def test_escape_twice_leaves_and_once_does_not(page, sensitive):
    page.goto(reverse("registrations:register", args=[sensitive.pk]))
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/aanmelden/"))
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/privacy/"))


def test_way_out_is_a_plain_link_without_javascript(new_page, sensitive):
    page = new_page(javascript=False)
    page.goto(reverse("registrations:register", args=[sensitive.pk]))
    page.get_by_role("link", name="Verlaat deze site snel").click()
    expect(page).to_have_url(re.compile("/privacy/"))


@pytest.mark.parametrize("javascript", [True, False])
def test_participants_exchange_contact_details_and_stop(new_page, axe, event, javascript):
    RegistrationRules.objects.create(event=event, has_exchange=True)
    RegistrationFactory(event=event, name="Bert Bakker", shares_contact=True)
    anna = RegistrationFactory(event=event, name="Anna")
    page = new_page(width=320, javascript=javascript)
    page.goto(reverse("registrations:my_place", args=[token_of(anna)]))
    page.get_by_role("link", name="Bekijk wat het is").click()
    expect(page.get_by_text("Bert Bakker")).to_be_hidden()
    page.get_by_role("button", name="Ja, ik doe mee").click()
    expect(page.get_by_text("Bert Bakker")).to_be_visible()
    assert no_sideways_scroll(page)
    if javascript:
        assert axe(page) == []
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Bert Bakker")).to_be_hidden()


@pytest.fixture
def organiser(page):
    """A window in which an administrator is signed in."""
    UserFactory(username="beheer", is_superuser=True, is_staff=True)
    page.goto("/beheer/")
    page.fill("[name=username]", "beheer")
    page.fill("[name=password]", "geheim-genoeg-12")
    page.click("[type=submit]")
    page.wait_for_load_state()
    return page


def test_organiser_makes_a_question_and_the_preview_keeps_up(organiser, event):
    page = organiser
    page.goto(reverse("registrations_admin:question_add", args=[event.pk, "choice"]))
    preview = page.frame_locator("iframe[name=preview]")
    expect(preview.get_by_role("heading", name="Aanmelden")).to_be_visible()
    page.locator("[name=text]").fill("Komt u met de auto?")
    options = page.locator("[name=option_text]")
    options.nth(0).fill("Ja")
    options.nth(1).fill("Nee")
    expect(preview.get_by_label("Nee", exact=True)).to_be_visible()
    page.get_by_role("button", name="Nog een mogelijkheid").click()
    expect(page.locator("[name=option_text]")).to_have_count(4)
    assert page.locator("[name=option_text]").nth(1).input_value() == "Nee"
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("link", name="Komt u met de auto?")).to_be_visible()
    assert FormQuestion.objects.get().options.count() == 2
    FormQuestionFactory(event=event, text="Tweede vraag", position=99)
    page.reload()
    page.get_by_role("button", name=re.compile("Omhoog.*Tweede vraag")).click()
    expect(page.locator(".asking__text").first).to_have_text("Tweede vraag")
