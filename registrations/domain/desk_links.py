"""The links that open a check-in desk or one door: made, renewed and taken back by the organiser."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from registrations.domain.doors import PURPOSES, Door, doors_of_event
from registrations.enums import DoorKind

PURPOSE_OF = {
    DoorKind.DATE: LinkPurpose.CHECK_IN,
    DoorKind.WORKSHOP: LinkPurpose.CHECK_IN_WORKSHOP,
    DoorKind.SESSION: LinkPurpose.CHECK_IN_SESSION,
}


@dataclass(frozen=True)
class DoorLink:
    """A door and the link that opens it, if there is one."""

    door: Door
    link: AccessLink | None


def usable_desk_link(event: EventPage) -> AccessLink | None:
    """The newest link that works for all dates."""
    links = AccessLink.objects.usable().filter(event=event, purpose=LinkPurpose.CHECK_IN, target=None)
    return links.order_by("-pk").first()


def door_links(event: EventPage) -> list[DoorLink]:
    """Every door of an event with its newest link that works. Four queries."""
    rows = AccessLink.objects.usable().filter(event=event, purpose__in=PURPOSES, target__isnull=False).order_by("pk")
    newest = {(row.purpose, row.target): row for row in rows}
    return [
        DoorLink(door, newest.get((PURPOSE_OF[door.kind].value, target_of(door)))) for door in doors_of_event(event)
    ]


def find_door(event: EventPage, key: str) -> Door | None:
    """The door of an event with this key."""
    return next((door for door in doors_of_event(event) if door.key == key), None)


def target_of(door: Door) -> int:
    """The row that a link to this door names."""
    return int((door.workshop or door.item or door.date).pk)


def renew_desk_link(event: EventPage, door: Door | None = None) -> AccessLink:
    """Make a fresh link, to one door or to all dates; the ones before open nothing any more."""
    with transaction.atomic():
        revoke_desk_links(event, door)
        return AccessLink.objects.create(event=event, label=door.title[:120] if door else "", **_subject(door))


def revoke_desk_links(event: EventPage, door: Door | None = None) -> int:
    """Take the links to a door, or to all dates, back. Returns how many there were."""
    links = AccessLink.objects.usable().filter(event=event, **_subject(door))
    return links.update(revoked_at=timezone.now())


def _subject(door: Door | None) -> dict[str, object]:
    if door is None:
        return {"purpose": LinkPurpose.CHECK_IN, "target": None}
    return {"purpose": PURPOSE_OF[door.kind], "target": target_of(door)}
