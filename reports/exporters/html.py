"""One HTML file that needs nothing else: styles inside, charts as inline SVG, images as data."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

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
from reports.exporters.pinning import pin_words
from reports.labels import heading_text, labels_for, readable_accent, targets

STYLE_FILE = Path(__file__).parent / "report.css"
CHART_STYLE_FILE = Path(__file__).resolve().parent.parent / "static" / "reports" / "css" / "figures.css"
PROSE = Heading | AppendixHeading | Paragraph | BulletList | NumberedList | Quote | PullQuote | Definition


def write_html(document: Document) -> bytes:
    """The page of a prepared document, in UTF-8."""
    return _Page(document).page().encode()


@dataclass
class _Page:
    source: Document
    notes: list[str] = field(default_factory=list)
    headings: int = 0

    def __post_init__(self) -> None:
        self.labels = labels_for(self.source)
        self.targets = targets(self.source, self.labels)

    def page(self) -> str:
        source = self.source
        body = "".join(self.block(block) for block in source.blocks)
        accent = readable_accent(source.accent)
        style = f":root{{--accent:{accent}}}" + STYLE_FILE.read_text() + CHART_STYLE_FILE.read_text()
        described = f'<meta name="description" content="{escape(source.description)}">' if source.description else ""
        authors = "".join(f'<meta name="author" content="{escape(author)}">' for author in source.authors)
        return (
            f'<!doctype html><html lang="{escape(source.language)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(source.title)}</title>{described}{authors}"
            f"<style>{style}</style></head><body><header>{self.front()}</header>"
            f"<main>{self.contents()}{body}{self.footnotes()}</main>{self.colophon()}</body></html>\n"
        )

    def front(self) -> str:
        source = self.source
        logo = self.picture(source.logo.data, source.logo.mime, source.logo.alt, "logo") if source.logo else ""
        subtitle = f'<p class="subtitle">{escape(source.subtitle)}</p>' if source.subtitle else ""
        byline = f'<p class="byline">{escape(self.labels.byline)}</p>' if self.labels.byline else ""
        return f"{logo}<h1>{escape(source.title)}</h1>{subtitle}{byline}"

    def contents(self) -> str:
        if not self.source.table_of_contents:
            return ""
        lines = []
        number = 0
        for _path, block in walk(self.source.blocks):
            if not isinstance(block, Heading | AppendixHeading):
                continue
            number += 1
            level = block.level if isinstance(block, Heading) else 1
            if level <= 2:
                words = escape(heading_text(block, self.labels) + plain_text(block.content))
                anchor = self.anchor(block.key) or f"h{number}"
                lines.append(f'<li class="level-{level}"><a href="#{anchor}">{words}</a></li>')
        title = escape(self.labels.contents)
        listed = f'<h2 id="contents">{title}</h2><ul>{"".join(lines)}</ul>'
        return f'<nav aria-labelledby="contents">{listed}</nav>{self.list_of_figures()}'

    def list_of_figures(self) -> str:
        figures = [block for _path, block in walk(self.source.blocks) if isinstance(block, Figure) and block.key]
        if not self.source.list_of_figures or not figures:
            return ""
        title = escape(self.labels.list_of_figures)
        lines = "".join(
            f'<li><a href="#{self.anchor(one.key)}">{escape(f"{self.labels.figure} {one.number}: ")}'
            f"{escape(plain_text(one.caption))}</a></li>"
            for one in figures
        )
        return f'<nav aria-labelledby="figures"><h2 id="figures">{title}</h2><ul>{lines}</ul></nav>'

    def block(self, block: Block) -> str:
        match block:
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Image():
                credit = f" ({escape(block.credit)})" if block.credit else ""
                caption = f"{self.runs(block.caption)}{credit}"
                caption = f"<figcaption>{caption}</figcaption>" if caption else ""
                return f"<figure>{self.picture(block.data, block.mime, block.alt)}{caption}</figure>"
            case TextBox() | SummaryBox():
                summary = isinstance(block, SummaryBox)
                title = block.title or (self.labels.summary if summary else "")
                head = f'<p class="box-title">{escape(title)}</p>' if title else ""
                inside = "".join(self.block(inner) for inner in block.blocks)
                name = f' aria-label="{escape(title)}"' if title else ""
                css = "summary" if summary else "box"
                return f'<section class="{css}"{name}>{head}{inside}</section>'
            case PageBreak():
                return '<div class="page-break"></div>'
            case _:
                return self.prose(block)

    def prose(self, block: PROSE) -> str:
        match block:
            case Heading() | AppendixHeading():
                self.headings += 1
                level = (block.level if isinstance(block, Heading) else 1) + 1
                anchor = self.anchor(block.key) or f"h{self.headings}"
                words = f"{escape(heading_text(block, self.labels))}{self.runs(block.content)}"
                return f'<h{level} id="{anchor}">{words}</h{level}>'
            case Paragraph():
                css = ' class="lead"' if block.lead else ""
                return f"<p{css}>{self.runs(block.content)}</p>"
            case BulletList() | NumberedList():
                return self.item_list(block)
            case Quote() | PullQuote():
                language = block.language if isinstance(block, Quote) else ""
                lang = f' lang="{escape(language)}"' if language else ""
                kind = "pull-quote" if isinstance(block, PullQuote) else "quote"
                who = f"<figcaption>— {escape(block.attribution)}</figcaption>" if block.attribution else ""
                quoted = f"<blockquote{lang}><p>{self.runs(block.content)}</p></blockquote>"
                return f'<figure class="{kind}">{quoted}{who}</figure>'
            case Definition():
                return f"<dl><dt>{escape(block.term)}</dt><dd>{self.runs(block.content)}</dd></dl>"

    def item_list(self, block: BulletList | NumberedList) -> str:
        items = "".join(
            f"<li>{self.runs(item.content)}{''.join(self.item_list(child) for child in item.children)}</li>"
            for item in block.items
        )
        if isinstance(block, BulletList):
            return f"<ul>{items}</ul>"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>{items}</ol>"

    def figure(self, block: Figure) -> str:
        identifier = f' id="{self.anchor(block.key)}"' if block.key else ""
        label = escape(f"{self.labels.figure} {block.number}: ")
        note = f'<p class="note">{self.runs(block.note)}</p>' if block.note else ""
        data = self.table(block.data, name=label + self.labels.data) if block.data else ""
        caption = f"<figcaption>{label}{self.runs(block.caption)}</figcaption>"
        drawing = _inline_svg(block.svg, block.alt)
        return f'<figure class="chart-figure"{identifier}>{drawing}{caption}{note}{data}</figure>'

    def table(self, table: Table, *, name: str = "") -> str:
        caption = self.runs(table.caption) if not name else ""
        if table.number is not None:
            caption = escape(f"{self.labels.table} {table.number}: ") + caption
        head = "".join(
            f'<th scope="col"{_numeric(column.numeric)}>{self.runs(column.header)}</th>' for column in table.columns
        )
        rows = []
        for row in table.rows:
            cells = []
            for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                header = index == 0 and table.row_headers
                opening = 'th scope="row"' if header else "td"
                cells.append(f"<{opening}{_numeric(column.numeric)}>{self.runs(cell)}</{opening[:2]}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        identifier = f' id="{self.anchor(table.key)}"' if table.key else ""
        label = f' aria-label="{escape(name)}"' if name else ""
        title = f"<caption>{caption}</caption>" if caption else ""
        note = f'<p class="note">{self.runs(table.note)}</p>' if table.note else ""
        body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
        return f"<table{identifier}{label}>{title}{body}</table>{note}"

    def runs(self, content: Content) -> str:
        parts = []
        for run in runs_of(content):
            match run:
                case Text():
                    parts.append(_text(run))
                case LineBreak():
                    parts.append("<br>")
                case Footnote():
                    parts.append(self.footnote(run))
                case Reference():
                    target = self.targets[run.key]
                    parts.append(f'<a href="#{target.anchor}">{escape(target.text)}</a>')
        return "".join(parts)

    def footnote(self, note: Footnote) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        self.notes[number - 1] = self.runs(note.content)
        return f'<sup><a id="note-ref-{number}" href="#note-{number}" role="doc-noteref">{number}</a></sup>'

    def footnotes(self) -> str:
        items = "".join(
            f'<li id="note-{number}">{note} <a href="#note-ref-{number}" role="doc-backlink" '
            f'aria-label="{number}">↩</a></li>'
            for number, note in enumerate(self.notes, start=1)
        )
        return f'<section class="notes" role="doc-endnotes"><ol>{items}</ol></section>' if items else ""

    def colophon(self) -> str:
        if not self.source.colophon:
            return ""
        items = "".join(
            f"<dt>{escape(item.label)}</dt><dd>{self.runs(item.content)}</dd>" for item in self.source.colophon
        )
        return f"<footer><h2>{escape(self.labels.colophon)}</h2><dl>{items}</dl></footer>"

    def picture(self, data: bytes, mime: str, alt: str, css: str = "picture") -> str:
        source = f"data:{mime};base64,{base64.b64encode(data).decode()}"
        return f'<img class="{css}" src="{source}" alt="{escape(alt)}">'

    def anchor(self, key: str) -> str:
        return self.targets[key].anchor if key else ""


def _text(run: Text) -> str:
    words = escape(run.text)
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.italic:
        words = f"<em>{words}</em>"
    if run.language:
        words = f'<span lang="{escape(run.language)}">{words}</span>'
    if run.link:
        words = f'<a href="{escape(run.link)}">{words}</a>'
    return words


def _numeric(numeric: bool) -> str:
    return ' class="numeric"' if numeric else ""


def _inline_svg(svg: str, alt: str) -> str:
    """Our own writer's SVG; anything else becomes an image, where scripts do not run."""
    if svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="chart"'):
        return pin_words(svg)
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
