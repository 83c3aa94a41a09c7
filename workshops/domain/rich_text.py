"""Rich text as plain blocks, for paper: paragraphs, headings and lists of runs of text. Pure."""

from typing import Any

from lxml import html

HEADINGS = {"h2", "h3", "h4"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}


def blocks_of(text: str) -> list[dict[str, Any]]:
    """``[{"kind": "p" | "h" | "ul" | "ol", "runs": […]} …]``; of a list each item has its number.

    Links keep their words and lose their address. What is no element of ours counts by its text.
    """
    if not text.strip():
        return []
    root = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    found: list[dict[str, Any]] = []
    if (root.text or "").strip():
        found.append({"kind": "p", "number": 0, "runs": [_run(root.text or "", False, False)]})
    for element in root:
        kind = element.tag if isinstance(element.tag, str) else ""
        if kind in ("ul", "ol"):
            for number, item in enumerate(element.iter("li"), start=1):
                found.append({"kind": kind, "number": number, "runs": _runs(item)})
        elif kind:
            found.append({"kind": "h" if kind in HEADINGS else "p", "number": 0, "runs": _runs(element)})
    return [block for block in found if any(run["text"].strip() for run in block["runs"])]


def _runs(element: Any, bold: bool = False, italic: bool = False) -> list[dict[str, Any]]:
    runs = [_run(element.text or "", bold, italic)]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            runs.append(_run("\n", bold, italic))
        elif tag not in ("ul", "ol", ""):
            runs += _runs(child, bold or tag in BOLD, italic or tag in ITALIC)
        runs.append(_run(child.tail or "", bold, italic))
    return [run for run in runs if run["text"]]


def _run(text: str, bold: bool, italic: bool) -> dict[str, Any]:
    return {"text": text, "bold": bold, "italic": italic}
