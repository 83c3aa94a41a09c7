"""A masterclass from registering to the certificate, and its pages for everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.enums import DateKind
from registrations.domain.checkin import check_in
from registrations.domain.links import token_of
from registrations.domain.series.certificates import give_certificates
from registrations.domain.series.codes import code_of
from registrations.models import Attendance, Certificate, Homework, MasterclassRules, Material, OwnCase, Registration
from tests.factories import SeriesGroupFactory, UserFactory, VenueFactory, masterclass, member, series_date

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def event():
    event = masterclass(title="Masterclass gender")
    for name, days in (("Groep Noord", [10, 20]), ("Groep Zuid", [11, 21])):
        SeriesGroupFactory(event=event, name=name, capacity=12, days=days, venue=VenueFactory(name=f"Zaal {name}"))
    series_date(event, 40, kind=DateKind.CATCH_UP, label="Inhaalsessie", capacity=5)
    series_date(event, 60, kind=DateKind.FOLLOW_UP, label="Terugkomdag")
    MasterclassRules.objects.create(event=event, required_dates=2, asks_case=True, signed_by="A. Docent")
    return event


@pytest.fixture
def first(event):
    first = event.dates.order_by("starts_at")[0]
    Homework.objects.create(event_date=first, title="Kijk terug", text="Schrijf.", due_at=first.starts_at)
    Material.objects.create(event_date=first, title="Vooraf lezen", text="Drie vragen.")
    return first


@pytest.fixture
def sign_in(client, server_address):
    """Lets a window in as an organiser, and goes to an address."""

    def go(page, address):
        client.force_login(UserFactory(is_superuser=True))
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server_address}])
        page.goto(address)

    return go


@pytest.mark.parametrize("javascript", [True, False])
def test_from_registering_for_a_group_to_a_certificate_that_is_checked(new_page, sign_in, event, first, javascript):
    page = new_page(width=360, javascript=javascript)
    page.goto(f"/aanmelden/{event.pk}/")
    page.get_by_label("Uw naam").fill("Samira de Vries")
    page.get_by_label("E-mailadres").fill("samira@gemeente.example")
    page.get_by_label("Groep Noord").check()
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    samira = Registration.objects.get()

    page.goto(f"/mijn-plek/{token_of(samira)}/")
    expect(page.get_by_text("Zaal Groep Noord").first).to_be_visible()
    page.get_by_role("link", name="Lezen en inleveren").click()
    page.get_by_label("Uw tekst").fill("Wat mij opviel.")
    page.get_by_label("Uw bestand").set_input_files(
        {"name": "opdracht.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 opdracht"}
    )
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Uw huiswerk is ingeleverd.")).to_be_visible()

    organiser = new_page()
    sign_in(organiser, f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/masterclass/presentie/?datum={first.pk}")
    organiser.get_by_role("button", name="Was aanwezig Samira de Vries").click()
    expect(organiser.get_by_text("1 van 1 aanwezig")).to_be_visible()
    organiser.get_by_role("link", name="Inhaalsessie").click()
    organiser.get_by_text("ander met een plaats").click()
    organiser.get_by_role("button", name="Was aanwezig Samira de Vries").click()
    expect(organiser.get_by_text("kwam zonder op de lijst te staan")).to_be_visible()
    assert Attendance.objects.count() == 2
    organiser.get_by_role("link", name="Bewijzen van deelname").click()
    organiser.get_by_role("button", name="Geef 1 bewijs dat is verdiend").click()
    expect(organiser.get_by_text("1 bewijs is gegeven.")).to_be_visible()

    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Mijn bewijs downloaden").click()
    assert download.value.suggested_filename == "bewijs-van-deelname.pdf"
    page.goto(f"/bewijs/{code_of(samira, 1)}/")
    expect(page.get_by_role("heading", name="Dit bewijs van deelname is geldig")).to_be_visible()
    page.get_by_label("Voorletter en achternaam op het bewijs").fill("S. de Vries")
    page.get_by_role("button", name="De naam vergelijken").click()
    expect(page.get_by_text("Ja, het bewijs staat op deze naam")).to_be_visible()
    assert "vries" not in page.url.lower()


def test_case_is_pointed_at_and_then_sent_in(new_page, event, first):
    page = new_page(width=360)
    page.goto(f"/mijn-plek/{token_of(member(event.series_groups.all()[0]))}/casus/")
    page.get_by_label("Wat speelt er?").fill("Fatima woont aan de Kerkstraat 12.")
    page.get_by_label("Wat wilt u van de groep weten?").fill("Hoe verder?")
    page.get_by_label("Ik heb het nog eens gelezen").check()
    page.get_by_role("button", name="Mijn casus insturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kerkstraat 12")
    page.get_by_label("Wat speelt er?").fill("Een moeder twijfelt.")
    page.get_by_role("button", name="Mijn casus insturen").click()
    expect(page.get_by_text("Uw casus is ingestuurd.")).to_be_visible()
    assert OwnCase.objects.get().situation == "Een moeder twijfelt."


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_pages_of_a_masterclass_are_accessible(new_page, axe, event, first, width, dark):
    registration = member(event.series_groups.all()[0], name="Samira de Vries")
    other = event.dates.get(label="Inhaalsessie")
    for date in (first, other):
        check_in(registration, date)
    give_certificates(event)
    OwnCase.objects.create(registration=registration, situation="s", question="q", sent_at=timezone.now())
    place = f"/mijn-plek/{token_of(registration)}/"
    homework = Homework.objects.get()
    page = new_page(width=width, dark=dark)
    addresses = [
        event.get_url(),
        f"/aanmelden/{event.pk}/",
        place,
        f"{place}groep/",
        f"{place}inhalen/",
        f"{place}huiswerk/{homework.pk}/",
        f"{place}casus/",
        "/bewijs/",
        "/bewijs/AAAAAAAAAAAAAAAA/",
        f"/bewijs/{code_of(registration, 1)}/",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[address] = axe(page) + (["wider than the window"] if wide else [])
    Homework.objects.update(due_at=timezone.now() - timedelta(hours=1))
    page.goto(f"{place}huiswerk/{homework.pk}/")
    found["closed"] = axe(page)
    assert {address: lines for address, lines in found.items() if lines} == {}


def test_pages_of_the_organiser_are_accessible(new_page, axe, sign_in, event, first):
    registration = member(event.series_groups.all()[0])
    check_in(registration, first)
    case = OwnCase.objects.create(registration=registration, situation="Fatima", question="q", sent_at=timezone.now())
    page = new_page()
    base = f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/masterclass/"
    sign_in(page, base)
    expect(page.get_by_role("heading", name="Masterclass", exact=True)).to_be_visible()
    pages = (
        "",
        "groepen/",
        "groepen/nieuw/",
        "regels/",
        "lessen/",
        "lessen/huiswerk/nieuw/",
        "casussen/",
        "presentie/",
    )
    found = {}
    homework = Homework.objects.get()
    for part in (*pages, f"lessen/ingeleverd/{homework.pk}/", f"casussen/{case.pk}/", "bewijzen/"):
        page.goto(base + part)
        found[part] = [line for line in axe(page) if "main" in line or "series" in line]
    assert {part: lines for part, lines in found.items() if lines} == {}
    assert not Certificate.objects.exists()
