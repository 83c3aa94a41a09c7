"""A document as pandoc's tree (pandoc-types 1.23), for word processors. Text is never parsed as markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from reports.document import (
    AppendixHeading,
    Block,
    BulletList,
    Content,
    Definition,
    Document,
    Figure,
    Footnote,
    Heading,
    Image,
    LineBreak,
    NumberedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Quote,
    Reference,
    SummaryBox,
    Table,
    Text,
    TextBox,
    plain_text,
    runs_of,
    walk,
)
from reports.exporters.pandoc.nodes import Node, attributes, paragraph, styled, without_strong, words
from reports.exporters.raster import Raster, draw_figure, place_image
from reports.labels import Labels, column_weights, heading_text, labels_for, targets

API_VERSION = [1, 23, 1]


@dataclass
class PandocTree:
    """Builds the tree and writes the pictures into a folder."""

    source: Document
    folder: Path
    pictures: int = 0
    item_style: str = ""
    headings: int = 0
    labels: Labels = field(init=False)
    contents_styles: ClassVar[tuple[str, str]] = ("TOC Heading", "toc 1")  # of a list's title and of its lines

    def __post_init__(self) -> None:
        self.labels = labels_for(self.source)
        self.targets = targets(self.source, self.labels)

    def document(self) -> Node:
        return {"pandoc-api-version": API_VERSION, "meta": self.meta(), "blocks": self.all_blocks()}

    def meta(self) -> Node:
        def inlines(text: str) -> Node:
            return {"t": "MetaInlines", "c": words(text)}

        source = self.source
        meta: Node = {"title": inlines(source.title), "lang": {"t": "MetaString", "c": source.language}}
        if source.subtitle:
            meta["subtitle"] = inlines(source.subtitle)
        if source.authors:
            meta["author"] = {"t": "MetaList", "c": [inlines(author) for author in source.authors]}
        if source.keywords:
            meta["keywords"] = {"t": "MetaList", "c": [inlines(keyword) for keyword in source.keywords]}
        if source.description:
            meta["description"] = inlines(source.description)
        meta["toc-title"] = inlines(self.labels.contents)
        return meta

    def all_blocks(self) -> list[Node]:
        front = [*self.front(), *self.list_of_figures()]
        blocks: list[Node] = []
        before: Block | None = None
        source = self.source.blocks
        if front and source and isinstance(source[0], PageBreak):
            source = source[1:]  # or what the lists leave over for a second page would stand on it alone
        for block in source:
            if isinstance(before, TextBox | SummaryBox) and isinstance(block, TextBox | SummaryBox):
                blocks.append(paragraph([{"t": "Str", "c": "\u00a0"}], "Note"))  # or their borders become one box
            blocks += self.block(block)
            before = block
        return [*front, *blocks, *self.colophon()]

    def list_of_figures(self) -> list[Node]:
        """The captions of all figures with links to them; under a title that is no heading of the report."""
        figures = [block for _path, block in walk(self.source.blocks) if isinstance(block, Figure)]
        if not self.source.list_of_figures or not figures:
            return []
        title_style, line_style = self.contents_styles
        nodes = [paragraph(words(self.labels.list_of_figures), title_style)]
        for figure in figures:
            label = words(f"{self.labels.figure} {figure.number}: {plain_text(figure.caption)}")
            link = {"t": "Link", "c": [attributes(), label, [f"#{self.place_of(figure)}", ""]]}
            nodes.append(paragraph([link], line_style))
        return nodes

    def front(self) -> list[Node]:
        nodes: list[Node] = []
        if self.source.logo:
            logo = self.source.logo
            image = self.image(place_image(logo.data, logo.mime, widest_cm=5.0), logo.alt)
            nodes.append(paragraph([image], "Logo"))
        if self.labels.byline:
            nodes.append(paragraph(words(self.labels.byline), "Byline"))
        return nodes

    def colophon(self) -> list[Node]:
        if not self.source.colophon:
            return []
        items = [[words(item.label), [[self.plain(item.content)]]] for item in self.source.colophon]
        return [
            {"t": "Header", "c": [1, attributes("colofon"), words(self.labels.colophon)]},
            {"t": "DefinitionList", "c": items},
        ]

    def block(self, block: Block) -> list[Node]:
        match block:
            case Heading() | AppendixHeading():
                level = block.level if isinstance(block, Heading) else 1
                inlines = [*words(heading_text(block, self.labels)), *self.runs(block.content)]
                self.headings += 1
                anchor = self.anchor(block.key) or f"h{self.headings}"
                return [{"t": "Header", "c": [level, attributes(anchor), inlines]}]
            case Paragraph():
                return [paragraph(self.runs(block.content), "Lead" if block.lead else "")]
            case BulletList() | NumberedList():
                return [self.item_list(block)]
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Image():
                credit = words(f" ({block.credit})") if block.credit else []
                image = self.image(place_image(block.data, block.mime), block.alt)
                return self.captioned(image, [*self.runs(block.caption), *credit])
            case Quote():
                return [self.quote(block)]
            case PullQuote():
                quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, self.runs(block.content)]}
                nodes = [paragraph([quoted], "PullQuote")]
                return [*nodes, *self.attribution(block.attribution)]
            case TextBox() | SummaryBox():
                return [self.box(block)]
            case Definition():
                return [{"t": "DefinitionList", "c": [[words(block.term), [[self.plain(block.content)]]]]}]
            case PageBreak():
                return [self.page_break()]

    def page_break(self) -> Node:
        return paragraph([{"t": "Str", "c": "\u00a0"}], "PageBreak")

    def quote(self, block: Quote) -> Node:
        inlines = self.runs(block.content)
        if block.language:
            inlines = [{"t": "Span", "c": [attributes(lang=block.language), inlines]}]
        quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inlines]}
        if self.item_style:  # in a box: a look of its own would break the box in two
            who = [paragraph(words(f"— {block.attribution}"), self.item_style)] if block.attribution else []
            return {"t": "Div", "c": [attributes(), [paragraph([quoted], self.item_style), *who]]}
        return {"t": "BlockQuote", "c": [paragraph([quoted]), *self.attribution(block.attribution)]}

    def attribution(self, who: str) -> list[Node]:
        return [paragraph(words(f"— {who}"), "Attribution")] if who else []

    def box(self, block: TextBox | SummaryBox) -> Node:
        summary = isinstance(block, SummaryBox)
        title = block.title or (self.labels.summary if summary else "")
        style = "SummaryBox" if summary else "TextBox"
        nodes = [paragraph([{"t": "Strong", "c": words(title)}], f"{style}Title")] if title else []
        outer, self.item_style = self.item_style, style
        inside = [node for inner in block.blocks for node in self.block(inner)]
        self.item_style = outer
        return styled(style, [*nodes, *inside])

    def item_list(self, block: BulletList | NumberedList) -> Node:
        items = [[self.item(item.content), *(self.item_list(child) for child in item.children)] for item in block.items]
        if isinstance(block, BulletList):
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[max(0, block.start), {"t": "Decimal"}, {"t": "Period"}], items]}

    def item(self, content: Content) -> Node:
        """The text of a list item; in a box it keeps the look of the box."""
        return paragraph(self.runs(content), self.item_style) if self.item_style else self.plain(content)

    def figure(self, block: Figure) -> list[Node]:
        caption = [
            *self.marked(words(f"{self.labels.figure} {block.number}:"), self.place_of(block)),
            {"t": "Space"},
            *self.runs(block.caption),
        ]
        nodes = self.captioned(self.image(draw_figure(block.svg), block.alt), caption)
        if block.note:
            nodes.append(paragraph(self.runs(block.note), "Note"))
        return [*nodes, self.grid(block.data, [])] if block.data else nodes

    def captioned(self, image: Node, caption: list[Node]) -> list[Node]:
        body = [{"t": "Plain", "c": [image]}]
        return [{"t": "Figure", "c": [attributes(), [None, [{"t": "Plain", "c": caption}] if caption else []], body]}]

    def table(self, block: Table) -> list[Node]:
        caption = self.runs(block.caption)
        if block.number is not None:
            label = words(f"{self.labels.table} {block.number}:")
            caption = [*self.marked(label, self.anchor(block.key)), {"t": "Space"}, *caption]
        note = [paragraph(self.runs(block.note), "Note")] if block.note else []
        return [self.grid(block, caption), *note]

    def grid(self, table: Table, caption: list[Node]) -> Node:
        """A table with its header row, and its first column as row heads."""
        weights = column_weights(table)
        aligned = [{"t": "AlignRight" if column.numeric else "AlignLeft"} for column in table.columns]
        columns = [
            [align, {"t": "ColWidth", "c": weight / sum(weights)}]
            for align, weight in zip(aligned, weights, strict=True)
        ]

        def row(cells: list[list[Node]]) -> list[Any]:
            made = [
                [attributes(), align, 1, 1, [{"t": "Plain", "c": cell}]]
                for align, cell in zip(aligned, cells, strict=True)
            ]
            return [attributes(), made]

        def cells(contents: tuple[Content, ...]) -> list[list[Node]]:
            made = [self.cell(content) for content in contents]
            return (
                [[{"t": "Strong", "c": without_strong(made[0])}], *made[1:]] if table.row_headers and made[0] else made
            )

        head = row([self.cell(column.header) for column in table.columns])
        body = [attributes(), 1 if table.row_headers else 0, [], [row(cells(contents)) for contents in table.rows]]
        return {
            "t": "Table",
            "c": [
                attributes(),
                [None, [{"t": "Plain", "c": caption}] if caption else []],
                columns,
                [attributes(), [head]],
                [body],
                [attributes(), []],
            ],
        }

    def cell(self, content: Content) -> list[Node]:
        return self.runs(content)

    def plain(self, content: Content) -> Node:
        return {"t": "Plain", "c": self.runs(content)}

    def runs(self, content: Content) -> list[Node]:
        nodes: list[Node] = []
        for run in runs_of(content):
            match run:
                case Text():
                    nodes += self.text(run)
                case LineBreak():
                    nodes.append({"t": "LineBreak"})
                case Footnote():
                    nodes.append({"t": "Note", "c": [paragraph(self.runs(run.content))]})
                case Reference():
                    target = self.targets[run.key]
                    nodes.append({"t": "Link", "c": [attributes(), words(target.text), [f"#{target.anchor}", ""]]})
        return nodes

    def text(self, run: Text) -> list[Node]:
        nodes = words(run.text)
        if run.bold:
            nodes = [{"t": "Strong", "c": nodes}]
        if run.italic:
            nodes = [{"t": "Emph", "c": nodes}]
        if run.language:
            nodes = [{"t": "Span", "c": [attributes(lang=run.language), nodes]}]
        if run.link:
            nodes = [{"t": "Link", "c": [attributes(), nodes, [run.link, ""]]}]
        return nodes

    def marked(self, inlines: list[Node], anchor: str) -> list[Node]:
        """Inlines that a cross reference can point at."""
        return [{"t": "Span", "c": [attributes(anchor), inlines]}] if anchor else inlines

    def place_of(self, figure: Figure) -> str:
        """Where the list of figures leads; a figure that nobody refers to has a place as well."""
        return self.anchor(figure.key) or f"f{figure.number}"

    def anchor(self, key: str) -> str:
        return self.targets[key].anchor if key else ""

    def image(self, raster: Raster, alt: str) -> Node:
        self.pictures += 1
        path = self.folder / f"picture-{self.pictures}.{raster.extension}"
        path.write_bytes(raster.data)
        return {"t": "Image", "c": [attributes(width=f"{raster.width_cm}cm"), words(alt), [path.name, ""]]}
