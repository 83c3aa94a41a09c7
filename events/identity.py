"""Keeps the rows of an event's parts stable over publications, and apart over copies.

A revision that was saved while a part was new holds no primary key for it. Publishing it twice
would delete the row and make another, and with the row everything that refers to it. The uid
finds the row again. A copied page brings the uids of its original along in its revisions; there
they mean the parts of the copy.

A part to which something hangs, such as notes or hand-outs, is never lost: a revision without it
gets it back, and the editor refuses to remove it (``events.editing``).
"""

import uuid
from typing import Any

from django.apps import apps

from core.sections import PART_HELD, sections_for

PARTS = {"dates": "events.EventDate", "programme_items": "events.ProgrammeItem"}


def with_known_keys(data: dict[str, Any], page_id: int) -> dict[str, Any]:
    """The serialised page with the keys and uids that its parts have in the database by now."""
    for relation, label in PARTS.items():
        if relation not in data:  # the rows stay as they are
            continue
        parts = data[relation] or []
        _settle(label, parts, page_id, owner="page_id")
        held = _held_beside(label, page_id, kept={part["pk"] for part in parts})
        data[relation] = [*parts, *(part.serializable_data() for part in held)]
    speakers = [speaker for item in data.get("programme_items") or [] for speaker in item.get("speakers") or []]
    _settle("events.Speaker", speakers, page_id, owner="item__page_id")
    return data


def holdings_of_part(part: Any) -> list[str]:
    """What would be lost with a date or a programme item, in words."""
    return [str(section.data) for section in sections_for(PART_HELD, None, part)]


def _held_beside(label: str, page_id: int, *, kept: set[int | None]) -> list[Any]:
    """The parts of a page that its revision does not have and that hold something. One query when there are none."""
    rows = apps.get_model(label)._default_manager.filter(page_id=page_id).exclude(pk__in=kept - {None})
    return [part for part in rows if holdings_of_part(part)]


def with_fresh_uids(page: Any) -> None:
    """Give an unsaved copy of a page, and all its unsaved parts, uids of their own."""
    for relation in PARTS:
        for part in getattr(page, relation).all():
            part.uid = uuid.uuid4()
            for speaker in part.speakers.all() if relation == "programme_items" else ():
                speaker.pk = None
                speaker.uid = uuid.uuid4()


def _settle(label: str, parts: list[dict[str, Any]], page_id: int, *, owner: str) -> None:
    """One query: the rows that the parts' keys and uids name, on this page or on another."""
    manager = apps.get_model(label)._default_manager
    own = {str(uid): pk for uid, pk in manager.filter(**{owner: page_id}).values_list("uid", "pk")}
    uids = {pk: uid for uid, pk in own.items()}
    unknown = [part["uid"] for part in parts if part.get("uid") and str(part["uid"]) not in own]
    foreign = {str(uid) for uid in manager.filter(uid__in=unknown).values_list("uid", flat=True)} if unknown else set()
    for part in parts:
        if part.get("pk") in uids:
            part["uid"] = uids[part["pk"]]
            continue
        if str(part.get("uid")) in foreign:
            part["uid"] = str(uuid.uuid5(uuid.UUID(str(part["uid"])), str(page_id)))
        part["pk"] = own.get(str(part.get("uid")))
