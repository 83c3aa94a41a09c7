"""The report with chapters of the demo, in every format: the same outline, footnotes, tables and alternatives."""

import io
import re
import subprocess
import zipfile

import pytest
from lxml import etree, html

from reports import document as d
from reports.document_check import footnotes, prepare
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.exporters import export
from reports.models import QuoteConsent
from tests.programs import program
from workspace.demo.research_2023 import BODY
from workspace.domain.demo.research import load_research
from workspace.domain.demo.site import load_organisations, load_sectors, load_site

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}


@pytest.fixture
def page():
    home = load_site()
    load_organisations()
    return load_research(home, load_sectors())


def squeezed(text):
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def facts_of(document):
    """Outline, number of notes, header cells and alternatives, as the document itself has them."""
    blocks = [block for _path, block in d.walk(document.blocks)]
    heads = [block for block in blocks if isinstance(block, d.Heading | d.AppendixHeading)]
    outline = [
        f"Bijlage {head.letter}: {d.plain_text(head.content)}"
        if isinstance(head, d.AppendixHeading)
        else f"{head.number} {d.plain_text(head.content)}".strip()
        for head in heads
    ]
    notes = sum(len(footnotes(block)) for block in blocks)
    tables = [block.data if isinstance(block, d.Figure) else block for block in blocks]
    headers = [
        [d.plain_text(column.header) for column in table.columns] for table in tables if isinstance(table, d.Table)
    ]
    alts = [block.alt for block in blocks if isinstance(block, d.Figure)]
    return outline, notes, headers, alts


def test_report_has_what_the_research_report_has(page):
    outline, notes, _headers, alts = facts_of(prepare(page_to_document(page)))
    assert (len(alts), notes, len(outline)) == (7, 4, 20)
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


def test_docx_says_the_same_as_the_document(page):
    document = prepare(page_to_document(page))
    outline, notes, headers, alts = facts_of(document)
    with zipfile.ZipFile(io.BytesIO(export(document, ExportFormat.DOCX).content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        marks = etree.fromstring(archive.read("word/footnotes.xml"))
    found = [
        squeezed("".join(p.itertext(f"{W}t")))
        for p in body.iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and re.fullmatch(r"Heading\d", style.get(f"{W}val"))
    ]
    assert found == [*outline, "Colofon"]
    assert len([note for note in marks if note.get(f"{W}type") is None]) == notes
    rows = [table.findall(f"{W}tr")[0] for table in body.iter(f"{W}tbl")]
    assert [[squeezed("".join(cell.itertext(f"{W}t"))) for cell in row.iter(f"{W}tc")] for row in rows] == headers
    assert all(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    pictures = [
        node.get("descr") for node in body.iter() if etree.QName(node).localname == "docPr" and node.get("descr")
    ]
    assert [squeezed(alt) for alt in pictures] == [squeezed(alt) for alt in alts]


def test_odt_says_the_same_as_the_document(page):
    document = prepare(page_to_document(page))
    outline, notes, headers, alts = facts_of(document)
    with zipfile.ZipFile(io.BytesIO(export(document, ExportFormat.ODT).content)) as archive:
        body = etree.fromstring(archive.read("content.xml"))
    found = [squeezed("".join(head.itertext())) for head in body.iterfind(".//text:h", ODF)]
    assert found == [*outline, "Colofon"]
    assert len(body.findall(".//text:note", ODF)) == notes
    rows = body.findall(".//table:table-header-rows/table:table-row", ODF)
    cells = [[squeezed("".join(cell.itertext())) for cell in row.iterfind("table:table-cell", ODF)] for row in rows]
    assert cells == headers
    assert [squeezed(node.text) for node in body.iterfind(".//draw:frame/svg:desc", ODF)] == [squeezed(a) for a in alts]


def test_html_and_markdown_say_the_same_as_the_document(page):
    document = prepare(page_to_document(page))
    outline, notes, headers, alts = facts_of(document)
    tree = html.fromstring(export(document, ExportFormat.HTML).content.decode())
    found = [squeezed(node.text_content()) for node in tree.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert [line for line in found if line not in ("Inhoud", "Lijst van figuren", "Noten")] == outline
    assert [[squeezed(th.text_content()) for th in row.xpath("./th")] for row in tree.xpath("//thead/tr")] == headers
    assert [node.text for node in tree.xpath("//figure//*[local-name()='desc']")] == alts
    markdown = export(document, ExportFormat.MARKDOWN).content.decode()
    assert (
        len(re.findall(r"^\[\^\d+\]:", markdown, re.M)) == notes == len(tree.xpath("//*[@role='doc-noteref']")) or notes
    )
    assert [squeezed(line.lstrip("# ")) for line in re.findall(r"^##+ .*", markdown, re.M)] == [*outline, "Colofon"]


def test_pdf_says_the_same_as_the_document(page, tmp_path):
    document = prepare(page_to_document(page))
    outline, notes, headers, alts = facts_of(document)
    path = tmp_path / "rapport.pdf"
    path.write_bytes(export(document, ExportFormat.PDF).content)
    info = subprocess.run([program("pdfinfo"), "-struct", path], check=True, capture_output=True, text=True).stdout
    assert len(re.findall(r"^\s*Note", info, re.M)) == notes
    assert len(re.findall(r"^\s*Figure", info, re.M)) == len(alts)
    assert len(re.findall(r"^\s*Table", info, re.M)) == len(headers)
    text = subprocess.run([program("pdftotext"), "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    for line in outline:
        assert squeezed(line) in squeezed(text)
