"""Workshop places in a real browser: ranked by tapping or by lists, divided on a desk, changed on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registrations.domain.links import link_of
from registrations.models import DayChange, Place
from tests.factories import (
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.enums import ChoiceMode

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def event():
    page = EventPageFactory()
    page.dates.all().delete()
    starts_at = timezone.now() + timedelta(days=20)
    EventDateFactory(page=page, starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    round_ = WorkshopRoundFactory(event=page, title="Ronde 1", starts_at=starts_at, choice_mode=ChoiceMode.RANKING)
    for number, title in enumerate(("Anna", "Bram", "Carla"), start=1):
        WorkshopFactory(round=round_, number=number, title=title, capacity=4, room=f"Zaal {number}")
    return page


def path_of(address):
    return re.sub(r"^https?://[^/]+", "", address)


def signed_in(new_page, **kwargs):
    UserFactory(username="an", is_superuser=True, is_staff=True, password="geheim-wachtwoord")
    page = new_page(**kwargs)
    page.goto("/beheer/login/")
    page.fill("[name=username]", "an")
    page.fill("[name=password]", "geheim-wachtwoord")
    page.click("button[type=submit]")
    page.wait_for_url("**/beheer/")
    return page


def test_workshops_are_ranked_divided_published_and_changed_on_the_day(new_page, axe, event):
    first, second = RegistrationFactory(event=event, name="Ahmed"), RegistrationFactory(event=event, name="Bo")

    # By tapping: Bram first, then Anna; Bram again takes it out.
    phone = new_page(width=360)
    phone.goto(path_of(link_of(first)))
    phone.get_by_role("link", name="Mijn volgorde wijzigen").click()
    for title in ("Bram", "Anna", "Bram", "Carla"):
        phone.get_by_role("button", name=re.compile(f": {title}$")).click()
    expect(phone.get_by_role("status")).to_have_text("1. Anna; 2. Carla")
    assert axe(phone) == []
    phone.get_by_role("button", name="Mijn keuze bewaren").click()
    expect(phone.get_by_role("heading", name="Uw volgorde van workshops")).to_be_visible()
    assert axe(phone) == []
    assert [row.workshop.title for row in first.preferences.order_by("rank")] == ["Anna", "Carla"]

    # Without a script: by lists.
    plain = new_page(width=360, javascript=False)
    plain.goto(path_of(link_of(second)) + "workshops/")
    plain.get_by_label("Eerste keuze").select_option(label="Anna")
    plain.get_by_role("button", name="Mijn keuze bewaren").click()
    assert [row.workshop.title for row in second.preferences.all()] == ["Anna"]

    # The organiser divides and publishes.
    desk = signed_in(new_page)
    desk.goto(f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/plaatsen/")
    desk.get_by_role("button", name=re.compile("Omhoog: Een mix")).click()
    expect(desk.locator(".allocation__aims li").first).to_contain_text("Een mix van sectoren")
    assert axe(desk) == []
    desk.get_by_role("button", name="Maak een verdeling").click()
    expect(desk.get_by_text("Publiceren geeft 2 mensen een ander programma")).to_be_visible()
    desk.reload()  # the admin's own message fades in; half way its contrast is too low
    assert axe(desk) == []
    desk.get_by_role("button", name="Publiceren").click()
    expect(desk.get_by_text("De plaatsen zijn gepubliceerd.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Ronde 1: Anna")).to_be_visible()

    # On the day, on a phone without a script: three taps, and undo.
    pocket = new_page(width=360, javascript=False, storage_state=desk.context.storage_state())
    pocket.goto(f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/vandaag/")
    assert pocket.evaluate("document.documentElement.scrollWidth") <= 360
    pocket.get_by_role("link", name=re.compile("Anna")).click()
    pocket.get_by_role("link", name="Deze workshop gaat niet door").click()
    pocket.get_by_role("button", name="Ja, laat vervallen").click()
    expect(pocket.get_by_text("Gedaan. 2 mensen krijgen een mail.")).to_be_visible()
    assert not Place.objects.filter(workshop__title="Anna").exists()
    pocket.get_by_role("button", name=re.compile("Ongedaan|Terug|Maak")).first.click()
    expect(pocket.get_by_text("Het is weer zoals het was.")).to_be_visible()
    assert DayChange.objects.get().undone_at is not None
    for path in (
        "",
        f"{event.workshop_rounds.get().workshops.first().pk}/",
        f"{event.workshop_rounds.get().workshops.first().pk}/?wat=cancel",
    ):
        desk.goto(f"/beheer/bijeenkomsten/{event.pk}/aanmeldingen/vandaag/{path}")
        assert axe(desk) == [], path
