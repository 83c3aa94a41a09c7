"""How DOCX and ODT look: the font in the file, lists in boxes, new pages, lines of contents."""

import io
import re
import subprocess
import zipfile

import pytest
from lxml import etree

from core.font_metrics import FONT_FOLDER
from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from reports.exporters.pandoc.docx_contents import style_name
from reports.reference import REFERENCE_FOLDER
from tests.programs import pdf_of, program
from tests.reports.example import example
from tests.reports.test_export_word import FO, STYLE, TEXT, W, part

REGULAR = (FONT_FOLDER / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()


@pytest.fixture(scope="module")
def word():
    return export(example(), ExportFormat.DOCX).content


@pytest.fixture(scope="module")
def odt():
    return export(example(), ExportFormat.ODT).content


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_docx_carries_its_font_as_word_wants_it(word):
    found = files(word)
    table = etree.fromstring(found["word/fontTable.xml"])
    (face,) = table.iter(f"{W}embedRegular")
    key = bytes.fromhex(re.sub(r"[{}-]", "", face.get(f"{W}fontKey")))[::-1]
    kept = found["word/fonts/font1.odttf"]
    assert kept != REGULAR
    assert bytes(byte ^ key[place % 16] for place, byte in enumerate(kept[:32])) + kept[32:] == REGULAR
    assert b'"odttf"' in found["[Content_Types].xml"]
    assert b"fonts/font4.odttf" in found["word/_rels/fontTable.xml.rels"]


def test_odt_carries_its_font_and_lists_it(odt):
    found = files(odt)
    assert found["Fonts/AtkinsonHyperlegibleNext-Regular.ttf"] == REGULAR
    listed = re.findall(rb'full-path="(Fonts/[^"]+)"', found["META-INF/manifest.xml"])
    assert len(listed) == 4
    assert {name.decode() for name in listed} <= set(found)


@pytest.mark.parametrize("file_format", [ExportFormat.DOCX, ExportFormat.ODT])
def test_own_reference_document_in_another_font_brings_its_own(file_format):
    ours = (REFERENCE_FOLDER / f"reference.{file_format.value}").read_bytes()
    short = d.Document(title="x", blocks=(d.Paragraph("y"),))
    made = [files(export(short, file_format, reference=own).content) for own in (ours, in_another_font(ours))]
    carried = [sorted(name for name in found if name.endswith((".odttf", ".ttf"))) for found in made]
    assert [len(names) for names in carried] == [4, 0]


def in_another_font(reference):
    """The same reference document, set in Verdana."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files(reference).items():
            target.writestr(name, content.replace(b"Atkinson Hyperlegible Next", b"Verdana"))
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_sets_the_file_in_its_font(name, word, odt, tmp_path):
    path = tmp_path / f"report.{name}"
    path.write_bytes(word if name == "docx" else odt)
    fonts = subprocess.run([program("pdffonts"), pdf_of(path)], check=True, capture_output=True, text=True).stdout
    assert "AtkinsonHyperlegibleNext-Regular" in fonts
    assert "DejaVu" not in fonts


def test_odt_numbers_in_a_box_stand_beside_their_text(tmp_path):
    items = tuple(d.ListItem(f"Stap{number}") for number in range(1, 4))
    box = d.TextBox("Kader", (d.NumberedList(items),))
    path = tmp_path / "box.odt"
    path.write_bytes(export(d.Document(title="x", blocks=(box,)), ExportFormat.ODT).content)
    words = subprocess.run(
        [program("pdftotext"), "-bbox", pdf_of(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    places = {
        word: (float(left), float(right))
        for left, right, word in re.findall(r'xMin="(\S+)".*xMax="(\S+)".*>(\S+)</word>', words)
    }
    for number in range(1, 4):
        assert 0 < places[f"Stap{number}"][0] - places[f"{number}."][1] < 12  # points


def test_page_break_leaves_no_empty_line():
    broken = d.Document(title="x", blocks=(d.Paragraph("a"), d.PageBreak(), d.Heading(1, "Kop"), d.Paragraph("b")))
    body = part(export(broken, ExportFormat.DOCX).content, "word/document.xml")
    assert [node for node in body.iter(f"{W}pStyle") if node.get(f"{W}val") == "PageBreak"] == []
    (heading,) = [node for node in body.iter(f"{W}p") if node.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert heading.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1"
    content = part(export(broken, ExportFormat.ODT).content, "content.xml")
    (heading,) = [node for node in content.iter(f"{TEXT}h") if "Kop" in "".join(node.itertext())]
    (style,) = [
        node for node in content.iter(f"{STYLE}style") if node.get(f"{STYLE}name") == heading.get(f"{TEXT}style-name")
    ]
    assert style.find(f"{STYLE}paragraph-properties").get(f"{FO}break-before") == "page"
    assert style.get(f"{STYLE}parent-style-name") == "Heading_20_1"


def test_page_break_before_a_table_stays_a_line():
    table = d.Table((d.Column("a"),), (("1",),))
    broken = d.Document(title="x", blocks=(d.Paragraph("a"), d.PageBreak(), table))
    body = part(export(broken, ExportFormat.DOCX).content, "word/document.xml")
    assert [node.get(f"{W}val") for node in body.iter(f"{W}pStyle")].count("PageBreak") == 1


def test_lines_of_contents_are_not_underlined_in_odt(odt):
    content, styles = part(odt, "content.xml"), part(odt, "styles.xml")
    (index,) = content.iter(f"{TEXT}index-body")
    links = {node.get(f"{TEXT}style-name") for node in index.iter(f"{TEXT}a")}
    assert links == {"Index_20_Link"}
    (look,) = [node for node in styles.iter(f"{STYLE}style") if node.get(f"{STYLE}name") == "Index_20_Link"]
    assert look.find(f"{STYLE}text-properties") is None


def test_list_of_figures_looks_like_contents_in_docx_and_not_like_links(word):
    root = part(word, "word/document.xml")
    lines = [node for node in root.iter(f"{W}p") if style_name(node) == "TOC1"]
    assert len(lines) >= 43
    assert not [look for line in lines for look in line.iter(f"{W}rStyle")]
    leaders = [line.find(f"{W}pPr/{W}tabs/{W}tab").get(f"{W}leader") for line in lines]
    assert leaders.count("dot") == 20  # the figures, whose pages every program fills in


def test_links_are_known_by_more_than_colour(word):
    styles = part(word, "word/styles.xml")
    (look,) = [node for node in styles.iter(f"{W}style") if node.get(f"{W}styleId") == "Hyperlink"]
    assert look.find(f"{W}rPr/{W}u").get(f"{W}val") == "single"


def test_parts_of_the_fonts_are_named_without_a_prefix(word):
    assert b"<Relationships " in files(word)["word/_rels/fontTable.xml.rels"]  # LibreOffice reads no other
