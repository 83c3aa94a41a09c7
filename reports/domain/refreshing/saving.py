"""What changed in the facts since a verslag was written, and the choices about it as one new revision."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from types import SimpleNamespace

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from reports.domain.composing import Composer
from reports.domain.drafting import report_language, stored
from reports.domain.facts import gather_facts
from reports.domain.refreshing.comparing import Change, Stored, apply_choices, compare, source_of
from reports.models import ReportPage
from reports.models.quotes import taken_out_of


class TextChanged(Exception):
    """The text or the facts are others than the ones that the choices were made about."""

    def __init__(self) -> None:
        super().__init__(_("The text or the facts changed meanwhile. Nothing was saved. Look at your choices again."))


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
    fresh = _fresh_blocks(page)
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
        refresh.newest.body = json.dumps(blocks)
        refresh.newest.save_revision(user=actor, log_action="reports.refresh")
    return True


def _fresh_blocks(page: ReportPage) -> list[Stored]:
    """The blocks as they would be drafted now, without quotes whose person had them taken out of this verslag."""
    language = report_language(page.event)
    drafted = Composer(gather_facts(page.event, language), language).blocks()
    quoted = [SimpleNamespace(block_type=block.type, id="", value=block.value) for block in drafted]
    withdrawn = taken_out_of(page.pk, quoted)
    return [stored(block) for place, block in enumerate(drafted) if place not in withdrawn]


def _known_sources(page: ReportPage) -> set[str]:
    """The sources of all blocks that ever stood in this verslag."""
    contents = page.revisions.values_list("content", flat=True).iterator(chunk_size=20)
    return {source_of(block) for content in contents for block in json.loads(content.get("body") or "[]")} - {""}
