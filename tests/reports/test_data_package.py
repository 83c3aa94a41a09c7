"""The data package of poll results, and the fingerprints in every file of the verslag."""

import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile

import pytest
from django.urls import reverse

from polls.models import FrozenResult
from reports.domain.bundling import data_package_of
from reports.domain.drafting import draft_report
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters.data import verify_package, write_data_package
from reports.exporters.export import export
from reports.models import results_of
from tests.factories import OptionFactory, PollFactory, QuestionFactory
from tests.programs import program
from tests.reports.every_block import every_block, report_with
from tests.reports.meeting import freeze, make_event, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def package(meeting):
    return write_data_package(meeting.event.title, list(results_of(meeting.event.pk)))


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_package_has_each_result_as_it_was_frozen_under_its_fingerprint(meeting, package):
    found = {hashlib.sha256(content).hexdigest() for name, content in files_of(package).items() if "json" in name}
    assert found == {result.sha256 for result in meeting.results}
    assert len(found) == 2
    assert verify_package(package) == []


def test_package_of_the_same_results_has_the_same_bytes(meeting, package):
    assert write_data_package(meeting.event.title, list(results_of(meeting.event.pk))) == package


def test_rule_of_the_readme_checks_the_package_and_finds_what_was_changed(meeting, package, tmp_path):
    def check(content):
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            files.extractall(tmp_path)
        return subprocess.run([program("sha256sum"), "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True)

    assert b"sha256sum -c SHA256SUMS" in files_of(package)["README.txt"]
    assert check(package).returncode == 0
    result = meeting.results[0]
    result.payload["options"][0]["count"] += 1
    FrozenResult.objects.filter(pk=result.pk).update(payload=result.payload)
    changed = write_data_package("x", list(results_of(meeting.event.pk)))
    failed = check(changed)
    assert failed.returncode != 0
    assert failed.stdout.count("FAILED") == 1
    assert len(verify_package(changed)) == 1


def test_tables_hold_the_shown_numbers_and_no_formula():
    question = QuestionFactory(poll=PollFactory(event=make_event()), text="=1+1", options=0)
    for place, text in enumerate(("@SUM(A1)", "Oneens")):
        OptionFactory(question=question, text=text, sort_order=place)
    result = freeze(question, [30, 12], groups=[("Gemeenten", "ambtenaren", 42, [30, 10])])
    (table,) = [content for name, content in files_of(write_data_package("x", [result])).items() if "csv" in name]
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert {row[4] for row in rows} >= {"'@SUM(A1)", "Oneens"}
    assert {row[0] for row in rows[1:]} == {"'=1+1"}
    assert [row[5] for row in rows if row[2] == "Totaal"] == ["30", "12"]
    assert [row[5] for row in rows if row[2].startswith("Uitsplitsing")] == ["30", "10"]
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row)


def test_published_report_offers_its_data_to_everybody_and_a_draft_to_nobody(client, meeting):
    page = draft_report(meeting.event, actor=None)
    address = reverse("reports:data", args=(page.pk,))
    assert client.get(address).status_code == 404
    page.get_latest_revision().publish()
    page.refresh_from_db()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert verify_package(answer.content) == []
    assert address in client.get(page.url).content.decode()


def test_package_without_results_is_a_package(client):
    assert verify_package(write_data_package("x", [])) == []


def test_organiser_gets_all_results_of_the_own_event_only(client, admin_user, meeting):
    address = reverse("reports_admin:data", args=(meeting.event.pk,))
    assert client.get(address).status_code in (302, 404)
    client.force_login(admin_user)
    answer = client.get(address)
    assert sum(name.endswith(".json") for name in files_of(answer.content)) == 2
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("reports_admin:data", args=(meeting.event.pk + 999,))).status_code == 404


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_every_file_of_the_verslag_has_the_fingerprint_of_each_result(meeting, file_format):
    content = export(page_to_document(draft_report(meeting.event, actor=None)), file_format).content
    text = text_of(file_format, content)
    assert [result.sha256 in text for result in meeting.results] == [True, True]


def test_verslag_has_the_fingerprints_of_results_that_it_leaves_out_unless_it_tells_words_only(meeting):
    page = draft_report(meeting.event, actor=None)
    page.body = [(block.block_type, block.value) for block in page.body if block.block_type == "colophon"]
    for in_words in (False, True):
        page.in_words = in_words
        text = text_of(ExportFormat.MARKDOWN, export(page_to_document(page), ExportFormat.MARKDOWN).content)
        assert [result.sha256 in text for result in meeting.results] == [not in_words] * 2
        assert meeting.results[0].payload["question"]["text"] not in text


def text_of(file_format, content: bytes) -> str:
    """The text without tags and line breaks."""
    if file_format == ExportFormat.PDF:
        content = subprocess.run([program("pdftotext"), "-", "-"], input=content, check=True, stdout=-1).stdout
    elif file_format in (ExportFormat.DOCX, ExportFormat.ODT):
        content = b"".join(part for name, part in files_of(content).items() if name.endswith("xml"))
    return re.sub(r"<[^>]*>|[\s\u00ad\u200b\u2060]", "", content.decode())


def test_typed_figures_and_tables_are_in_the_package_with_their_fingerprints():
    files = files_of(data_package_of(report_with(every_block())))
    typed = sorted(name for name in files if name.startswith("typed/"))
    assert [name for name in typed if name.endswith("csv")] == [
        "typed/01-toegevoegde-waarde.csv",
        "typed/02-wie-er-waren.csv",
        "typed/03-afspraken.csv",
        "typed/04-respons-per-regio.csv",
    ]
    rows = list(csv.reader(io.StringIO(files[typed[0]].decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Antwoord", "Groep", "Aandeel (%)"], ["herstel", "regio", "90"], ["stabiel", "gemeente", "75,5"]]
    payload = json.loads(files["typed/01-toegevoegde-waarde.json"])
    assert (payload["n"], payload["unit"], payload["origin"]) == (20, "percent", "Enquête")
    readme, sums = files["README.txt"].decode(), files["SHA256SUMS"].decode()
    for name in set(files) - {"README.txt", "SHA256SUMS"}:
        assert f"{hashlib.sha256(files[name]).hexdigest()}  {name}" in sums
        assert name in readme


def test_typed_cells_hold_no_formula():
    content = data_package_of(report_with(every_block(lambda words: f"=1+1 {words}")))
    tables = [text for name, text in files_of(content).items() if name.endswith("csv")]
    rows = [row for text in tables for row in csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")]
    assert any(cell.startswith("'=1+1") for row in rows for cell in row)
    assert not any(cell.startswith(("=", "@", "+", "-")) for row in rows for cell in row)
    assert verify_package(content) == []
