"""DOCX by pandoc with our reference document; what pandoc leaves out is put right in its XML."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from reports.document import Document
from reports.exporters.pandoc.docx_contents import W, fill_contents, style_name, update_when_opened
from reports.exporters.pandoc.fonts import docx_fonts, lacks_fonts, with_docx_fonts
from reports.exporters.pandoc.package import SHORT_BOX_LINES, SMALL_TABLE_ROWS, Part, boxes, recolour, rewrite_parts
from reports.exporters.pandoc.run import run_pandoc
from reports.labels import full_language, readable_accent
from reports.reference import ACCENT

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def write_docx(document: Document, reference: bytes | None = None) -> bytes:
    """The DOCX of a prepared document: row heads, no split rows, a filled table of contents, the accent colour.

    ``reference`` is the content of an own reference document; without it ours is used.
    """
    arguments: list[str] = []
    if document.table_of_contents:
        arguments += ["--toc", "--toc-depth=2"]
    data = run_pandoc(document, "docx", arguments=arguments, reference=reference)
    accent = readable_accent(document.accent).lstrip("#")

    def styles(root: Part) -> None:
        recolour(root, ACCENT, accent)
        for language in root.iter(f"{W}lang"):
            language.set(f"{W}val", "-".join(filter(None, full_language(document.language))))

    changes: dict[str, Callable[[Part], None]] = {"word/document.xml": _improve_body, "word/styles.xml": styles}
    if document.table_of_contents or document.list_of_figures:
        changes["word/settings.xml"] = update_when_opened
    if lacks_fonts(data):
        return rewrite_parts(data, with_docx_fonts(changes), docx_fonts())
    return rewrite_parts(data, changes)


def _improve_body(root: Part) -> None:
    for look in root.iter(f"{W}tblLook"):
        look.set(f"{W}firstColumn", "1")
        look.set(f"{W}val", "00A0")
    for table in root.iter(f"{W}tbl"):
        _mark_rows(table)
    for picture in root.iter(f"{WP}inline"):
        for side in "TBLR":
            picture.set(f"dist{side}", "0")
    _space_after_tables(root)
    _keep_figures_whole(root)
    _keep_boxes_whole(root)
    _align_box_lists(root)
    _order_front(root)
    _break_pages(root)
    fill_contents(root)


def _space_after_tables(root: Part) -> None:
    for table in root.iter(f"{W}tbl"):
        after = table.getnext()
        if after is not None and after.tag == f"{W}p":
            _spacing(_properties(after)).set(f"{W}before", "160")


def _keep_figures_whole(root: Part) -> None:
    """The caption and the note of a figure stay with the small table of its numbers."""
    for table in root.iter(f"{W}tbl"):
        before = table.getprevious()
        while before is not None and before.tag == f"{W}p" and style_name(before) in {"Note", "ImageCaption"}:
            if len(table.findall(f"{W}tr")) <= SMALL_TABLE_ROWS:
                _keep_with_next(before)
            before = before.getprevious()


def _keep_boxes_whole(root: Part) -> None:
    """A short box stands on one page, with some room under it."""
    for lines in boxes((line, style_name(line)) for line in root[0].findall(f"{W}p")):
        for line in lines[:-1] if len(lines) <= SHORT_BOX_LINES else ():
            _keep_with_next(line)
        _spacing(_properties(lines[-1])).set(f"{W}after", "240")


def _keep_with_next(paragraph: Part) -> None:
    properties = _properties(paragraph)
    if properties.find(f"{W}keepNext") is None:
        properties.insert(1 if properties.find(f"{W}pStyle") is not None else 0, etree.Element(f"{W}keepNext"))


def _align_box_lists(root: Part) -> None:
    """Lists in a box start at the edge of the box, so that its border and its shade stay whole."""
    for paragraph in root.iter(f"{W}p"):
        if style_name(paragraph) in {"SummaryBox", "TextBox"} and paragraph.find(f"{W}pPr/{W}numPr") is not None:
            level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
            depth = int(level.get(f"{W}val", "0")) if level is not None else 0
            properties = _properties(paragraph)
            indent = etree.Element(f"{W}ind")
            spacing = properties.find(f"{W}spacing")
            properties.insert(len(properties) if spacing is None else properties.index(spacing) + 1, indent)
            indent.set(f"{W}left", str(520 + 360 * depth))
            indent.set(f"{W}hanging", "360")


def _order_front(root: Part) -> None:
    """Logo, title, subtitle, byline, contents; the byline names the authors, so their own lines go."""
    body = root[0]
    for paragraph in [node for node in body.findall(f"{W}p") if style_name(node) == "Author"]:
        body.remove(paragraph)
    logo = next((node for node in body.findall(f"{W}p") if style_name(node) == "Logo"), None)
    if logo is not None:
        body.insert(0, logo)
    contents = body.find(f"{W}sdt")
    byline = next((node for node in body.findall(f"{W}p") if style_name(node) == "Byline"), None)
    if contents is not None and byline is not None:
        byline.addnext(contents)


def _break_pages(root: Part) -> None:
    """The paragraph after a page break starts its page itself, not an empty line above it."""
    for empty in [node for node in root[0].findall(f"{W}p") if style_name(node) == "PageBreak"]:
        following = empty.getnext()
        while following is not None and following.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
            following = following.getnext()
        if following is not None and following.tag == f"{W}p":
            properties = _properties(following)
            before = {f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines")}
            place = sum(1 for node in properties if node.tag in before)
            properties.insert(place, etree.Element(f"{W}pageBreakBefore"))
            _spacing(properties).set(f"{W}before", "0")
            root[0].remove(empty)


def _properties(paragraph: Part) -> Part:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    return properties


def _spacing(properties: Part) -> Part:
    """The spacing of a paragraph, made where the schema wants it (ECMA-376, 17.3.1.26)."""
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.Element(f"{W}spacing")
        following = {f"{W}{name}" for name in ("ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")}
        place = next((number for number, node in enumerate(properties) if node.tag in following), len(properties))
        properties.insert(place, spacing)
    return spacing


def _mark_rows(table: Part) -> None:
    """Header rows repeat, no row breaks over a page, small tables stay whole.

    The first column is marked as row heads only where it is set in bold.
    """
    rows = table.findall(f"{W}tr")
    for row in rows:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(0, properties)
        properties.insert(0, etree.Element(f"{W}cantSplit"))
    if len(rows) <= SMALL_TABLE_ROWS:
        for row in rows[:-1]:
            for paragraph in row.iter(f"{W}p"):
                _keep_with_next(paragraph)
    first = [row.find(f"{W}tc") for row in rows[1:]]
    bold = all(cell is not None and cell.find(f".//{W}b") is not None for cell in first)
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and not (first and bold):
        look.set(f"{W}firstColumn", "0")
        look.set(f"{W}val", "0020")
