"""Shows a Document on a page: block by block through templates, runs as safe HTML."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core.origin import address_of
from reports import document as doc
from reports.domain.reading import Reading
from reports.figures import percentage

register = template.Library()
_SHARE = re.compile(r"(\d+)\s*%")

_TEMPLATES: dict[type, str] = {
    doc.Heading: "heading",
    doc.Paragraph: "paragraph",
    doc.BulletList: "list",
    doc.NumberedList: "list",
    doc.Table: "table",
    doc.Figure: "figure",
    doc.Quote: "quote",
    doc.PullQuote: "pull_quote",
    doc.AppendixHeading: "heading",
    doc.SummaryBox: "text_box",
    doc.TextBox: "text_box",
    doc.Definition: "definition",
}


@register.simple_tag(takes_context=True)
def read_report(context: template.Context, page: Any) -> Reading:
    """The report of a page, ready to show; read once per page object, however often it is asked for."""
    if not hasattr(page, "reading"):
        page.reading = Reading(page, address_of(page))
    return page.reading


@register.filter
def block_template(block: doc.Block) -> str:
    """The template that shows a block."""
    return f"reports/document/{_TEMPLATES.get(type(block), 'nothing')}.html"


@register.filter
def heading_tag(block: doc.Heading | doc.AppendixHeading) -> str:
    """h2 for a chapter or an appendix, h3 for a part of it, and so on."""
    return f"h{min(block.level + 1, 6)}" if isinstance(block, doc.Heading) else "h2"


@register.filter
def heading_start(block: doc.Heading | doc.AppendixHeading) -> str:
    """What stands before a heading: "2.1 " or "Bijlage A: "."""
    if isinstance(block, doc.AppendixHeading):
        return f"{gettext('Appendix')} {block.letter}: "
    return f"{block.number} " if block.number else ""


@register.filter
def is_summary(block: doc.Block) -> bool:
    """Whether a box is "In short"."""
    return isinstance(block, doc.SummaryBox)


@register.filter
def is_ordered(block: doc.Block) -> bool:
    """Whether a list is numbered."""
    return isinstance(block, doc.NumberedList)


@register.filter
def runs(content: doc.Content) -> SafeString:
    """Content as HTML; all text in it is escaped."""
    return format_html_join("", "{}", ((_run(run),) for run in doc.runs_of(content)))


@register.filter
def svg(figure: doc.Figure) -> SafeString:
    """The drawing itself, written by our own SVG writer, which escapes every text."""
    return mark_safe(figure.svg)  # noqa: S308


@dataclass(frozen=True)
class Bar:
    """One bar for a narrow screen: its label, the words behind it, its share in per cents (None: not shown)."""

    label: str
    words: str
    share: int | None
    series: int


@register.filter
def narrow_bars(figure: doc.Figure) -> list[tuple[str, list[Bar]]]:
    """The figure's table as bars under their labels, by group; for screens that are too narrow for the drawing."""
    if figure.data is None:
        return []
    names = [doc.plain_text(column.header) for column in figure.data.columns]
    rows = [[doc.plain_text(cell) for cell in row] for row in figure.data.rows]
    if names[1:2] == ["n"]:  # a breakdown: a group per row, an answer per column
        return [(f"{row[0]} (n = {row[1]})", _rounded_bars(names[2:], row[2:], _number(row[1]) or 0)) for row in rows]
    return [("", [_bar(row[0], " · ".join(row[1:]), 0) for row in rows if row[0] != gettext("Total")])]


def _bar(label: str, words: str, series: int) -> Bar:
    found = _SHARE.search(words)
    return Bar(label, words, min(int(found[1]), 100) if found else None, series + 1)


def _rounded_bars(names: list[str], cells: list[str], n: int) -> list[Bar]:
    """Bars of one group: rounded numbers without percentages, drawn as in the figure."""
    numbers = [_number(cell) for cell in cells]
    whole = max(n, sum(number or 0 for number in numbers))
    return [
        Bar(name, cell, percentage(number, whole) if number is not None else None, place)
        for place, (name, cell, number) in enumerate(zip(names, cells, numbers, strict=True), 1)
    ]


def _number(words: str) -> int | None:
    digits = "".join(character for character in words if character.isdigit())
    return int(digits) if digits else None


def _run(run: doc.Inline) -> SafeString:
    if isinstance(run, doc.LineBreak):
        return mark_safe("<br>")
    if isinstance(run, doc.Footnote):
        label = gettext("Footnote %(number)s") % {"number": run.number}
        return format_html(
            '<sup class="report-note"><a href="#noot-{0}" id="bij-noot-{0}" aria-label="{1}">{0}</a></sup>',
            run.number or "",
            label,
        )
    if not isinstance(run, doc.Text):
        return mark_safe("")
    text: Any = format_html("{}", run.text)
    if run.italic:
        text = format_html("<em>{}</em>", text)
    if run.bold:
        text = format_html("<strong>{}</strong>", text)
    if run.link:
        text = format_html('<a href="{}">{}</a>', run.link, text)
    if run.language:
        text = format_html('<span lang="{}">{}</span>', run.language, text)
    return SafeString(text)


@register.filter
def paired(columns: Any, row: Any) -> list[tuple[Any, Any]]:
    """Columns with the cells of one row."""
    return list(zip(columns, row, strict=False))
