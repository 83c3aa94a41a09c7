"""The leader's page: what it opens, what it shows of who comes, what it takes."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.models import Place
from tests.factories import (
    CapturePromptFactory,
    CaptureSheetFactory,
    CaseFactory,
    RegistrationFactory,
    SectorFactory,
)
from workshops.domain.cards import create_card
from workshops.domain.cases import keep_version
from workshops.domain.links import make_link
from workshops.domain.sheets import hand_in
from workshops.domain.starring import points_of
from workshops.models import Case, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return CaptureSheetFactory(briefing="<p>Begin met lezen.</p>")


@pytest.fixture
def prompt(sheet):
    return CapturePromptFactory(template=sheet.template, title="Knelpunten")


def url(sheet, name="leader", *args):
    return reverse(f"workshops:{name}", args=(link_token(make_link(sheet, LinkPurpose.LEADER)), *args))


def add(sheet, prompt, text):
    fields = {"text": text, "prompt_id": prompt.pk, "case_id": None}
    return create_card(sheet, Outcome, uid=uuid4(), fields=fields)


def test_page_shows_briefing_cases_outcomes_and_no_name(client, sheet, prompt):
    CaseFactory(workshop=sheet.workshop, title="Anna en Bram")
    add(sheet, prompt, "Rolpatronen")
    registration = RegistrationFactory(event=sheet.event, name="Verborgen Naam")
    Place.objects.create(registration=registration, workshop=sheet.workshop, round=sheet.workshop.round)

    content = client.get(url(sheet)).content.decode()

    for text in ("Begin met lezen.", "Anna en Bram", "Knelpunten", "Rolpatronen", "<strong>1</strong> deelnemer"):
        assert text in content
    assert registration.name not in content
    assert registration.sector is None or registration.sector.name not in content


def test_links_of_scribe_and_leader_open_only_their_own_page(client, sheet):
    scribe, leader = (link_token(make_link(sheet, purpose)) for purpose in (LinkPurpose.SCRIBE, LinkPurpose.LEADER))

    assert client.get(reverse("workshops:scribe", args=(leader,))).status_code == 404
    assert client.get(reverse("workshops:leader", args=(scribe,))).status_code == 404
    assert client.get(reverse("workshops:leader", args=(leader,))).status_code == 200


def test_leader_chooses_orders_and_adds_points_without_javascript(sheet, prompt):
    client = Client(enforce_csrf_checks=False)
    one, two = add(sheet, prompt, "Een"), add(sheet, prompt, "Twee")
    for card in (one, two):
        assert client.post(url(sheet, "leader_star", card.uid), {"is_starred": "on"}).status_code == 302
    client.post(url(sheet, "leader_move", two.uid), {"steps": "-1"})
    client.post(url(sheet, "leader_add"), {"uid": uuid4(), "text": "Drie", "prompt": prompt.pk})
    for text in ("Drie", "Vier"):
        card = Outcome.objects.filter(text=text).first() or add(sheet, prompt, text)
        answer = client.post(url(sheet, "leader_star", card.uid), {"is_starred": "on"})

    assert [point.text for point in points_of(sheet)] == ["Twee", "Een", "Drie"]
    assert answer.status_code == 409
    assert "Er zijn al drie punten." in answer.content.decode()


@pytest.mark.parametrize("text", ["", "x" * 6_000])
def test_point_that_cannot_be_saved_stays_in_the_form(client, sheet, prompt, text):
    answer = client.post(url(sheet, "leader_add"), {"uid": uuid4(), "text": text, "prompt": prompt.pk})

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Outcome.objects.exists()


def test_sheet_that_was_handed_in_is_only_read(client, sheet, prompt):
    card = add(sheet, prompt, "Rolpatronen")
    hand_in(sheet)

    content = client.get(url(sheet)).content.decode()

    assert "Rolpatronen" in content
    assert url(sheet, "leader_add") not in content
    assert client.post(url(sheet, "leader_star", card.uid), {"is_starred": "on"}).status_code == 423


def test_mix_of_a_room_counts_places_per_sector(client, sheet):
    for name, people in (("Politie", 6), ("OM", 5), ("Opvang", 2)):
        sector = SectorFactory(name=name)
        for _ in range(people):
            registration = RegistrationFactory(event=sheet.event, sector=sector)
            Place.objects.create(registration=registration, workshop=sheet.workshop, round=sheet.workshop.round)

    content = client.get(url(sheet)).content.decode()

    assert "<strong>13</strong> deelnemers" in content
    assert '<th scope="row">Politie</th><td>6</td>' in content
    assert '<th scope="row">Overige</th><td>7</td>' in content  # two would show who is in the shelter
    assert "Opvang" not in content
    assert ">OM<" not in content


def test_leader_and_scribe_read_the_approved_case_not_a_later_draft(client, sheet):
    case = CaseFactory(workshop=sheet.workshop, text="<p>Eerste tekst</p>")
    version = keep_version(case, by=None)
    case.text = "<p>Nog niet goedgekeurd</p>"
    case.save()
    pages = [url(sheet), reverse("workshops:scribe", args=[link_token(make_link(sheet))])]
    assert all("Nog niet goedgekeurd" in client.get(page).content.decode() for page in pages)  # control
    Case.objects.filter(pk=case.pk).update(approved_version=version)
    for page in pages:
        text = client.get(page).content.decode()
        assert "Eerste tekst" in text
        assert "Nog niet goedgekeurd" not in text
