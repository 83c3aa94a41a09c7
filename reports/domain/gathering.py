"""All facts that a layout asks for: those of every report, and the dates or meetings that only some tell."""

from collections.abc import Iterable
from dataclasses import replace

from events.models import EventPage
from reports.domain.facts import ReportFacts, gather_facts
from reports.domain.layout import Layout
from reports.domain.public_facts import meetings_of
from reports.domain.series_facts import dates_of
from reports.phrases.language import Language


def gather_for(event: EventPage, language: Language, layout: Layout, compared: Iterable[EventPage] = ()) -> ReportFacts:
    """The facts for one layout. What no part of it tells is not read."""
    names = {part.name for part in layout.parts}
    facts = gather_facts(event, language)
    if "dates" in names:
        facts = replace(facts, dates=dates_of(event))
    if "meetings" in names:
        facts = replace(facts, meetings=meetings_of(compared, language))
    return facts
