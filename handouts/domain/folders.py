"""Folders of hand-outs: one for each programme item and workshop, made when it is first needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from core.models import User
from events.models import EventPage, ProgrammeItem
from handouts.enums import Act, Audience, Release
from handouts.models import Folder, HandOut, HandOutAct, SpeakerAsk
from workshops.enums import WorkshopRole
from workshops.models import Workshop

PAUSES = ("arrival", "break", "drinks")
SUBJECTS: dict[str, tuple[type[Model], str, str]] = {
    "onderdeel": (ProgrammeItem, "item", "page"),
    "workshop": (Workshop, "workshop", "round__event"),
}


@dataclass
class Row:
    """One line of the organiser's page: a programme item or workshop, its folder, files and speakers."""

    kind: str
    subject: Any
    starts_at: datetime
    ends_at: datetime
    people: list[tuple[str, str]] = field(default_factory=list)  # name, address if known
    folder: Folder | None = None
    files: list[HandOut] = field(default_factory=list)
    asks: list[SpeakerAsk] = field(default_factory=list)
    acts: list[HandOutAct] = field(default_factory=list)


def folder_of(subject: Any) -> Folder:
    """The folder of a programme item or workshop; made when there is none."""
    if isinstance(subject, Workshop):
        return Folder.objects.get_or_create(workshop=subject, defaults={"event_id": subject.round.event_id})[0]
    return Folder.objects.get_or_create(item=subject, defaults={"event_id": subject.page_id})[0]


def subjects_of(event: EventPage) -> list[Row]:
    """Everything of which there may be a presentation, by time, with who speaks. Five queries."""
    items = ProgrammeItem.objects.filter(page=event).exclude(kind__in=PAUSES).prefetch_related("speakers")
    rounds = Workshop.objects.filter(round__event=event, cancelled_at=None)
    rows = [
        Row("onderdeel", item, item.starts_at, item.ends_at, [(person.name, "") for person in item.speakers.all()])
        for item in items
    ]
    for workshop in rounds.select_related("round").prefetch_related("people"):
        leaders = [person for person in workshop.people.all() if person.role == WorkshopRole.LEADER]
        people = [(person.name, person.email) for person in leaders]
        rows.append(Row("workshop", workshop, workshop.round.starts_at, workshop.round.ends_at, people))
    return sorted(rows, key=lambda row: (row.starts_at, getattr(row.subject, "number", 0), row.subject.pk))


def rows_of(event: EventPage) -> list[Row]:
    """The same with folders, files (without content), speakers who were asked, and the last acts. Nine queries.

    What was called off keeps its line as long as it has files.
    """
    rows = subjects_of(event)
    known = {(row.kind, row.subject.pk): row for row in rows}
    folders = with_subject(Folder.objects.filter(event=event))
    by_pk: dict[int, Row] = {}
    for folder in folders:
        key = ("workshop", folder.workshop_id) if folder.workshop_id else ("onderdeel", folder.item_id)
        row = known.get(key) or Row(key[0], folder.subject, folder.starts_at, folder.ends_at)
        row.folder, by_pk[folder.pk] = folder, row
        if key not in known:
            rows.append(row)
    for file in HandOut.objects.filter(folder__event=event).defer("content").select_related("ask"):
        by_pk[file.folder_id].files.append(file)
    for ask in SpeakerAsk.objects.filter(folder__event=event):
        by_pk[ask.folder_id].asks.append(ask)
    for act in HandOutAct.objects.filter(folder__event=event).select_related("by"):
        by_pk[act.folder_id].acts.append(act)
    rows = [row for row in rows if (row.kind, row.subject.pk) in known or row.files]
    return sorted(rows, key=lambda row: (row.starts_at, getattr(row.subject, "number", 0), row.subject.pk))


def with_subject(folders: QuerySet[Folder]) -> QuerySet[Folder]:
    """Folders that know their times without another query."""
    return folders.select_related("item", "workshop__round")


def set_release(
    folders: Iterable[Folder], *, audience: Audience, release: Release, release_at: datetime | None, by: User | None
) -> None:
    """Choose for whom and when; written down each time it is another choice. Without a moment nothing is planned."""
    moment = release_at if release == Release.MOMENT else None
    with transaction.atomic():
        for folder in folders:
            row = Folder.objects.select_for_update(of=("self",)).get(pk=folder.pk)
            if (row.audience, row.release, row.release_at) == (audience, release, moment):
                continue
            row.audience, row.release, row.release_at = audience, release, moment
            row.save(update_fields=["audience", "release", "release_at"])
            HandOutAct.objects.create(folder=row, act=Act.RELEASE_SET, by=by)
