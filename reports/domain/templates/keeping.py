"""Keeping the structure of a report: which parts, in which order, under which headings, with which fixed text.

No facts, no quotes, no people. What was drafted is kept as a part only, never with its words; of what people wrote
themselves only what they point out, and nothing that could tell who somebody is or that repeats a quote.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from reports.blocks import PROVENANCE
from reports.domain.layout import FIXED, FIXED_TYPES, Part, part_of, plain_parts
from reports.domain.provenance import is_edited
from reports.domain.quoting.scrubbing import pattern_of
from reports.domain.refreshing.words import text_of
from reports.domain.templates.choosing import layout_of, plan_of
from reports.models import QuoteConsent, ReportPage, ReportPlan, ReportTemplate
from reports.models.quotes import QUOTES
from workshops.domain.identifying import find_identifying
from workshops.enums import FindingKind

MOST_TEMPLATES = 50
_TABLES = ("attendance-figure", "result-figure", "shift-figure", "agreements-table", "dates:attendance")
_HEADED = ("opening", "attendance", "hall", "workshops", "dates", "meetings", "agreements", "recommendations")


class TemplateRefused(Exception):
    """A template that cannot be kept, with the reason in words."""


@dataclass(frozen=True)
class OwnText:
    """A block that people wrote, which may be kept as fixed text. ``found``: what in it could tell who somebody is."""

    id: str
    type: str
    text: str
    found: tuple[str, ...] = ()


def own_texts(page: ReportPage) -> list[OwnText]:
    """What may be kept as fixed text: headings and texts that were not drafted, without those that hold a quote."""
    quoted = _quoted(page)
    texts = []
    for child in _blocks(page):
        text = text_of(child["type"], child["value"])
        if _is_own(child) and text and not (quoted and quoted.search(text)):
            found = tuple(dict.fromkeys(one.excerpt for one in find_identifying(text)))
            texts.append(OwnText(str(child.get("id")), child["type"], text, found))
    return texts


def structure_of(page: ReportPage, *, kept: Collection[str] = ()) -> tuple[Part, ...]:
    """The parts of a report in the order in which they stand; ``kept`` are the ids of blocks that become fixed text."""
    used = {part.name: part for part in layout_of(plan_of(page.event)).parts if part.name != FIXED}
    allowed = {one.id for one in own_texts(page)} & set(kept)
    parts: dict[str, Part] = {}
    blocks = _blocks(page)
    sources = {str(child["value"].get("source") or "") for child in blocks}
    for child in blocks:
        source = str(child["value"].get("source") or "")
        name = part_of(source)
        if name and name not in parts:
            has_tables = any(one.startswith(_TABLES) for one in sources if part_of(one) == name)
            base = used.get(name, Part(name))
            parts[name] = replace(base, has_tables=has_tables if _has_table_kind(name) else base.has_tables)
        if name in _HEADED and source == f"{name}:heading" and is_edited(child["type"], child["value"]):
            parts[name] = replace(parts[name], heading=_heading(child))
        elif (source.startswith("fixed:") or str(child.get("id")) in allowed) and child["type"] in FIXED_TYPES:
            value = {key: part for key, part in child["value"].items() if key not in PROVENANCE}
            parts[f"{FIXED}-{len(parts)}"] = Part(FIXED, type=child["type"], value=value)
    return tuple(parts.values())


def keep_template(page: ReportPage, title: str, *, kept: Collection[str] = ()) -> ReportTemplate:
    """Keep the structure of a report under a title; raises TemplateRefused when that cannot be."""
    home = page.event.get_parent()
    parts = structure_of(page, kept=kept)
    if not any(part.name != FIXED for part in parts):
        raise TemplateRefused(_("Nothing in this report was drafted, so there is no structure to keep."))
    chosen = [one for one in own_texts(page) if one.id in kept]
    if direct := [word for one in chosen for word in _contact(one.text)]:
        raise TemplateRefused(
            _("This fixed text holds something that leads to a person: %(words)s. Take that out first.")
            % {"words": ", ".join(direct[:5])}
        )
    if ReportTemplate.objects.filter(home=home).count() >= MOST_TEMPLATES:
        raise TemplateRefused(_("There are %(most)s templates already. Delete one first.") % {"most": MOST_TEMPLATES})
    return _named(ReportTemplate(home=home, title=title, parts=plain_parts(parts), has_chapters=page.has_chapters))


def rename_template(template: ReportTemplate, title: str) -> ReportTemplate:
    """Give a template another title; raises TemplateRefused when there is one of that title."""
    template.title = title
    return _named(template)


def _named(template: ReportTemplate) -> ReportTemplate:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise TemplateRefused(_("There is a template with this title already.")) from error
    return template


def scrub_templates(home_id: int, pattern: re.Pattern[str] | None) -> None:
    """Take fixed texts that hold these words out of every template and every choice of an organisation."""
    if pattern is None:
        return
    kept: Iterable[Any] = [
        *ReportTemplate.objects.filter(home_id=home_id),
        *ReportPlan.objects.filter(event__in=_events_of(home_id)).exclude(parts=[]),
    ]
    for row in kept:
        parts = [part for part in row.parts if not pattern.search(_words_of(part))]
        if len(parts) != len(row.parts):
            type(row)._default_manager.filter(pk=row.pk).update(parts=parts)


def _events_of(home_id: int) -> Any:
    return Page.objects.child_of(Page.objects.get(pk=home_id)).values("pk")


def _words_of(part: dict[str, Any]) -> str:
    return " ".join([str(part.get("heading") or ""), text_of(str(part.get("type")), part.get("value") or {})])


def _blocks(page: ReportPage) -> list[dict[str, Any]]:
    newest = page.get_latest_revision_as_object()
    return [dict(child) for child in newest.body.raw_data if isinstance(child.get("value"), dict)]


def _is_own(child: dict[str, Any]) -> bool:
    return child["type"] in FIXED_TYPES and not child["value"].get("source")


def _heading(child: dict[str, Any]) -> str:
    """A heading that the reporter wrote, unless it could tell who somebody is."""
    text = " ".join(str(child["value"].get("text") or "").split())[:200]
    return "" if find_identifying(text) else text


def _has_table_kind(name: str) -> bool:
    return name in ("attendance", "polls", "agreements", "dates")


def _contact(text: str) -> list[str]:
    direct = {FindingKind.EMAIL, FindingKind.PHONE, FindingKind.NUMBER, FindingKind.LICENCE_PLATE}
    return [one.excerpt for one in find_identifying(text) if one.kind in direct]


def _quoted(page: ReportPage) -> re.Pattern[str] | None:
    """The words of every quote of this report, in its text and in what people were asked."""
    words = {str(child["value"].get("text") or "") for child in _blocks(page) if child["type"] in QUOTES}
    for text, own in QuoteConsent.objects.filter(page=page).values_list("text", "own_wording"):
        words |= {text, own}
    return pattern_of(words - {""})
