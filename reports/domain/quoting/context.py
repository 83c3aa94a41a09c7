"""A quote where it stands: the heading above it and the lines around it."""

from dataclasses import dataclass

from reports import document as doc
from reports.domain.reading import Reading
from reports.domain.signoff.paragraphs import Paragraph, excerpt_of, paragraphs_of
from reports.models import QuoteConsent
from reports.models.quotes import QUOTES


@dataclass(frozen=True)
class QuoteContext:
    """What stands around a quote; quotes of other people are left out."""

    heading: str
    before: str
    after: str


def context_of(consent: QuoteConsent) -> QuoteContext:
    """The surroundings of a quote in the newest text; empty when it is no longer there."""
    reading = Reading(consent.page.get_latest_revision_as_object(), "")
    paragraphs = list(paragraphs_of(reading))
    place = next((n for n, one in enumerate(paragraphs) if one.piece.id == consent.block_id), None)
    if place is None:
        return QuoteContext("", "", "")
    above = [one for one in paragraphs[:place] if isinstance(one.block, doc.Heading)]
    heading = excerpt_of(above[-1].block) if above and above[-1].block else ""
    return QuoteContext(heading, _neighbour(paragraphs, place - 1), _neighbour(paragraphs, place + 1))


def _neighbour(paragraphs: list[Paragraph], place: int) -> str:
    if not 0 <= place < len(paragraphs):
        return ""
    one = paragraphs[place]
    is_text = isinstance(one.block, doc.Paragraph | doc.BulletList | doc.NumberedList)
    return excerpt_of(one.block) if is_text and one.block and one.piece.type not in QUOTES else ""
