"""Somebody takes back her agreement with the scribe: the live page follows, and so do published versions."""

import pytest

from reports.domain.quoting.following import follow_cards
from reports.models import PublishedVersion, ReportPage
from tests.reports.signoff import draft
from workshops.domain.cards import update_card
from workshops.domain.sheets import announce_change
from workshops.enums import ConsentState
from workshops.models import Quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = draft()
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


@pytest.fixture
def quote(page):
    quote = Quote.objects.filter(sheet__event=page.get_parent(), consent=ConsentState.GIVEN).first()
    assert quote.text in str(page.body.raw_data[:])
    return quote


def change(quote, callbacks, **fields):
    with callbacks(execute=True):
        update_card(quote.sheet, Quote, quote.uid, version=quote.version, fields=fields)
        announce_change(quote.sheet_id)


def now(page):
    return ReportPage.objects.get(pk=page.pk)


def in_versions(page, text):
    return [text in version.content["body"] for version in PublishedVersion.objects.filter(page=page)]


def test_refused_quote_leaves_the_live_page_and_its_versions(page, quote, django_capture_on_commit_callbacks):
    others = list(Quote.objects.exclude(pk=quote.pk).exclude(text=quote.text).filter(consent=ConsentState.GIVEN))
    change(quote, django_capture_on_commit_callbacks, consent=ConsentState.REFUSED)

    assert quote.text not in str(now(page).body.raw_data[:])
    assert now(page).live
    assert in_versions(page, quote.text) == [False]
    assert all(other.text in str(now(page).body.raw_data[:]) for other in others)


def test_quote_that_is_asked_about_again_leaves_the_page_and_stays_in_its_version(
    page, quote, django_capture_on_commit_callbacks
):
    change(quote, django_capture_on_commit_callbacks, consent=ConsentState.NOT_ASKED)

    assert quote.text not in str(now(page).body.raw_data[:])
    assert in_versions(page, quote.text) == [True]


def test_other_changes_leave_the_page_as_it_is(page, quote, django_capture_on_commit_callbacks):
    before = now(page).live_revision_id
    change(quote, django_capture_on_commit_callbacks, attribution="iemand anders")

    assert now(page).live_revision_id == before
    assert quote.text in str(now(page).body.raw_data[:])


def test_draft_is_not_touched(django_capture_on_commit_callbacks):
    page = draft()
    sheet = page.get_parent().specific.capture_sheets.first()
    assert follow_cards(sheet.pk) is False
    assert not now(page).live


def test_sheet_that_is_gone_is_no_fault():
    assert follow_cards(10**9) is False
