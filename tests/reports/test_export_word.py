"""DOCX and ODT: real headings, footnotes, captions, header rows, alternatives and language; LibreOffice reads both."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from reports.exporters.raster import draw_svg, place_image
from tests.programs import pdf_of, program
from tests.reports.example import example, picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW, SVG, STYLE, OFFICE = (
    f"{{{OASIS}{name}:1.0}}" for name in ("text", "table", "drawing", "svg-compatible", "style", "office")
)
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
OUTLINE = [(1, "1 Opbrengsten"), (2, "1.1 Wat goed gaat"), (3, "Citaten"), (1, "2 Hoofdstuk 1")]


@pytest.fixture(scope="module")
def document():
    return example()


@pytest.fixture(scope="module")
def word(document):
    return export(document, ExportFormat.DOCX).content


@pytest.fixture(scope="module")
def odt(document):
    return export(document, ExportFormat.ODT).content


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def alternatives(document):
    found = [block.alt for _path, block in d.walk(document.blocks) if isinstance(block, d.Figure | d.Image)]
    return [document.logo.alt, *found]


def tables(document):
    blocks = [block for _path, block in d.walk(document.blocks) if isinstance(block, d.Table | d.Figure)]
    return [block.data if isinstance(block, d.Figure) else block for block in blocks]


def test_docx_headings_are_headings(word):
    found = [
        (int(paragraph.style.style_id[-1]), paragraph.text)
        for paragraph in docx.Document(io.BytesIO(word)).paragraphs
        if paragraph.style.style_id.startswith("Heading")
    ]
    assert found[:4] == OUTLINE
    assert found[-2:] == [(1, "Bijlage A: Vragenlijst"), (1, "Colofon")]


def test_docx_says_what_it_is(word):
    opened = docx.Document(io.BytesIO(word))
    assert opened.core_properties.title == "Gender in huiselijk geweld"
    assert "A. Schrijver" in opened.core_properties.author
    languages = {node.get(f"{W}val") for node in part(word, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"nl-NL"}
    assert "en" in {node.get(f"{W}val") for node in part(word, "word/document.xml").iter(f"{W}lang")}
    assert opened.sections[0].page_width.cm == pytest.approx(21, abs=0.1)


def test_docx_pictures_have_their_alternative(word, document):
    found = [node.get("descr") for node in part(word, "word/document.xml").iter(f"{WP}docPr")]
    assert found == alternatives(document)
    assert b"/tmp/" not in etree.tostring(part(word, "word/document.xml"))


def test_docx_footnotes_are_footnotes(word):
    notes = part(word, "word/footnotes.xml").findall(f"{W}footnote")
    assert len([note for note in notes if note.get(f"{W}type") is None]) == 21


def test_docx_tables_repeat_their_header_and_mark_row_heads(word, document):
    found = list(part(word, "word/document.xml").iter(f"{W}tbl"))
    assert len(found) == len(tables(document))
    for node, table in zip(found, tables(document), strict=True):
        assert node.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        kept = node.find(f"{W}tr//{W}keepNext") is not None
        assert kept == (len(table.rows) < 10)
        assert node.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == str(int(table.row_headers))


def test_docx_contents_are_filled_and_lead_somewhere(word):
    root = part(word, "word/document.xml")
    marks = {node.get(f"{W}name") for node in root.iter(f"{W}bookmarkStart")}
    links = [node.get(f"{W}anchor") for node in root.iter(f"{W}hyperlink") if node.get(f"{W}anchor")]
    assert len(links) >= 24
    assert set(links) <= marks


def test_docx_styles_are_used_and_defined(word):
    defined = {node.get(f"{W}styleId") for node in part(word, "word/styles.xml").iter(f"{W}style")}
    used = {node.get(f"{W}val") for node in part(word, "word/document.xml").iter(f"{W}pStyle")}
    assert {"SummaryBox", "TextBox", "PullQuote", "BlockText", "TableCaption", "ImageCaption", "Lead"} <= used
    assert used <= defined


def test_odt_headings_are_headings(odt):
    found = [
        (int(node.get(f"{TEXT}outline-level")), "".join(node.itertext()))
        for node in part(odt, "content.xml").iter(f"{TEXT}h")
    ]
    assert found[:4] == OUTLINE
    assert found[-2:] == [(1, "Bijlage A: Vragenlijst"), (1, "Colofon")]


def test_odt_is_odf_1_3_in_dutch(odt):
    for name in ("content.xml", "styles.xml", "meta.xml"):
        assert part(odt, name).get(f"{OFFICE}version") == "1.3"
    properties = part(odt, "styles.xml").findall(f".//{STYLE}default-style/{STYLE}text-properties")
    assert {(node.get(f"{FO}language"), node.get(f"{FO}country")) for node in properties} == {("nl", "NL")}
    meta = "".join(part(odt, "meta.xml").itertext())
    assert "Gender in huiselijk geweld" in meta
    assert "A. Schrijver" in meta
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_odt_pictures_have_their_alternative_in_order(odt, document):
    frames = list(part(odt, "content.xml").iter(f"{DRAW}frame"))
    assert [frame.findtext(f"{SVG}desc") for frame in frames] == alternatives(document)
    assert all(frame.findtext(f"{SVG}title") for frame in frames)


def test_odt_footnotes_and_header_rows(odt, document):
    root = part(odt, "content.xml")
    assert len(list(root.iter(f"{TEXT}note"))) == 21
    assert len(list(root.iter(f"{TABLE}table-header-rows"))) == len(tables(document))


def test_odt_automatic_styles_have_common_parents(odt):
    root = part(odt, "content.xml")
    styles = root.find(f"{OFFICE}automatic-styles").findall(f"{STYLE}style")
    names = {node.get(f"{STYLE}name") for node in styles}
    assert not names & {node.get(f"{STYLE}parent-style-name") for node in styles}


def test_odt_cells_have_borders(odt):
    cells = [
        node.find(f"{STYLE}table-cell-properties")
        for node in part(odt, "content.xml").iter(f"{STYLE}style")
        if node.get(f"{STYLE}name") in {"TableRowCell", "TableHeaderRowCell"}
    ]
    assert len(cells) == 2
    assert all("solid" in cell.get(f"{FO}border-bottom") for cell in cells)


def test_odt_contents_are_filled(odt):
    body = next(part(odt, "content.xml").iter(f"{TEXT}index-body"))
    lines = ["".join(node.itertext()) for node in body.iter(f"{TEXT}p")]
    assert lines[:3] == ["Inhoud", "1 Opbrengsten", "1.1 Wat goed gaat"]


def test_accent_of_the_organisation_reaches_both(document):
    short = d.Document(title="x", blocks=(d.Heading(1, "Kop"),), accent="#7a1fa2")
    for file_format, name in ((ExportFormat.DOCX, "word/styles.xml"), (ExportFormat.ODT, "styles.xml")):
        source = etree.tostring(part(export(short, file_format).content, name)).lower()
        assert b"7a1fa2" in source
        assert b"0b5563" not in source


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_opens_the_file_with_everything(name, word, odt, tmp_path):
    path = tmp_path / f"report.{name}"
    path.write_bytes(word if name == "docx" else odt)
    pdf = pdf_of(path)
    text = subprocess.run([program("pdftotext"), pdf, "-"], check=True, capture_output=True, text=True).stdout
    for words in ("In het kort", "Casus 2", "Noot bij hoofdstuk 20", "Figuur 20", "Bijlage A", "Vingerafdruk"):
        assert words in text
    if name == "odt":  # Word fills in pages when it opens the file; LibreOffice does so in its own format only
        pages = text.split("\f")
        for words in ("Figuur 20: ", "Bijlage A: "):
            (listed,) = re.findall(rf"^{words}[^.\n]*?\.{{3,}} *(\d+)$", text, re.MULTILINE)
            assert words in pages[int(listed) - 1]


def test_place_image_is_never_wider_than_the_text():
    assert place_image(picture(), "image/png").width_cm <= 16
    assert place_image(picture(), "image/png", widest_cm=3).width_cm == 3


@pytest.mark.parametrize("data", [b"", b"geen plaatje", b"\x89PNG\r\n\x1a\n"])
def test_place_image_broken_is_a_document_error(data):
    with pytest.raises(d.DocumentError):
        place_image(data, "image/png")


@pytest.mark.parametrize("svg", ["", "<svg", "tekst"])
def test_draw_svg_broken_is_a_document_error(svg):
    with pytest.raises(d.DocumentError):
        draw_svg(svg)


def test_docx_contents_ask_for_their_pages_when_the_file_is_opened(word):
    root = part(word, "word/document.xml")
    marks = {node.get(f"{W}name") for node in root.iter(f"{W}bookmarkStart")}
    asked = [node.text.split()[1] for node in root.iter(f"{W}instrText") if (node.text or "").startswith(" PAGEREF")]
    assert len(asked) >= 24 + 20
    assert set(asked) <= marks
    settings = part(word, "word/settings.xml")
    assert settings.find(f"{W}updateFields") is not None
    plain = export(d.Document(title="x", blocks=(d.Paragraph("y"),)), ExportFormat.DOCX).content
    assert part(plain, "word/settings.xml").find(f"{W}updateFields") is None  # nobody is asked without need


def test_text_follows_the_lists_when_they_leave_a_page_nearly_empty(document):
    short = replace(document, blocks=(d.PageBreak(), *document.blocks))
    first = next(iter(part(export(short, ExportFormat.DOCX).content, "word/document.xml").iter(f"{W}body")))
    assert len(list(first.iter(f"{W}pageBreakBefore"))) == 1  # the one before the appendix
