"""“Weg”: after it the words are nowhere, and nothing brings them back."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from reports.domain.bundling import ask_bundle, make_bundles
from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.listing import quotes_of
from reports.domain.quoting.scrubbing import pattern_of, scrub_body, scrub_text
from reports.domain.redline.receiving import receive_file
from reports.domain.signoff.answering import save_reading
from reports.enums import ExportFormat, QuoteState
from reports.models import RedlineFile, ReportPage
from reports.models.bundles import ReportBundle
from tests.factories import UserFactory
from tests.reports.quoted import (
    CANARY,
    EMPTY_FORMSET,
    WORDS,
    address_of,
    asked,
    everything,
    live_text,
    quoting,
    raw_tables,
)
from tests.reports.redlining import draft_of, edited, untracked
from tests.reports.signoff import running_round
from workshops.models import CaptureSheet, RunningNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_after_out_the_words_are_in_no_revision_row_file_cache_or_index(client, django_capture_on_commit_callbacks):
    page, block = quoting(live=True)
    again = page.get_latest_revision_as_object()
    stored = [*again.body.raw_data]
    stored += [
        {"type": "pull_quote", "id": "9d6b0e6e-0000-4000-8000-000000000001", "value": {"text": WORDS[:-1]}},
        {
            "type": "text",
            "id": "9d6b0e6e-0000-4000-8000-000000000002",
            "value": {"text": f"<p>Iemand zei: <b>De kanarie</b> zong dat&nbsp;niemand {WORDS[28:]}</p>"},
        },
    ]
    again.body = json.dumps(stored)
    again.introduction = f"Zoals iemand zei: “{WORDS}”"
    again.save_revision().publish()
    page = ReportPage.objects.get(pk=page.pk)
    sign_off = running_round(page)
    reader = sign_off.readers.first()
    save_reading(reader, {f"{block}-0": f"Wie zei “{WORDS}”?"}, answer=None)
    back = edited(draft_of(sign_off), untracked(CANARY, f"Zij zei “{WORDS}” Echt."))
    file = receive_file(reader, back, name="terug.docx", actor=None)
    assert CANARY in repr(list(file.changes.values_list("before", "after", "pieces")))
    sheet = CaptureSheet.objects.filter(event=page.get_parent()).first()
    RunningNote.objects.create(sheet=sheet, text=f"Aantekening: {WORDS}")
    consent = asked(page, block)
    answer_quote(consent, answer=QuoteState.GOOD)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    files = [client.get(reverse("reports:export", args=[page.pk, kind])) for kind in ExportFormat.values]
    keys = [f"reports:export:{file['ETag'].strip(chr(34))}" for file in files]
    page = ReportPage.objects.get(pk=page.pk)
    ask_bundle(page, is_published=True)
    make_bundles()
    assert ReportBundle.objects.get(page=page).content
    assert CANARY in everything()  # the control
    assert "kanarie" in raw_tables().lower()
    assert cache.get_many(keys)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address_of(consent), {"answer": "withdrawn"})
    assert response.status_code == 302
    assert "zijn weggehaald" in client.get(response.url).content.decode()

    assert "kanarie" not in everything().lower()
    assert "kanarie" not in raw_tables().lower()
    assert not any(bytes(content) for content in RedlineFile.objects.values_list("content", flat=True))
    assert cache.get_many(keys) == {}
    assert not ReportBundle.objects.exists()
    page = ReportPage.objects.get(pk=page.pk)
    assert page.live
    assert "kanarie" not in live_text(client, page)
    for kind in ("md", "html"):
        file = client.get(reverse("reports:export", args=[page.pk, kind]))
        assert "kanarie" not in file.getvalue().decode().lower()
    assert "Iemand zei" in live_text(client, page)
    consent.refresh_from_db()
    assert (consent.state, consent.name, consent.email) == (QuoteState.WITHDRAWN, "", "")


def test_out_twice_is_out_once_and_the_link_still_says_so(client):
    page, block = quoting()
    consent = asked(page, block)
    address = address_of(consent)
    for _click in range(2):
        assert client.post(address, {"answer": "withdrawn"}).status_code in (200, 302)
    assert client.get(address).status_code == 200
    assert quotes_of(ReportPage.objects.get(pk=page.pk)) == []


def test_editor_that_was_still_open_does_not_bring_the_words_back(client, editor):
    page, block = quoting()
    consent = asked(page, block)
    answer_quote(consent, answer=QuoteState.WITHDRAWN)
    value = {"text": WORDS, "attribution": "", "generated_from": "", "source": "", "fingerprint": ""}
    body = streamfield([("quote", value), ("pull_quote", {**value, "text": f"  {WORDS.upper()} "}), ("quote", value)])
    body["0"]["id"] = block
    body["2"]["value"] = {**value, "text": "Van een ander."}
    data = nested_form_data(
        {
            "title": "Verslag",
            "slug": "verslag",
            "introduction": "",
            "tags": "",
            "seo_title": "",
            "search_description": "",
            "body": body,
            "comments": EMPTY_FORMSET,
        }
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code in (200, 302)
    newest = ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [child.value["text"] for child in newest.body] == ["Van een ander."]


@pytest.mark.parametrize(
    "stored",
    [
        WORDS,
        WORDS.upper(),
        "De  kanarie\nzong dat niemand ooit naar de bankpas vroeg",
        "De <b>kanarie</b> zong dat&nbsp;niemand <i>ooit</i> naar de bankpas vroeg!",
    ],
)
def test_words_are_found_however_they_are_written(stored):
    assert "kanarie" not in scrub_text(f"<p>Zij zei: {stored} Echt.</p>", pattern_of([WORDS])).lower()


def test_words_with_special_characters_are_found_escaped():
    words = 'Wij & zij <samen> "sterk" é'
    for stored in (words, "Wij &amp; zij &lt;samen&gt; &quot;sterk&quot; é", json.dumps(words)[1:-1]):
        assert "sterk" not in scrub_text(stored, pattern_of([words]))


def test_short_quote_goes_from_its_own_block_only():
    pattern = pattern_of(["Ja, graag"])
    body = [
        {"type": "quote", "id": "a", "value": {"text": "Ja, graag"}},
        {"type": "text", "id": "b", "value": {"text": "<p>Ja, graag zei de zaal</p>"}},
    ]
    kept = scrub_body(body, {"a"}, pattern, note="Verwijderd.")
    assert [child["id"] for child in kept] == ["a", "b"]
    assert "graag" not in json.dumps(kept[0])
    assert "graag" in json.dumps(kept[1])
