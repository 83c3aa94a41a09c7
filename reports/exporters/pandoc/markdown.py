"""Markdown (GitHub's flavour): one file without pictures; a figure is its caption, its words and its table."""

from __future__ import annotations

import re
from typing import Any

from reports.document import (
    Content,
    Definition,
    Document,
    Figure,
    Image,
    Paragraph,
    PullQuote,
    Quote,
    SummaryBox,
    TextBox,
)
from reports.exporters.pandoc.nodes import Node, attributes, paragraph, words
from reports.exporters.pandoc.run import run_pandoc
from reports.exporters.pandoc.tree import API_VERSION, PandocTree

_READ_BY_GITHUB = re.compile(r"(\\|&(?=#?\w+;)|:(?=[\w+-]+:))")


class MarkdownTree(PandocTree):
    """The tree without what GitHub's Markdown has no words for: styles, captions, definition lists, spans."""

    def document(self) -> Node:
        return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": _escaped(self.all_blocks())}

    def front(self) -> list[Node]:
        source = self.source
        nodes: list[Node] = [{"t": "Header", "c": [1, attributes(), words(source.title)]}]
        if source.subtitle:
            nodes.append(paragraph([{"t": "Strong", "c": words(source.subtitle)}]))
        if self.labels.byline:
            nodes.append(paragraph(words(self.labels.byline)))
        return nodes

    def list_of_figures(self) -> list[Node]:
        return []

    def all_blocks(self) -> list[Node]:
        nodes = super().all_blocks()
        return [nodes[0], *(_deeper(node) for node in nodes[1:])]

    def colophon(self) -> list[Node]:
        items = self.source.colophon
        if not items:
            return []
        header = {"t": "Header", "c": [1, attributes(), words(self.labels.colophon)]}
        return [header, *(self.term(item.label, item.content) for item in items)]

    def term(self, term: str, content: Content) -> Node:
        return paragraph([{"t": "Strong", "c": words(f"{term}:")}, {"t": "Space"}, *self.runs(content)])

    def block(self, block: Any) -> list[Node]:
        match block:
            case Definition():
                return [self.term(block.term, block.content)]
            case Paragraph():
                return [paragraph(self.runs(block.content))]
            case Quote() | PullQuote():
                quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, self.runs(block.content)]}
                return [self.quotation([quoted], block.attribution)]
            case Image():
                credit = words(f" ({block.credit})") if block.credit else []
                label = words(f"[{self.labels.source}: {block.alt}]")
                return [paragraph([*label, {"t": "Space"}, *self.runs(block.caption), *credit])]
        return super().block(block)

    def page_break(self) -> Node:
        return {"t": "HorizontalRule"}

    def quotation(self, inlines: list[Node], who: str) -> Node:
        return {"t": "BlockQuote", "c": [paragraph(inlines), *self.attribution(who)]}

    def item(self, content: Content) -> Node:
        return self.plain(content)

    def attribution(self, who: str) -> list[Node]:
        return [paragraph(words(f"— {who}"))] if who else []

    def box(self, block: TextBox | SummaryBox) -> Node:
        title = block.title or (self.labels.summary if isinstance(block, SummaryBox) else "")
        nodes = [paragraph([{"t": "Strong", "c": words(title)}])] if title else []
        return {"t": "BlockQuote", "c": [*nodes, *(node for inner in block.blocks for node in self.block(inner))]}

    def figure(self, block: Figure) -> list[Node]:
        label = {"t": "Strong", "c": words(f"{self.labels.figure} {block.number}:")}
        nodes = [paragraph([label, {"t": "Space"}, *self.runs(block.caption)]), paragraph(words(block.alt))]
        if block.note:
            nodes.append(paragraph([{"t": "Emph", "c": self.runs(block.note)}]))
        return [*nodes, self.grid(block.data, [])] if block.data else nodes

    def table(self, block: Any) -> list[Node]:
        nodes = super().table(block)
        caption = nodes[0]["c"][1][1]
        nodes[0]["c"][1] = [None, []]
        note = [paragraph([{"t": "Emph", "c": self.runs(block.note)}])] if block.note else []
        return [*([paragraph(caption[0]["c"])] if caption else []), nodes[0], *note]

    def grid(self, table: Any, caption: list[Node]) -> Node:
        node = super().grid(table, caption)
        for column in node["c"][2]:
            column[1] = {"t": "ColWidthDefault"}
        return node

    def cell(self, content: Content) -> list[Node]:
        return [{"t": "Space"} if node["t"] == "LineBreak" else node for node in self.runs(content)]

    def marked(self, inlines: list[Node], key: str) -> list[Node]:
        return [{"t": "Strong", "c": inlines}]

    def runs(self, content: Content) -> list[Node]:
        """Cross references as their words, languages left out: neither exists in Markdown."""
        return _flattened(super().runs(content))


def _flattened(nodes: list[Node]) -> list[Node]:
    flat: list[Node] = []
    for node in nodes:
        if node["t"] == "Span" or (node["t"] == "Link" and node["c"][2][0].startswith("#")):
            flat += _flattened(node["c"][1])
        elif node["t"] in {"Strong", "Emph"}:
            flat.append({"t": node["t"], "c": _flattened(node["c"])})
        elif node["t"] == "Link":
            flat.append({"t": "Link", "c": [node["c"][0], _flattened(node["c"][1]), node["c"][2]]})
        else:
            flat.append(node)
    return flat


def _escaped(value: Any) -> Any:
    """Backslashes before what pandoc leaves alone and GitHub reads: character references and names of emoji.

    And before every backslash: of two characters after each other, the first a backslash, pandoc drops the second.
    """
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for part in value:
        if isinstance(part, dict) and part.get("t") == "Str" and _READ_BY_GITHUB.search(part["c"]):
            for index, piece in enumerate(_READ_BY_GITHUB.split(part["c"])):
                raw = {"t": "RawInline", "c": ["markdown", f"\\{piece}"]}
                found.append(raw if index % 2 else {"t": "Str", "c": piece})
        else:
            found.append(_escaped(part))
    return found


def _deeper(node: Node) -> Node:
    """Headings one level down, because the title takes the first; also inside boxes."""
    if node["t"] == "Header":
        return {"t": "Header", "c": [node["c"][0] + 1, *node["c"][1:]]}
    if node["t"] == "BlockQuote":
        return {"t": "BlockQuote", "c": [_deeper(inner) for inner in node["c"]]}
    return node


def write_markdown(document: Document) -> bytes:
    """The Markdown of a prepared document, in UTF-8."""
    return run_pandoc(document, "gfm", MarkdownTree, ["--wrap=none"])
