"""What scribes and strangers type, long, odd or wrong."""

import pytest

from tests.workshops.desk import JSON
from workshops.models import Outcome, RunningNote

pytestmark = pytest.mark.django_db


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
