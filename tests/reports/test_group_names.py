"""Groups have one name per language: in figures, tables, sentences, files and the data package."""

import csv
import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from core.models import Sector
from reports.domain.bundling import data_package_of
from reports.domain.drafting import draft_report
from reports.domain.publishing.reviewing import review_report
from reports.domain.result_facts import group_names
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat, ReportKind
from reports.exporters.export import export
from reports.models import ReportPage
from tests.factories import OptionFactory, PollFactory, QuestionFactory, UserFactory
from tests.reports.meeting import freeze, make_meeting
from workshops.models import Quote

pytestmark = pytest.mark.django_db
DUTCH = ("Gemeente, beleid", "Politie, overig", "Overige")
ENGLISH = ("Municipality, policy", "Police, other", "Others")
SECTORS = {"gemeente-beleid": "Municipality, policy", "politie": "Police"}


def english_report(*, named: bool = True) -> ReportPage:
    """The meeting with a poll of which the breakdown was frozen with Dutch names, drafted in English."""
    meeting = make_meeting(questions=1)
    question = QuestionFactory(poll=PollFactory(event=meeting.event, position=5), text="Agree?", options=0)
    for number, text in enumerate(("Yes", "No")):
        OptionFactory(question=question, text=text, reporting_clause=text.lower(), sort_order=number)
    groups = [
        (label, people, 41, [15, 25])
        for label, people in zip(DUTCH, ("gemeentelijke beleidsmedewerkers", "overige politiemensen", "x"), strict=True)
    ]
    freeze(question, [64, 60], groups=groups)
    for slug, name in SECTORS.items() if named else ():
        Sector.objects.filter(slug=slug).update(name_en=name, people_en=f"people of {name}")
    sector = Sector.objects.get(slug="gemeente-beleid")
    Quote.objects.filter(text__startswith="Niemand").update(attribution="", sector=sector)
    event = meeting.event
    event.locale = Locale.objects.get_or_create(language_code="en")[0]
    event.save()
    page = draft_report(event, actor=None, otherwise=ReportKind.FULL)
    assert page.locale.language_code == "en"
    return page


def csv_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".csv"))


def test_names_are_in_the_language_of_the_report_in_figures_tables_quotes_and_files(client):
    page = english_report()
    document = page_to_document(page)
    text = export(document, ExportFormat.MARKDOWN).content.decode()
    html = export(document, ExportFormat.HTML).content.decode()
    for name in ENGLISH:
        assert name in html
        assert name in text
    for name in DUTCH:
        assert name not in html
        assert name not in text
    stored = json.dumps(list(page.body.raw_data), ensure_ascii=False)
    assert '"attribution": "Municipality, policy"' in stored
    assert "Gemeente" not in stored


def test_page_and_data_package_say_the_same_and_what_was_frozen_stays(client):
    page = english_report()
    page.get_latest_revision().publish()
    page = ReportPage.objects.get(pk=page.pk)
    html = client.get(page.url).content.decode()
    package = data_package_of(page)
    tables = csv_of(package)
    for english, dutch in zip(ENGLISH, DUTCH, strict=True):
        assert english in html
        assert dutch not in html
        assert english in tables
        assert dutch not in tables
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        frozen = "".join(files.read(name).decode() for name in files.namelist() if name.startswith("results/"))
        assert "names of the language of this report" in files.read("README.txt").decode()
    assert "Gemeente, beleid" in frozen  # its fingerprint is over this


def test_dutch_report_reads_its_names_as_they_were_frozen_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert group_names("nl") == {}


def test_package_of_the_organiser_has_the_names_of_her_own_language(client):
    english_report()
    client.force_login(UserFactory(is_superuser=True))
    event_id = ReportPage.objects.get().get_parent().pk
    tables = csv_of(client.get(reverse("reports_admin:data", args=[event_id])).content)
    rows = list(csv.reader(io.StringIO(tables), delimiter=";"))
    assert {row[3] for row in rows if len(row) > 3 and row[3]} >= set(DUTCH)
    with override("en"):
        assert set(group_names("en").values()) >= set(ENGLISH)


def test_sector_without_an_english_name_keeps_its_own_and_stands_on_the_review_list():
    page = english_report(named=False)
    text = export(page_to_document(page), ExportFormat.MARKDOWN).content.decode()
    assert "Gemeente, beleid" in text
    assert "Others" in text
    found = [item.message for item in review_report(page).warnings if "Engelse naam" in item.message]
    assert len(found) == 1
    assert "Gemeente, beleid" in found[0]
    Sector.objects.update(name_en="Somewhere")
    assert not [item for item in review_report(page).warnings if "Engelse naam" in item.message]


def test_dutch_report_is_never_asked_for_english_names():
    meeting = make_meeting(questions=2)
    page = draft_report(meeting.event, actor=None, otherwise=ReportKind.FULL)
    assert not [item for item in review_report(page).warnings if "Engelse naam" in item.message]
