"""A ReportPage as a Document, which the public page and every exporter read.

Everything that a block refers to is loaded in bulk, so that the number of queries does not grow with the number
of blocks. A reference that leads nowhere any more (a result, a picture) leaves the block out; it is never an error.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from polls.models import FrozenResult
from reports import document as doc
from reports.domain.facts import ResultFacts, result_facts
from reports.figures.charts import Group, Option, attendance_figure, breakdown_figure, poll_figure
from reports.models import ReportPage, results_of
from reports.phrases.results import MAJORITY_WORDS, ROUNDED_TO
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


def read_page(page: ReportPage, *, base_url: str = "", read_image: ImageReader | None = None) -> Report:
    """The blocks of a page with what they refer to, in the page's language."""
    with override(language_of(page)):
        reader = _Reader(page, base_url, read_image)
        pieces = tuple(reader.pieces())
    return Report(pieces, tuple(reader.cited.values()), tuple(reader.missing))


def page_to_document(page: ReportPage) -> doc.Document:
    """The page as a document for the exporters."""
    from reports.domain.branding import document_look

    language = language_of(page)
    address = page.full_url or ""
    report = read_page(page, base_url=address, read_image=image_of)
    colophon_value: Any = next((piece.value for piece in report.pieces if piece.type == "colophon"), {})
    with override(language):
        return doc.Document(
            title=page.title,
            subtitle=page.introduction,
            blocks=tuple(block for piece in report.pieces for block in piece.blocks),
            language=language,
            authors=tuple(filter(None, [str(colophon_value.get("authors") or "")])),
            date=timezone.localdate(page.first_published_at) if page.first_published_at else None,
            keywords=tuple(tag.name for tag in page.tags.all()),
            description=page.search_description or page.introduction,
            address=address,
            colophon=colophon_items(page, report),
            slug=f"{page.slug}-{page.get_parent().slug}"[:80].rstrip("-"),
            table_of_contents=sum(piece.type == "chapter" for piece in report.pieces) >= LONG,
            **document_look(page),
        )


def language_of(page: ReportPage) -> str:
    """The language the page is written in."""
    return str(page.locale.language_code)


def colophon_items(page: ReportPage, report: Report) -> tuple[doc.ColophonItem, ...]:
    """The colophon: what the editor wrote, the date, and the fingerprint of every result that is cited."""
    value: Any = next((piece.value for piece in report.pieces if piece.type == "colophon"), {})
    written = [
        (_("Authors"), value.get("authors")),
        (_("Commissioner"), value.get("commissioner")),
        (_("Method"), value.get("method")),
        (_("Sources"), value.get("sources")),
    ]
    found = [doc.ColophonItem(str(label), str(text)) for label, text in written if text]
    if page.first_published_at:
        published = timezone.localdate(page.first_published_at).strftime("%d-%m-%Y")
        found.append(doc.ColophonItem(_("Published on"), published))
    found += [
        doc.ColophonItem(
            _("Fingerprint (SHA-256) of “%(question)s”") % {"question": cited.result.question}, cited.sha256
        )
        for cited in report.results
    ]
    return tuple(found)


def image_of(value: Any) -> doc.Image | None:
    """The picture with its bytes; None when the file is gone."""
    image = value.get("image")
    if image is None:
        return None
    try:
        rendition = image.get_rendition("max-1600x1600|format-png" if image.is_svg() else "max-1600x1600")
        with rendition.file.open("rb") as file:
            data = file.read()
    except (OSError, ValueError):
        return None
    kinds = {
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "svg": "image/svg+xml",
    }
    mime = kinds.get(rendition.file.name.rsplit(".", 1)[-1].lower(), "image/png")
    return doc.Image(data, mime, value["alt_text"], value.get("caption") or "", value.get("credit") or "")


class _Reader:
    """Turns stream children into pieces; keeps what was cited and what was missing."""

    def __init__(self, page: ReportPage, base_url: str, read_image: ImageReader | None) -> None:
        self.base_url = base_url
        self.read_image = read_image
        self.children = list(page.body)
        self.level = 0
        self.missing: list[str] = []
        self.cited: dict[int, ResultFacts] = {}
        self.results = self._load_results(page)
        self.rich = self._expand_texts()

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
        wanted = {str(child.value.get("result") or "") for child in self.children if child.block_type == "poll_figure"}
        keys = [int(key) for key in wanted if key.isascii() and key.isdigit() and len(key) < 19]
        if not keys:
            return {}
        parent = page.get_parent()
        return {str(result.pk): result for result in results_of(parent.pk).filter(pk__in=keys)}

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
        return rich_text_blocks(self.rich.get(str(child.id), ""), base_url=self.base_url)

    def _blocks(self, child: Any) -> Iterator[doc.Block]:
        value = child.value
        key = f"b{str(child.id).replace('-', '')[:12]}"
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
                yield from self._attendance(value, key)
            case "outcomes":
                yield doc.Heading(2, value["heading"], key=key)
                yield from self._text(child)
            case "quote":
                yield doc.Quote(value["text"], value.get("attribution") or "")
            case "pull_quote":
                yield doc.PullQuote(value["text"], value.get("attribution") or "")
            case "agreements":
                yield from self._agreements(value, key)
            case "definition":
                text = rich_text_runs(self.rich.get(str(child.id), ""), base_url=self.base_url)
                yield doc.Definition(value["term"], text)
            case "image":
                picture = self.read_image(value) if self.read_image else None
                if picture:
                    yield picture
                elif value.get("image") is None:
                    self.missing.append(str(child.id))
            case "table":
                yield from self._table(value, key)

    def _poll(self, child: Any, key: str) -> Iterator[doc.Block]:
        frozen = self.results.get(str(child.value.get("result") or ""))
        if frozen is None:
            self.missing.append(str(child.id))
            return
        facts = self.cited.setdefault(frozen.pk, result_facts(frozen))
        result = facts.result
        if not result.counts_known:
            return
        caption = child.value.get("caption") or result.question
        options = [Option(option.text, option.count) for option in result.options]
        yield poll_figure(caption, options, result.n or 0, key=key)
        if child.value.get("show_breakdown") and result.groups:
            yield self._breakdown(facts, caption, f"{key}g")

    def _breakdown(self, facts: ResultFacts, caption: str, key: str) -> doc.Figure:
        result = facts.result
        groups = []
        for group in result.groups:
            cells: tuple[int | str | None, ...] = tuple(
                group.values.get(option.id, _in_words(group.words.get(option.id))) for option in result.options
            )
            n = group.n if group.n is not None else sum(cell for cell in cells if isinstance(cell, int))
            groups.append(Group(group.label, n, cells))
        rounded = ROUNDED_TO.get(result.rung)
        note = ""
        if rounded:
            note = _(
                "Numbers per group are rounded at random to multiples of %(base)s, so that nobody's vote can be "
                "worked out. They do not add up exactly; that is why there are no percentages."
            ) % {"base": rounded}
        title = _("%(caption)s – by background") % {"caption": caption}
        return breakdown_figure(title, [option.text for option in result.options], groups, note=note, key=key)

    def _attendance(self, value: Any, key: str) -> Iterator[doc.Block]:
        rows = [Option(row["label"], row["count"]) for row in value["rows"] if row.get("count")]
        if rows:
            yield attendance_figure(value["caption"], rows, sum(row.count or 0 for row in rows), key=key)

    def _agreements(self, value: Any, key: str) -> Iterator[doc.Block]:
        rows = [
            (row["what"], row.get("who") or "", row.get("when") or "", row.get("on_behalf_of") or "")
            for row in value["rows"]
        ]
        names = [_("What"), _("Who"), _("When"), _("On behalf of")]
        used = [0, *(place for place in range(1, 4) if any(row[place] for row in rows))]
        yield doc.Table(
            columns=tuple(doc.Column(str(names[place])) for place in used),
            rows=tuple(tuple(row[place] for place in used) for row in rows),
            caption=value["caption"],
            row_headers=True,
            key=key,
        )

    def _table(self, value: Any, key: str) -> Iterator[doc.Block]:
        table = value.get("table")
        columns = list(table.columns) if table else []
        if columns:
            yield doc.Table(
                columns=tuple(
                    doc.Column(column["heading"], numeric=column["block"].name == "number") for column in columns
                ),
                rows=tuple(tuple(_cell(cell.value) for cell in row) for row in table.rows),
                caption=value["caption"],
                key=key,
            )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(localize(int(value) if value.is_integer() else value))
    return str(value)


def _in_words(word: str | None) -> str | None:
    if not word:
        return None
    if word in MAJORITY_WORDS:
        return _("majority")
    return {"minority": _("minority"), "about_half": _("about half"), "half": _("about half")}.get(word, word)
