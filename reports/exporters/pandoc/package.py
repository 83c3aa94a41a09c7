"""Reads and rewrites the parts of a zipped document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

Part = etree._Element
SMALL_TABLE_ROWS = 10
SHORT_BOX_LINES = 12
BOX_STYLES = frozenset({"SummaryBox", "SummaryBoxTitle", "TextBox", "TextBoxTitle"})


def rewrite_parts(
    data: bytes, changes: Mapping[str, Callable[[Part], None]], added: Mapping[str, bytes] | None = None
) -> bytes:
    """The same package with these XML parts changed in place and these added; order and storage are kept."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            change = changes.get(entry.filename)
            if change is not None:
                root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(entry, content, compress_type=entry.compress_type)
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return buffer.getvalue()


def recolour(root: Part, old: str, new: str) -> None:
    """Every attribute that holds the reference document's accent colour takes the organisation's."""
    for node in root.iter():
        for name, attribute in node.attrib.items():
            value = str(attribute)
            if old.lower() in value.lower():
                node.set(name, value.replace(old.upper(), new.upper()).replace(old.lower(), new.lower()))


def boxes(lines: Iterable[tuple[Part, str]]) -> list[list[Part]]:
    """The paragraphs of every box; ``lines`` are paragraphs in reading order with the name of their style."""
    found: list[list[Part]] = []
    inside = False
    for line, style in lines:
        if style in BOX_STYLES:
            if not inside or style.endswith("Title"):
                found.append([])
            found[-1].append(line)
        inside = style in BOX_STYLES
    return found
