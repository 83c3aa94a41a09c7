"""“Zo staat u in het verslag”: good, otherwise, out; and after “out” the words are nowhere."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.tokens import link_token
from reports.domain.bundling import ask_bundle, make_bundles
from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import UnknownQuote, accept_wording, ask_about_quote, links_of, need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.domain.quoting.scrubbing import pattern_of, scrub_body, scrub_text
from reports.domain.redline.receiving import receive_file
from reports.domain.signoff.answering import save_reading
from reports.domain.signoff.forgetting import forget_readers
from reports.enums import ExportFormat, QuoteState
from reports.models import QuoteConsent, RedlineFile, ReportPage
from reports.models.bundles import ReportBundle
from tests.factories import RegistrationFactory, UserFactory
from tests.reports.redlining import draft_of, edited, untracked
from tests.reports.signoff import delivered, draft, running_round
from workshops.models import CaptureSheet, Quote, RunningNote

pytestmark = pytest.mark.django_db
WORDS = "De kanarie zong dat niemand ooit naar de bankpas vroeg."
CANARY = "kanarie zong"
ASKED = {"name": "Robin", "email": "robin@example.org"}


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def quoting(*, text: str = WORDS, live: bool = False) -> tuple[ReportPage, str]:
    """A draft with one quote of a captured card, and the id of its block."""
    page = draft()
    stored = list(page.body.raw_data)
    block = next(child for child in stored if child["type"] == "quote")
    Quote.objects.filter(uid=block["value"]["source"].removeprefix("quote:")).update(text=text)
    block["value"] = {**block["value"], "text": text}
    page.body = json.dumps(stored)
    page.save_revision()
    if live:
        page.get_latest_revision().publish()
        page = ReportPage.objects.get(pk=page.pk)
    return page, block["id"]


def address_of(consent: QuoteConsent) -> str:
    return reverse("reports:quoted", args=[link_token(links_of(consent).usable().get())])


def asked(page: ReportPage, block: str) -> QuoteConsent:
    return ask_about_quote(page, block, **ASKED, actor=None)


def live_text(client, page: ReportPage) -> str:
    return client.get(page.url).content.decode()


# --- asking ----------------------------------------------------------------------------------


def test_person_gets_a_mail_without_the_words_and_a_link_to_them(client):
    page, block = quoting()
    consent = asked(page, block)
    (mail,) = delivered()
    assert CANARY not in mail.body
    assert address_of(consent) in mail.body
    html = client.get(address_of(consent)).content.decode()
    assert WORDS in html
    assert "Goede voorbeelden" in html


def test_asked_twice_gives_one_mail_and_changed_words_a_second(client):
    page, block = quoting()
    for _click in range(2):
        asked(page, block)
    assert len(delivered()) == 1
    consent = QuoteConsent.objects.get()
    answer_quote(consent, answer=QuoteState.GOOD)
    quote = next(child for child in page.body.raw_data if child["id"] == block)
    quote["value"]["text"] = "Andere woorden die niemand zo zei."
    page.body = json.dumps(list(page.body.raw_data))
    page.save_revision()
    (listed,) = quotes_of(ReportPage.objects.get(pk=page.pk))
    assert (listed.is_changed, listed.is_withheld) == (True, True)
    QuoteConsent.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert asked(ReportPage.objects.get(pk=page.pk), block).state == QuoteState.ASKED


def test_quote_that_is_not_there_cannot_be_asked_about():
    page, _block = quoting()
    with pytest.raises(UnknownQuote):
        asked(page, "iets anders")


def test_somebody_with_a_registration_finds_it_at_my_place(client):
    page, block = quoting()
    registration = RegistrationFactory(event=page.get_parent().specific, email=ASKED["email"])
    consent = asked(page, block)
    from core.sections import MY_PLACE, sections_for

    found = sections_for(MY_PLACE, None, registration)
    assert address_of(consent) in [link for section in found for link in section.context.get("links", [])]


# --- silence, good, otherwise ----------------------------------------------------------------


def test_silence_means_not_published_and_good_means_published(client):
    page, block = quoting()
    consent = asked(page, block)
    page.get_latest_revision().publish()
    assert CANARY not in live_text(client, page)
    assert CANARY not in ReportPage.objects.get(pk=page.pk).body.raw_data.__repr__()
    answer_quote(consent, answer=QuoteState.GOOD)
    ReportPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert CANARY in live_text(client, page)


def test_asking_or_answering_otherwise_takes_the_words_off_the_live_page_and_keeps_them_in_the_draft(client):
    page, block = quoting(live=True)
    assert CANARY in live_text(client, page)
    address = reverse("reports:export", args=[page.pk, "md"])
    assert CANARY in client.get(address).getvalue().decode()
    consent = asked(page, block)
    assert CANARY not in live_text(client, page)
    assert CANARY not in client.get(address).getvalue().decode()
    page = ReportPage.objects.get(pk=page.pk)
    assert page.has_unpublished_changes is True
    assert quotes_of(page)[0].text == WORDS
    answer_quote(consent, answer=QuoteState.GOOD)
    page.get_latest_revision().publish()
    assert CANARY in live_text(client, page)
    answer_quote(consent, answer=QuoteState.OTHERWISE, own_wording="Anders gezegd.")
    assert CANARY not in live_text(client, page)


def test_own_wording_is_taken_as_the_person_wrote_it(client, editor):
    page, block = quoting()
    consent = asked(page, block)
    data = {"answer": "otherwise", "own_wording": "Zo zou ik het zelf zeggen."}
    assert client.post(address_of(consent), data).status_code == 302
    overview = reverse("reports_admin:quotes", args=[page.get_parent().pk])
    assert "Zo zou ik het zelf zeggen." in client.get(overview).content.decode()
    for _click in range(2):
        client.post(reverse("reports_admin:quote_accept", args=[page.get_parent().pk]), {"block": block})
    (listed,) = quotes_of(ReportPage.objects.get(pk=page.pk))
    assert (listed.text, listed.is_withheld) == ("Zo zou ik het zelf zeggen.", False)
    consent.refresh_from_db()
    assert consent.state == QuoteState.GOOD


def test_refused_card_is_left_out_too(client):
    page, _block = quoting()
    Quote.objects.update(consent="refused")
    page.get_latest_revision().publish()
    assert CANARY not in live_text(client, page)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Dit is een verplicht veld"),
        ({"answer": "otherwise"}, "Schrijf hoe u het"),
        ({"answer": "x"}, "geldige keuze"),
    ],
)
def test_incomplete_answer_says_what_is_missing(client, data, message):
    page, block = quoting()
    consent = asked(page, block)
    response = client.post(address_of(consent), data)
    assert response.status_code == 422
    assert message in response.content.decode()
    consent.refresh_from_db()
    assert consent.state == QuoteState.ASKED


# --- out -------------------------------------------------------------------------------------


def everything() -> str:
    """All rows of all tables, as text."""
    models = [model for model in apps.get_models() if model._meta.managed]
    rows = (serializers.serialize("json", model._default_manager.all(), ensure_ascii=False) for model in models)
    return "\n".join(rows)


def raw_tables() -> str:
    """The tables as they are, the search index of SQLite included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("wagtailsearch"):
                cursor.execute(f'SELECT * FROM "{table}"')
                found.append(repr(cursor.fetchall()))
    return "\n".join(found)


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


EMPTY_FORMSET = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


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


# --- the reporter ----------------------------------------------------------------------------


def test_reporter_asks_or_says_why_nobody_has_to_be_asked(client, editor):
    page, block = quoting()
    event_id = page.get_parent().pk
    Quote.objects.update(consent="not_asked")
    assert quotes_of(page)[0].is_withheld is True
    bad = client.post(reverse("reports_admin:quote_ask", args=[event_id]), {"block": block, "name": "x", "email": "y"})
    assert bad.status_code == 302
    assert not QuoteConsent.objects.exists()
    data = {"block": block, "reason": "Anoniem antwoord in de enquête"}
    assert client.post(reverse("reports_admin:quote_nobody", args=[event_id]), data).status_code == 302
    (quote,) = quotes_of(ReportPage.objects.get(pk=page.pk))
    assert (quote.is_withheld, quote.consent.decided_by) == (False, editor)
    for data in ({"block": "", **ASKED}, {"block": "x\x00y", **ASKED}, {"block": "../..", **ASKED}):
        assert client.post(reverse("reports_admin:quote_ask", args=[event_id]), data).status_code == 302


def test_list_costs_the_same_for_one_and_ten_quotes(client, editor):
    page, _block = quoting()
    address = reverse("reports_admin:quotes", args=[page.get_parent().pk])

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    need_nobody(page, _block, reason="x", actor=None)
    few = queries()
    more = [{"type": "quote", "id": f"id-{n}", "value": {"text": f"Nummer {n}"}} for n in range(9)]
    page.body = json.dumps([*page.body.raw_data, *more])
    page.save_revision()
    for number in range(9):
        need_nobody(ReportPage.objects.get(pk=page.pk), f"id-{number}", reason="x", actor=None)
    assert queries() == few


def test_contact_is_forgotten_and_the_link_to_take_the_words_out_stays(client):
    page, block = quoting()
    consent = asked(page, block)
    answer_quote(consent, answer=QuoteState.GOOD)
    forget_readers()
    consent.refresh_from_db()
    assert (consent.name, consent.email, consent.state) == ("", "", QuoteState.GOOD)
    assert client.get(address_of(consent)).status_code == 200


def test_accepting_without_own_wording_changes_nothing():
    page, block = quoting()
    consent = asked(page, block)
    accept_wording(consent, actor=None)
    consent.refresh_from_db()
    assert consent.state == QuoteState.ASKED
