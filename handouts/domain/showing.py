"""Who may have what, now: one rule for lists and for downloads.

A file that is withdrawn, or that came in late and was not looked at, is had by nobody. The others follow the folder:
for everyone, or for people with a place, from the moment that was set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.pages import open_to_all
from core.prepared import PreparedQuery
from events.models import EventPage
from handouts.enums import Audience, Release
from handouts.models import Folder, HandOut
from registrations.enums import RegistrationState
from registrations.models import Registration


@dataclass(frozen=True)
class ShownFolder:
    """The files of one programme item or workshop that may be had, without their content."""

    title: str
    number: int | None
    anchor: str
    starts_at: datetime
    files: tuple[HandOut, ...]


def _with_folder(files: QuerySet[HandOut]) -> QuerySet[HandOut]:
    return files.select_related("folder__item", "folder__workshop__round").defer(
        "content", "folder__item__description", "folder__workshop__description", "hints"
    )


_NOBODY = {"is_held": False, "is_withdrawn": False}
_of_event = PreparedQuery(
    lambda event_id: _with_folder(
        HandOut.objects.filter(folder__event_id=event_id, **_NOBODY)
        .exclude(folder__release=Release.NOT)
        .order_by("folder_id", "pk")
    ),
    int,
)


def for_everyone(event_id: int) -> list[ShownFolder]:
    """What everybody may have of an event, in the order of the programme. One query."""
    return _grouped(file for file in _of_event(event_id) if _is_for_everyone(file))


def for_registrant(registration: Registration) -> list[ShownFolder]:
    """What somebody with a place may have, in the order of the programme. One query; none without a place."""
    if registration.state != RegistrationState.CONFIRMED:
        return []
    return _grouped(file for file in _of_event(registration.event_id) if file.is_available)


def file_for_everyone(uid: UUID) -> HandOut | None:
    """A file with its content, if everybody may have it and the event's page can be read by everybody."""
    file = _one(uid)
    if file is None or not _is_for_everyone(file):
        return None
    pages = open_to_all(EventPage.objects.live().filter(pk=file.folder.event_id))
    return file if pages.exists() else None


def file_for_registrant(registration: Registration, uid: UUID) -> HandOut | None:
    """A file with its content, if this person may have it now."""
    file = _one(uid)
    if file is None or registration.state != RegistrationState.CONFIRMED:
        return None
    return file if file.folder.event_id == registration.event_id and file.is_available else None


def _one(uid: UUID) -> HandOut | None:
    return HandOut.objects.select_related("folder__item", "folder__workshop__round").filter(uid=uid).first()


def _is_for_everyone(file: HandOut) -> bool:
    return file.folder.audience == Audience.EVERYONE and file.is_available


def _grouped(files: Iterable[HandOut]) -> list[ShownFolder]:
    by_folder: dict[int, list[HandOut]] = {}
    for file in files:
        by_folder.setdefault(file.folder_id, []).append(file)
    shown = [_shown(found[0].folder, found) for found in by_folder.values()]
    return sorted(shown, key=lambda folder: (folder.starts_at, folder.number or 0, folder.title))


def _shown(folder: Folder, files: list[HandOut]) -> ShownFolder:
    subject: Any = folder.subject
    number = subject.number if folder.workshop_id else None
    anchor = f"workshop-{subject.uid}" if folder.workshop_id else ""
    return ShownFolder(folder.title, number, anchor, folder.starts_at, tuple(files))
