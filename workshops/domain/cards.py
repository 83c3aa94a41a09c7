"""Saving what scribes type: cards and running notes.

Three rules hold whatever the order in which messages arrive:

- a card has an id made by the browser, so sending it twice never doubles it;
- a save names the version it was based on (compare and swap). When somebody else saved in between,
  nothing is overwritten: a Conflict carries both texts and a person chooses;
- a sheet that was handed in takes nothing until it is reopened.

Every write locks the sheet's row first (SQLite: the whole file), so that new cards get their place
in one order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Organisation
from workshops.domain.sheets import announce_change
from workshops.models import ActionItem, ActionOwner, CaptureSheet, Outcome, Photo, Quote, RunningNote

AnyCard = Outcome | Quote | ActionItem | Photo
CardModel = type[Outcome] | type[Quote] | type[ActionItem] | type[Photo]

CARD_FIELDS: dict[CardModel, tuple[str, ...]] = {
    Outcome: ("text", "prompt_id", "case_id", "number", "programme_item_id"),
    Quote: ("text", "prompt_id", "attribution_kind", "sector_id", "attribution", "consent", "programme_item_id"),
    ActionItem: ("text", "prompt_id", "kind", "due_on", "period", "commissioned_by", "programme_item_id"),
    Photo: ("text", "programme_item_id"),
}

# Given once, when the card is made.
NEW_FIELDS: dict[CardModel, tuple[str, ...]] = {Photo: ("content", "width", "height"), Outcome: ("is_from_room",)}


@dataclass(frozen=True)
class Owner:
    """Who does an action: an organisation that is known, or a name as it was said."""

    organisation_id: int | None = None
    name: str = ""


class Conflict(Exception):
    """Somebody else saved in between. ``theirs`` stands in the database, ``mine`` does not."""

    def __init__(self, *, theirs: str, mine: str, version: int) -> None:
        super().__init__(_("Somebody else changed this text in the meantime."))
        self.theirs, self.mine, self.version = theirs, mine, version


class HandedIn(Exception):
    """The sheet was handed in; it takes nothing until it is reopened."""

    def __init__(self) -> None:
        super().__init__(_("This sheet was handed in. Reopen it to change something."))


class UnknownCard(Exception):
    """There is no such card on this sheet (any more)."""

    def __init__(self) -> None:
        super().__init__(_("This card is gone. Perhaps another scribe deleted it."))


def create_card(
    sheet: CaptureSheet,
    model: CardModel,
    *,
    uid: UUID,
    fields: Mapping[str, Any],
    owners: Iterable[Owner] | None = None,
) -> AnyCard:
    """Add a card at the end of its list. The same ``uid`` again is a save based on the first version.

    Raises Conflict when the card exists and somebody changed it since, UnknownCard when the uid is
    another sheet's, HandedIn.
    """
    with transaction.atomic():
        lock_sheet(sheet)
        if model._base_manager.filter(uid=uid).exists():
            return update_card(sheet, model, uid, version=1, fields=fields, owners=owners)
        last = siblings(sheet, model, fields.get("prompt_id")).aggregate(last=Max("position"))["last"]
        values = {name: fields[name] for name in (*CARD_FIELDS[model], *NEW_FIELDS.get(model, ())) if name in fields}
        card = model._default_manager.create(sheet=sheet, uid=uid, position=0 if last is None else last + 1, **values)
        _save_owners(card, owners)
        return card


def update_card(
    sheet: CaptureSheet,
    model: CardModel,
    uid: UUID,
    *,
    version: int,
    fields: Mapping[str, Any],
    owners: Iterable[Owner] | None = None,
) -> AnyCard:
    """Change a card, if it is still at ``version``. What already stands there is a save that arrived twice.

    Raises Conflict, UnknownCard, HandedIn.
    """
    owners = None if owners is None else list(owners)
    values = {name: fields[name] for name in CARD_FIELDS[model] if name in fields}
    with transaction.atomic():
        lock_sheet(sheet)
        card = get_card(sheet, model, uid)
        if _says(card, values, owners):
            return card
        if model is Outcome:
            values["merged_into_id"] = None  # with another text it is no duplicate
        saved = _at_version(sheet, model, uid, version).update(
            **values, version=F("version") + 1, updated_at=timezone.now()
        )
        if not saved:
            raise Conflict(theirs=card.text, mine=str(fields.get("text", "")), version=card.version)
        _save_owners(card, owners)
        card.refresh_from_db()
        return card


def delete_card(sheet: CaptureSheet, model: CardModel, uid: UUID, *, version: int) -> None:
    """Delete a card, if it is still at ``version``. A card that is gone already is fine. Raises Conflict, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        deleted, _rows = _at_version(sheet, model, uid, version).delete()
        if deleted:
            return
        card = model._base_manager.filter(sheet=sheet, uid=uid).first()
        if card is not None:
            raise Conflict(theirs=card.text, mine="", version=card.version)


def save_note(sheet: CaptureSheet, text: str, *, version: int) -> RunningNote:
    """Save the running notes, if they are still at ``version`` (0: there were none). Raises Conflict, HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        if version == 0:
            note, is_new = RunningNote.objects.get_or_create(sheet=sheet, defaults={"text": text})
            if is_new:
                return note
        note = RunningNote.objects.filter(sheet=sheet).first() or RunningNote(sheet=sheet, version=0)
        if note.text == text:
            return note
        saved = RunningNote.objects.filter(sheet=sheet, version=version).update(
            text=text, version=F("version") + 1, updated_at=timezone.now()
        )
        if not saved:
            raise Conflict(theirs=note.text, mine=text, version=note.version)
        note.refresh_from_db()
        return note


def lock_sheet(sheet: CaptureSheet) -> None:
    """Take the sheet's row; refuse when it was handed in. What is saved after this is announced at commit."""
    if CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk).handed_in_at is not None:
        raise HandedIn
    announce_change(sheet.pk)


def siblings(sheet: CaptureSheet, model: CardModel, prompt_id: int | None) -> models.QuerySet[Any]:
    """The list a card stands in: the cards of its kind under one prompt; photos have one list."""
    cards: Any = model._default_manager.filter(sheet=sheet)
    return cards if model is Photo else cards.filter(prompt_id=prompt_id)


def _at_version(sheet: CaptureSheet, model: CardModel, uid: UUID, version: int) -> models.QuerySet[Any]:
    """The compare of compare-and-swap."""
    return model._base_manager.filter(sheet=sheet, uid=uid, version=version)


def get_card(sheet: CaptureSheet, model: CardModel, uid: UUID) -> AnyCard:
    """A card of this sheet, merged or not. Raises UnknownCard."""
    try:
        return model._base_manager.get(sheet=sheet, uid=uid)
    except ObjectDoesNotExist:
        raise UnknownCard from None


def _says(card: AnyCard, values: Mapping[str, Any], owners: list[Owner] | None) -> bool:
    """Whether a card already says what is being saved."""
    if any(getattr(card, name) != value for name, value in values.items()):
        return False
    if owners is None or not isinstance(card, ActionItem):
        return True
    return [(owner.organisation_id, owner.name) for owner in card.owners.all()] == [
        (owner.organisation_id, owner.name) for owner in owners
    ]


def _save_owners(card: AnyCard, owners: Iterable[Owner] | None) -> None:
    if owners is None or not isinstance(card, ActionItem):
        return
    card.owners.all().delete()
    ActionOwner.objects.bulk_create(
        ActionOwner(action=card, organisation_id=owner.organisation_id, name=owner.name) for owner in owners
    )


def owners_from_names(names: Iterable[str]) -> list[Owner]:
    """Owners as typed: the name or short name of a known organisation becomes that organisation, else a name."""
    typed = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not typed:
        return []
    known: dict[str, int] = {}
    matching = Organisation.objects.filter(models.Q(name__in=typed) | models.Q(short_name__in=typed))
    for organisation in matching.order_by("pk"):
        known.setdefault(organisation.name, organisation.pk)
        if organisation.short_name:
            known.setdefault(organisation.short_name, organisation.pk)
    return [Owner(organisation_id=known[name]) if name in known else Owner(name=name) for name in typed]
