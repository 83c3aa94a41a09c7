"""ODT (ODF 1.3) by pandoc with our reference document; alternatives, borders and contents are put right with lxml."""

from __future__ import annotations

from lxml import etree

from reports.document import Document
from reports.exporters.pandoc.fonts import lacks_fonts, odt_fonts, with_odt_fonts
from reports.exporters.pandoc.odt_layout import lay_out
from reports.exporters.pandoc.package import SMALL_TABLE_ROWS, Part, recolour, rewrite_parts
from reports.exporters.pandoc.run import run_pandoc
from reports.exporters.pandoc.tree import PandocTree
from reports.exporters.raster import Raster
from reports.labels import full_language, readable_accent
from reports.reference import ACCENT

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
DRAW, SVG, STYLE, TEXT, TABLE, OFFICE = (
    f"{{{OASIS}{name}:1.0}}" for name in ("drawing", "svg-compatible", "style", "text", "table", "office")
)
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
RULE = "0.5pt solid #8a8a8a"
TINT = "#eef3f4"
CONTENTS_LINK = "Index_20_Link"


class _OdtTree(PandocTree):
    """Remembers the text alternatives, in the order in which the pictures stand in the file."""

    alternatives: list[str]
    contents_styles = ("Contents_20_Heading", "Contents_20_1")

    def image(self, raster: Raster, alt: str) -> dict[str, object]:
        self.alternatives.append(alt)
        return super().image(raster, alt)


def write_odt(document: Document, reference: bytes | None = None) -> bytes:
    """The ODT of a prepared document, with an own reference document or with ours."""
    arguments: list[str] = []
    if document.table_of_contents:
        arguments += ["--toc", "--toc-depth=2"]
    alternatives: list[str] = []
    tree = type("OdtTree", (_OdtTree,), {"alternatives": alternatives})
    data = run_pandoc(document, "odt", tree, arguments, reference)
    accent = readable_accent(document.accent).lstrip("#")
    language, country = full_language(document.language)

    def content(root: Part) -> None:
        _set_alternatives(root, alternatives)
        _draw_cells(root, accent)
        _join_styles(root)
        _align_box_lists(root)
        lay_out(root)
        _order_front(root)
        _fill_contents(root)

    def styles(root: Part) -> None:
        recolour(root, ACCENT, accent)
        _define_contents_link(root)
        for properties in root.iterfind(f".//{STYLE}default-style/{STYLE}text-properties"):
            properties.set(f"{FO}language", language.lower())
            properties.set(f"{FO}country", country or "none")

    changes = {"content.xml": content, "styles.xml": styles}
    if lacks_fonts(data):
        return rewrite_parts(data, with_odt_fonts(changes), odt_fonts())
    return rewrite_parts(data, changes)


def _set_alternatives(root: Part, alternatives: list[str]) -> None:
    """svg:title (what it is, short) and svg:desc (everything it says) on every picture (ODF 1.3, 10.4.3)."""
    frames = [frame for frame in root.iter(f"{DRAW}frame") if frame.find(f"{DRAW}image") is not None]
    for frame, alternative in zip(frames, alternatives, strict=True):
        for old in [*frame.findall(f"{SVG}title"), *frame.findall(f"{SVG}desc")]:
            frame.remove(old)
        title = etree.SubElement(frame, f"{SVG}title")
        title.text = alternative if len(alternative) <= 80 else alternative[:79].rsplit(" ", 1)[0] + "…"
        etree.SubElement(frame, f"{SVG}desc").text = alternative


def _draw_cells(root: Part, accent: str) -> None:
    looks = {
        "TableHeaderRowCell": {"border-top": f"1pt solid #{accent}", "background-color": TINT},
        "TableRowCell": {"border-top": "none"},
    }
    for node in root.iter(f"{STYLE}style"):
        look = looks.get(node.get(f"{STYLE}name", ""))
        properties = node.find(f"{STYLE}table-cell-properties")
        if look is None or properties is None:
            continue
        properties.attrib.pop(f"{FO}border", "")
        for name, value in {"border-left": "none", "border-right": "none", "border-bottom": RULE, **look}.items():
            properties.set(f"{FO}{name}", value)
        properties.set(f"{FO}padding", "0.06cm")
    small = {
        table.get(f"{TABLE}style-name")
        for table in root.iter(f"{TABLE}table")
        if len(list(table.iter(f"{TABLE}table-row"))) <= SMALL_TABLE_ROWS
    }
    for node in root.iter(f"{STYLE}style"):
        whole = node.find(f"{STYLE}table-properties")
        if whole is not None and node.get(f"{STYLE}name") in small:
            whole.set(f"{STYLE}may-break-between-rows", "false")


def _join_styles(root: Part) -> None:
    """Automatic styles take a common style as parent; pandoc lets some inherit from each other, which ODF forbids."""
    automatic = {
        node.get(f"{STYLE}name", ""): node
        for parent in root.iter(f"{OFFICE}automatic-styles")
        for node in parent.findall(f"{STYLE}style")
    }
    for node in automatic.values():
        parent = automatic.get(node.get(f"{STYLE}parent-style-name", ""))
        while parent is not None:
            node.set(f"{STYLE}parent-style-name", parent.get(f"{STYLE}parent-style-name", "Standard"))
            parent = automatic.get(node.get(f"{STYLE}parent-style-name", ""))
    for properties in root.iter(f"{STYLE}table-properties"):
        properties.set(f"{FO}margin-bottom", "0.3cm")
        properties.set(f"{FO}margin-top", "0.1cm")
        properties.set(f"{TABLE}align", "margins")
    for note in root.iter(f"{TEXT}note-body"):
        first = note.find(f"{TEXT}p")
        if first is not None:
            first.text = f"\u00a0{first.text or ''}"


def _align_box_lists(root: Part) -> None:
    """Lists in a box start at the edge of the box, so that its border and its shade stay whole.

    Numbers and bullets start at the left of their room: ending at the right of it, they push the first line aside.
    """
    for level in root.iter(f"{STYLE}list-level-properties"):
        level.set(f"{FO}text-align", "left")
    names = {
        items.get(f"{TEXT}style-name")
        for items in root.iter(f"{TEXT}list")
        if any(line.get(f"{TEXT}style-name") in {"SummaryBox", "TextBox"} for line in items.iter(f"{TEXT}p"))
    }
    for style in root.iter(f"{TEXT}list-style"):
        if style.get(f"{STYLE}name") in names:
            for depth, place in enumerate(style.iter(f"{STYLE}list-level-label-alignment")):
                place.set(f"{FO}margin-left", f"{26 + 18 * depth}pt")
                place.set(f"{FO}text-indent", "-18pt")
                place.set(f"{TEXT}label-followed-by", "listtab")
                place.attrib.pop(f"{TEXT}list-tab-stop-position", "")


def _order_front(root: Part) -> None:
    """Logo, title, subtitle, byline, contents; the byline names the authors, so their own lines go."""
    body = next(root.iter(f"{OFFICE}text"))
    lines = {line.get(f"{TEXT}style-name", ""): line for line in reversed(body.findall(f"{TEXT}p"))}
    for line in [node for node in body.findall(f"{TEXT}p") if node.get(f"{TEXT}style-name") == "Author"]:
        body.remove(line)
    if "Logo" in lines:
        body.insert(0, lines["Logo"])
    index = body.find(f"{TEXT}table-of-content")
    if index is not None and "Byline" in lines:
        lines["Byline"].addnext(index)


def _fill_contents(root: Part) -> None:
    """Lines in the table of contents, so that it reads before anybody updates it; pages in both lists."""
    for start in root.iter(f"{TEXT}index-entry-link-start"):
        start.set(f"{TEXT}style-name", CONTENTS_LINK)
    for line in root.iter(f"{TEXT}p"):  # of the list of figures
        link = line.find(f"{TEXT}a")
        if line.get(f"{TEXT}style-name") == "Contents_20_1" and link is not None:
            for span in link.findall(f"{TEXT}span"):
                span.set(f"{TEXT}style-name", CONTENTS_LINK)
            _end_in_page(link, link.get(f"{XLINK}href", "").lstrip("#"))
    index = next(root.iter(f"{TEXT}table-of-content"), None)
    if index is None:
        return
    index.set(f"{TEXT}name", "contents")
    body = etree.SubElement(index, f"{TEXT}index-body")
    head = etree.SubElement(body, f"{TEXT}index-title")
    head.set(f"{TEXT}name", "contents-title")
    line = etree.SubElement(head, f"{TEXT}p")
    line.set(f"{TEXT}style-name", "Contents_20_Heading")
    line.text = "".join(str(part) for node in index.iter(f"{TEXT}index-title-template") for part in node.itertext())
    for heading in root.iter(f"{TEXT}h"):
        level = int(heading.get(f"{TEXT}outline-level", "9"))
        mark = heading.find(f".//{TEXT}bookmark-start")
        if level > 2 or mark is None:
            continue
        anchor = mark.get(f"{TEXT}name", "")
        line = etree.SubElement(body, f"{TEXT}p")
        line.set(f"{TEXT}style-name", f"Contents_20_{level}")
        link = etree.SubElement(line, f"{TEXT}a")
        link.set(f"{XLINK}type", "simple")
        link.set(f"{XLINK}href", f"#{anchor}")
        link.text = "".join(str(part) for part in heading.itertext())
        _end_in_page(link, anchor)


def _define_contents_link(root: Part) -> None:
    """A link in the contents is known by its place; underlined over the whole width it is hard to read."""
    styles = next(root.iter(f"{OFFICE}styles"))
    if all(node.get(f"{STYLE}name") != CONTENTS_LINK for node in styles.findall(f"{STYLE}style")):
        look = etree.SubElement(styles, f"{STYLE}style")
        look.set(f"{STYLE}name", CONTENTS_LINK)
        look.set(f"{STYLE}display-name", "Index Link")
        look.set(f"{STYLE}family", "text")


def _end_in_page(link: Part, anchor: str) -> None:
    """A tab and the page of the anchor, looking like the line and not like a link in the text.

    The page is a field that every program fills in when it lays out the text (ODF, 7.7.6)."""
    for name in ("style-name", "visited-style-name"):
        link.set(f"{TEXT}{name}", CONTENTS_LINK)
    etree.SubElement(link, f"{TEXT}tab")
    page = etree.SubElement(link, f"{TEXT}bookmark-ref")
    page.set(f"{TEXT}reference-format", "page")
    page.set(f"{TEXT}ref-name", anchor)
