"""Cards that people in the room write on their phones: unread until a scribe or leader lets them stand.

A card here has a random id, and nothing of who wrote it or when. Who may send how many is held by the
app that knows voters (``polls``), under a key that goes when the room closes.
"""

from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from events.models import EventPage
from workshops.domain.cards import create_card, lock_sheet
from workshops.domain.sheets import announce_change
from workshops.enums import PromptKind
from workshops.models import CapturePrompt, CaptureSheet, Outcome, RoomCard

MOST_WAITING = 200  # of a sheet; nobody reads more


class Proposed(Enum):
    """What became of a card from the room."""

    WAITS = "waits"
    TWICE = "twice"  # the same words wait already; to the sender that is the same
    EXISTS = "exists"  # a card says so
    BUSY = "busy"
    CLOSED = "closed"


def taking_sheets(event: EventPage) -> QuerySet[CaptureSheet]:
    """The sheets to which people in the room may add cards now."""
    sheets = CaptureSheet.objects.filter(event=event, takes_room_cards=True, handed_in_at=None)
    return sheets.select_related("workshop__round", "programme_item").prefetch_related("template__prompts")


def prompts_for_room(sheet: CaptureSheet) -> list[CapturePrompt]:
    """The prompts under which a card of words can stand."""
    return [prompt for prompt in sheet.template.prompts.all() if prompt.kind == PromptKind.OUTCOME]


def allow_room_cards(sheet: CaptureSheet, *, is_allowed: bool) -> None:
    """Let people in the room add cards to a sheet, or no longer; what waits stays until it was read."""
    CaptureSheet.objects.filter(pk=sheet.pk).update(takes_room_cards=is_allowed)
    announce_change(sheet.pk)


def propose_card(event: EventPage, sheet_id: int, prompt_id: int, text: str) -> Proposed:
    """Keep a card for the scribe to read; ``text`` is one clean line. The same words twice are one card."""
    with transaction.atomic():
        sheet = CaptureSheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id, event=event).first()
        if sheet is None or not sheet.takes_room_cards or sheet.handed_in_at is not None:
            return Proposed.CLOSED
        if prompt_id not in {prompt.pk for prompt in prompts_for_room(sheet)}:
            return Proposed.CLOSED
        waiting = list(RoomCard.objects.filter(sheet=sheet).values_list("text", flat=True))
        if _same(text) in map(_same, waiting):
            return Proposed.TWICE
        if _same(text) in map(_same, Outcome.objects.filter(sheet=sheet).values_list("text", flat=True)):
            return Proposed.EXISTS
        if len(waiting) >= MOST_WAITING:
            return Proposed.BUSY
        RoomCard.objects.create(sheet=sheet, prompt_id=prompt_id, text=text)
        announce_change(sheet.pk)
    return Proposed.WAITS


def approve_card(sheet: CaptureSheet, uid: UUID) -> Outcome | None:
    """Make a card of the room an ordinary card, marked as such; None when it was dealt with. Raises HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        waiting = RoomCard.objects.filter(sheet=sheet, uid=uid).first()
        if waiting is None:
            return None
        fields = {"text": waiting.text, "prompt_id": waiting.prompt_id, "is_from_room": True}
        card = create_card(sheet, Outcome, uid=uid, fields=fields)
        waiting.delete()
    return card if isinstance(card, Outcome) else None


def reject_card(sheet: CaptureSheet, uid: UUID) -> None:
    """Throw a card of the room away. One that is gone already is fine. Raises HandedIn."""
    with transaction.atomic():
        lock_sheet(sheet)
        RoomCard.objects.filter(sheet=sheet, uid=uid).delete()


def waiting_cards(sheet: CaptureSheet) -> QuerySet[RoomCard]:
    """What waits to be read, in the order of its random ids."""
    return RoomCard.objects.filter(sheet=sheet).select_related("prompt")


def _same(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
