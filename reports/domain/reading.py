"""A verslag as it is read on the page: summary first, numbered figures, contents, related reports, sharing."""

import json
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import override
from wagtail.images import get_image_model

from core.origin import address_of
from core.pages import open_to_all
from handouts.domain.showing import ShownFolder
from reports import document as doc
from reports.document_check import footnotes, number_blocks
from reports.domain.colophon import colophon_items
from reports.domain.hand_outs import hand_outs_of
from reports.domain.to_document import Piece, Report, language_of, read_page
from reports.enums import ExportFormat
from reports.labels import heading_text, labels_for
from reports.models import ReportPage
from reports.references import link_references

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
        self.language = language_of(page)
        self.labels = labels_for(doc.Document("", (), self.language))
        self.report = _numbered(read_page(page), self.language)
        _load_pictures(self.report.pieces)

    @cached_property
    def summary(self) -> Piece | None:
        """The box that stands first: the only one wherever it stands, or of several the one before the chapters."""
        found = [piece for piece in self.report.pieces if piece.type == "summary"]
        if len(found) < 2:
            return found[0] if found else None
        before = takewhile(lambda piece: piece.type != "chapter", self.report.pieces)
        return next((piece for piece in before if piece.type == "summary"), None)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The text in order, without the summary and the colophon."""
        return [piece for piece in self.report.pieces if piece.type != "colophon" and piece is not self.summary]

    @cached_property
    def notes(self) -> list[doc.Footnote]:
        """The footnotes, which the page shows at its end."""
        blocks = (block for piece in self.report.pieces for block in piece.blocks)
        return [note for _path, block in doc.walk(tuple(blocks)) for note in footnotes(block)]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters for the table of contents."""
        return [
            Chapter(block.key, f"{heading_text(block, self.labels)}{doc.plain_text(block.content)}")
            for piece in self.report.pieces
            for block in piece.blocks
            if isinstance(block, doc.AppendixHeading) or (isinstance(block, doc.Heading) and block.level == 1)
            if block.key
        ]

    @cached_property
    def colophon(self) -> tuple[doc.ColophonItem, ...]:
        """Who made it, how, and the fingerprints of what it cites."""
        with override(self.language):
            return colophon_items(self.page, self.report)

    @cached_property
    def hand_outs(self) -> list[ShownFolder]:
        """The presentations that everyone may have now."""
        return hand_outs_of(self.page)

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
            "about": _event_data(page.event),
        }
        keywords = [tag.name for tag in page.tags.all()]
        if keywords:
            data["keywords"] = keywords
        if page.first_published_at:
            data["datePublished"] = page.first_published_at.isoformat()
        if page.last_published_at:
            data["dateModified"] = page.last_published_at.isoformat()
        authors = next((piece.value.get("authors") for piece in self.report.pieces if piece.type == "colophon"), "")
        if authors:
            data["author"] = {"@type": "Organization", "name": authors}
        text = json.dumps(data, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _event_data(event: Any) -> dict[str, Any]:
    """The meeting as schema.org Event: name, address, period and place."""
    data: dict[str, Any] = {"@type": "Event", "name": event.title, "url": address_of(event)}
    dates = list(event.dates.all())
    if dates:
        data["startDate"] = timezone.localtime(min(date.starts_at for date in dates)).isoformat()
        data["endDate"] = timezone.localtime(max(date.ends_at for date in dates)).isoformat()
    if event.venue:
        data["location"] = {"@type": "Place", "name": event.venue.name}
        if event.venue.city:
            address = {"@type": "PostalAddress", "addressLocality": event.venue.city, "addressCountry": "NL"}
            data["location"]["address"] = address
    return data


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


def _numbered(report: Report, language: str) -> Report:
    """Figures, tables and notes numbered in reading order and references in words, as in the exports."""
    flat = doc.Document("", tuple(block for piece in report.pieces for block in piece.blocks), language)
    numbered = number_blocks(flat)
    linked = iter(link_references(numbered).blocks)
    pieces = tuple(replace(piece, blocks=tuple(next(linked) for _block in piece.blocks)) for piece in report.pieces)
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
