"""A ReportPage as a Document, which the public page and every exporter read.

Everything that a block refers to is loaded in bulk, so that the number of queries does not grow with the number
of blocks. A reference that leads nowhere any more (a result, a picture) leaves the block out; it is never an error.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from core.origin import address_of
from core.pages import open_to_all
from polls.models import FrozenResult
from reports import document as doc
from reports.blocks.figures import RESULT_FIELDS
from reports.domain import block_reading, result_reading
from reports.domain.colophon import colophon_items
from reports.domain.hand_outs import appendix
from reports.domain.manual_counts import count_tables
from reports.domain.pictures import image_of
from reports.domain.result_facts import ResultFacts, group_names, result_facts
from reports.figures import in_words
from reports.figures.kinds import result_figure
from reports.marks import folded, read_marks
from reports.models import ReportPage, results_of
from reports.richtext import rich_text_blocks, rich_text_runs

LONG = 8  # chapters from which a file gets a table of contents
_BREAK = "<hr data-next-text>"
ImageReader = Callable[[Any], doc.Image | None]


@dataclass(frozen=True)
class Piece:
    """One block of the page: its identity and what it becomes in a document."""

    id: str
    type: str
    value: Any
    blocks: tuple[doc.Block, ...]


@dataclass(frozen=True)
class Report:
    """The pieces of a page in order, the results it cites, and the blocks whose reference is gone."""

    pieces: tuple[Piece, ...]
    results: tuple[ResultFacts, ...]
    missing: tuple[str, ...]
    unknown_names: tuple[str, ...] = ()


def read_page(page: ReportPage, *, base_url: str = "", read_image: ImageReader | None = None) -> Report:
    """The blocks of a page with what they refer to, in the page's language."""
    with override(language_of(page)):
        reader = _Reader(page, base_url, read_image)
        pieces = tuple(reader.pieces())
    if page.has_chapters:
        numbered = block_reading.numbered_headings(block for piece in pieces for block in piece.blocks)
        pieces = tuple(replace(piece, blocks=tuple(next(numbered) for _block in piece.blocks)) for piece in pieces)
    return Report(pieces, tuple(reader.cited.values()), tuple(reader.missing), tuple(reader.unknown))


def page_to_document(page: ReportPage) -> doc.Document:
    """The page as a document for the exporters."""
    from reports.domain.branding import document_look

    language = language_of(page)
    address = address_of(page)
    report = read_page(page, base_url=address, read_image=image_of)
    colophon_value: Any = next((piece.value for piece in report.pieces if piece.type == "colophon"), {})
    with override(language):
        pieces = [*report.pieces, Piece("hand-outs", "hand_outs", {}, appendix(page))]
        return doc.Document(
            title=page.title,
            subtitle=page.introduction,
            blocks=tuple(block_reading.on_pages(pieces, has_chapters=page.has_chapters)),
            language=language,
            authors=tuple(filter(None, [str(colophon_value.get("authors") or "")])),
            date=timezone.localdate(page.first_published_at) if page.first_published_at else None,
            keywords=tuple(tag.name for tag in page.tags.all()),
            description=page.search_description or page.introduction,
            address=address,
            colophon=colophon_items(page, report),
            slug=f"{page.slug}-{page.get_parent().slug}"[:80].rstrip("-"),
            table_of_contents=page.has_chapters or sum(piece.type == "chapter" for piece in report.pieces) >= LONG,
            list_of_figures=page.has_chapters,
            **document_look(page),
        )


def language_of(page: ReportPage) -> str:
    """The language the page is written in."""
    return str(page.locale.language_code)


class _Reader:
    """Turns stream children into pieces; keeps what was cited and what was missing."""

    def __init__(self, page: ReportPage, base_url: str, read_image: ImageReader | None) -> None:
        self.base_url = base_url
        self.in_words = page.in_words
        self.read_image = read_image
        self.children = list(page.body)
        self.level = 0
        self.missing: list[str] = []
        self.unknown: list[str] = []
        self.recommendations = 0
        self.cited: dict[int, ResultFacts] = {}
        self.results = self._load_results(page)
        self.groups = group_names(language_of(page)) if self.results else {}
        self.pages = self._load_pages()
        self.rich = self._expand_texts()
        self.names = {folded(name): _key(child) for child in self.children if (name := child.value.get("name"))}

    def pieces(self) -> Iterator[Piece]:
        """Every block that has something to say."""
        for child in self.children:
            blocks = tuple(self._without_jump(block) for block in self._blocks(child))
            if blocks or child.block_type in ("colophon", "image"):
                yield Piece(str(child.id), child.block_type, child.value, blocks)

    def _without_jump(self, block: doc.Block) -> doc.Block:
        """Headings go down one level at a time, whatever the editor left out between them."""
        if isinstance(block, doc.Heading):
            self.level = min(block.level, self.level + 1)
            return replace(block, level=self.level)
        return block

    def _load_results(self, page: ReportPage) -> dict[str, FrozenResult]:
        wanted = {
            str(child.value.get(field) or "")
            for child in self.children
            for field in RESULT_FIELDS.get(child.block_type, ())
        }
        keys = [int(key) for key in wanted if key.isascii() and key.isdigit() and len(key) < 19]
        if not keys:
            return {}
        parent = page.get_parent()
        return {str(result.pk): result for result in results_of(parent.pk).filter(pk__in=keys)}

    def _facts(self, frozen: FrozenResult) -> ResultFacts:
        """A result with its groups named in the language of the page."""
        return result_facts(frozen, groups=self.groups)

    def _load_pages(self) -> dict[int, tuple[str, str]]:
        """Title and address of the public pages that are pointed at."""
        wanted = block_reading.linked_pages(self.children)
        if not wanted:
            return {}
        found = open_to_all(Page.objects.live().filter(pk__in=wanted))
        return {page.pk: (page.title, address_of(page)) for page in found}

    def _expand_texts(self) -> dict[str, str]:
        """All rich text of the page, its internal links resolved at once."""
        texts = {
            str(child.id): child.value["text"].source
            for child in self.children
            if hasattr(child.value.get("text"), "source")
        }
        if not texts:
            return {}
        expanded = expand_db_html(_BREAK.join(texts.values())).split(_BREAK)
        return dict(zip(texts, expanded, strict=True))

    def _text(self, child: Any) -> tuple[doc.Block, ...]:
        return self._marked(rich_text_blocks(self.rich.get(str(child.id), ""), base_url=self.base_url))

    def _marked(self, blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
        """The same with footnotes, references and languages; names that lead nowhere are remembered."""
        marked = read_marks(blocks, self.names)
        self.unknown += marked.unknown
        return marked.blocks

    def _blocks(self, child: Any) -> Iterator[doc.Block]:
        value = child.value
        key = _key(child)
        match child.block_type:
            case "chapter":
                yield doc.Heading(2 if value.get("level") == "2" else 1, value["text"], key=key)
            case "text":
                yield from self._text(child)
            case "summary":
                yield doc.SummaryBox(self._text(child), _("In short"))
            case "poll_figure":
                yield from self._poll(child, key)
            case "attendance_figure":
                yield from block_reading.attendance(value, key, in_words=self.in_words)
            case "outcomes":
                yield doc.Heading(2, value["heading"], key=key)
                yield from self._text(child)
            case "quote":
                yield doc.Quote(value["text"], value.get("attribution") or "", value.get("language") or "")
            case "pull_quote":
                yield doc.PullQuote(value["text"], value.get("attribution") or "")
            case "agreements":
                yield from block_reading.agreements(value, key)
            case "definition":
                text = rich_text_runs(self.rich.get(str(child.id), ""), base_url=self.base_url)
                yield from self._marked((doc.Definition(value["term"], text),))
            case "image":
                picture = self.read_image(value) if self.read_image else None
                if picture:
                    yield picture
                elif value.get("image") is None:
                    self.missing.append(str(child.id))
            case "table":
                yield from block_reading.table(value, key)
            case _:
                yield from self._further(child, key)

    def _further(self, child: Any, key: str) -> Iterator[doc.Block]:
        value = child.value
        match child.block_type:
            case "appendix":
                yield doc.AppendixHeading(value["text"], key=key)
            case "text_box":
                yield doc.TextBox(value["title"], self._text(child))
            case "excerpt":
                yield from block_reading.excerpt(value)
            case "breakdown_figure" | "shift_figure":
                yield from self._compared(child, key)
            case "number_figure":
                yield from block_reading.numbers(value, key, in_words=self.in_words)
            case "outcome_list":
                yield from block_reading.outcome_list(value, key)
            case "responses":
                yield from block_reading.responses(value, key, in_words=self.in_words)
            case "recommendation":
                self.recommendations += 1
                yield from block_reading.recommendation(value, self.recommendations, self._text(child))
            case "knowledge":
                yield from block_reading.knowledge(value, self.pages)

    def _compared(self, child: Any, key: str) -> Iterator[doc.Block]:
        """A breakdown, or the same question before and after; what was not released is left out."""
        frozen = [self.results.get(str(child.value.get(field) or "")) for field in RESULT_FIELDS[child.block_type]]
        cited = [self._facts(row) for row in frozen if row is not None]
        if len(cited) < len(frozen):
            self.missing.append(str(child.id))
            return
        caption = child.value.get("caption") or cited[0].result.question
        if self.in_words:
            yield from result_reading.compared_in_words(cited, caption, key)
            return
        self.cited |= {facts.id: facts for facts in cited if facts.id not in self.cited}
        if child.block_type == "breakdown_figure" and cited[0].result.groups:
            yield result_reading.breakdown(cited[0], caption, key)
        elif len(cited) == 2 and (drawn := result_reading.shift(cited[0], cited[1], caption, key)):
            yield drawn
        else:
            self.missing.append(str(child.id))

    def _poll(self, child: Any, key: str) -> Iterator[doc.Block]:
        frozen = self.results.get(str(child.value.get("result") or ""))
        if frozen is None:
            self.missing.append(str(child.id))
            return
        facts = self.cited.get(frozen.pk) or self._facts(frozen)
        result = facts.result
        caption = child.value.get("caption") or result.question
        if self.in_words:  # the result itself is not cited: its fingerprint and its data would tell the numbers
            if result.has_figure:
                yield in_words.result_table(result, caption, key)
            return
        self.cited[frozen.pk] = facts
        if result.has_figure:
            yield result_figure(result, caption, key)
        yield from count_tables(frozen, caption, key)
        if result.has_figure and child.value.get("show_breakdown") and result.groups:
            yield result_reading.breakdown(facts, caption, f"{key}g")


def _key(child: Any) -> str:
    """The key of a block: where its anchor is, and what references point at."""
    return f"b{str(child.id).replace('-', '')[:12]}"
