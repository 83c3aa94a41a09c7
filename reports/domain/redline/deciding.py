"""What the reporter decides about changes: taken over into one new draft, noted as a remark, or not taken over."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from reports.domain.redline.showing import Comparison, comparison_of
from reports.domain.redline.taking import NotOnce, with_changes
from reports.enums import QuoteState, RedlineState
from reports.models import QuoteConsent, RedlineChange, RedlineFile, ReportPage
from reports.models.quotes import mark_of


class RedlineMoved(Exception):
    """The text, or what was decided, is other than what the choices were made about."""

    def __init__(self) -> None:
        super().__init__(_("The text changed meanwhile, or somebody else decided. Nothing was saved. Look again."))


def decide(file: RedlineFile, choices: Mapping[int, RedlineState], *, seen: str, actor: User | None) -> int:
    """Write the choices down; returns how many changes went into the text, all in one new revision.

    ``choices`` are by the key of a change; ``seen`` is what they were made about. Raises RedlineMoved when somebody
    saved or decided meanwhile, or a change cannot be taken over (any more). The row of the page is locked meanwhile.
    """
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=file.sent_in.page_id)
        locked = RedlineFile.objects.select_related("sent_in__revision", "sent_in__page").get(pk=file.pk)
        comparison = comparison_of(locked, page)
        if comparison.seen != seen:
            raise RedlineMoved
        changed = _with_states(comparison, choices, actor)
        taken = [change for change in changed if change.state == RedlineState.TAKEN]
        if taken:
            blocks = [dict(child) for child in comparison.newest.body.raw_data]
            try:
                comparison.newest.body = json.dumps(with_changes(blocks, taken))
            except NotOnce as error:
                raise RedlineMoved from error
            comparison.newest.save_revision(user=actor, log_action="reports.redline")
        RedlineChange.objects.bulk_update(changed, ["state", "decided_at", "decided_by", "is_handled"], batch_size=200)
    return len(taken)


def _with_states(
    comparison: Comparison, choices: Mapping[int, RedlineState], actor: User | None
) -> list[RedlineChange]:
    """The changes whose state becomes another, with it."""
    changed = []
    withdrawn = _withdrawn(comparison.page)
    for shown in comparison.changes:
        change, state = shown.change, choices.get(shown.change.pk)
        if state is None or state == change.state or shown.is_settled:
            continue
        if state == RedlineState.TAKEN and (shown.hindrance or mark_of(change.after) in withdrawn):
            raise RedlineMoved
        change.state, change.is_handled = state, False
        change.decided_at = timezone.now() if state != RedlineState.OPEN else None
        change.decided_by = actor if state != RedlineState.OPEN else None
        changed.append(change)
    return changed


def _withdrawn(page: ReportPage) -> set[str]:
    rows = QuoteConsent.objects.filter(page_id=page.pk, state=QuoteState.WITHDRAWN)
    return set(rows.values_list("mark", flat=True))


def set_change_handled(change: RedlineChange, *, is_handled: bool) -> None:
    """Tick a noted change off, or take the tick away."""
    RedlineChange.objects.filter(pk=change.pk, state=RedlineState.NOTED).update(is_handled=is_handled)
