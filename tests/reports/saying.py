"""What a file says, read back from the file: outline, number of footnotes, header cells and text alternatives."""

import html as markup
import io
import re
import subprocess
import zipfile
from dataclasses import dataclass

import pypandoc
import pypdf
from lxml import etree, html

from reports import document as d
from reports.document_check import footnotes, prepare
from reports.enums import ExportFormat
from reports.exporters.upright import stand_upright
from tests.programs import program
from tests.reports.test_export_pdf import elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}


@dataclass(frozen=True)
class Said:
    outline: list[str]
    notes: int
    headers: list[list[str]]
    alternatives: list[str]


def squeezed(text):
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00a0", " ")).strip()


def said_by(document):
    """As the document itself has them; the colophon is a heading in every format."""
    ready = stand_upright(prepare(document))
    blocks = [block for _path, block in d.walk(ready.blocks)]
    outline = [
        f"Bijlage {block.letter}: {d.plain_text(block.content)}"
        if isinstance(block, d.AppendixHeading)
        else f"{block.number} {d.plain_text(block.content)}"
        for block in blocks
        if isinstance(block, d.Heading | d.AppendixHeading)
    ]
    tables = [block.data if isinstance(block, d.Figure) else block for block in blocks]
    return Said(
        [squeezed(line) for line in [*outline, *(["Colofon"] if ready.colophon else [])]],
        sum(len(footnotes(block)) for block in blocks),
        [
            [squeezed(d.plain_text(head.header)) for head in table.columns]
            for table in tables
            if isinstance(table, d.Table)
        ],
        [squeezed(block.alt) for block in blocks if isinstance(block, d.Figure | d.Image)],
    )


def said_in(content, file_format, folder):
    """The same, read from the bytes of a file; pictures of the front (a logo) are left out."""
    match file_format:
        case ExportFormat.DOCX:
            return _docx(content)
        case ExportFormat.ODT:
            return _odt(content)
        case ExportFormat.HTML:
            return _html(content)
        case ExportFormat.MARKDOWN:
            return _markdown(content)
        case ExportFormat.PDF:
            return _pdf(content, folder)


def _docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))

    def words(node):
        return squeezed("".join(node.itertext(f"{W}t")))

    heads = [p for p in body.iter(f"{W}p") if re.fullmatch(r"Heading\d", p.xpath("string(*[1]/*[1]/@*)"))]
    rows = [table.find(f"{W}tr") for table in body.iter(f"{W}tbl")]
    assert all(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    return Said(
        [words(head) for head in heads],
        len([note for note in notes if note.get(f"{W}type") is None]),
        [[words(cell) for cell in row.iter(f"{W}tc")] for row in rows],
        [squeezed(alt) for alt in body.xpath("//*[local-name()='docPr']/@descr")],
    )


def _odt(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("content.xml"))

    def words(node):
        return squeezed("".join(node.itertext()))

    rows = body.iterfind(".//table:table-header-rows/table:table-row", ODF)
    return Said(
        [words(head) for head in body.iterfind(".//text:h", ODF)],
        len(body.findall(".//text:note", ODF)),
        [[words(cell) for cell in row.iterfind("table:table-cell", ODF)] for row in rows],
        [words(node) for node in body.iterfind(".//draw:frame/svg:desc", ODF)],
    )


def _html(content):
    tree = html.fromstring(content.decode())
    extra = {"Inhoud", "Lijst van figuren", "Noten"}
    heads = [squeezed(node.text_content()) for node in tree.xpath("//*[self::h2 or self::h3 or self::h4]")]
    alternatives = tree.xpath("//*[local-name()='svg']/*[local-name()='desc']/text() | //figure//img/@alt")
    return Said(
        [line for line in heads if line not in extra],
        len(tree.xpath("//*[@role='doc-noteref']")),
        [[squeezed(cell.text_content()) for cell in row.xpath("./th")] for row in tree.xpath("//thead/tr")],
        [squeezed(text) for text in alternatives],
    )


def _markdown(content):
    """Text alternatives are paragraphs: all of them are given, so that one can be looked for."""
    text = content.decode()
    tree = html.fromstring(
        f"<div>{pypandoc.convert_text(text, 'html', format='gfm', extra_args=['--wrap=none'])}</div>"
    )
    return Said(
        [squeezed(node.text_content()) for node in tree.xpath("//*[self::h2 or self::h3 or self::h4 or self::h5]")],
        len(re.findall(r"^\[\^\d+\]:", text, re.M)),
        [[squeezed(cell.text_content()) for cell in row.xpath("./th")] for row in tree.xpath("//thead/tr")],
        [squeezed(node.text_content()) for node in tree.xpath("//p")],
    )


def _pdf(content, folder):
    reader = pypdf.PdfReader(io.BytesIO(content))

    def titles(items):
        return [x for item in items for x in (titles(item) if isinstance(item, list) else [item.title])]

    path = folder / "said.pdf"
    path.write_bytes(content)
    command = [program("pdfinfo"), "-struct-text", path]
    structure = subprocess.run(command, check=True, capture_output=True).stdout.decode(errors="replace")
    heads = re.findall(r"^ *THead\n(.*?)^ *TBody", structure, re.M | re.S)
    cells = [re.split(r"^ *TH .*$", head, flags=re.M)[1:] for head in heads]
    tags = elements(reader)
    return Said(
        [squeezed(title) for title in titles(reader.outline)],
        [tag for tag, _node in tags].count("/Note"),
        [[squeezed("".join(re.findall(r'^ *"(.*)"$', cell, re.M))) for cell in row] for row in cells],
        [squeezed(markup.unescape(str(node["/Alt"]))) for tag, node in tags if tag == "/Figure"],
    )


def differences(document, content, file_format, folder):
    """What the file says otherwise than the document; empty when it says the same."""
    wanted, found = said_by(document), said_in(content, file_format, folder)
    wrong = {name: (getattr(wanted, name), getattr(found, name)) for name in ("outline", "notes", "headers")}
    kept = {name: pair for name, pair in wrong.items() if pair[0] != pair[1]}
    logos = 1 if document.logo and file_format is not ExportFormat.MARKDOWN else 0
    if file_format in {ExportFormat.MARKDOWN, ExportFormat.HTML}:
        missing = [alt for alt in wanted.alternatives if not any(alt in text for text in found.alternatives)]
        return {**kept, **({"alternatives": missing} if missing else {})}
    if found.alternatives[logos:] != wanted.alternatives:
        kept["alternatives"] = (wanted.alternatives, found.alternatives)
    return kept
