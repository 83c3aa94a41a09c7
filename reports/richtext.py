"""Rich text (the HTML that an editor wrote) as blocks and runs of the document model.

Known: b/strong, i/em, a, ul, ol, li, h2 to h6, p, div, blockquote, br. Everything else becomes its text; scripts and
styles become nothing. Wagtail's database form of links and embeds must be expanded before (`expand_db_html`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from lxml import html

from reports.document import (
    Block,
    BulletList,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NumberedList,
    Paragraph,
    Quote,
    Runs,
    Text,
)

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_BLOCKS = frozenset(
    {*_HEADINGS, "p", "div", "ul", "ol", "li", "blockquote", "section", "article", "table", "tr", "td", "th"}
)
_IGNORED = frozenset({"script", "style", "template", "head", "noscript"})


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""

    def text(self, value: str) -> Text:
        return Text(value, bold=self.bold, italic=self.italic, link=self.link, language=self.language)


def rich_text_blocks(source: str, *, base_url: str = "") -> tuple[Block, ...]:
    """Rich text as blocks; `<h2>` is level 1, because `<h1>` is the title. Relative links need `base_url`."""
    return tuple(_Reader(base_url).blocks(_parse(source)))


def rich_text_runs(source: str, *, base_url: str = "") -> Runs:
    """Rich text as one sequence of runs: paragraphs become line breaks. For captions, cells and quotes."""
    runs: list[Inline] = []
    for block in rich_text_blocks(source, base_url=base_url):
        for part in _contents(block):
            if runs:
                runs.append(LineBreak())
            runs.extend(part)
    return tuple(runs)


def safe_link(href: str, *, base_url: str = "") -> str:
    """The absolute address of a link, empty when its scheme is not one that a document may carry."""
    try:
        absolute = urljoin(base_url, href.strip()) if base_url else href.strip()
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    if parts.scheme.lower() not in LINK_SCHEMES or re.search(r"[\s\x00-\x1f]", absolute):
        return ""
    return absolute


def _parse(source: str) -> html.HtmlElement:
    readable = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", source)
    root: html.HtmlElement = html.fragment_fromstring(readable, create_parent="div")
    return root


def _contents(block: Block) -> list[Runs]:
    match block:
        case Paragraph(content=tuple() as runs) | Quote(content=tuple() as runs) | Heading(content=tuple() as runs):
            return [runs]
        case BulletList(items=items) | NumberedList(items=items):
            return [part for item in items for part in (item.content, *_nested(item)) if isinstance(part, tuple)]
    return []


def _nested(item: ListItem) -> list[Runs]:
    return [part for child in item.children for part in _contents(child)]


class _Reader:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def blocks(self, parent: html.HtmlElement, look: _Look | None = None) -> list[Block]:
        """The blocks in an element; loose inline content between blocks becomes paragraphs."""
        look = look or _Look()
        found: list[Block] = []
        loose: list[Inline] = []

        def flush() -> None:
            runs = _trimmed(loose)
            loose.clear()
            if runs:
                found.append(Paragraph(runs))

        if parent.text:
            loose.append(look.text(parent.text))
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _IGNORED:
                pass
            elif child.tag in _BLOCKS or self._holds_blocks(child):
                flush()
                found.extend(self._block(child, self._looked(child, look)))
            else:
                loose.extend(self._inline(child, look))
            if child.tail:
                loose.append(look.text(child.tail))
        flush()
        return found

    def _block(self, element: html.HtmlElement, look: _Look) -> list[Block]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                runs = self._runs(element, look)
                return [Heading(_HEADINGS[element.tag], runs)] if runs else []
            case "ul" | "ol":
                items = tuple(self._item(child, look) for child in element if child.tag == "li")
                items = tuple(item for item in items if item.content or item.children)
                if not items:
                    return self.blocks(element, look)
                return [BulletList(items) if element.tag == "ul" else NumberedList(items)]
            case "blockquote":
                runs = self._runs(element, look)
                return [Quote(runs)] if runs else []
            case _:
                return self.blocks(element, look)

    def _item(self, element: html.HtmlElement, look: _Look) -> ListItem:
        runs: list[Inline] = []
        children: list[BulletList | NumberedList] = []
        for block in self.blocks(element, look):
            if isinstance(block, BulletList | NumberedList):
                children.append(block)
                continue
            for part in _contents(block):
                runs.extend([LineBreak(), *part] if runs else part)
        return ListItem(tuple(runs), tuple(children))

    def _runs(self, element: html.HtmlElement, look: _Look) -> Runs:
        runs: list[Inline] = []
        for block in self.blocks(element, look):
            for part in _contents(block):
                runs.extend([LineBreak(), *part] if runs else part)
        return tuple(runs)

    def _inline(self, element: html.HtmlElement, look: _Look) -> list[Inline]:
        if element.tag == "br":
            return [LineBreak()]
        look = self._looked(element, look)
        found: list[Inline] = [look.text(element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _IGNORED:
                found.extend(self._inline(child, look))
            if child.tail:
                found.append(look.text(child.tail))
        return found

    def _looked(self, element: html.HtmlElement, look: _Look) -> _Look:
        language = element.get("lang")
        if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            look = replace(look, language=language)
        match element.tag:
            case "b" | "strong":
                return replace(look, bold=True)
            case "i" | "em":
                return replace(look, italic=True)
            case "a":
                return replace(look, link=safe_link(element.get("href", ""), base_url=self.base_url))
        return look

    def _holds_blocks(self, element: html.HtmlElement) -> bool:
        return any(descendant.tag in _BLOCKS for descendant in element.iterdescendants())


def _trimmed(runs: list[Inline]) -> Runs:
    """Runs with white space collapsed as a browser does, neighbours of one look joined, edges trimmed."""
    joined: list[Inline] = []
    for run in runs:
        previous = joined[-1] if joined else None
        if isinstance(run, LineBreak):
            _strip_end(joined)
        elif isinstance(run, Text):
            run = replace(run, text=re.sub(r"[ \t\r\n\f]+", " ", run.text))
            if not isinstance(previous, Text) or previous.text.endswith(" "):
                run = replace(run, text=run.text.lstrip(" "))
            if not run.text:
                continue
            if isinstance(previous, Text) and replace(previous, text="") == replace(run, text=""):
                joined[-1] = replace(previous, text=previous.text + run.text)
                continue
        joined.append(run)
    while joined and isinstance(joined[-1], LineBreak):
        joined.pop()
        _strip_end(joined)
    while joined and isinstance(joined[0], LineBreak):
        joined.pop(0)
    _strip_end(joined)
    return tuple(joined)


def _strip_end(runs: list[Inline]) -> None:
    """Takes the spaces off the end, and the run with them when nothing is left of it."""
    while runs and isinstance(last := runs[-1], Text):
        runs[-1] = replace(last, text=last.text.rstrip(" "))
        if last.text.strip(" "):
            return
        runs.pop()
