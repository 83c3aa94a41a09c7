"""The PDF: tagged, titled, in its language, with row headers, and literal."""

import io
import os
import re
import subprocess
import warnings
from dataclasses import replace

import pypdf
import pytest

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from reports.exporters.pdf import write_pdf
from reports.exporters.typst.row_headers import RowHeaderError, mark_row_headers
from reports.labels import readable_accent
from tests.reports.example import LOGO, example


@pytest.fixture(scope="module")
def pdf():
    return export(example(), ExportFormat.PDF)


@pytest.fixture(scope="module")
def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf.content))


def elements(reader):
    """Every structure element as (tag, dictionary), in reading order."""
    found = []

    def visit(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                visit(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                found.append((node["/S"], node))
            if "/K" in node:
                visit(node["/K"])

    visit(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_pdf_says_what_it_is(reader, pdf):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Gender in huiselijk geweld"
    assert "Verslag & Co" in reader.metadata.author
    packet = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert pdf.filename == "gender-in-huiselijk-geweld.pdf"


def test_pdf_headings_are_bookmarks_in_order(reader):
    def titles(items):
        return [x for item in items for x in (titles(item) if isinstance(item, list) else [item.title])]

    found = titles(reader.outline)
    assert found[:3] == ["1 Opbrengsten", "1.1 Wat goed gaat", "Citaten"]
    assert found[-2:] == ["Bijlage A: Vragenlijst", "Colofon"]
    assert len([title for title in found if "Hoofdstuk" in title]) == 20


def test_pdf_tables_have_column_and_row_headers(reader):
    tags = elements(reader)
    headers = [node for tag, node in tags if tag == "/TH"]
    scopes = [str(part["/Scope"]) for node in headers for part in node["/A"] if "/Scope" in part]
    tables = [block for _path, block in d.walk(example().blocks) if isinstance(block, d.Table)]
    tables += [block.data for _path, block in d.walk(example().blocks) if isinstance(block, d.Figure)]
    assert scopes.count("/Column") >= sum(len(table.columns) for table in tables)
    assert scopes.count("/Row") == sum(len(table.rows) for table in tables if table.row_headers)
    assert [tag for tag, _node in tags].count("/Table") == len(tables)


def test_pdf_figures_have_their_alternative(reader):
    alternatives = {str(node["/Alt"]) for tag, node in elements(reader) if tag == "/Figure"}
    document = example()
    expected = {block.alt for _path, block in d.walk(document.blocks) if isinstance(block, d.Figure | d.Image)}
    assert alternatives == expected | {document.logo.alt}


def test_pdf_footnotes_and_languages(reader):
    assert [tag for tag, _node in elements(reader)].count("/Note") == 21
    languages = [re.findall(rb"/Lang\s*\((\w+)", page.get_contents().get_data()) for page in reader.pages]
    assert b"en" in {language for found in languages for language in found}


def test_pdf_uses_only_fonts_that_travel_with_us(reader):
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert names
    assert all(name.startswith(("AtkinsonHyperlegibleNext", "DejaVuSansMono")) for name in names)


def test_pdf_is_the_same_twice():
    document = example(figure_count=2)
    assert export(document, ExportFormat.PDF).content == export(document, ExportFormat.PDF).content


def test_pdf_without_extras_is_made():
    content = export(d.Document(title="Kort", blocks=()), ExportFormat.PDF).content
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


def structure_faults(content):
    """What keeps a file from being PDF/A-2a and PDF/UA-1, as far as pypdf can see it."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    packet = reader.xmp_metadata.stream.get_data().decode()
    tags = elements(reader)
    promises = {
        "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")),
        "language": bool(root.get("/Lang")),
        "title shown": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")) and bool(reader.metadata.title),
        "says PDF/A-2a": "<pdfaid:part>2<" in packet and "<pdfaid:conformance>A<" in packet,
        "says PDF/UA-1": "<pdfuaid:part>1<" in packet,
        "output intent with profile": all("/DestOutputProfile" in found for found in root.get("/OutputIntents", [{}])),
        "has an identifier": "/ID" in reader.trailer,
        "not encrypted, no scripts": not reader.is_encrypted and "/JavaScript" not in root.get("/Names", {}),
        "all content tagged": all("/StructParents" in page for page in reader.pages),
        "tab order by structure": all(page.get("/Tabs") == "/S" for page in reader.pages if "/Annots" in page),
        "figures have alternatives": all(str(node.get("/Alt", "")) for tag, node in tags if tag == "/Figure"),
        "headings begin at one": next((tag for tag, _node in tags if re.fullmatch("/H[1-6]", tag)), "/H1") == "/H1",
        "fonts embedded": all(is_embedded(font) for page in reader.pages for font in fonts_of(page)),
    }
    return [promise for promise, kept in promises.items() if not kept]


def fonts_of(page):
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def is_embedded(font):
    described = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)) and "/ToUnicode" in font


@pytest.fixture(params=["full", "short"])
def archived(request, pdf):
    """The bytes of a long report, and of a short one with a logo."""
    logo = d.Logo(LOGO.encode(), "image/svg+xml", "Logo")
    short = d.Document(title="Kort", blocks=(d.Paragraph("Tekst."),), logo=logo)
    return pdf.content if request.param == "full" else export(short, ExportFormat.PDF).content


def test_pdf_passes_a_validator(archived, tmp_path):
    assert structure_faults(archived) == []
    validator = os.environ.get("PLENAIR_VERAPDF")
    if not validator:
        warnings.warn("PLENAIR_VERAPDF names no validator: only the PDF's structure was checked.", stacklevel=1)
        return
    path = tmp_path / "report.pdf"
    path.write_bytes(archived)
    result = subprocess.run([validator, "ua1,2a", path], capture_output=True, text=True, timeout=300, check=False)
    assert result.stdout.count("compliant=true") == 2, result.stdout


def test_structure_check_sees_what_is_missing_as_control(pdf):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf.content))
    del writer.root_object["/Lang"]
    del writer.root_object["/ViewerPreferences"]
    font = fonts_of(writer.pages[0])[0]
    del font["/ToUnicode"]
    broken = io.BytesIO()
    writer.write(broken)
    assert structure_faults(broken.getvalue()) == ["language", "title shown", "fonts embedded"]


def test_pdf_missing_alternative_is_a_document_error():
    figure = d.Figure(LOGO, "", "Zonder woorden")
    with pytest.raises(d.DocumentError, match="Zonder woorden"):
        export(d.Document(title="x", blocks=(figure,)), ExportFormat.PDF)


def test_pdf_missing_alternative_is_refused_by_typst_itself():
    figure = d.Figure(LOGO, "", "Zonder woorden", number=1)
    with pytest.raises(d.DocumentError, match="alt"):
        write_pdf(d.Document(title="x", blocks=(figure,)))


def test_pdf_broken_image_is_a_document_error():
    image = d.Image(b"geen plaatje", "image/png", "Zaal")
    with pytest.raises(d.DocumentError):
        export(d.Document(title="x", blocks=(image,)), ExportFormat.PDF)


def test_pdf_character_without_font_becomes_a_square_and_is_reported():
    result = export(d.Document(title="Blij 🙂", blocks=(d.Paragraph("中 en Ελλάδα en \ue000"),)), ExportFormat.PDF)
    assert result.replaced == {"🙂", "中", "\ue000"}
    text = pypdf.PdfReader(io.BytesIO(result.content)).pages[0].extract_text()
    assert "Ελλάδα" in text
    assert "□" in text


def test_row_headers_of_another_number_of_tables_are_refused(pdf):
    with pytest.raises(RowHeaderError):
        mark_row_headers(pdf.content, [True])


def test_accent_that_is_too_light_is_darkened():
    assert readable_accent("#0b5563") == "#0b5563"
    assert readable_accent("#ffff00") != "#ffff00"
    export(replace(d.Document(title="x", blocks=()), accent="#ffffff"), ExportFormat.PDF)
