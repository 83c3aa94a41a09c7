"""The table of contents and the list of figures of a DOCX: lines with links, and page numbers that Word fills in.

On which page a heading stands is known to the program that lays the text out, and to nobody before. So every line ends
in a PAGEREF field without a number (ECMA-376, 17.16.5.45), and the file asks Word to fill its fields when it is opened.
"""

from __future__ import annotations

from lxml import etree

from reports.exporters.pandoc.package import Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "http://www.w3.org/XML/1998/namespace"
_AFTER_UPDATE_FIELDS = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids")


def update_when_opened(root: Part) -> None:
    """Word asks whether it may fill the fields; who says no reads the contents without page numbers."""
    if root.find(f"{W}updateFields") is None:
        wish = etree.Element(f"{W}updateFields")
        following = next((node for node in root if node.tag in {f"{W}{name}" for name in _AFTER_UPDATE_FIELDS}), None)
        if following is None:
            root.append(wish)
        else:
            following.addprevious(wish)


def leave_as_it_is(root: Part) -> None:
    """Nothing is filled in when the file is opened: in a file that keeps track of changes that would be a change."""
    for wish in root.findall(f"{W}updateFields"):
        root.remove(wish)


def fill_contents(root: Part) -> None:
    """Lines in the table of contents, so that it reads before anybody updates the field; pages in both lists."""
    width = _text_width(root)
    _number_figures(root, width)
    field = next((node for node in root.iter(f"{W}instrText") if (node.text or "").startswith("TOC")), None)
    if field is None:
        return
    start = _ancestor(field, f"{W}p")
    run = _ancestor(field, f"{W}r")
    end = run.findall(f"{W}fldChar")[-1]
    run.remove(end)
    after = start
    for number, (level, words, anchor) in enumerate(_headings(root)):
        line = etree.Element(f"{W}p")
        style = etree.SubElement(etree.SubElement(line, f"{W}pPr"), f"{W}pStyle")
        style.set(f"{W}val", f"TOC{level}")
        if not number:
            line.append(run)  # the field begins in its first line; a paragraph of its own would be an empty one
        link = etree.SubElement(line, f"{W}hyperlink")
        link.set(f"{W}anchor", anchor)
        etree.SubElement(etree.SubElement(link, f"{W}r"), f"{W}t").text = words
        _end_in_page(line, link, anchor, width)
        after.addnext(line)
        after = line
    etree.SubElement(after, f"{W}r").append(end)
    parent = start.getparent()
    if after is not start and parent is not None:
        parent.remove(start)


def style_name(paragraph: Part) -> str:
    """The identifier of a paragraph's style; empty for the default."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _number_figures(root: Part, width: int) -> None:
    """The lines of the list of figures: the paragraphs in the style of contents that stand outside the field."""
    for line in root[0].findall(f"{W}p"):
        link = line.find(f"{W}hyperlink")
        if style_name(line) == "TOC1" and link is not None:
            for look in list(link.iter(f"{W}rStyle")):  # lines of contents look alike, not like links in the text
                _parent(look).remove(look)
            _end_in_page(line, link, link.get(f"{W}anchor", ""), width, leader="dot")


def _end_in_page(line: Part, link: Part, anchor: str, width: int, leader: str = "") -> None:
    """A tab to the right edge and the page of the anchor, as part of the link.

    Dots lead to the page in the list of figures, which LibreOffice fills in; in the contents, which it leaves alone,
    they would lead nowhere.
    """
    properties = line.find(f"{W}pPr")
    if not anchor or properties is None:
        return
    tab = etree.SubElement(etree.SubElement(properties, f"{W}tabs"), f"{W}tab")
    tab.set(f"{W}val", "right")
    if leader:
        tab.set(f"{W}leader", leader)
    tab.set(f"{W}pos", str(width))
    etree.SubElement(etree.SubElement(link, f"{W}r"), f"{W}tab")
    for kind in ("begin", "", "separate", "end"):
        run = etree.SubElement(link, f"{W}r")
        if kind:
            etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
        else:
            words = etree.SubElement(run, f"{W}instrText")
            words.set(f"{{{XML}}}space", "preserve")
            words.text = f" PAGEREF {anchor} \\h "


def _text_width(root: Part) -> int:
    """Width of the text of a page in twentieths of a point, as the reference document has it."""
    size, margin = root.find(f".//{W}sectPr/{W}pgSz"), root.find(f".//{W}sectPr/{W}pgMar")
    if size is None or margin is None:
        return 9184
    sides = sum(int(margin.get(f"{W}{side}", "0")) for side in ("left", "right", "gutter"))
    return int(size.get(f"{W}w", "11906")) - sides


def _headings(root: Part) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for paragraph in root.iter(f"{W}p"):
        name = style_name(paragraph)
        if name not in {"Heading1", "Heading2"}:
            continue
        mark = paragraph.find(f"{W}bookmarkStart")
        if mark is None:
            mark = paragraph.getprevious()
        anchor = mark.get(f"{W}name", "") if mark is not None and mark.tag == f"{W}bookmarkStart" else ""
        found.append((int(name[-1]), "".join(node.text or "" for node in paragraph.iter(f"{W}t")), anchor))
    return found


def _parent(node: Part) -> Part:
    return next(node.iterancestors())


def _ancestor(node: Part, tag: str) -> Part:
    return next(parent for parent in node.iterancestors(tag))
