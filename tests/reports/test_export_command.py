"""`manage.py export_report`: the verslag of the meeting of 5 March 2015 as every file."""

import io
import zipfile

import pypdf
import pytest
from django.core.management import CommandError, call_command

from reports.domain.drafting import draft_report
from reports.enums import ExportFormat
from reports.exporters.data import verify_package
from reports.models import ReportPage
from tests.factories import UserFactory
from tests.reports.meeting import make_event, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return draft_report(make_meeting().event, actor=UserFactory())


@pytest.mark.parametrize("file_format", ExportFormat.values)
def test_export_report_draft_is_written_in_every_format(page, file_format, tmp_path):
    path = tmp_path / f"verslag.{file_format}"
    printed = io.StringIO()
    call_command("export_report", page.slug, format=file_format, output=path, stdout=printed)
    assert path.stat().st_size > 1000
    assert str(path) in printed.getvalue()


def test_export_report_pdf_tells_the_title(page, tmp_path):
    path = tmp_path / "verslag.pdf"
    call_command("export_report", page.slug, output=path, stdout=io.StringIO())
    assert pypdf.PdfReader(path).metadata.title == page.title


def test_export_report_unknown_slug_names_what_there_is(page):
    with pytest.raises(CommandError, match=page.slug):
        call_command("export_report", "bestaat-niet")


def test_export_report_slug_of_two_asks_for_the_event(page, tmp_path):
    other = draft_report(make_event(), actor=UserFactory())
    ReportPage.objects.filter(pk=other.pk).update(slug=page.slug)
    path = tmp_path / "verslag.md"
    with pytest.raises(CommandError, match="--event"):
        call_command("export_report", page.slug, format="md", output=path)
    call_command("export_report", page.slug, format="md", output=path, event=page.get_parent().pk, stdout=io.StringIO())
    assert path.exists()


def test_export_report_folder_that_is_not_there_is_said(page, tmp_path):
    with pytest.raises(CommandError, match="weg"):
        call_command("export_report", page.slug, format="md", output=tmp_path / "weg" / "x.md")


def test_export_report_zip_holds_every_file(page, tmp_path):
    path, printed = tmp_path / "alles.zip", io.StringIO()
    call_command("export_report", page.slug, format="zip", output=path, stdout=printed)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        kinds = sorted(name.rsplit(".", 1)[1] for name in package.namelist())
    assert kinds == ["docx", "html", "md", "odt", "pdf", "zip"]
    assert printed.getvalue().split() == [str(path)]


def test_export_report_all_writes_every_file_into_a_folder(page, tmp_path):
    folder = tmp_path / "bestanden"
    call_command("export_report", page.slug, format="all", output=folder, stdout=io.StringIO())
    assert len(list(folder.iterdir())) == len(ExportFormat) + 1
    (data,) = folder.glob("*.zip")
    assert verify_package(data.read_bytes()) == []


def test_export_report_exit_codes_tell_what_went_wrong(page, tmp_path):
    with pytest.raises(CommandError) as unknown:
        call_command("export_report", "bestaat-niet")
    with pytest.raises(CommandError) as unwritable:
        call_command("export_report", page.slug, format="md", output=tmp_path / "weg" / "x.md")
    ReportPage.objects.filter(pk=page.pk).update(title=" ")
    with pytest.raises(CommandError) as unsound:
        call_command("export_report", page.slug, format="md", output=tmp_path / "x.md")
    assert [error.value.returncode for error in (unknown, unwritable, unsound)] == [2, 4, 3]
    assert not (tmp_path / "x.md").exists()
