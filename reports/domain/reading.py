"""A verslag as it is read on the page: summary first, numbered figures, contents, related reports, sharing."""

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import override
from wagtail.images import get_image_model

from core.pages import open_to_all
from reports import document as doc
from reports.document_check import number_blocks
from reports.domain.to_document import Piece, Report, colophon_items, language_of, read_page
from reports.enums import ExportFormat
from reports.models import ReportPage

RELATED = 3
WORDS_PER_MINUTE = 220


@dataclass(frozen=True)
class Chapter:
    """A line of the table of contents."""

    key: str
    title: str


class Reading:
    """Everything the page shows of one report."""

    def __init__(self, page: ReportPage, address: str) -> None:
        self.page = page
        self.address = address
        self.report = _numbered(read_page(page))
        self.language = language_of(page)
        _load_pictures(self.report.pieces)

    @cached_property
    def summary(self) -> Piece | None:
        """The box that stands first, wherever it stands in the editor."""
        return next((piece for piece in self.report.pieces if piece.type == "summary"), None)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The text in order, without the summary and the colophon."""
        return [piece for piece in self.report.pieces if piece.type not in ("summary", "colophon")]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters for the table of contents."""
        return [
            Chapter(block.key, doc.plain_text(block.content))
            for piece in self.report.pieces
            for block in piece.blocks
            if isinstance(block, doc.Heading) and block.level == 1 and block.key
        ]

    @cached_property
    def colophon(self) -> tuple[doc.ColophonItem, ...]:
        """Who made it, how, and the fingerprints of what it cites."""
        with override(self.language):
            return colophon_items(self.page, self.report)

    @cached_property
    def minutes(self) -> int:
        """About how long reading takes."""
        words = sum(len(str(doc.plain_text(run)).split()) for run in _contents(self.report))
        return max(1, round(words / WORDS_PER_MINUTE))

    @cached_property
    def description(self) -> str:
        """One line for search engines and shared links."""
        return self.page.search_description or self.page.introduction or self.page.event.introduction

    @cached_property
    def share(self) -> dict[str, str]:
        """Plain addresses to share the report with; nothing is loaded from anybody."""
        mail = urlencode({"subject": self.page.title, "body": self.address}).replace("+", "%20")
        return {
            "mail": f"mailto:?{mail}",
            "linkedin": "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": self.address}),
        }

    @cached_property
    def formats(self) -> list[ExportFormat]:
        """What can be downloaded."""
        return list(ExportFormat)

    @cached_property
    def related(self) -> list[ReportPage]:
        """Other reports: with the same topics first, then from the same overview, newest first."""
        return related_reports(self.page)

    @cached_property
    def json_ld(self) -> str:
        """The report as schema.org Report; safe inside a script element."""
        page = self.page
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Report",
            "headline": page.title,
            "name": page.title,
            "description": self.description,
            "inLanguage": self.language,
            "url": self.address,
            "about": {"@type": "Event", "name": page.event.title, "url": page.event.full_url},
            "keywords": [tag.name for tag in page.tags.all()],
        }
        if page.first_published_at:
            data["datePublished"] = page.first_published_at.isoformat()
        if page.last_published_at:
            data["dateModified"] = page.last_published_at.isoformat()
        authors = next((piece.value.get("authors") for piece in self.report.pieces if piece.type == "colophon"), "")
        if authors:
            data["author"] = {"@type": "Organization", "name": authors}
        text = json.dumps(data, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def published(reports: Any) -> Any:
    """Those of a queryset of reports that everyone may read, newest first, without their text."""
    return open_to_all(reports.live()).defer("body").order_by("-first_published_at", "-pk")


def related_reports(page: ReportPage) -> list[ReportPage]:
    """At most three other published reports; two queries."""
    others = published(ReportPage.objects.exclude(pk=page.pk))
    tags = [tag.pk for tag in page.tags.all()]
    by_topic = (
        list(
            others.filter(tagged_items__tag__in=tags)
            .annotate(shared=Count("tagged_items"))
            .order_by("-shared", "-first_published_at")[:RELATED]
        )
        if tags
        else []
    )
    if len(by_topic) == RELATED:
        return by_topic
    overview = page.get_parent().get_parent()
    siblings = others.descendant_of(overview).exclude(pk__in=[found.pk for found in by_topic])
    return [*by_topic, *siblings[: RELATED - len(by_topic)]]


def _numbered(report: Report) -> Report:
    """Figures and tables numbered in reading order, as in the exports."""
    flat = doc.Document("", tuple(block for piece in report.pieces for block in piece.blocks))
    numbered = iter(number_blocks(flat).blocks)
    pieces = tuple(replace(piece, blocks=tuple(next(numbered) for _block in piece.blocks)) for piece in report.pieces)
    return replace(report, pieces=pieces)


def _load_pictures(pieces: tuple[Piece, ...]) -> None:
    """The renditions of all pictures in one query."""
    images = [piece.value["image"] for piece in pieces if piece.type == "image" and piece.value.get("image")]
    if images:
        renditions = get_image_model().get_rendition_model().objects.all()
        prefetch_related_objects(images, Prefetch("renditions", queryset=renditions))


def _contents(report: Report) -> list[doc.Content]:
    found: list[doc.Content] = []
    for _path, block in doc.walk(tuple(block for piece in report.pieces for block in piece.blocks)):
        if isinstance(block, doc.Paragraph | doc.Heading | doc.Quote | doc.PullQuote | doc.Definition):
            found.append(block.content)
        elif isinstance(block, doc.BulletList | doc.NumberedList):
            found.extend(item.content for item in block.items)
        elif isinstance(block, doc.Table):
            found.extend(cell for row in block.rows for cell in row)
    return found
