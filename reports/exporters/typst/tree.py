"""A document as plain JSON values for the typst template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.typesetting import drawable, printable
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
    runs_of,
    walk,
)
from reports.labels import (
    Labels,
    Target,
    column_weights,
    full_language,
    heading_text,
    labels_for,
    readable_accent,
    targets,
)

LONG_WORD = 40
SMALL_TABLE_ROWS = 10  # of a figure, which then stands on one page with its table
TALLEST_MM = 210.0
WHOLE_MM = 130.0  # higher than this, and keeping it whole leaves half a page empty
TEXT_WIDTH_MM = 162.0
ROW_MM = 8.0
PAGE_MM, FRONT_MM, TITLE_MM, LINE_MM, LIST_LINES = 245.0, 50.0, 10.5, 4.7, 4  # of the first page, by its type
KEPT_TOGETHER = 5000  # characters of a written-out box; a longer one may go on on the next page
_SIZE = re.compile(r'^<svg[^>]* width="(\d+(?:\.\d+)?)"[^>]* height="(\d+(?:\.\d+)?)"')
IMAGE_FORMATS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass
class PdfTree:
    """Turns a document into plain JSON values for the template."""

    source: Document
    folder: Path
    row_headers: list[bool] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.labels: Labels = labels_for(self.source)
        self.targets: dict[str, Target] = targets(self.source, self.labels)

    def document(self) -> dict[str, Any]:
        source, labels = self.source, self.labels
        blocks = list(walk(source.blocks))
        language, region = full_language(source.language)
        logo = source.logo
        day = source.date or datetime.now(UTC).date()  # PDF/A asks for a date; a draft has none yet
        return {
            "title": self.words(source.title),
            "running-title": self.words(source.title),
            "subtitle": self.words(source.subtitle),
            "byline": self.words(labels.byline),
            "organisation": self.words(source.organisation),
            "authors": [self.words(author) for author in source.authors],
            "keywords": [self.words(keyword) for keyword in source.keywords],
            "description": self.words(source.description),
            "date": [day.year, day.month, day.day],
            "language": language,
            "region": region or None,
            "accent": readable_accent(source.accent),
            "logo": self.file(logo.data, logo.mime, logo.alt) if logo else None,
            "words": {
                "figure": labels.figure,
                "table": labels.table,
                "contents": labels.contents,
                "list-of-figures": labels.list_of_figures,
                "colophon": labels.colophon,
            },
            "table-of-contents": source.table_of_contents,
            "list-of-figures": source.list_of_figures and any(isinstance(block, Figure) for _at, block in blocks),
            "blocks": [
                self.block(block) for place, block in enumerate(source.blocks) if place or not self.runs_on(block)
            ],
            "colophon": [
                {"label": self.words(item.label), "content": self.runs(item.content)} for item in source.colophon
            ],
        }

    def runs_on(self, first: Block) -> bool:
        """Whether the text goes on under the lists: they would leave the page on which they end nearly empty.

        Estimated, for the template cannot ask where the lists end without moving them.
        """
        source = self.source
        if not isinstance(first, PageBreak):
            return False
        found = [block for _path, block in walk(source.blocks)]
        lines = [block for block in found if isinstance(block, Heading | AppendixHeading) and _is_listed(block)]
        figures = [block for block in found if isinstance(block, Figure)] if source.list_of_figures else []
        end = FRONT_MM + TITLE_MM * (1 + len(source.title) // 30) + LINE_MM * (1 + len(source.subtitle) // 75)
        end += LINE_MM * (len(lines) + bool(source.colophon) + (LIST_LINES + len(figures) if figures else 0))
        return end % PAGE_MM < PAGE_MM / 2

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading() | AppendixHeading():
                level = block.level if isinstance(block, Heading) else 1
                before = [{"t": "text", "text": heading_text(block, self.labels)}]
                return {
                    "t": "heading",
                    "level": level,
                    "key": self.anchor(block.key),
                    "content": [*(before if before[0]["text"] else []), *self.runs(block.content)],
                }
            case Paragraph():
                return {"t": "paragraph", "lead": block.lead, "content": self.runs(block.content)}
            case BulletList() | NumberedList():
                return self.item_list(block)
            case Table():
                return self.table(block)
            case Figure():
                high = drawn_height(block.svg)
                rows = len(block.data.rows) if block.data else 0
                return {
                    "t": "figure",
                    "tall": high > TALLEST_MM,
                    "whole": 0 < rows <= SMALL_TABLE_ROWS and high + ROW_MM * (rows + 4) < WHOLE_MM,
                    "svg": drawable(block.svg, self.replaced),
                    "format": "svg",
                    "alt": self.words(block.alt),
                    "caption": self.runs(block.caption),
                    "note": self.runs(block.note),
                    "number": block.number,
                    "key": self.anchor(block.key),
                    "data": self.table(block.data) if block.data else None,
                }
            case Image():
                caption = self.runs(block.caption)
                if block.credit:
                    caption.append({"t": "text", "text": self.words(f"{' ' if caption else ''}({block.credit})")})
                return {"t": "image", "caption": caption, **self.file(block.data, block.mime, block.alt)}
            case Quote():
                return {
                    "t": "quote",
                    "content": self.runs(block.content),
                    "attribution": self.words(block.attribution),
                    "lang": block.language.partition("-")[0].lower(),
                }
            case PullQuote():
                return {
                    "t": "pull-quote",
                    "content": self.runs(block.content),
                    "attribution": self.words(block.attribution),
                }
            case TextBox() | SummaryBox():
                summary = isinstance(block, SummaryBox)
                return {
                    "t": "box",
                    "summary": summary,
                    "keep": len(str(block.blocks)) < KEPT_TOGETHER,
                    "title": self.words(block.title or (self.labels.summary if summary else "")),
                    "blocks": [self.block(inner) for inner in block.blocks],
                }
            case Definition():
                return {"t": "definition", "term": self.words(block.term), "content": self.runs(block.content)}
            case PageBreak():
                return {"t": "page-break"}

    def item_list(self, block: BulletList | NumberedList) -> dict[str, Any]:
        items = [
            {"content": self.runs(item.content), "children": [self.item_list(child) for child in item.children]}
            for item in block.items
        ]
        if isinstance(block, BulletList):
            return {"t": "bullets", "items": items}
        return {"t": "numbers", "items": items, "start": max(0, block.start)}

    def table(self, table: Table) -> dict[str, Any]:
        self.row_headers.append(table.row_headers)
        weights = column_weights(table)
        return {
            "t": "table",
            "columns": [
                {"header": self.runs(column.header), "numeric": column.numeric, "weight": weight}
                for column, weight in zip(table.columns, weights, strict=True)
            ],
            "rows": [[self.runs(cell) for cell in row] for row in table.rows],
            "row-headers": table.row_headers,
            "caption": self.runs(table.caption),
            "note": self.runs(table.note),
            "number": table.number,
            "key": self.anchor(table.key),
        }

    def runs(self, content: Content) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for run in runs_of(content):
            match run:
                case Text():
                    found.append(
                        {
                            "t": "text",
                            "text": self.words(run.text),
                            "bold": run.bold,
                            "italic": run.italic,
                            "link": run.link,
                            "lang": run.language.partition("-")[0].lower(),
                        }
                    )
                case LineBreak():
                    found.append({"t": "break"})
                case Footnote():
                    found.append({"t": "footnote", "content": self.runs(run.content)})
                case Reference():
                    target = self.targets[run.key]
                    found.append({"t": "reference", "key": target.anchor, "text": self.words(target.text)})
        return found

    def anchor(self, key: str) -> str:
        return self.targets[key].anchor if key else ""

    def file(self, data: bytes, mime: str, alt: str) -> dict[str, Any]:
        """An image as a file in the folder that typst may read."""
        kind = IMAGE_FORMATS[mime]
        name = f"image-{len(list(self.folder.iterdir()))}.{kind}"
        (self.folder / name).write_bytes(data)
        return {"file": f"/{name}", "format": kind, "alt": self.words(alt)}

    def words(self, text: str) -> str:
        """Text that the fonts can print, with places to break in words that are wider than a line."""
        text = printable(text, self.replaced)
        if len(text) > LONG_WORD:
            text = re.sub(rf"\S{{{LONG_WORD},}}", lambda found: _breakable(found.group()), text)
        return text


def _is_listed(block: Heading | AppendixHeading) -> bool:
    return isinstance(block, AppendixHeading) or block.level <= 2


def drawn_height(svg: str) -> float:
    """Height in millimetres of a drawing that is as wide as the text; 0 where it does not say its size."""
    size = _SIZE.search(svg)
    return TEXT_WIDTH_MM * float(size[2]) / float(size[1]) if size and float(size[1]) else 0.0


def _breakable(word: str) -> str:
    return "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))
