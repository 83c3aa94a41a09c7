"""What stays together on a page in ODT, and the names of styles: paragraphs get automatic styles of their own."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.exporters.pandoc.package import BOX_STYLES, SHORT_BOX_LINES, SMALL_TABLE_ROWS, Part, boxes

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT, TABLE, OFFICE = (f"{{{OASIS}{name}:1.0}}" for name in ("style", "text", "table", "office"))
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
BULLET_ROOM, NUMBER_ROOM = 10, 14  # points
BOX_EDGE = 8  # points of border and padding at the left of a box, as the reference document has it


def lay_out(root: Part) -> None:
    """Links and quotes look as the reference document says; figures and boxes stay whole."""
    styles = AutomaticStyles(root)
    styles.let_quotes_be()
    for span in root.iter(f"{TEXT}span"):
        if span.get(f"{TEXT}style-name") == "Definition":  # pandoc's name for a link, which it does not define
            span.set(f"{TEXT}style-name", "Internet_20_link")
    for style in root.iter(f"{STYLE}style"):
        if style.get(f"{STYLE}parent-style-name") == "Formula":  # another name that pandoc does not define
            del style.attrib[f"{STYLE}parent-style-name"]
    body = next(root.iter(f"{OFFICE}text"))
    for table in body.iter(f"{TABLE}table"):
        before = table.getprevious()
        small = len(list(table.iter(f"{TABLE}table-row"))) <= SMALL_TABLE_ROWS
        while before is not None and small and styles.common_name(before) in {"Note", "FigureCaption"}:
            styles.vary(before, {f"{FO}keep-with-next": "always"})
            before = before.getprevious()
    bullets = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{TEXT}list-style")
        if style.find(f"{TEXT}list-level-style-bullet") is not None
    }
    lines = [line for block in body for line in block.iter(f"{TEXT}p") if block.tag != f"{TEXT}table-of-content"]
    for line in lines:
        depth = sum(1 for parent in line.iterancestors(f"{TEXT}list"))
        if depth and styles.common_name(line) in BOX_STYLES:
            bulleted = next(line.iterancestors(f"{TEXT}list")).get(f"{TEXT}style-name") in bullets
            room = BULLET_ROOM if bulleted else NUMBER_ROOM
            styles.hang(line, BOX_EDGE + 18 * (depth - 1) + room, room)
    _break_pages(body, styles)
    for box in boxes((line, styles.common_name(line)) for line in lines):
        for line in box[:-1] if len(box) <= SHORT_BOX_LINES else ():
            styles.vary(line, {f"{FO}keep-with-next": "always"})
        styles.vary(box[-1], {f"{FO}margin-bottom": "12pt"})


def _break_pages(body: Part, styles: AutomaticStyles) -> None:
    """The paragraph after a page break starts its page itself, not an empty line above it."""
    for empty in [line for line in body.findall(f"{TEXT}p") if styles.common_name(line) == "PageBreak"]:
        following = empty.getnext()
        if following is not None and following.tag in {f"{TEXT}p", f"{TEXT}h"}:
            styles.vary(following, {f"{FO}break-before": "page", f"{FO}margin-top": "0pt"})
            body.remove(empty)


class AutomaticStyles:
    """The automatic paragraph styles of a file; a variation is made once and shared."""

    def __init__(self, root: Part) -> None:
        self.parent = next(root.iter(f"{OFFICE}automatic-styles"))
        self.known = {
            node.get(f"{STYLE}name", ""): node
            for node in self.parent.findall(f"{STYLE}style")
            if node.get(f"{STYLE}family") == "paragraph"
        }
        self.made: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}

    def common_name(self, paragraph: Part) -> str:
        """The style of the reference document behind a paragraph's style."""
        name = paragraph.get(f"{TEXT}style-name", "")
        return self.known[name].get(f"{STYLE}parent-style-name", "") if name in self.known else name

    def vary(self, paragraph: Part, properties: dict[str, str]) -> None:
        """Give one paragraph these properties on top of what it has."""
        name = paragraph.get(f"{TEXT}style-name", "Standard")
        key = (name, tuple(sorted(properties.items())))
        if key not in self.made:
            self.made[key] = self._make(name, properties)
        paragraph.set(f"{TEXT}style-name", self.made[key])

    def hang(self, paragraph: Part, left: int, room: int) -> None:
        """An item of a list starts at ``left`` points, its bullet or number ``room`` points before it.

        The style of a box has an indent, which wins from that of the list; its tab then goes to the next default stop,
        half an inch away. So the stop is named. LibreOffice counts it from the indent, and takes border and padding
        of the box as part of the way; others count from the margin. It also stops at the indent itself, which a bullet
        or a number must have passed: so they get little room, and a number of two digits a stop of its own.
        """
        name = paragraph.get(f"{TEXT}style-name", "Standard")
        self.vary(paragraph, {f"{FO}margin-left": f"{left}pt", f"{FO}text-indent": f"-{room}pt"})
        look = self.known[paragraph.get(f"{TEXT}style-name", name)].find(f"{STYLE}paragraph-properties")
        if look is not None and look.find(f"{STYLE}tab-stops") is None:
            stops = etree.Element(f"{STYLE}tab-stops")
            look.insert(0, stops)
            for position in (BOX_EDGE, BOX_EDGE + 6, left + BOX_EDGE):
                etree.SubElement(stops, f"{STYLE}tab-stop").set(f"{STYLE}position", f"{position}pt")

    def let_quotes_be(self) -> None:
        """Quotes are indented as their common style says, not by half an inch more."""
        for node in self.known.values():
            if node.get(f"{STYLE}parent-style-name") == "Quotations":
                for properties in node.findall(f"{STYLE}paragraph-properties"):
                    node.remove(properties)

    def _make(self, name: str, properties: dict[str, str]) -> str:
        base = self.known.get(name)
        node = deepcopy(base) if base is not None else etree.Element(f"{STYLE}style")
        new = f"V{len(self.made) + 1}"
        node.set(f"{STYLE}name", new)
        node.set(f"{STYLE}family", "paragraph")
        if base is None:
            node.set(f"{STYLE}parent-style-name", name)
        look = node.find(f"{STYLE}paragraph-properties")
        if look is None:
            look = etree.Element(f"{STYLE}paragraph-properties")
            node.insert(0, look)
        for attribute, value in properties.items():
            look.set(attribute, value)
        self.parent.append(node)
        self.known[new] = node
        return new
