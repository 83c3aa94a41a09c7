"""Cards over HTTP: without JavaScript, and as the page's own script sends."""

from uuid import uuid4

import pytest

from tests.factories import (
    OrganisationFactory,
)
from tests.workshops.desk import JSON, Desk
from workshops.models import ActionItem, Outcome, Quote

pytestmark = pytest.mark.django_db


def test_outcome_added_by_form_leads_back_to_it(desk):
    response = desk.add(text="Vraag door\r\nnaar geld", case=desk.case.pk)
    card = Outcome.objects.get()

    assert response.status_code == 302
    assert response["Location"] == f"{desk.url()}#kaart-{card.uid}"
    assert (card.text, card.prompt, card.case) == ("Vraag door\nnaar geld", desk.prompt, desk.case)


def test_form_sent_twice_adds_one_card(desk):
    uid = str(uuid4())

    for _ in range(2):
        assert desk.add(text="Een keer", uid=uid).status_code == 302

    assert Outcome.objects.count() == 1


def test_quote_keeps_whose_words_and_consent(desk):
    desk.add(
        "citaat",
        text="Wij vragen het nooit.",
        attribution_kind="participant",
        sector=desk.sector.pk,
        attribution="een beleidsmedewerker",
        consent="given",
    )
    quote = Quote.objects.get()

    assert (quote.sector, quote.attribution, quote.consent) == (desk.sector, "een beleidsmedewerker", "given")


def test_action_keeps_owners_and_a_period(desk):
    atria = OrganisationFactory(name="Atria, kennisinstituut", short_name="Atria")

    desk.add(
        "afspraak",
        text="Instrumenten ontwikkelen",
        kind="commitment",
        owners=["Atria", "Margreet de Boer", ""],
        period="komende maanden",
        commissioned_by="OCW",
    )
    action = ActionItem.objects.get()

    assert [(owner.organisation, owner.name) for owner in action.owners.all()] == [
        (atria, ""),
        (None, "Margreet de Boer"),
    ]
    assert (action.kind, action.period, action.commissioned_by) == ("commitment", "komende maanden", "OCW")


def test_card_is_changed_moved_starred_and_deleted_by_forms(desk):
    first, second = desk.outcome("Eerst"), desk.outcome("Daarna")

    desk.client.post(
        desk.url("change_card", "opbrengst", first.uid), {"text": "Beter", "prompt": desk.prompt.pk, "version": 1}
    )
    desk.client.post(desk.url("move_card", "opbrengst", second.uid), {"steps": "-1"})
    desk.client.post(desk.url("star_card", second.uid), {"is_starred": "on"})
    assert list(Outcome.objects.values_list("text", "is_starred")) == [("Daarna", True), ("Beter", False)]

    desk.client.post(desk.url("remove_card", "opbrengst", first.uid), {"version": 2})
    assert [card.text for card in Outcome.objects.all()] == ["Daarna"]


def test_conflict_by_form_shows_both_texts_and_saving_again_takes_the_chosen_one(desk):
    card = desk.outcome()
    address = desk.url("change_card", "opbrengst", card.uid)
    desk.client.post(address, {"text": "Van de ander", "prompt": desk.prompt.pk, "version": 1})

    response = desk.client.post(address, {"text": "Van mij", "prompt": desk.prompt.pk, "version": 1})
    content = response.content.decode()

    assert response.status_code == 409
    assert "Van de ander" in content
    assert "Van mij" in content
    assert 'name="version" value="2"' in content
    desk.client.post(address, {"text": "Van mij", "prompt": desk.prompt.pk, "version": 2})
    assert Outcome.objects.get().text == "Van mij"


def test_conflict_for_the_script_carries_both_texts(desk):
    desk.client.post(desk.url("save_note"), {"text": "Van de ander", "version": 0})

    response = desk.client.post(desk.url("save_note"), {"text": "Van mij", "version": 0}, headers=JSON)

    assert response.status_code == 409
    assert {**response.json(), "message": ""} == {
        "code": "conflict",
        "message": "",
        "theirs": "Van de ander",
        "mine": "Van mij",
        "version": 1,
    }


def test_script_gets_the_card_as_it_stands(desk):
    answer = desk.add(text="Rolpatronen", headers=JSON).json()

    assert answer["version"] == 1
    assert answer["list"] == f"opbrengst-{desk.prompt.pk}"
    assert "Rolpatronen" in answer["html"]
    state = desk.client.get(desk.url("sheet_state")).json()
    assert state["handed_in"] is False
    assert state["stream"].startswith(f"/live/sheet:{desk.sheet.pk}/events?")


def test_prompt_case_and_sector_of_another_event_are_refused(desk):
    other = Desk()

    for slug, data in (
        ("opbrengst", {"prompt": other.prompt.pk}),
        ("opbrengst", {"prompt": desk.prompt.pk, "case": other.case.pk}),
        ("citaat", {"attribution_kind": "participant", "consent": "given", "sector": other.sector.pk}),
    ):
        assert desk.add(slug, text="Elders", headers=JSON, **data).status_code == 422
        assert desk.add(slug, text="Elders", **data).status_code == 422
    assert not Outcome.objects.exists()
    assert not Quote.objects.exists()


def test_card_of_another_sheet_cannot_be_reached(desk):
    other = Desk()
    card = other.outcome()

    for name, data in (
        ("change_card", {"text": "Elders", "prompt": desk.prompt.pk, "version": 1}),
        ("move_card", {"steps": "1"}),
        ("star_card", {"is_starred": "on"}),
    ):
        args = (card.uid,) if name == "star_card" else ("opbrengst", card.uid)
        assert desk.client.post(desk.url(name, *args), data).status_code == 404
    desk.client.post(desk.url("remove_card", "opbrengst", card.uid), {"version": 1})
    card.refresh_from_db()
    assert (card.text, card.version, card.is_starred) == ("Rolpatronen", 1, False)
