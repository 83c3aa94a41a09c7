"""Keeps the rows of an event's parts stable over publications.

A revision that was saved while a part was new holds no primary key for it. Publishing it twice
would delete the row and make another, and with the row everything that refers to it. The uid
finds the row again.
"""

from typing import Any

from django.apps import apps

PARTS = {"dates": "events.EventDate", "programme_items": "events.ProgrammeItem"}


def with_known_keys(data: dict[str, Any]) -> dict[str, Any]:
    """The serialised page with the primary keys that its parts have in the database by now."""
    for relation, label in PARTS.items():
        _fill_keys(label, data.get(relation) or [])
    speakers = [speaker for item in data.get("programme_items") or [] for speaker in item.get("speakers") or []]
    _fill_keys("events.Speaker", speakers)
    return data


def _fill_keys(label: str, parts: list[dict[str, Any]]) -> None:
    missing = [part["uid"] for part in parts if part.get("pk") is None and part.get("uid")]
    if not missing:
        return
    known = dict(apps.get_model(label)._default_manager.filter(uid__in=missing).values_list("uid", "pk"))
    keys = {str(uid): pk for uid, pk in known.items()}
    for part in parts:
        if part.get("pk") is None:
            part["pk"] = keys.get(str(part.get("uid")))
