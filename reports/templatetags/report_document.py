"""Shows a Document on a page: block by block through templates, runs as safe HTML."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports import document as doc
from reports.domain.reading import Reading

register = template.Library()

_TEMPLATES: dict[type, str] = {
    doc.Heading: "heading",
    doc.Paragraph: "paragraph",
    doc.BulletList: "list",
    doc.NumberedList: "list",
    doc.Table: "table",
    doc.Figure: "figure",
    doc.Quote: "quote",
    doc.PullQuote: "pull_quote",
    doc.SummaryBox: "summary",
    doc.TextBox: "summary",
    doc.Definition: "definition",
}


@register.simple_tag(takes_context=True)
def read_report(context: template.Context, page: Any) -> Reading:
    """The report of a page, ready to show; read once per page object, however often it is asked for."""
    if not hasattr(page, "reading"):
        page.reading = Reading(page, page.get_full_url(context.get("request")) or "")
    return page.reading


@register.filter
def block_template(block: doc.Block) -> str:
    """The template that shows a block."""
    return f"reports/document/{_TEMPLATES.get(type(block), 'nothing')}.html"


@register.filter
def heading_tag(block: doc.Heading) -> str:
    """h2 for a chapter, h3 for a part of it, and so on."""
    return f"h{min(block.level + 1, 6)}"


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


def _run(run: doc.Inline) -> SafeString:
    if isinstance(run, doc.LineBreak):
        return mark_safe("<br>")
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
