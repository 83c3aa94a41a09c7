"""The order of cards in their lists. Moves carry no version: they touch no text, and twice is the same as once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from workshops.domain.cards import AnyCard, CardModel, UnknownCard, get_card, lock_sheet, siblings
from workshops.models import CaptureSheet, Photo


def move_card(sheet: CaptureSheet, model: CardModel, uid: UUID, *, steps: int) -> AnyCard:
    """Move a card up (-1) or down (+1) in its list; at the edge it stays. Raises UnknownCard, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        card = get_card(sheet, model, uid)
        cards = _list_of(sheet, model, card)
        here = cards.index(card) if card in cards else 0
        others = [other for other in cards if other != card]
        others.insert(min(max(here + steps, 0), len(others)), card)
        number(model, others, "position")
        return card


def place_card(sheet: CaptureSheet, model: CardModel, uid: UUID, *, before: UUID | None) -> AnyCard:
    """Put a card before another one of its list, or (None) at the end. Raises UnknownCard, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        card = get_card(sheet, model, uid)
        others = [other for other in _list_of(sheet, model, card) if other != card]
        there = next((place for place, other in enumerate(others) if other.uid == before), None)
        if before is not None and before != uid and there is None:
            raise UnknownCard
        if before != uid:
            others.insert(len(others) if there is None else there, card)
            number(model, others, "position")
        return card


def _list_of(sheet: CaptureSheet, model: CardModel, card: AnyCard) -> list[Any]:
    prompt_id = None if isinstance(card, Photo) else card.prompt_id
    return list(siblings(sheet, model, prompt_id).order_by("position", "pk"))


def number(model: CardModel, cards: Sequence[Any], field: str) -> None:
    """Give cards their place as it is in the list."""
    for place, card in enumerate(cards):
        if getattr(card, field) != place:
            model._base_manager.filter(pk=card.pk).update(**{field: place})
            setattr(card, field, place)
