"""Nodes of pandoc's tree. Text is never parsed as markup."""

from __future__ import annotations

import re
from typing import Any

Node = dict[str, Any]


def words(text: str) -> list[Node]:
    """Literal text as words and spaces."""
    nodes: list[Node] = []
    for part in re.split(r"([ \t\r\n]+)", text):
        if part:
            nodes.append({"t": "Space"} if part.isspace() and part.isascii() else {"t": "Str", "c": part})
    return nodes


def attributes(identifier: str = "", classes: tuple[str, ...] = (), **pairs: str) -> list[Any]:
    """Pandoc's Attr; underscores in names become hyphens."""
    return [identifier, list(classes), [[name.replace("_", "-"), value] for name, value in pairs.items()]]


def paragraph(inlines: list[Node], style: str = "") -> Node:
    """A paragraph, in a named style when given."""
    node: Node = {"t": "Para", "c": inlines}
    return styled(style, [node]) if style else node


def styled(style: str, blocks: list[Node]) -> Node:
    """Blocks in a named paragraph style of the reference document."""
    return {"t": "Div", "c": [attributes(custom_style=style), blocks]}


def without_strong(nodes: list[Node]) -> list[Node]:
    """The same nodes without bold around them: they stand in bold already."""
    return [inner for node in nodes for inner in (node["c"] if node["t"] == "Strong" else [node])]
