"""Two outcomes that say the same become one. Nothing is thrown away, so it can be undone.

The outcome that stays keeps its text. The other keeps its own, stands under it, and comes back
when the merge is undone, when the outcome that stayed is deleted, or when somebody changes it.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from workshops.domain.cards import UnknownCard, get_card, lock_sheet
from workshops.domain.ordering import number
from workshops.domain.starring import points_of
from workshops.models import CaptureSheet, Outcome


def merge_outcomes(sheet: CaptureSheet, kept: UUID, merged: UUID) -> Outcome:
    """Put one outcome under another of the same sheet. Twice is the same as once. Raises UnknownCard, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        keeper, other = _outcome(sheet, kept), _outcome(sheet, merged)
        if other.merged_into_id == keeper.pk:
            return keeper
        if keeper == other or keeper.merged_into_id or other.merged_into_id:
            raise UnknownCard
        if other.is_starred:
            _hand_over_star(sheet, other, keeper)
        Outcome.with_merged.filter(merged_into=other).update(merged_into=keeper)
        Outcome.with_merged.filter(pk=other.pk).update(merged_into=keeper, is_starred=False, version=F("version") + 1)
        return _outcome(sheet, kept)


def undo_merge(sheet: CaptureSheet, uid: UUID) -> Outcome:
    """Let a merged outcome stand by itself again; without a star. Raises UnknownCard, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        card = _outcome(sheet, uid)
        if card.merged_into_id:
            Outcome.with_merged.filter(pk=card.pk).update(merged_into=None, version=F("version") + 1)
        return _outcome(sheet, uid)


def _hand_over_star(sheet: CaptureSheet, other: Outcome, keeper: Outcome) -> None:
    if not keeper.is_starred:
        Outcome.with_merged.filter(pk=keeper.pk).update(is_starred=True, star_position=other.star_position)
    number(Outcome, [point for point in points_of(sheet) if point != other], "star_position")


def _outcome(sheet: CaptureSheet, uid: UUID) -> Outcome:
    card = get_card(sheet, Outcome, uid)
    assert isinstance(card, Outcome)
    return card
