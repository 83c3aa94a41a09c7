"""What can be wrong with the text itself: alternatives, headings, small cells, empty parts, telling details."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import Sector
from events.models import EventParty, Speaker
from reports.blocks import PROVENANCE
from reports.blocks.figures import SMALLEST_CELL
from reports.document import DocumentError
from reports.document_check import prepare
from reports.domain.to_document import language_of, page_to_document, read_page
from reports.models import ReportPage
from workshops.domain.identifying import find_identifying
from workshops.enums import FindingKind, WorkshopRole
from workshops.models import WorkshopPerson

_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
# What a capital follows as at the start of a sentence: "Vragen uit de zaal: Wie …", “Wat …”.
_OPENS = re.compile(r"(?<=[:;·–])\s+|(?<=[‘“])(?=\w)")
NAMED_BY_DESIGN = {"agreements", "colophon", "recommendation", "knowledge"}
HEADINGS = {"chapter", "appendix"}
WITH_TEXT = {"text", "text_box", "outcomes", "summary", "definition", "excerpt"}


@dataclass(frozen=True)
class Found:
    """One finding; ``about`` tells it from others of its kind in the block, ``until_seen``: it blocks until then."""

    kind: str
    block_id: str
    message: str
    about: str = ""
    is_blocking: bool = False
    url: str = ""
    until_seen: bool = False


def check_text(page: ReportPage) -> Iterator[Found]:
    """Everything that can be seen from the text alone."""
    stored = [child for child in page.body.raw_data if isinstance(child.get("value"), dict)]
    yield from _check_pictures(stored)
    yield from _check_headings(stored)
    yield from _check_empty(stored)
    yield from _check_cells(stored)
    yield from _check_details(page, stored)
    yield from _check_group_names(page)
    yield from _check_export(page)


def _check_pictures(stored: list[dict[str, Any]]) -> Iterator[Found]:
    for child in stored:
        if child["type"] == "image" and not str(child["value"].get("alt_text") or "").strip():
            yield Found("alt", _id(child), _("A picture has no text alternative."), is_blocking=True)


def _check_headings(stored: list[dict[str, Any]]) -> Iterator[Found]:
    level = 0
    for child in stored:
        if child["type"] in HEADINGS:
            wanted = 2 if str(child["value"].get("level")) == "2" else 1
            if wanted > level + 1:
                words = {"heading": child["value"].get("text") or ""}
                yield Found("jump", _id(child), _("The heading “%(heading)s” skips a level.") % words)
            level = wanted
        elif level == 0 and "<h4" in str(child["value"].get("text") or ""):
            yield Found("jump", _id(child), _("A heading in the text stands before the first chapter."))


def _check_empty(stored: list[dict[str, Any]]) -> Iterator[Found]:
    """Texts without a word, and chapters with nothing in them before the next one of their level or higher."""
    for place, child in enumerate(stored):
        value = child["value"]
        if child["type"] in WITH_TEXT and not _plain(str(value.get("text") or "")).strip():
            yield Found("empty", _id(child), _("A part of the text is empty."))
        if child["type"] not in HEADINGS:
            continue
        if not str(value.get("text") or "").strip():
            yield Found("empty-heading", _id(child), _("A heading is empty."), is_blocking=True)
            continue
        after = stored[place + 1] if place + 1 < len(stored) else None
        is_part = after is not None and after["type"] in HEADINGS and _level(after) > _level(child)
        if after is None or after["type"] == "colophon" or (after["type"] in HEADINGS and not is_part):
            words = {"heading": value["text"]}
            yield Found("empty-chapter", _id(child), _("Nothing stands under the heading “%(heading)s”.") % words)


def _check_cells(stored: list[dict[str, Any]]) -> Iterator[Found]:
    for child in stored:
        if child["type"] == "attendance_figure":
            for row in child["value"].get("rows") or []:
                cell = row.get("value", row) if isinstance(row, dict) else {}
                if (cell.get("count") or 0) < SMALLEST_CELL:
                    words = {"label": cell.get("label") or "", "least": SMALLEST_CELL}
                    message = _("“%(label)s” has fewer than %(least)s people. Merge it with another group.") % words
                    yield Found("cell", _id(child), message, str(cell.get("label")), is_blocking=True)
        elif child["type"] == "table" and _small_numbers(child["value"].get("table") or {}):
            message = _("A table holds numbers under %(least)s. Do they stand for people?") % {"least": SMALLEST_CELL}
            yield Found("cell-table", _id(child), message)


def _small_numbers(table: Any) -> bool:
    if not isinstance(table, dict):
        return False
    numeric = [place for place, column in enumerate(table.get("columns") or []) if column.get("type") == "number"]
    values = [row["values"][place] for row in table.get("rows") or [] for place in numeric]
    return any(isinstance(value, int | float) and 0 < value < SMALLEST_CELL for value in values)


def _check_details(page: ReportPage, stored: list[dict[str, Any]]) -> Iterator[Found]:
    with override(page.locale.language_code):  # dates as the text writes them
        known = list(_known_names(page))
    for child in stored:
        if child["type"] in NAMED_BY_DESIGN:
            continue
        text = _OPENS.sub("\n", "\n".join(_strings(child["value"])))
        seen = set()
        for finding in find_identifying(text, known):
            if finding.excerpt not in seen:
                seen.add(finding.excerpt)
                words = {"kind": FindingKind(finding.kind).label, "excerpt": finding.excerpt}
                message = _("May tell who somebody is (%(kind)s): “%(excerpt)s”") % words
                yield Found("detail", _id(child), message, finding.excerpt)


def _known_names(page: ReportPage) -> Iterator[str]:
    """Who may be named: speakers, leaders of workshops, parties of the meeting, its title and place."""
    event = page.event
    yield from filter(None, (event.title, page.title, event.project_name, event.venue and event.venue.name))
    if event.venue:
        yield event.venue.city
    for date in event.dates.all():
        yield format_date(timezone.localtime(date.starts_at), "j F Y")
    speakers = Speaker.objects.filter(item__page=event).values_list("name", "organisation_name")
    leaders = WorkshopPerson.objects.filter(workshop__round__event=event, role=WorkshopRole.LEADER)
    for name, organisation in [*speakers, *leaders.values_list("name", "organisation_name")]:
        # "Anna Visser van Atria" is read as one name.
        yield from (name, organisation, f"{name} van {organisation}", f"{name} of {organisation}")
    for party in EventParty.objects.filter(page=event).select_related("organisation"):
        yield from filter(None, (party.person_name, party.name_at_the_time, str(party.organisation or "")))


def _check_group_names(page: ReportPage) -> Iterator[Found]:
    """Sectors that stand in a figure of an English report under their Dutch name, as they have no other."""
    if language_of(page)[:2] != "en":
        return
    shown = {group.label for facts in read_page(page).results for group in facts.result.groups}
    for name in Sector.objects.filter(name_en="", name__in=shown).values_list("name", flat=True):
        words = {"sector": name}
        message = _("“%(sector)s” has no English name, so the Dutch one stands in the figures.") % words
        yield Found("sector-name", "", message, name, url=reverse("wagtailsnippets_core_sector:list"))


def _check_export(page: ReportPage) -> Iterator[Found]:
    """What would make the files fail, in the exporters' own words."""
    try:
        prepare(page_to_document(page))
    except DocumentError as error:
        yield Found("export", "", str(error), str(error), is_blocking=True)


def _strings(value: Any, name: str = "") -> Iterator[str]:
    """The words in a stored value, one line each, without keys and provenance."""
    if isinstance(value, str):
        if name not in (*PROVENANCE, "id", "type", "result", "level"):
            yield _plain(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, name)


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _LINE_END.sub("\n", text)))


def _level(child: dict[str, Any]) -> int:
    return 2 if str(child["value"].get("level")) == "2" else 1


def _id(child: dict[str, Any]) -> str:
    return str(child.get("id") or "")
