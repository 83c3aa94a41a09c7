"""The points that a workshop brings to the plenary: at most three, in an order."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from workshops.domain.cards import UnknownCard, lock_sheet
from workshops.domain.ordering import number
from workshops.models import CaptureSheet, Outcome

MOST_POINTS = 3


class TooManyPoints(Exception):
    """Three points were chosen already."""

    def __init__(self) -> None:
        super().__init__(_("There are three points already. First take one away."))


def points_of(sheet: CaptureSheet) -> list[Outcome]:
    """The points for the report-back, in order."""
    found = Outcome.objects.filter(sheet=sheet, is_starred=True).select_related("prompt", "case")
    return list(found.order_by("star_position", "position", "pk"))


def star_outcome(sheet: CaptureSheet, uid: UUID, *, is_starred: bool) -> Outcome:
    """Choose an outcome for the report-back, as the last point, or not. Twice is the same as once.

    Raises TooManyPoints, UnknownCard, HandedIn.
    """
    with transaction.atomic():
        lock_sheet(sheet)
        card = _standing(sheet, uid)
        if card.is_starred == is_starred:
            return card
        others = [point for point in points_of(sheet) if point != card]
        if is_starred and len(others) >= MOST_POINTS:
            raise TooManyPoints
        card.is_starred, card.star_position = is_starred, 0
        card.save(update_fields=["is_starred", "star_position"])
        number(Outcome, [*others, card] if is_starred else others, "star_position")
        return card


def move_point(sheet: CaptureSheet, uid: UUID, *, steps: int) -> Outcome:
    """Move a point of the report-back up (-1) or down (+1). Raises UnknownCard, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        card = _standing(sheet, uid)
        points = points_of(sheet)
        if card in points:
            here = points.index(card)
            points.insert(min(max(here + steps, 0), len(points) - 1), points.pop(here))
            number(Outcome, points, "star_position")
        return card


def _standing(sheet: CaptureSheet, uid: UUID) -> Outcome:
    try:
        return Outcome.objects.get(sheet=sheet, uid=uid)
    except ObjectDoesNotExist:
        raise UnknownCard from None
