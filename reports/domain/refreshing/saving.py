"""What changed in the facts since a verslag was written, and the choices about it as one new revision."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from types import SimpleNamespace

from django.db import transaction
from django.utils.translation import gettext

from core.models import User
from reports.domain.composing import Composer
from reports.domain.drafting import introduction_mark, report_language, stored
from reports.domain.gathering import gather_for
from reports.domain.refreshing.comparing import Change, Stored, apply_choices, compare, source_of
from reports.domain.series_facts import people_are_known
from reports.domain.templates.choosing import compared_events, layout_of, plan_of
from reports.models import ReportPage
from reports.models.quotes import taken_out_of
from reports.phrases.opening import introduction

INTRODUCTION = "introduction"
PER_DATE = ("dates", "dates:attendance")  # what is counted from people, and not kept as numbers


class TextChanged(Exception):
    """The text or the facts are others than the ones that the choices were made about."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The text or the facts changed meanwhile. Nothing was saved. Look at your choices again.")
        )


@dataclass(frozen=True)
class Refresh:
    """All there is to decide about one text. ``seen`` stands for this very text beside these very facts."""

    newest: ReportPage
    blocks: list[Stored]
    fresh: list[Stored]
    changes: list[Change]
    seen: str


def refresh_of(page: ReportPage) -> Refresh:
    """The newest text of a verslag beside today's facts."""
    newest = page.get_latest_revision_as_object()
    blocks = [dict(child) for child in newest.body.raw_data]
    fresh, forgotten = _fresh_blocks(page, in_words=newest.in_words)
    fresh = _without_forgotten(fresh, blocks, forgotten)
    if newest.introduction_mark:
        blocks.insert(0, introduction_block(newest.introduction, newest.introduction_mark))
    else:  # written by hand: nobody asks about it
        fresh = [block for block in fresh if block["type"] != INTRODUCTION]
    is_complete = {source_of(block) for block in fresh} <= {source_of(block) for block in blocks}
    changes = compare(blocks, fresh, known=() if is_complete else _known_sources(page))
    decided_about = "|".join([str(page.latest_revision_id), *(change.key for change in changes)])
    return Refresh(newest, blocks, fresh, changes, hashlib.sha256(decided_about.encode()).hexdigest())


def refresh_report(page: ReportPage, *, taken: Collection[str], seen: str, actor: User | None) -> bool:
    """Write the choices down as one new revision; whether there was anything to write.

    ``taken`` are the keys of the changes that were accepted, ``seen`` is what they were chosen about. Raises
    TextChanged when somebody saved in the meantime or the facts moved on; the row of the page is locked meanwhile.
    """
    with transaction.atomic():
        refresh = refresh_of(ReportPage.objects.select_for_update().get(pk=page.pk))
        if refresh.seen != seen:
            raise TextChanged
        blocks = apply_choices(refresh.blocks, refresh.fresh, refresh.changes, taken)
        if blocks == refresh.blocks:
            return False
        _set_text(refresh.newest, blocks)
        refresh.newest.save_revision(user=actor, log_action="reports.refresh")
    return True


def introduction_block(text: str, mark: str) -> Stored:
    """The introduction in the form of a block, so that it is compared and chosen as the blocks are."""
    value = {"text": text, "source": INTRODUCTION, "fingerprint": mark, "generated_from": gettext("the event")}
    return {"type": INTRODUCTION, "value": value, "id": INTRODUCTION}


def _set_text(page: ReportPage, blocks: list[Stored]) -> None:
    """Put the blocks back in the page, and the introduction in its field."""
    for block in blocks:
        if block["type"] == INTRODUCTION:
            page.introduction = block["value"]["text"]
            page.introduction_mark = block["value"]["fingerprint"]
    page.body = json.dumps([block for block in blocks if block["type"] != INTRODUCTION])


def _fresh_blocks(page: ReportPage, *, in_words: bool) -> tuple[list[Stored], set[str]]:
    """The introduction and the blocks as they would be drafted now, and which of them nobody can make any more.

    Quotes whose person had them taken out of this verslag are left out.
    """
    event, language = page.event, report_language(page.event)
    plan = plan_of(event)
    layout = layout_of(plan).told_in_words(in_words)
    facts = gather_for(event, language, layout, compared_events(plan))
    drafted = Composer(facts, language, layout).blocks()
    quoted = [SimpleNamespace(block_type=block.type, id="", value=block.value) for block in drafted]
    withdrawn = taken_out_of(page.pk, quoted)
    line = introduction(facts.opening, language)
    blocks = [stored(block) for place, block in enumerate(drafted) if place not in withdrawn]
    forgotten = set(PER_DATE) if facts.dates and not people_are_known(event) else set()
    return [introduction_block(line, introduction_mark(line)), *blocks], forgotten


def _without_forgotten(fresh: list[Stored], blocks: list[Stored], forgotten: set[str]) -> list[Stored]:
    """Numbers of people who are forgotten since stand as they were written: nothing is asked about them."""
    return [
        *(block for block in fresh if source_of(block) not in forgotten),
        *(block for block in blocks if source_of(block) in forgotten),
    ]


def _known_sources(page: ReportPage) -> set[str]:
    """The sources of all blocks that ever stood in this verslag."""
    contents = page.revisions.values_list("content", flat=True).iterator(chunk_size=20)
    return {source_of(block) for content in contents for block in json.loads(content.get("body") or "[]")} - {""}
