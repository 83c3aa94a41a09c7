"""The report with chapters of the demo, in every format: the same outline, footnotes, tables and alternatives."""

import pytest

from reports import document as d
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters import export
from reports.models import QuoteConsent
from tests.reports.saying import differences, said_by
from workspace.demo.research_2023 import BODY
from workspace.domain.demo.research import load_research
from workspace.domain.demo.site import load_organisations, load_sectors, load_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    home = load_site()
    load_organisations()
    return load_research(home, load_sectors())


def test_report_has_what_the_research_report_has(page):
    said = said_by(page_to_document(page))
    assert (len(said.alternatives), said.notes, len(said.outline)) == (7, 4, 21)
    responses = next(b for b in page_to_document(page).blocks if isinstance(b, d.Table) and len(b.rows) == 29)
    assert [d.plain_text(column.header) for column in responses.columns] == [
        "Regio",
        "Centrumgemeente",
        "Respons",
        "Regiovisie",
    ]
    assert sum(row[2] == "ja" for row in responses.rows) == 17
    assert len({value["addressee"] for kind, value in BODY if kind == "recommendation"}) == 4
    assert QuoteConsent.objects.filter(page=page, state="not_needed").count() == 3


def test_loading_it_again_changes_nothing(page):
    again = load_research(load_site(), load_sectors())
    assert (again.pk, again.latest_revision_id) == (page.pk, page.latest_revision_id)


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_every_format_says_the_same_as_the_document(page, file_format, tmp_path):
    document = page_to_document(page)
    assert differences(document, export(document, file_format).content, file_format, tmp_path) == {}
