"""Keeps the rows of an event's parts stable over publications, and apart over copies.

A revision that was saved while a part was new holds no primary key for it. Publishing it twice
would delete the row and make another, and with the row everything that refers to it. The uid
finds the row again. A copied page brings the uids of its original along in its revisions; there
they mean the parts of the copy.
"""

import uuid
from typing import Any

from django.apps import apps

PARTS = {"dates": "events.EventDate", "programme_items": "events.ProgrammeItem"}


def with_known_keys(data: dict[str, Any], page_id: int) -> dict[str, Any]:
    """The serialised page with the keys and uids that its parts have in the database by now."""
    for relation, label in PARTS.items():
        _settle(label, data.get(relation) or [], page_id, owner="page_id")
    speakers = [speaker for item in data.get("programme_items") or [] for speaker in item.get("speakers") or []]
    _settle("events.Speaker", speakers, page_id, owner="item__page_id")
    return data


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
