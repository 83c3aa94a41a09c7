"""Capture sheets: one for every workshop and every plenary item that is captured."""

from collections.abc import Iterable

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from events.models import EventPage, ProgrammeItem
from live.channels import bump
from workshops.domain.templates import templates_for
from workshops.enums import SheetKind
from workshops.models import CaptureSheet, CaptureTemplate, Workshop

CHANNELS = "sheet"
WALLS = "wall"
sheet_changed = Signal()  # inside the transaction; with ``sheet_id``


def ensure_sheets(event: EventPage) -> list[CaptureSheet]:
    """Give every workshop and every captured programme item of an event a sheet; returns those that were made.

    Sheets on which no outcome stands yet follow the event's templates.
    """
    with transaction.atomic():
        workshops = list(Workshop.objects.filter(round__event=event, capture_sheet=None).order_by("round", "number"))
        items = list(ProgrammeItem.objects.filter(page=event, is_captured=True, capture_sheet=None))
        templates = templates_for(event)
        _follow_templates(event, templates)
        made = [
            CaptureSheet.objects.get_or_create(
                workshop=workshop, defaults={"event": event, "template": templates[SheetKind.WORKSHOP]}
            )
            for workshop in workshops
        ] + [
            CaptureSheet.objects.get_or_create(
                programme_item=item, defaults={"event": event, "template": templates[SheetKind.PLENARY]}
            )
            for item in items
        ]
        return [sheet for sheet, is_new in made if is_new]


def _follow_templates(event: EventPage, templates: dict[SheetKind, CaptureTemplate]) -> None:
    """A sheet without outcomes takes the prompts that the event has now."""
    empty = CaptureSheet.objects.filter(event=event, outcomes=None)
    for kind, template in templates.items():
        of_kind = empty.filter(workshop__isnull=kind == SheetKind.PLENARY).exclude(template=template)
        CaptureSheet.objects.filter(pk__in=list(of_kind.values_list("pk", flat=True))).update(template=template)


def hand_in(sheet: CaptureSheet) -> None:
    """Say that a sheet is complete: nobody writes in it until it is reopened. Twice is the same as once."""
    CaptureSheet.objects.filter(pk=sheet.pk, handed_in_at=None).update(handed_in_at=timezone.now())
    announce_change(sheet.pk)


def reopen(sheet: CaptureSheet) -> None:
    """Take the hand-in back, so that scribes can write again."""
    CaptureSheet.objects.filter(pk=sheet.pk).update(handed_in_at=None)
    announce_change(sheet.pk)


def announce_change(sheet_id: int) -> None:
    """Tell every open page of a sheet, once the change is saved, that there is something new; and higher apps."""
    bump(sheet_channel(sheet_id))
    for event_id in CaptureSheet.objects.filter(pk=sheet_id).values_list("event_id", flat=True):
        bump(wall_channel(event_id))
    sheet_changed.send(sender=CaptureSheet, sheet_id=sheet_id)


def announce_workshops(workshop_ids: Iterable[int]) -> None:
    """The same for the sheets of workshops: where they are, or who is in them, changed."""
    for sheet_id in CaptureSheet.objects.filter(workshop_id__in=list(workshop_ids)).values_list("pk", flat=True):
        announce_change(sheet_id)


def announce_event(event_id: int) -> None:
    """The same for something that concerns all sheets of an event, such as how cards were grouped."""
    bump(wall_channel(event_id))


def wall_channel(event_id: int) -> str:
    """The live channel of everything that is captured at an event."""
    return f"{WALLS}:{event_id}"


def sheet_channel(sheet_id: int) -> str:
    """The live channel of a sheet."""
    return f"{CHANNELS}:{sheet_id}"
