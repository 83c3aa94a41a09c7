"""What the reporter decides about changes: taken over into one new draft, noted as a remark, or not taken over."""

import json
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from reports.domain.redline.showing import Comparison, ShownChange, comparison_of
from reports.domain.redline.taking import Asked, NotOnce, partly, with_changes
from reports.enums import QuoteState, RedlineState
from reports.models import QuoteConsent, RedlineChange, RedlineFile, ReportPage
from reports.models.quotes import mark_of


class RedlineMoved(Exception):
    """The text, or what was decided, is other than what the choices were made about."""

    def __init__(self) -> None:
        super().__init__(_("The text changed meanwhile, or somebody else decided. Nothing was saved. Look again."))


def decide(
    file: RedlineFile,
    choices: Mapping[int, RedlineState],
    *,
    parts: Mapping[int, Collection[int]] | None = None,
    seen: str,
    actor: User | None,
) -> int:
    """Write the choices down; returns how many changes went into the text, all in one new revision.

    ``choices`` are by the key of a change; ``parts`` says which changes within a line are taken over, where not all
    are; ``seen`` is what the choices were made about. Raises RedlineMoved when somebody saved or decided meanwhile,
    or a change cannot be taken over (any more). The row of the page is locked meanwhile.
    """
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=file.sent_in.page_id)
        locked = RedlineFile.objects.select_related("sent_in__revision", "sent_in__page").get(pk=file.pk)
        comparison = comparison_of(locked, page)
        if comparison.seen != seen:
            raise RedlineMoved
        changed = _with_states(comparison, choices, parts or {}, actor)
        taken = [_as_taken(change) for change in changed if change.state == RedlineState.TAKEN]
        if taken:
            blocks = [dict(child) for child in comparison.newest.body.raw_data]
            try:
                comparison.newest.body = json.dumps(with_changes(blocks, taken))
            except NotOnce as error:
                raise RedlineMoved from error
            comparison.newest.save_revision(user=actor, log_action="reports.redline")
        fields = ["state", "taken_parts", "decided_at", "decided_by", "is_handled"]
        RedlineChange.objects.bulk_update(changed, fields, batch_size=200)
    return len(taken)


def _as_taken(change: RedlineChange) -> Asked:
    return partly(change, change.taken_parts) if change.taken_parts else change


def _with_states(
    comparison: Comparison,
    choices: Mapping[int, RedlineState],
    parts: Mapping[int, Collection[int]],
    actor: User | None,
) -> list[RedlineChange]:
    """The changes whose state becomes another, with it."""
    changed = []
    withdrawn = _withdrawn(comparison.page)
    for shown in comparison.changes:
        change, state = shown.change, choices.get(shown.change.pk)
        if state is None or state == change.state or shown.is_settled:
            continue
        change.taken_parts = _taken_parts(shown, parts.get(change.pk)) if state == RedlineState.TAKEN else []
        if state == RedlineState.TAKEN:
            asked = _as_taken(change)
            if comparison.hindrance_of(asked) or mark_of(asked.after) in withdrawn:
                raise RedlineMoved
        change.state, change.is_handled = state, False
        change.decided_at = timezone.now() if state != RedlineState.OPEN else None
        change.decided_by = actor if state != RedlineState.OPEN else None
        changed.append(change)
    return changed


def _taken_parts(shown: ShownChange, wanted: Collection[int] | None) -> list[int]:
    """The numbers of the parts that are taken; empty when the whole line is. Raises RedlineMoved for other numbers."""
    known = {part.number for part in shown.parts}
    if wanted is None or (known and set(wanted) == known):
        return []
    if not wanted or not set(wanted) <= known:
        raise RedlineMoved
    return sorted(set(wanted))


def _withdrawn(page: ReportPage) -> set[str]:
    rows = QuoteConsent.objects.filter(page_id=page.pk, state=QuoteState.WITHDRAWN)
    return set(rows.values_list("mark", flat=True))


def set_change_handled(change: RedlineChange, *, is_handled: bool) -> None:
    """Tick a noted change off, or take the tick away."""
    RedlineChange.objects.filter(pk=change.pk, state=RedlineState.NOTED).update(is_handled=is_handled)
