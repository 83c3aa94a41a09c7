"""From facts to the blocks of a draft: the parts of a layout put in order. No database here."""

from collections.abc import Callable, Iterator, Mapping

from reports.domain.draft_blocks import DraftBlock
from reports.domain.facts import ReportFacts
from reports.domain.layout import FIXED, LAYOUTS, Layout, Part
from reports.domain.parts import closing, comparing, opening, plenary, polls, series, workshops
from reports.domain.parts.base import Drafting
from reports.enums import ReportKind
from reports.phrases.language import Language

__all__ = ["Composer", "DraftBlock"]

PARTS: Mapping[str, Callable[[Drafting, Part], Iterator[DraftBlock]]] = {
    "summary": opening.summary,
    "opening": opening.opening,
    "attendance": opening.attendance,
    "plenary": plenary.plenary,
    "polls": polls.polls,
    "hall": plenary.hall,
    "workshops": workshops.workshops,
    "dates": series.dates,
    "meetings": comparing.meetings,
    "agreements": closing.agreements,
    "recommendations": closing.recommendations,
    "response": polls.response,
    "appendix": closing.appendix,
    "colophon": opening.colophon,
}


class Composer:
    """Composes the blocks of one draft in one language, as its layout asks."""

    def __init__(self, facts: ReportFacts, language: Language, layout: Layout = LAYOUTS[ReportKind.FULL]) -> None:
        self.drafting = Drafting(facts, language, in_words=layout.in_words)
        self.layout = layout

    def blocks(self) -> list[DraftBlock]:
        """All blocks in reading order. What has no facts has no block, unless the layout names what is missing.

        No two blocks have the same source: of a part that stands twice in a layout only the first is made.
        """
        found: dict[str, DraftBlock] = {}
        for number, part in enumerate(self.layout.parts):
            for block in self._blocks(part, number):
                found.setdefault(block.source, block)
        return list(found.values())

    def _blocks(self, part: Part, number: int) -> Iterator[DraftBlock]:
        if part.name == FIXED:
            label = self.drafting.pick("het sjabloon", "the template")
            return closing.fixed(self.drafting, part, number, label)
        make = PARTS.get(part.name)
        return make(self.drafting, part) if make else iter(())
