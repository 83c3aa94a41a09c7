"""Everybody quoted is asked: silence, good and otherwise, and what the reporter sees."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.asking import UnknownQuote, accept_wording, need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.domain.signoff.forgetting import forget_readers
from reports.enums import QuoteState
from reports.models import QuoteConsent, ReportPage
from tests.factories import RegistrationFactory, UserFactory
from tests.reports.quoted import ASKED, CANARY, WORDS, address_of, asked, live_text, quoting
from tests.reports.signoff import delivered
from workshops.models import Quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


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
