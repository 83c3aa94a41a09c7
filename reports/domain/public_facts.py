"""The meetings that a report compares. Of another event nothing is read but its published report.

So a comparison cannot tell what that event did not tell itself: a result that it held back, a card that its reporter
took out, a number that it gave in words. Totals only: groups of several meetings are never put beside each other, and
nothing is added up over meetings.
"""

import html
import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from core.pages import open_to_all
from events.models import EventPage
from reports.domain.attendance_facts import attendance_of
from reports.domain.beyond import MeetingFacts
from reports.domain.parts.opening import attendance_text
from reports.domain.provenance import fingerprint_of
from reports.domain.to_document import read_page
from reports.models import ReportPage
from reports.phrases import dates
from reports.phrases.language import Language

MOST_COMPARED = 12
_LINE_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_HEADING_END = re.compile(r"</h\d>")
_TAG = re.compile(r"<[^>]*>")


def offered_meetings(event: EventPage) -> list[EventPage]:
    """The meetings of the same organiser that everybody may see, latest first."""
    found = open_to_all(EventPage.objects.child_of(event.get_parent()).live()).past()
    return list(found.exclude(pk=event.pk)[:100])


def meetings_of(events: Iterable[EventPage], language: Language) -> tuple[MeetingFacts, ...]:
    """What the published reports of these events tell, in the order of the events."""
    return tuple(_meeting(event, language) for event in list(events)[:MOST_COMPARED])


def when_of(event: EventPage, language: Language) -> str:
    """The days of a meeting."""
    days = [timezone.localdate(one.starts_at) for one in event.dates.all()]
    return dates.days(days, language) if days else ""


def _meeting(event: EventPage, language: Language) -> MeetingFacts:
    report = _public_report(event)
    if report is None:
        return MeetingFacts(event.pk, event.title, when_of(event, language), is_told=False)
    return MeetingFacts(
        event_id=event.pk,
        title=event.title,
        when=when_of(event, language),
        is_told=True,
        attended=None if report.in_words else _attended(event, report),
        results=read_page(report).results,
        outcomes=tuple(_outcomes(report)),
    )


def _public_report(event: EventPage) -> ReportPage | None:
    if not event.live:
        return None
    found: ReportPage | None = open_to_all(ReportPage.objects.child_of(event).live()).order_by("path").first()
    return found


def _attended(event: EventPage, report: ReportPage) -> int | None:
    """The number of people that the published report tells: in its figure, or in its sentence as it was drafted."""
    language: Language = "en" if event.locale.language_code.startswith("en") else "nl"
    for child in report.body.raw_data:
        if child["type"] == "attendance_figure":
            return sum(int(row["value"]["count"]) for row in child["value"]["rows"]) or None
    facts = attendance_of(event, language)
    if facts is None or facts.total < facts.minimum or facts.is_registered:
        return None
    told = fingerprint_of("text", {"text": attendance_text(facts, language, in_words=False)})
    says = (fingerprint_of(child["type"], child["value"]) for child in report.body.raw_data if child["type"] == "text")
    return facts.total if told in says else None


def _outcomes(report: ReportPage) -> Iterable[tuple[str, str, str]]:
    for child in report.body.raw_data:
        value: dict[str, Any] = child["value"]
        if child["type"] != "outcomes":
            continue
        said = _HEADING_END.sub(":\n", str(value.get("text") or ""))  # in a cell it introduces what follows
        lines = html.unescape(_TAG.sub("", _LINE_END.sub("\n", said))).splitlines()
        text = " ".join(" ".join(line.split()) for line in lines if line.strip())
        source = str(value.get("source") or "")
        key = source.removeprefix("prompt:") if source.startswith("prompt:") else str(value.get("heading") or "")
        if text:
            yield key, str(value.get("heading") or ""), text
