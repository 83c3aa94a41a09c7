"""A file that came back beside the page as it is now: paragraph by paragraph, with what can be done with it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from reports.domain.quoting.scrubbing import pattern_of
from reports.domain.reading import Reading
from reports.domain.redline.parting import Stretch, parts_of, stretches_of
from reports.domain.redline.taking import Asked, Block, hindrance_of
from reports.domain.refreshing.words import text_of
from reports.domain.signoff.overview import edit_link
from reports.domain.signoff.paragraphs import paragraphs_of
from reports.enums import Hindrance, RedlineSort, RedlineState
from reports.models import QuoteConsent, RedlineChange, RedlineFile, ReportPage
from reports.models.quotes import QUOTES

LONGEST_SHOWN = 1_500


@dataclass
class ShownChange:
    """One change with why it cannot be taken over by a press, if so."""

    change: RedlineChange
    hindrance: Hindrance | None

    @cached_property
    def parts(self) -> list[Stretch]:
        """The changes within the line that can be chosen one by one, when it has several."""
        change = self.change
        if change.sort != RedlineSort.CHANGED or self.hindrance:
            return []
        return parts_of(change.before, change.after, change.pieces)

    @property
    def stretches(self) -> list[Stretch]:
        """The whole line, for a look at what becomes of it."""
        return stretches_of(self.change.pieces)

    @property
    def is_settled(self) -> bool:
        """What was taken over stands in the text; that is not decided twice."""
        return self.change.state == RedlineState.TAKEN

    @property
    def about(self) -> str:
        """The words that a remark is about."""
        return str(self.change.pieces[0][1]) if self.change.sort == "comment" and self.change.pieces else ""


@dataclass
class ShownPart:
    """A paragraph of the report with its changes; ``now`` is what its block says now where that is something else."""

    key: str
    title: str
    now: str
    edit_url: str
    changes: list[ShownChange] = field(default_factory=list)


class Comparison:
    """All that is said of one file. The number of queries does not grow with the number of changes."""

    def __init__(self, file: RedlineFile, page: ReportPage) -> None:
        self.file = file
        self.page = page
        self.newest = page.get_latest_revision_as_object()
        self.reading = Reading(file.sent_in.revision.as_object(), "")
        self.sent = _by_id(self.reading.page.body.raw_data)
        self.now = _by_id(self.newest.body.raw_data)

    @cached_property
    def quoted(self) -> re.Pattern[str] | None:
        """The words of everybody who is quoted, wherever else in the text they stand."""
        texts = {
            str(block["value"].get("text") or "")
            for block in [*self.sent.values(), *self.now.values()]
            if block["type"] in QUOTES
        }
        texts |= set(QuoteConsent.objects.filter(page_id=self.page.pk).values_list("text", flat=True))
        return pattern_of(texts)

    def hindrance_of(self, change: Asked) -> Hindrance | None:
        """Why a change, or a part of one, cannot be taken over now."""
        return hindrance_of(change, self.sent, self.now, self.quoted)

    @cached_property
    def changes(self) -> list[ShownChange]:
        """Every change in reading order."""
        return [ShownChange(change, self.hindrance_of(change)) for change in self.file.changes.all()]

    @cached_property
    def seen(self) -> str:
        """Stands for this very text with these very decisions."""
        stands = [str(self.page.latest_revision_id), *(f"{one.change.pk}{one.change.state}" for one in self.changes)]
        return hashlib.sha256("|".join(stands).encode()).hexdigest()

    @cached_property
    def parts(self) -> list[ShownPart]:
        """The changes by paragraph."""
        titles = {paragraph.key: paragraph.excerpt for paragraph in paragraphs_of(self.reading)}
        colophon = {piece.id for piece in self.reading.report.pieces if piece.type == "colophon"}
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        parts: dict[str, ShownPart] = {}
        for shown in self.changes:
            change = shown.change
            if change.key not in parts:
                title = _("Colophon") if change.block_id in colophon else titles.get(change.key, "")
                stands = change.block_id in self.now
                parts[change.key] = ShownPart(
                    key=change.key,
                    title=title or ("" if change.block_id else _("Title and introduction")),
                    now=self._now(change.block_id),
                    edit_url=edit_link(edit_url, change.block_id) if stands else edit_url,
                )
            parts[change.key].changes.append(shown)
        return list(parts.values())

    @property
    def open(self) -> int:
        """How many changes nobody decided about."""
        return sum(one.change.state == RedlineState.OPEN for one in self.changes)

    def _now(self, block_id: str) -> str:
        """What the block of a paragraph says now, when that is not what was sent."""
        was, now = self.sent.get(block_id), self.now.get(block_id)
        if not block_id or was is None:
            return ""
        if now is None:
            return _("This part is no longer in the text.")
        text = text_of(now["type"], now["value"])
        if text == text_of(was["type"], was["value"]):
            return ""
        return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()}…"


def comparison_of(file: RedlineFile, page: ReportPage) -> Comparison:
    """A file beside the newest text of its page."""
    return Comparison(file, page)


def _by_id(raw: Iterable[Any]) -> dict[str, Block]:
    return {str(child.get("id")): dict(child) for child in raw}
