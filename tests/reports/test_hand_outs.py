"""Presentations stand with the verslag and in its files, by name and link, as long as everyone may have them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handouts.enums import Audience, Release
from handouts.models import HandOut
from reports import document as doc
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters.export import export
from tests.factories import FolderFactory, HandOutFactory, ProgrammeItemFactory
from tests.reports.pages import published_report

pytestmark = pytest.mark.django_db


def shown_files(page, number: int, **fields):
    chosen = {"audience": Audience.EVERYONE, "release": Release.NOW, **fields}
    item = ProgrammeItemFactory(page=page.event, title="Lezing <b>")
    return HandOutFactory.create_batch(number, folder=FolderFactory(item=item, **chosen))


def appendix_of(page) -> str:
    blocks = page_to_document(page).blocks
    return (
        " ".join(doc.plain_text(item.content) for item in blocks[-1].items)
        if type(blocks[-1]) is doc.BulletList
        else ""
    )


def test_public_files_stand_on_the_page_and_in_the_appendix(client):
    page = published_report()
    [file] = shown_files(page, 1)
    html = client.get(page.url).content.decode()
    assert f"/presentaties/{file.uid}/" in html
    assert "Lezing &lt;b&gt;" in html
    assert file.title in appendix_of(page)
    assert any(isinstance(block, doc.AppendixHeading) for block in page_to_document(page).blocks)


@pytest.mark.parametrize(
    "fields", [{"audience": Audience.ATTENDEES}, {"release": Release.NOT}], ids=["place", "not yet"]
)
def test_files_that_are_not_for_everyone_are_not_named(client, fields):
    page = published_report()
    [file] = shown_files(page, 1, **fields)
    assert file.title not in client.get(page.url).content.decode()
    assert file.title not in appendix_of(page)
    assert not any(isinstance(block, doc.AppendixHeading) for block in page_to_document(page).blocks)


def test_withdrawn_file_goes_from_the_page_at_once(client):
    page = published_report()
    [file] = shown_files(page, 1)
    assert file.title in client.get(page.url).content.decode()
    HandOut.objects.update(is_withdrawn=True)
    assert file.title not in client.get(page.url).content.decode()


@pytest.mark.parametrize("file_format", [ExportFormat.PDF, ExportFormat.MARKDOWN, ExportFormat.HTML])
def test_files_are_exported_with_the_appendix(file_format):
    page = published_report()
    [file] = shown_files(page, 1)
    content = export(page_to_document(page), file_format).content
    assert len(content) > 1_000
    if file_format != ExportFormat.PDF:
        assert str(file.uid) in content.decode()


def test_page_takes_as_many_queries_for_1_as_for_30_files(client):
    def queries(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as found:
            client.get(page.url)
        return len(found)

    few, many = published_report(), published_report()
    shown_files(few, 1)
    for _n in range(6):
        shown_files(many, 5)
    assert queries(few) == queries(many)
