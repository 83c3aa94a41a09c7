"""The scribe page over HTTP: without JavaScript, and as the page's own script sends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.site_memory import forget_sites
from core.tokens import link_token
from events.models import EventSector
from tests.factories import (
    AccessLinkFactory,
    CapturePromptFactory,
    CaptureSheetFactory,
    CaseFactory,
    OrganisationFactory,
    RegistrationFactory,
    SectorFactory,
)
from workshops.models import ActionItem, CaptureSheet, Outcome, Quote, RunningNote

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


class Desk:
    """A sheet, its link and what a scribe sends."""

    def __init__(self):
        self.sheet = CaptureSheetFactory()
        self.event = self.sheet.event
        self.prompt = CapturePromptFactory(template=self.sheet.template, title="Goede voorbeelden")
        self.case = CaseFactory(workshop=self.sheet.workshop, title="Casus Anna")
        self.sector = SectorFactory()
        EventSector.objects.create(page=self.event, sector=self.sector)
        self.link = AccessLinkFactory(event=self.event, purpose=LinkPurpose.SCRIBE, target=self.sheet.pk)
        self.token = link_token(self.link)
        self.client = Client()

    def url(self, name="scribe", *args):
        return reverse(f"workshops:{name}", args=(self.token, *args))

    def get(self, **kwargs):
        return self.client.get(self.url(), **kwargs)

    def add(self, slug="opbrengst", headers=None, **data):
        data = {"uid": str(uuid4()), **({"prompt": self.prompt.pk} if slug == "opbrengst" else {}), **data}
        return self.client.post(self.url("add_card", slug), data, headers=headers)

    def outcome(self, text="Rolpatronen"):
        self.add(text=text)
        return Outcome.objects.get(text=text)


@pytest.fixture
def desk():
    return Desk()


def test_page_shows_prompts_cases_and_forms(desk):
    content = desk.get().content.decode()

    assert "Goede voorbeelden" in content
    assert "Casus Anna" in content
    assert desk.url("add_card", "opbrengst") in content


def test_page_names_no_attendee(desk):
    registration = RegistrationFactory(event=desk.event, name="Verborgen Naam")

    content = desk.get().content.decode()

    assert registration.name not in content
    assert registration.email not in content


def test_page_is_not_kept_by_caches_and_needs_no_account(desk):
    response = desk.get()

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("change", [{"revoked_at": True}, {"expires_at": True}])
def test_link_that_was_revoked_or_ran_out_opens_a_friendly_404(desk, change):
    moment = timezone.now() - timedelta(minutes=1)
    type(desk.link).objects.filter(pk=desk.link.pk).update(**dict.fromkeys(change, moment))

    page, post = desk.get(), desk.add(text="Te laat")
    script = desk.add(text="Te laat", headers=JSON)

    assert (page.status_code, post.status_code, script.status_code) == (404, 404, 404)
    assert "werkt niet" in page.content.decode()
    assert script.json()["code"] == "link"
    assert not Outcome.objects.exists()


def test_link_of_another_purpose_or_a_forged_one_opens_nothing(desk):
    chair = AccessLinkFactory(event=desk.event, purpose=LinkPurpose.CHAIR, target=desk.sheet.pk)

    for token in (link_token(chair), desk.token[:-2] + "xx", "1", "x.y"):
        assert desk.client.get(reverse("workshops:scribe", args=(token,))).status_code == 404


def test_link_to_a_sheet_of_another_event_opens_nothing(desk):
    other = CaptureSheetFactory()
    link = AccessLinkFactory(event=desk.event, purpose=LinkPurpose.SCRIBE, target=other.pk)

    assert desk.client.get(reverse("workshops:scribe", args=(link_token(link),))).status_code == 404


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


def test_get_changes_nothing(desk):
    card = desk.outcome()

    for name, args in (
        ("hand_in", ()),
        ("reopen", ()),
        ("save_note", ()),
        ("add_card", ("opbrengst",)),
        ("change_card", ("opbrengst", card.uid)),
        ("remove_card", ("opbrengst", card.uid)),
        ("move_card", ("opbrengst", card.uid)),
        ("star_card", (card.uid,)),
    ):
        assert desk.client.get(desk.url(name, *args)).status_code == 405
    assert Outcome.objects.count() == 1


def test_posts_need_a_csrf_token(desk):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(desk.url("save_note"), {"text": "x", "version": 0}).status_code == 403


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


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 20_000])
def test_text_that_cannot_be_saved_gets_an_error_and_stays_in_the_form(desk, text):
    response = desk.add(text=text)

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not Outcome.objects.exists()
    if len(text) > 100:
        assert text in response.content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂 prima", "é" * 4_900])
def test_odd_text_is_saved_and_shown_as_text(desk, text):
    assert desk.add(text=text).status_code == 302

    content = desk.get().content.decode()

    assert Outcome.objects.get().text == text
    assert "<script>alert(1)" not in content


@pytest.mark.parametrize(
    ("slug", "data"),
    [
        ("opbrengst", {"uid": "geen-uid"}),
        ("opbrengst", {"prompt": "999999999999999999999"}),
        ("opbrengst", {"prompt": "x"}),
        ("opbrengst", {"case": "-1"}),
        ("citaat", {"attribution_kind": "x", "consent": "given"}),
        ("citaat", {"attribution_kind": "participant", "consent": "given", "attribution": "x" * 300}),
        ("afspraak", {"kind": "agreement", "due_on": "2015-02-31"}),
        ("afspraak", {"kind": "agreement", "due_on": "2015-03-05", "period": "komende maanden"}),
        ("afspraak", {"kind": "agreement", "owners": ["x" * 300]}),
        ("afspraak", {"kind": "agreement", "owners": ["nul\x00"]}),
        ("afspraak", {"kind": "agreement", "owners": [f"naam {n}" for n in range(13)]}),
    ],
)
def test_bad_input_is_refused_with_words(desk, slug, data):
    assert desk.add(slug, text="Tekst", **data).status_code == 422
    refused = desk.add(slug, text="Tekst", headers=JSON, **data)
    assert refused.status_code == 422
    assert refused.json()["errors"]


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_odd_version_never_breaks_the_server(desk, version):
    card = desk.outcome()

    changed = desk.client.post(
        desk.url("change_card", "opbrengst", card.uid),
        {"text": "Nieuw", "prompt": desk.prompt.pk, "version": version},
    )
    note = desk.client.post(desk.url("save_note"), {"text": "Nieuw", "version": version})

    assert changed.status_code in (409, 422)
    assert note.status_code in (409, 422)
    card.refresh_from_db()
    assert card.text == "Rolpatronen"


def test_unknown_kind_of_card_is_not_found(desk):
    assert desk.add("iets", text="x").status_code == 404


def test_notes_of_twenty_thousand_signs_are_kept_as_typed(desk):
    text = "  regel\r\n" * 2_500

    assert desk.client.post(desk.url("save_note"), {"text": text, "version": 0}).status_code == 302
    assert RunningNote.objects.get().text == text.replace("\r\n", "\n")


def test_handed_in_sheet_shows_its_cards_takes_nothing_and_opens_again(desk):
    card = desk.outcome()

    desk.client.post(desk.url("hand_in"))
    content = desk.get().content.decode()
    refused, script = desk.add(text="Te laat"), desk.add(text="Te laat", headers=JSON)

    assert card.text in content
    assert desk.url("add_card", "opbrengst") not in content
    assert (refused.status_code, script.status_code, script.json()["code"]) == (423, 423, "handed-in")
    assert "Te laat" in refused.content.decode()
    desk.client.post(desk.url("reopen"))
    assert desk.add(text="Toch nog").status_code == 302
    assert CaptureSheet.objects.get().handed_in_at is None


def test_page_takes_the_same_number_of_queries_for_one_and_thirty_cards(desk):
    def fill(number):
        desk.add(text=f"Opbrengst {number}", case=desk.case.pk)
        desk.add("citaat", text="Ja", attribution_kind="participant", consent="given", sector=desk.sector.pk)
        desk.add("afspraak", text="Maken", kind="agreement", owners=["Atria", "Movisie"])

    fill(0)
    desk.get()
    counts = []
    for _ in range(2):
        forget_sites()  # else it depends on the clock whether they are still remembered
        with CaptureQueriesContext(connection) as queries:
            desk.get()
        counts.append(len(queries))
        for number in range(10):
            fill(number)

    assert counts[0] == counts[1] <= 19
