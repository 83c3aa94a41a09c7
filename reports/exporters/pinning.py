"""The words of a chart keep the width that they were drawn for, whatever font a reader has."""

from lxml import etree

from core.font_metrics import text_width
from reports.figures.svg import SIZE

_SVG = "{http://www.w3.org/2000/svg}"


def pin_words(svg: str) -> str:
    """The drawing with the width of every line of text in it; a wider font would run into the bars."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for line in root.iter(f"{_SVG}text"):
        size = float(line.get("font-size", SIZE))
        width = text_width(line.text or "", size, bold=line.get("font-weight") == "700")
        if width:
            line.set("textLength", f"{width:.1f}")
            line.set("lengthAdjust", "spacingAndGlyphs")
    return etree.tostring(root, encoding="unicode")
